#pragma once

#include "signalling/message_writer.hpp"

#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace flex_video::rooms {

/// A track that is to be recorded, from now on.
struct start_recording {
  publication track;
  twilio::participant_sid publisher;
  std::string identity;  ///< the publisher's
};
/// Its recording is over; another may follow.
struct stop_recording {
  twilio::track_sid track;
};
/// Nothing of it is kept until resume_recording; its recording is the same after that.
struct pause_recording {
  twilio::track_sid track;
};
struct resume_recording {
  twilio::track_sid track;
};
using recording_action = std::variant<start_recording, stop_recording, pause_recording, resume_recording>;

/// Which tracks of a room are recorded: those that its rules include, while it is not paused. Who has agreed
/// to it is not known here: the rules are made by one who knows. Data tracks are not recorded.
///
/// Pure: every function is a step, which ends with what take_actions() answers.
class recorded_tracks {
 public:
  /// Before any, nothing is recorded.
  void set_rules(std::vector<track_rule> rules);
  void enter(const twilio::participant_sid& who, std::string identity);
  /// With all that they publish.
  void leave(const twilio::participant_sid& who);
  /// What a participant, who has entered, publishes now: all of it, audio, video and data.
  void publish(const twilio::participant_sid& who, const std::vector<publication>& tracks);
  void pause();
  void resume();

  /// What is to be done since the last call, in this order.
  std::vector<recording_action> take_actions();
  /// What everybody in the room is told: something is being recorded, and not paused.
  bool active() const { return !recorded_.empty() && !paused_; }

 private:
  struct person {
    std::string identity;
    std::vector<publication> tracks = {};
  };

  bool wanted(const twilio::participant_sid& publisher, const person& of, const publication& track) const;
  void settle();
  void stop_what_ended();
  void start_what_began();

  std::vector<track_rule> rules_;
  std::map<twilio::participant_sid, person> inside_;
  std::set<twilio::track_sid> recorded_;
  bool paused_ = false;
  std::vector<recording_action> actions_;
};

}  // namespace flex_video::rooms
