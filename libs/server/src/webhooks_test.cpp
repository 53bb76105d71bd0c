#include "running_service.hpp"

#include "flex_video/core/identity.hpp"
#include "flex_video/twilio/form.hpp"
#include "flex_video/twilio/request_signature.hpp"

namespace flex_video::server {
namespace {

const base::secret auth_token{"0123456789abcdef0123456789abcdef"};

options with_auth_token() {
  auto options = test_options();
  options.auth_token = auth_token;
  return options;
}

class webhook_routes : public running_service {
 protected:
  webhook_routes() : running_service(with_auth_token()) { start(); }

  twilio::form about_agent(const std::string& event, int number = 1) {
    return {{"RoomSid", the_session().room.str()},
            {"StatusCallbackEvent", event},
            {"SequenceNumber", std::to_string(number)},
            {"Timestamp", "2027-01-15T08:00:0" + std::to_string(number) + ".000Z"},
            {"ParticipantSid", "PA" + std::string(32, '1')},
            {"ParticipantIdentity", core::agent_identity(core::samples::ada)}};
  }
  net::response post(const std::string& where, const twilio::form& form,
                     const base::secret& signed_with = auth_token) {
    const auto signature = twilio::request_signer{signed_with}.sign(base_url + where, form);
    return post_raw(where, twilio::write_form(form), signature);
  }
  net::response post_raw(const std::string& where, const std::string& body, const std::string& signature) {
    return send(net::method::post, where,
                {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Twilio-Signature", signature}},
                body);
  }
  const std::vector<core::memory_store::kept_webhook>& kept() { return inbox_.rows.contents().webhooks; }

  const std::string video_path_ = "/webhooks/twilio/video", tasks_path_ = "/webhooks/twilio/taskrouter";
};

TEST_F(webhook_routes, keep_first_and_work_off_afterwards) {
  EXPECT_EQ(post(video_path_, about_agent("participant-connected")).status, 204u);
  EXPECT_EQ(kept().size(), 1u);
  EXPECT_FALSE(the_session().agent_in_room) << "not while Twilio waits";
  EXPECT_EQ(service_.work_off_webhooks(), 0u);
  EXPECT_TRUE(the_session().agent_in_room);
}

TEST_F(webhook_routes, keep_what_comes_twice_once) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(post(video_path_, about_agent("participant-connected")).status, 204u);
  EXPECT_EQ(kept().size(), 1u);
  EXPECT_EQ(service_.work_off_webhooks(), 0u);
  EXPECT_EQ(post(video_path_, about_agent("participant-connected")).status, 204u)
      << "also after it was worked off";
  EXPECT_EQ(kept().size(), 1u);
}

TEST_F(webhook_routes, come_to_the_same_end_in_any_order) {
  EXPECT_EQ(post(video_path_, about_agent("participant-disconnected", 2)).status, 204u);
  EXPECT_EQ(post(video_path_, about_agent("participant-connected", 1)).status, 204u);
  EXPECT_EQ(service_.work_off_webhooks(), 0u);
  EXPECT_FALSE(the_session().agent_in_room);
}

TEST_F(webhook_routes, end_the_session_with_its_task) {
  const twilio::form wrapup{
      {"Sid", "EV1"}, {"EventType", "task.wrapup"}, {"TaskSid", core::samples::task.str()}};
  EXPECT_EQ(post(tasks_path_, wrapup).status, 204u);
  EXPECT_EQ(service_.work_off_webhooks(), 0u);
  EXPECT_EQ(the_session().end_reason, core::end_reason::task_ended);
}

TEST_F(webhook_routes, try_again_what_could_not_be_noted) {
  tasks_.refusal = core::task_errc::unavailable;
  post(tasks_path_,
       {{"Sid", "EV1"}, {"EventType", "task.completed"}, {"TaskSid", core::samples::task.str()}});
  EXPECT_EQ(service_.work_off_webhooks(), 1u);
  EXPECT_EQ(the_session().state, core::session_state::open);
  tasks_.refusal.reset();
  EXPECT_EQ(service_.work_off_webhooks(), 0u);
  EXPECT_EQ(the_session().state, core::session_state::ended);
}

TEST_F(webhook_routes, do_not_keep_what_nobody_listens_to) {
  EXPECT_EQ(post(video_path_, about_agent("track-added")).status, 204u);
  EXPECT_EQ(post(tasks_path_, {{"EventType", "worker.activity.update"}}).status, 204u);
  EXPECT_TRUE(kept().empty());
}

TEST_F(webhook_routes, refuse_what_twilio_did_not_sign) {
  const auto form = about_agent("participant-connected");
  const auto body = twilio::write_form(form);
  expect_problem(post(video_path_, form, base::secret{"another account's token"}), 403, "webhook_forged");
  expect_problem(post_raw(video_path_, body, ""), 403, "webhook_forged");
  expect_problem(post_raw(video_path_, body, "AAAAAAAAAAAAAAAAAAAAAAAAAAA="), 403, "webhook_forged");
  const auto for_another_path = twilio::request_signer{auth_token}.sign(base_url + tasks_path_, form);
  expect_problem(post_raw(video_path_, body, for_another_path), 403, "webhook_forged");
  const auto for_another_host =
      twilio::request_signer{auth_token}.sign("https://evil.example" + video_path_, form);
  expect_problem(post_raw(video_path_, body, for_another_host), 403, "webhook_forged");
  const auto right = twilio::request_signer{auth_token}.sign(base_url + video_path_, form);
  expect_problem(post_raw(video_path_, body + "&RoomName=x", right), 403, "webhook_forged");
  expect_problem(post_raw(video_path_ + "?x=1", body, right), 403, "webhook_forged");
  EXPECT_TRUE(kept().empty());
}

TEST_F(webhook_routes, take_json_only_under_its_body_s_hash) {
  const std::string body =
      R"({"EventType":"task.canceled","Sid":"EV2","TaskSid":")" + core::samples::task.str() + "\"}";
  const auto url = twilio::with_body_hash(base_url + tasks_path_, body);
  const auto signature = twilio::request_signer{auth_token}.sign(url);
  const auto where = url.substr(base_url.size());
  const auto post_json = [&](const std::string& text) {
    return send(net::method::post, where, {json_type(), {"X-Twilio-Signature", signature}}, text);
  };
  expect_problem(post_json(R"({"EventType":"task.canceled"})"), 403, "webhook_forged");
  EXPECT_EQ(post_json(body).status, 204u);
  EXPECT_EQ(service_.work_off_webhooks(), 0u);
  EXPECT_EQ(the_session().end_reason, core::end_reason::task_ended);
}

TEST_F(webhook_routes, refuse_signed_nonsense) {
  expect_problem(post(tasks_path_, {{"EventType", "task.wrapup"}, {"TaskSid", "WT1"}}), 400,
                 "webhook_malformed");
  expect_problem(post_raw(video_path_, "a=%zz", "x"), 400, "webhook_malformed");
  expect_problem(post_raw(video_path_, "{", "x"), 400, "webhook_malformed");
  std::string many = "a=1";
  for (int i = 0; i < 256; ++i) many += "&a=1";
  expect_problem(post_raw(video_path_, many, "x"), 400, "webhook_malformed");
}

TEST_F(webhook_routes, are_counted) {
  const auto form = about_agent("participant-connected");
  for (int i = 0; i < 2; ++i) post(video_path_, form);
  post(tasks_path_, form, base::secret{"another account's token"});
  EXPECT_EQ(counted(R"(webhooks_total{outcome="accepted",source="video"})"), "1");
  EXPECT_EQ(counted(R"(webhooks_total{outcome="duplicate",source="video"})"), "1");
  EXPECT_EQ(counted(R"(webhooks_total{outcome="forged",source="task_router"})"), "1");
}

TEST_F(webhook_routes, are_worked_off_however_many_wait) {
  for (int i = 0; i < 250; ++i)
    post(tasks_path_, {{"Sid", "EV" + std::to_string(i)},
                       {"EventType", "task.completed"},
                       {"TaskSid", core::samples::sid_of<"WT">(9).str()}});
  EXPECT_EQ(kept().size(), 250u);
  tasks_.refusal = core::task_errc::unavailable;
  EXPECT_EQ(service_.work_off_webhooks(), 0u) << "no session of that task: nobody needs to be asked";
  EXPECT_TRUE(inbox_.pending(1)->empty());
}

TEST_F(webhook_routes, that_could_not_be_noted_are_counted_as_waiting) {
  tasks_.refusal = core::task_errc::unavailable;
  post(tasks_path_,
       {{"Sid", "EV1"}, {"EventType", "task.completed"}, {"TaskSid", core::samples::task.str()}});
  EXPECT_EQ(service_.work_off_webhooks(), 1u);
  EXPECT_EQ(counted(R"(queue_depth{queue="webhook_inbox"})"), "1");
}

TEST_F(webhook_routes, say_so_when_nothing_can_be_kept) {
  inbox_.refusal = core::store_errc::unavailable;
  expect_problem(post(video_path_, about_agent("participant-connected")), 503, "store_unavailable");
}

TEST_F(webhook_routes, forget_what_was_worked_off_days_ago) {
  post(video_path_, about_agent("participant-connected"));
  service_.work_off_webhooks();
  clock_.advance(std::chrono::hours{72});
  service_.work_off_webhooks();
  EXPECT_EQ(kept().size(), 1u);
  EXPECT_EQ(counted(R"(forgotten_rows_total{row="webhook"})"), "0");
  clock_.advance(std::chrono::milliseconds{1});
  service_.work_off_webhooks();
  EXPECT_TRUE(kept().empty());
  EXPECT_EQ(counted(R"(forgotten_rows_total{row="webhook"})"), "1");
}

class without_auth_token : public running_service {};

TEST_F(without_auth_token, there_are_no_webhooks) {
  expect_problem(send(net::method::post, "/webhooks/twilio/video"), 404, "not_found");
}

}  // namespace
}  // namespace flex_video::server
