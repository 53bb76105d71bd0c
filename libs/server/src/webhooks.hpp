#pragma once

#include "reports.hpp"

#include "flex_video/base/secret.hpp"
#include "flex_video/core/ports/webhook_inbox.hpp"
#include "flex_video/net/http.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/twilio/request_signature.hpp"

#include <cstddef>

namespace flex_video::server {

/// Twilio's webhooks: checked and kept while their sender waits, worked off afterwards.
class webhooks {
 public:
  /// `auth_token` is the account's, which Twilio signs with.
  webhooks(const ports& ports, const options& options, reports& reports, const base::secret& auth_token)
      : ports_(ports), options_(options), reports_(reports), validator_(auth_token) {}

  /// 204 once it is kept, or when it does not concern us. 403 "webhook_forged" unless Twilio signed it for
  /// the address that it came to and our account; 400 "malformed_request"; 503 while it can't be kept.
  net::response accept(core::webhook_source source, const net::request& request);

  /// Notes what the kept ones report, the oldest first, until there are none, or some that can't be noted
  /// now. Returns how many those are, of the hundred that were tried last.
  base::result<std::size_t> work_off();

 private:
  base::result<void> keep(core::webhook_source source, std::string key, const net::request& request);
  base::result<void> apply(const core::webhook& kept);

  const ports& ports_;
  const options& options_;
  reports& reports_;
  twilio::request_validator validator_;
};

}  // namespace flex_video::server
