#pragma once

#include "sfu/media_router.hpp"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace flex_video::rooms {

/// What media engine and router would do, as far as a room can see, stepped by a test: everything that was
/// asked for is there to look at, and answers come when the test gives them.
class model_media final : public media_engine {
 public:
  struct transport {
    std::function<void(const transport_parameters&)> opened;    ///< until answered
    std::function<void(const ice_credentials&)> restarted;      ///< the same
    std::function<void(const transport_statistics&)> measured;  ///< until the test gives figures
    std::uint32_t incoming_limit = 0;
    std::optional<dtls_fingerprint> connected;
    std::set<std::uint16_t> received_streams;
    std::map<std::uint16_t, reliability> sent_streams;
    std::vector<std::pair<std::uint16_t, std::string>> data;  ///< sent: stream, and "ppid:bytes"
  };
  struct producer {
    transport_id over;
    media_kind kind;
    rtp_parameters sent;
    bool may_speak = false;
  };
  struct consumer {
    transport_id over;
    consumer_settings settings;
    std::optional<std::uint8_t> highest_layer;
  };

  base::result<std::unique_ptr<media_router>> open_router(
      std::function<void(const media_event&)> tell) override;
  /// One that carries what was asked for.
  std::vector<media_worker_state> workers() const override;

  /// Answers every transport and every restart that waits.
  void answer();
  /// Answers the measurement that was asked for; whether there was one.
  bool measure(transport_id of, const transport_statistics& figures);
  /// The newest router tells that.
  void tell(const media_event& event) const { tell_(event); }

  bool busy = false;  ///< refuses one more router
  int routers = 0;    ///< there at present
  std::map<transport_id, transport> transports;
  std::map<producer_id, producer> producers;
  std::map<consumer_id, consumer> consumers;
  std::set<producer_id> recorded;
  std::vector<producer_id> asked_for_key_frame;

 private:
  class router;
  std::function<void(const media_event&)> tell_;
};

}  // namespace flex_video::rooms
