#include "flex_video/net/file_response.hpp"

#include "response_buffer.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace flex_video::net {
namespace {

struct answering_with_a_file : testing::Test {
  std::filesystem::path folder = make_folder();
  std::filesystem::path path = folder / "film.mkv";
  std::string content;

  answering_with_a_file() {
    for (int i = 0; i < 100'000; ++i) content += std::to_string(i);
    std::ofstream{path} << content;
  }
  ~answering_with_a_file() override { std::filesystem::remove_all(folder); }
  static std::filesystem::path make_folder() {
    auto name = (std::filesystem::temp_directory_path() / "file-response-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error{"no folder"};
    return name;
  }

  response ask(std::string_view range = {}) const {
    request asked{.headers = {{"Range", range}}};
    return file_response(asked, path, "video/x-matroska");
  }
  static std::string header(const response& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers)
      if (key == name) return value;
    return {};
  }
  struct sent {
    std::string bytes;
    std::size_t most_at_once = 0;
    bool broken = false;
  };
  static sent send(response answer, method verb = method::get) {
    response_buffer buffer;
    buffer.add(std::move(answer), {.verb = verb, .date = "now"});
    sent all;
    while (!buffer.empty()) {
      const auto [head, body] = buffer.buffers();
      all.most_at_once = std::max(all.most_at_once, body.size());
      const auto& next = head.size() > 0 ? head : body;
      const auto some = std::min<std::size_t>(next.size(), 10'000);
      all.bytes.append(static_cast<const char*>(next.data()), some);
      buffer.consume(some);
    }
    all.broken = buffer.broken();
    all.bytes.erase(0, all.bytes.find("\r\n\r\n") + 4);
    return all;
  }
};

TEST_F(answering_with_a_file, sends_all_of_it_with_a_piece_in_memory) {
  auto answer = ask();
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(header(answer, "Content-Type"), "video/x-matroska");
  EXPECT_EQ(header(answer, "Accept-Ranges"), "bytes");
  const auto got = send(std::move(answer));
  EXPECT_TRUE(got.bytes == content);
  EXPECT_FALSE(got.broken);
  EXPECT_LT(got.most_at_once, content.size() / 2);
}

TEST_F(answering_with_a_file, sends_the_range_that_is_asked_for) {
  auto answer = ask("bytes=100000-299999");
  EXPECT_EQ(answer.status, 206u);
  EXPECT_EQ(header(answer, "Content-Range"), "bytes 100000-299999/" + std::to_string(content.size()));
  EXPECT_TRUE(send(std::move(answer)).bytes == content.substr(100'000, 200'000));
}

TEST_F(answering_with_a_file, refuses_a_range_of_which_nothing_is_there) {
  const auto answer = ask("bytes=999999999-");
  EXPECT_EQ(answer.status, 416u);
  EXPECT_EQ(header(answer, "Content-Range"), "bytes */" + std::to_string(content.size()));
}

TEST_F(answering_with_a_file, sends_nothing_of_it_to_head) { EXPECT_EQ(send(ask(), method::head).bytes, ""); }

TEST_F(answering_with_a_file, breaks_off_where_it_ends_too_early) {
  auto answer = ask();
  std::filesystem::resize_file(path, 1'000);
  const auto got = send(std::move(answer));
  EXPECT_TRUE(got.broken);
  EXPECT_EQ(got.bytes, content.substr(0, 1'000));
}

TEST_F(answering_with_a_file, has_no_folder_and_no_file_that_is_not_there) {
  path = folder;
  EXPECT_EQ(ask().status, 404u);
  path = folder / "other";
  EXPECT_EQ(ask().status, 404u);
}

}  // namespace
}  // namespace flex_video::net
