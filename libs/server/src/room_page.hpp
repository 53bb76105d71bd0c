#pragma once

#include "flex_video/net/http.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/wire/types.hpp"

#include <optional>
#include <string>
#include <vector>

namespace flex_video::server {

/// The page that both sides meet on: one HTML file, told by `arrival` what it is there for. Inert: it holds
/// nothing that admits.
class room_page {
 public:
  /// `options.room_page` holds the mark, as require_usable() has checked.
  explicit room_page(const options& options);

  /// The page behind a link, which says who is calling and in which language; only our own pages may frame
  /// it, and they only if told so.
  net::response for_link(unsigned status, wire::arrival_state state, std::optional<std::string> agent_name,
                         std::optional<wire::language_tag> locale) const;
  /// The agent's page or the supervisor's, which Flex may frame and talk to; it names the session.
  net::response for_flex(wire::page_role role, unsigned status, wire::arrival_state state,
                         const std::optional<core::session_id>& session) const;

 private:
  net::response answer(unsigned status, const wire::arrival& arrival,
                       const std::string& content_policy) const;

  std::string before_;
  std::string after_;
  std::optional<std::vector<std::string>> flex_origins_;  ///< nothing when Flex is served from our own origin
  std::string link_policy_;
  std::string flex_policy_;
  bool view_only_;  ///< the supervisor's
  std::optional<std::string> ws_server_;
  std::optional<wire::consent_terms> consent_;  ///< nothing where calls are never recorded
};

}  // namespace flex_video::server
