// Our JSON reader beside Boost.JSON's: the same texts are taken, and the same values are read.
#include "flex_video/twilio/json_value.hpp"

#include "expectation.hpp"

#include <boost/json.hpp>

namespace {

using flex_video::fuzz::require;
using flex_video::twilio::json_value;

void compare(const json_value& ours, const boost::json::value& theirs) {
  require(ours.is_null() == theirs.is_null());
  require(ours.is_number() == theirs.is_number());
  const auto* truth = theirs.if_bool();
  require(ours.boolean() == (truth ? std::optional{*truth} : std::nullopt));
  const auto* number = theirs.if_int64();
  require(ours.integer() == (number ? std::optional{*number} : std::nullopt));
  const auto* text = theirs.if_string();
  require(ours.string() == (text ? std::optional{std::string{*text}} : std::nullopt));
  const auto items = ours.array();
  require(items.has_value() == theirs.is_array());
  if (items) {
    const auto& expected = theirs.get_array();
    require(items->size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) compare((*items)[i], expected[i]);
  }
  const auto members = ours.object();
  require(members.has_value() == theirs.is_object());
  if (members) {
    for (const auto& member : *members) require(theirs.get_object().contains(member.name));
    for (const auto& [name, value] : theirs.get_object()) {
      const auto* found = members->find(name);
      require(found != nullptr);
      compare(*found, value);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = flex_video::fuzz::as_text(data, size);
  const auto ours = json_value::parse(text);
  boost::system::error_code failed;
  const auto theirs = boost::json::parse(text, failed);
  if (failed == boost::json::error::exponent_overflow) return 0;  // a limit of its own
  require(ours.has_value() == !failed);
  if (ours) compare(*ours, theirs);
  return 0;
}
