#include "flex_video/core/messaging_window.hpp"

#include "samples.hpp"

#include "flex_video/core/errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using namespace std::chrono_literals;
using samples::noon;

const auto english = samples::sid_of<"HX">(1);
const auto german = samples::sid_of<"HX">(2);
const auto french = samples::sid_of<"HX">(3);

/// "free", a template's last digit, or "closed".
std::string route(std::optional<base::time_point> written, std::string_view locale,
                  const std::vector<invitation_template>& templates) {
  const auto chosen = template_to_send(written, noon, locale, templates);
  if (!chosen) return chosen.error().code == errc::messaging_window_closed ? "closed" : "?";
  return *chosen ? (*chosen)->str().substr(33) : "free";
}

TEST(messaging_window, is_whatsapps_alone) {
  EXPECT_TRUE(has_messaging_window("whatsapp"));
  for (const auto* channel : {"web", "sms", "voice", "messenger", "WhatsApp", ""})
    EXPECT_FALSE(has_messaging_window(channel)) << channel;
}

TEST(messaging_window, is_open_for_a_day_after_the_customers_last_message) {
  const std::vector<invitation_template> templates{{"en", english}};
  struct row {
    std::optional<base::time_point> written;
    std::string with_template;
    std::string without;
  };
  const row rows[]{{noon, "free", "free"},
                   {noon + 1h, "free", "free"},  // by a clock that is ahead
                   {noon - 23h, "free", "free"},
                   {noon - 24h + 1min + 1ms, "free", "free"},
                   {noon - 24h + 1min, "1", "closed"},  // it would be closed on arrival
                   {noon - 24h, "1", "closed"},
                   {noon - 100h, "1", "closed"},
                   {std::nullopt, "1", "closed"}};
  for (const auto& [written, with_template, without] : rows) {
    const auto ago = written ? (noon - *written).count() : -1;
    EXPECT_EQ(route(written, "en", templates), with_template) << ago;
    EXPECT_EQ(route(written, "en", {}), without) << ago;
  }
}

TEST(messaging_window, chooses_the_template_by_language) {
  const std::vector<invitation_template> all{{"de", german}, {"en", english}};
  struct row {
    const char* locale;
    std::vector<invitation_template> templates;
    const char* chosen;
  };
  const row rows[]{{"de", all, "2"},
                   {"de-AT", all, "2"},
                   {"DE_ch", all, "2"},
                   {"en-US", all, "1"},
                   {"fr", all, "1"},
                   {"", all, "1"},
                   {"deu", all, "1"},
                   {"de", {{"fr", french}, {"de", german}}, "2"},
                   {"it", {{"fr", french}, {"de", german}}, "3"}};
  for (const auto& [locale, templates, chosen] : rows)
    EXPECT_EQ(route(std::nullopt, locale, templates), chosen) << locale;
}

}  // namespace
}  // namespace flex_video::core
