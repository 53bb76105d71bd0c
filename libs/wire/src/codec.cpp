#include "flex_video/wire/codec.hpp"

#include "descriptions.hpp"
#include "json_members.hpp"

#include "flex_video/wire/errc.hpp"

#include <algorithm>
#include <span>

namespace flex_video::wire {
namespace {

const json_member* find_member(std::span<const json_member> members, std::string_view name) {
  const auto found = std::ranges::find(members, name, &json_member::name);
  return found == members.end() ? nullptr : &*found;
}

/// A member's value still to be judged: a required one is held in an optional until all of them are there.
template <class Member>
using read_member = std::conditional_t<is_optional<Member>, Member, std::optional<Member>>;

template <class Field>
base::result<void> read_field(std::span<const json_member> members, const Field& field,
                              read_member<typename Field::member_type>& into) {
  using member_type = typename Field::member_type;
  const auto* member = find_member(members, field.name);
  if (member) {
    into = shape<member_type>::read(*member);
    if (!into) return base::fail(errc::invalid_field, std::string{field.name});
  } else if (!is_optional<member_type>) {
    return base::fail(errc::missing_field, std::string{field.name});
  }
  return {};
}

template <class Request, class... Fields>
base::result<Request> build(std::span<const json_member> members, const Fields&... fields) {
  for (const auto& member : members) {
    if (((member.name != fields.name) && ...)) return base::fail(errc::unknown_field, member.name);
  }
  std::tuple<read_member<typename Fields::member_type>...> values;
  base::result<void> outcome;
  const auto read_all = [&](auto&... into) {
    static_cast<void>(((outcome = read_field(members, fields, into)).has_value() && ...));
  };
  std::apply(read_all, values);
  if (!outcome) return std::unexpected{std::move(outcome).error()};
  const auto taken = []<class Member>(std::type_identity<Member>, read_member<Member>& value) -> Member {
    if constexpr (is_optional<Member>) {
      return std::move(value);
    } else {
      return std::move(*value);
    }
  };
  return std::apply(
      [&](auto&... value) {
        return Request{taken(std::type_identity<typename Fields::member_type>{}, value)...};
      },
      values);
}

}  // namespace

template <class Request>
base::result<Request> from_json(std::string_view body) {
  const auto members = read_members(body);
  if (!members) return std::unexpected{members.error()};
  return std::apply([&](const auto&... fields) { return build<Request>(*members, fields...); },
                    description<Request>::fields);
}

template <class Answer>
std::string to_json(const Answer& answer) {
  std::string out;
  out.reserve(2048);  // the answers that must be fast hold two access tokens
  shape<Answer>::write(out, answer);
  return out;
}

template base::result<start_session_request> from_json(std::string_view);
template base::result<redeem_request> from_json(std::string_view);
template base::result<empty_request> from_json(std::string_view);
template base::result<issue_invite_request> from_json(std::string_view);
template base::result<recording_request> from_json(std::string_view);
template base::result<supervision_request> from_json(std::string_view);
template base::result<send_invitation_request> from_json(std::string_view);
template base::result<page_signal_request> from_json(std::string_view);

template std::string to_json(const session_answer&);
template std::string to_json(const started_session&);
template std::string to_json(const invitation_answer&);
template std::string to_json(const session_status&);
template std::string to_json(const join_answer&);
template std::string to_json(const session_list&);
template std::string to_json(const issued_invite&);
template std::string to_json(const invite_answer&);
template std::string to_json(const still_answer&);
template std::string to_json(const still_list&);
template std::string to_json(const visit_decision&);
template std::string to_json(const session_event&);
template std::string to_json(const visit_event&);
template std::string to_json(const visit_answer&);
template std::string to_json(const tokens_answer&);
template std::string to_json(const tokens_refusal&);
template std::string to_json(const health&);
template std::string to_json(const arrival&);
template std::string to_json(const problem&);

}  // namespace flex_video::wire
