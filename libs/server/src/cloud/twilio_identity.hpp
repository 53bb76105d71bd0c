#pragma once

#include "cloud/rest_caller.hpp"
#include "cloud/worker_names.hpp"

#include "flex_video/core/ports/flex_identity.hpp"

namespace flex_video::server::cloud {

/// Flex users by Twilio's IAM.
class twilio_identity final : public core::flex_identity {
 public:
  static constexpr std::size_t longest_token = std::size_t{8} * 1024;  ///< a longer one is asked nobody

  /// All must outlive this.
  twilio_identity(rest_caller& iam, worker_names& names, const twilio_cloud_options& options,
                  const base::clock& clock)
      : iam_(iam), names_(names), options_(options), clock_(clock) {}

  base::result<core::flex_user> validate(std::string_view token) override;

 private:
  rest_caller& iam_;
  worker_names& names_;
  const twilio_cloud_options& options_;
  const base::clock& clock_;
};

}  // namespace flex_video::server::cloud
