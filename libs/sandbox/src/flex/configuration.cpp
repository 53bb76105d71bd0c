#include "flex/configuration.hpp"

#include "iso_time.hpp"

namespace flex_video::sandbox {

namespace json = boost::json;

json::object flex_configuration(const tenant& tenant, const sandbox_options& options) {
  const auto now = iso_time(options.clock.now());
  return {
      {"account_sid", tenant.account.text()},
      {"attributes", json::object{}},
      {"call_recording_enabled", false},
      {"channel_configs", json::array{}},
      {"chat_service_instance_sid", tenant.chat_service},
      {"date_created", now},
      {"date_updated", now},
      {"debugger_integration", {{"enabled", false}}},
      {"flex_instance_sid", tenant.flex_instance},
      {"flex_service_instance_sid", tenant.flex_service},
      {"flex_ui_status_report", {{"enabled", false}}},
      {"integrations", json::array{}},
      {"markdown", {{"enabled", true}, {"mode", "readOnly"}}},
      {"notifications", {{"enabled", false}, {"mode", "whenNotInFocus"}}},
      {"outbound_call_flows", json::object{}},
      {"plugin_service_attributes", json::object{}},
      {"plugin_service_enabled", true},
      {"public_attributes", json::object{}},
      {"runtime_domain", options.base_url},
      {"serverless_service_sids", json::array{}},
      {"status", "ok"},
      {"taskrouter_offline_activity_sid", tenant.offline().sid},
      {"taskrouter_skills", json::array{}},
      {"taskrouter_workspace_sid", tenant.workspace.text()},
      // without version_compatibility Flex refuses to start
      {"ui_attributes", {{"version_compatibility", "yes"}, {"flex_video", {{"baseUrl", options.base_url}}}}},
      {"ui_dependencies", json::object{}},
      {"ui_language", "en"},
      {"ui_version", "2.17.1"}};
}

json::array plugin_list(const sandbox_options& options) {
  // the phase in which Flex loads plugins that need its manager; the only one in use
  constexpr int after_start = 3;
  json::array plugins;
  for (const auto& one : options.plugins)
    plugins.push_back({{"name", one.name},
                       {"version", one.version},
                       {"src", options.base_url + one.path},
                       {"phase", after_start}});
  return plugins;
}

}  // namespace flex_video::sandbox
