// Requests to the REST for rooms, a line each: "G Rooms/…?query" or "P path form". Every answer is one of
// Twilio's statuses, a room that was made is found, and no list is longer than its page.
#include "expectation.hpp"
#include "rest/rooms_api.hpp"

#include "flex_video/rooms/room_server.hpp"

#include <boost/json/serialize.hpp>

#include <memory>
#include <set>

namespace {

using namespace flex_video;
using namespace flex_video::rooms;
using fuzz::require;

const twilio::account_sid account = *twilio::account_sid::parse("AC" + std::string(32, '1'));

std::string_view take_until(std::string_view& rest, char end) {
  const auto part = rest.substr(0, rest.find(end));
  rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  return part;
}

class playground {
 public:
  playground() { server_.watch(records_); }

  void ask(std::string_view line) {
    const bool post = take_until(line, ' ') == "P";
    rest_request request{.method = post ? "POST" : "GET", .path = {}};
    auto path = take_until(line, ' ');
    while (!path.empty()) request.path.emplace_back(take_until(path, '/'));
    auto form = twilio::parse_form(line);
    if (!form) return;
    (post ? request.body : request.query) = std::move(*form);
    const auto answer = api_.answer(request);
    clock_.advance(std::chrono::seconds{1});
    server_.advance();
    if (!answer) return expect_refusal(answer.error());
    require(answer->status >= 200 && answer->status <= 202);
    const auto& body = answer->body.as_object();
    if (post && request.path.empty())
      require(records_->find(std::string_view{body.at("sid").as_string()}) != nullptr);
    if (const auto* meta = body.if_contains("meta"))
      require(body.at(meta->at("key").as_string()).as_array().size() <=
              meta->at("page_size").to_number<std::size_t>());
    require(!boost::json::serialize(body).empty());
  }

 private:
  static void expect_refusal(const twilio::rest_error& refusal) {
    static const std::set<int> statuses{400, 404, 405};
    require(statuses.contains(refusal.status));
    require(refusal.code >= 20001 && !refusal.message.empty());
  }

  base::manual_clock clock_;
  base::counting_random random_;
  room_server server_{{},
                      {account, *twilio::api_key_sid::parse("SK" + std::string(32, '2')), base::secret{"s"}},
                      clock_,
                      random_,
                      {}};
  std::shared_ptr<room_register> records_ =
      std::make_shared<room_register>(register_limits{.ended_rooms = 3}, clock_, nullptr);
  room_json json_{account, "http://here", 16};
  rooms_api api_{server_, *records_, json_, limits{}};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  playground here;
  for (auto rest = fuzz::as_text(data, size); !rest.empty();) here.ask(take_until(rest, '\n'));
  return 0;
}
