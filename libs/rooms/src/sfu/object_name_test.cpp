#include "sfu/object_name.hpp"

#include <gtest/gtest.h>

#include <array>

namespace flex_video::rooms {
namespace {

TEST(object_naming, reads_what_it_wrote) {
  for (const auto kind :
       {object_kind::router, object_kind::transport, object_kind::direct_transport,
        object_kind::speaker_observer, object_kind::producer, object_kind::consumer, object_kind::recording,
        object_kind::incoming, object_kind::heard, object_kind::silence, object_kind::outgoing}) {
    const object_name name{
        .router = 18'446'744'073'709'551'615U, .kind = kind, .number = 4'294'967'295U, .stream = 65'535};
    EXPECT_EQ(parse_object_name(to_string(name)), name);
  }
  EXPECT_EQ(to_string({.router = 7, .kind = object_kind::incoming, .number = 12, .stream = 4}), "7.i.12.4");
}

TEST(object_naming, reads_nothing_else) {
  for (const auto* const text :
       {"", "7", "7.", "7.i", "7.i.", "7.i.12", "7.i.12.", "7.i.12.4 ", "7.i.12.65536", "7.x.12.4",
        "7.ii.12.4", "-7.i.12.4", "07.i.12.4", "7.i.012.4", "18446744073709551616.i.12.4", "7.i.4294967296.4",
        "7.i.12.4.1", ".i.12.4"}) {
    EXPECT_FALSE(parse_object_name(text)) << text;
  }
}

}  // namespace
}  // namespace flex_video::rooms
