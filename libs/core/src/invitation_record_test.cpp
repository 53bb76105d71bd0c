#include "flex_video/core/invitation_record.hpp"

#include "samples.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/spelling.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using namespace std::chrono_literals;
using enum event_kind;
using samples::noon;

const auto content = samples::sid_of<"HX">(1);

class invitation_record_test : public testing::Test {
 protected:
  /// "sent" if it is to be, "-" if not, or the refusal.
  std::string outcome(const session_record& of, bool again = false) {
    const auto decided = record_invitation(of, events, content, again, now, random);
    if (!decided) return decided.error().code.message();
    return *decided ? "sent" : "-";
  }
  void happened(event_kind kind, base::time_point at) {
    events.push_back({.id = event_id::generate(random),
                      .session = record.session.id,
                      .visit = std::nullopt,
                      .kind = kind,
                      .actor = {},
                      .detail = {},
                      .at = at});
  }

  base::counting_random random;
  session_record record = samples::record();
  std::vector<event> events;
  base::time_point now = noon;
};

TEST_F(invitation_record_test, writes_the_event_with_the_session) {
  const auto decided = record_invitation(record, {}, content, false, now, random);
  ASSERT_TRUE(decided && *decided);
  EXPECT_EQ((*decided)->session, record.session);
  ASSERT_EQ((*decided)->events.size(), 1u);
  const auto& event = (*decided)->events.front();
  EXPECT_EQ(event.kind, invitation_sent);
  EXPECT_EQ(event.actor, agent_identity(samples::ada));
  EXPECT_EQ(event.detail, content.str());
}

TEST_F(invitation_record_test, is_sent_once_unless_once_more_is_wished) {
  struct row {
    std::vector<std::pair<event_kind, std::chrono::seconds>> events;  // and how long ago
    const char* at_first;
    const char* again;
  };
  const row rows[]{{{}, "sent", "sent"},
                   {{{session_started, 5s}, {visit_opened, 4s}}, "sent", "sent"},
                   {{{invitation_sent, 60s}}, "-", "sent"},
                   {{{invitation_sent, 10s}}, "-", "sent"},
                   {{{invitation_sent, 9s}}, "-", "-"},
                   {{{invitation_sent, 0s}}, "-", "-"},
                   {{{invitation_sent, 9s}, {visit_opened, 8s}}, "-", "-"},
                   {{{invitation_sent, 9s}, {invitation_failed, 8s}}, "sent", "sent"},
                   {{{invitation_sent, 9s}, {link_renewed, 8s}}, "sent", "sent"},
                   {{{link_renewed, 80s}, {invitation_sent, 70s}}, "-", "sent"}};
  for (const auto& [before, at_first, again] : rows) {
    events.clear();
    std::string story;
    for (const auto& [kind, ago] : before) {
      happened(kind, now - ago);
      story.append(name_of(kind)).append(" ");
    }
    EXPECT_EQ(outcome(record), at_first) << story;
    EXPECT_EQ(outcome(record, true), again) << story;
  }
}

TEST_F(invitation_record_test, is_not_sent_with_a_dead_link) {
  now = record.session.link_expires_at - 1s;
  EXPECT_EQ(outcome(record), "sent");
  now += 1s;
  EXPECT_EQ(outcome(record), make_error_code(errc::invite_expired).message());
  now = noon;
  auto revoked = record;
  revoked.invites.front().revoked = true;
  EXPECT_EQ(outcome(revoked), make_error_code(errc::invite_revoked).message());
  auto over = record;
  over.session.state = session_state::ended;
  EXPECT_EQ(outcome(over), make_error_code(errc::session_ended).message());
}

TEST_F(invitation_record_test, failed_is_an_event_of_its_own) {
  const auto failed = record_invitation_failed(record.session, now, random);
  ASSERT_EQ(failed.events.size(), 1u);
  EXPECT_EQ(failed.events.front().kind, invitation_failed);
  EXPECT_EQ(failed.session, record.session) << "so that the store sees who decided on something older";
}

TEST_F(invitation_record_test, makes_the_message) {
  const auto sending = (*record_invitation(record, {}, content, false, now, random))->events.front();
  const auto message = invitation_message(record.session, "ada", content, "c0de", sending);
  EXPECT_EQ(message.author, "ada");
  EXPECT_EQ(message.content, content);
  EXPECT_EQ(message.variables, (std::vector<std::string>{"c0de", "Cus Tomer", "Ada Agent"}));
  EXPECT_EQ(message.session, record.session.id);
  EXPECT_EQ(message.sending, sending.id);
}

}  // namespace
}  // namespace flex_video::core
