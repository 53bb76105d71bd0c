#include "flex_video/wire/typescript.hpp"

#include "descriptions.hpp"

#include "flex_video/wire/problems.hpp"

namespace flex_video::wire {
namespace {

constexpr std::size_t longest_line = 120;

/// In one line where it fits, and otherwise each text in a line of its own.
void declare_union(std::string& out, std::string_view name, const std::vector<std::string_view>& texts) {
  std::string one_line = "export type " + std::string{name} + " =";
  auto lines = one_line;
  for (const auto& text : texts) {
    const auto quoted = "'" + std::string{text} + "'";
    one_line.append(&text == &texts.front() ? " " : " | ").append(quoted);
    lines.append("\n  | ").append(quoted);
  }
  out.append(one_line.size() < longest_line ? one_line : lines).append(";\n\n");
}

template <class E>
void declare_enum(std::string& out) {
  declare_union(out, names<E>::name, texts_of<E>());
}

template <class T, class Field>
void declare_field(std::string& out, const Field& field) {
  using member_type = typename Field::member_type;
  const bool is_code = std::is_same_v<T, problem> && field.name == "code";
  out.append("  readonly ").append(field.name).append(is_optional<member_type> ? "?: " : ": ");
  out.append(is_code ? "ProblemCode" : shape<member_type>::typescript()).append(";\n");
}

template <class T>
void declare_struct(std::string& out) {
  out.append("export interface ").append(description<T>::name).append(" {\n");
  std::apply([&](const auto&... fields) { (declare_field<T>(out, fields), ...); }, description<T>::fields);
  out += "}\n\n";
}

}  // namespace

std::string typescript() {
  std::string out = "// Generated from libs/wire by `flex-video wire --typescript`. Change it there.\n\n";
  declare_union(out, "ProblemCode", problem_codes());
  [&]<class... E>(std::type_identity<std::tuple<E...>>) {
    (declare_enum<E>(out), ...);
  }(std::type_identity<named_enums>{});
  [&]<class... T>(std::type_identity<std::tuple<T...>>) {
    (declare_struct<T>(out), ...);
  }(std::type_identity<described_structs>{});
  out.pop_back();  // one line feed ends the file
  return out;
}

}  // namespace flex_video::wire
