#include "testing/model_media.hpp"

#include "signalling/signalling_errc.hpp"

namespace flex_video::rooms {

namespace {

constexpr auto fingerprint =
    "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF";

}  // namespace

class model_media::router final : public media_router {
 public:
  explicit router(model_media& engine) : engine_(engine) { ++engine_.routers; }
  ~router() override {
    --engine_.routers;
    for (const auto id : std::exchange(transports_, {})) close_transport(id);
  }

  void open_transport(transport_id id, std::function<void(const transport_parameters&)> opened) override {
    transports_.insert(id);
    engine_.transports[id].opened = std::move(opened);
  }
  void connect(transport_id id, const dtls_fingerprint& browser) override {
    engine_.transports.at(id).connected = browser;
  }
  void restart_ice(transport_id id, std::function<void(const ice_credentials&)> restarted) override {
    engine_.transports.at(id).restarted = std::move(restarted);
  }
  void limit_incoming(transport_id id, std::uint32_t bitrate) override {
    engine_.transports.at(id).incoming_limit = bitrate;
  }
  void measure(transport_id id, std::function<void(const transport_statistics&)> measured) override {
    engine_.transports.at(id).measured = std::move(measured);
  }
  void close_transport(transport_id id) override {
    transports_.erase(id);
    engine_.transports.erase(id);
    std::vector<producer_id> gone;
    for (const auto& [producer, of] : engine_.producers)
      if (of.over == id) gone.push_back(producer);
    for (const auto producer : gone) close_producer(producer);
    std::erase_if(engine_.consumers, [id](const auto& each) { return each.second.over == id; });
  }

  void produce(transport_id over, producer_id id, media_kind kind, const rtp_parameters& sent) override {
    engine_.producers[id] = {.over = over, .kind = kind, .sent = sent};
  }
  void close_producer(producer_id id) override {
    engine_.producers.erase(id);
    engine_.recorded.erase(id);
    std::erase_if(engine_.consumers, [id](const auto& each) { return each.second.settings.producer == id; });
  }
  void watch_speaker(producer_id id) override { may_speak(id, true); }
  void unwatch_speaker(producer_id id) override { may_speak(id, false); }

  void consume(transport_id over, consumer_id id, const consumer_settings& settings) override {
    engine_.consumers[id] = {.over = over, .settings = settings, .highest_layer = {}};
  }
  void pause(consumer_id id) override { set_paused(id, true); }
  void resume(consumer_id id) override { set_paused(id, false); }
  void prefer_layer(consumer_id id, std::uint8_t highest) override {
    if (const auto found = engine_.consumers.find(id); found != engine_.consumers.end())
      found->second.highest_layer = highest;
  }
  void close_consumer(consumer_id id) override { engine_.consumers.erase(id); }

  void receive_stream(transport_id over, std::uint16_t stream) override {
    engine_.transports.at(over).received_streams.insert(stream);
  }
  void open_stream(transport_id over, std::uint16_t stream, const reliability& how) override {
    engine_.transports.at(over).sent_streams[stream] = how;
  }
  void send(transport_id over, std::uint16_t stream, std::uint32_t ppid,
            std::span<const std::byte> bytes) override {
    std::string text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    engine_.transports.at(over).data.emplace_back(stream, std::to_string(ppid) + ':' + std::move(text));
  }
  void close_stream(transport_id over, std::uint16_t stream) override {
    auto& of = engine_.transports.at(over);
    of.received_streams.erase(stream);
    of.sent_streams.erase(stream);
  }

  void record(producer_id id) override {
    if (engine_.producers.contains(id)) engine_.recorded.insert(id);
  }
  void forget(producer_id id) override { engine_.recorded.erase(id); }
  void ask_for_key_frame(producer_id id) override { engine_.asked_for_key_frame.push_back(id); }

 private:
  void may_speak(producer_id id, bool may) {
    if (const auto found = engine_.producers.find(id); found != engine_.producers.end())
      found->second.may_speak = may;
  }
  void set_paused(consumer_id id, bool paused) {
    if (const auto found = engine_.consumers.find(id); found != engine_.consumers.end())
      found->second.settings.paused = paused;
  }

  model_media& engine_;
  std::set<transport_id> transports_;
};

base::result<std::unique_ptr<media_router>> model_media::open_router(
    std::function<void(const media_event&)> tell) {
  if (busy) return base::fail(signalling_errc::server_busy);
  tell_ = std::move(tell);
  return std::make_unique<router>(*this);
}

std::vector<media_worker_state> model_media::workers() const {
  return {{.running = true,
           .load = {.streams = producers.size() + consumers.size(),
                    .transports = transports.size(),
                    .routers = static_cast<std::size_t>(routers)},
           .streams_at_most = 400}};
}

bool model_media::measure(transport_id of, const transport_statistics& figures) {
  const auto measured = std::exchange(transports.at(of).measured, {});
  if (measured) measured(figures);
  return static_cast<bool>(measured);
}

void model_media::answer() {
  std::vector<std::function<void()>> answers;
  for (auto& [id, each] : transports) {
    const auto number = std::to_string(static_cast<std::uint32_t>(id));
    if (each.opened)
      answers.emplace_back([opened = std::exchange(each.opened, {}), number] {
        opened({.ice_ufrag = "ufrag" + number,
                .ice_password = "a password of ours for " + number,
                .candidates = {{.foundation = "1", .priority = 1, .address = "192.0.2.1", .port = 40'000}},
                .fingerprint = fingerprint});
      });
    if (each.restarted)
      answers.emplace_back([restarted = std::exchange(each.restarted, {}), number] {
        restarted({.ufrag = "again" + number, .password = "another password of ours for " + number});
      });
  }
  for (const auto& one : answers) one();
}

}  // namespace flex_video::rooms
