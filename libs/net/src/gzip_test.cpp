#include "gzip.hpp"

#include <gtest/gtest.h>

#include <zlib.h>

namespace flex_video::net {
namespace {

std::string gunzip(std::string_view bytes, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool whole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out == size;
  inflateEnd(&stream);
  return whole ? out : "not the whole";
}

TEST(gzip, can_be_undone) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "line " + std::to_string(i) + "\n";
  const auto compressed = gzip(text);
  ASSERT_TRUE(compressed);
  EXPECT_LT(compressed->size(), text.size());
  EXPECT_EQ(gunzip(*compressed, text.size()), text);
}

TEST(gzip, gives_up_where_nothing_is_saved) {
  EXPECT_FALSE(gzip(""));
  EXPECT_FALSE(gzip("short"));
}

TEST(accepts_gzip, reads_the_header) {
  for (const auto* yes :
       {"gzip", "deflate, gzip, br", "GZIP;q=0.1", "*", "br;q=1 , gzip ; q=0.5", "x-gzip", "*;q=0, gzip"}) {
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  }
  for (const auto* no :
       {"", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzip;q=0, *", "gzipped", "identity"}) {
    EXPECT_FALSE(accepts_gzip(no)) << no;
  }
}

}  // namespace
}  // namespace flex_video::net
