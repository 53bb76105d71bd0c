#include "flex_video/net/static_files.hpp"

#include "content_type.hpp"
#include "gzip.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>
#include <stdlib.h>

namespace flex_video::net {
namespace {

namespace fs = std::filesystem;

class folder : public ::testing::Test {
 protected:
  folder() {
    auto pattern = (fs::temp_directory_path() / "static_files_XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    root_ = fs::path(pattern) / "root";
    fs::create_directory(root_);
  }
  ~folder() override { fs::remove_all(root_.parent_path()); }

  void write(const std::string& name, const std::string& content) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream{root_ / name, std::ios::binary} << content;
  }
  static std::string header(const response& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers) {
      if (key == name) return value;
    }
    return {};
  }
  static request asking(std::vector<header_view> headers) {
    request request;
    request.headers = std::move(headers);
    return request;
  }

  fs::path root_;
  const std::string script_ = std::string(1000, 'x');
};

TEST_F(folder, gives_files_with_their_types) {
  write("room.html", "<p>");
  write("assets/deep/a.svg", "<svg/>");
  const static_files files{root_};
  const auto answer = files.get({}, "room.html");
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(*answer.shared_body, "<p>");
  EXPECT_EQ(header(answer, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(header(files.get({}, "assets/deep/a.svg"), "Content-Type"), "image/svg+xml");
}

TEST_F(folder, gives_one_copy_to_all) {
  write("a.txt", "a");
  const static_files files{root_};
  EXPECT_EQ(files.get({}, "a.txt").shared_body.get(), files.get({}, "a.txt").shared_body.get());
}

TEST_F(folder, has_nothing_but_its_files) {
  write("a.js", script_);
  write("a.js.gz", "zipped");
  write(".secret", "s");
  write(".git/config", "c");
  write("../outside", "o");
  const static_files files{root_};
  for (const auto* path : {"../outside", "a.js.gz", ".secret", ".git/config", "", "b", "/a.js", "./a.js",
                           "a.js/", "x/../a.js"}) {
    EXPECT_FALSE(files.contains(path)) << path;
    EXPECT_EQ(files.get({}, path).status, 404U) << path;
  }
  EXPECT_TRUE(files.contains("a.js"));
}

TEST_F(folder, may_be_absent) { EXPECT_EQ(static_files{root_ / "none"}.get({}, "a").status, 404U); }

TEST_F(folder, says_not_modified_to_who_has_it) {
  write("a.png", "a");
  const static_files files{root_};
  const auto tag = header(files.get({}, "a.png"), "ETag");
  ASSERT_GT(tag.size(), 2U);
  for (const auto& held : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
    const auto answer = files.get(asking({{"If-None-Match", held}}), "a.png");
    EXPECT_EQ(answer.status, 304U) << held;
    EXPECT_EQ(answer.shared_body, nullptr);
    EXPECT_EQ(header(answer, "ETag"), tag);
    EXPECT_EQ(header(answer, "Cache-Control"), "no-cache");
  }
  EXPECT_EQ(files.get(asking({{"If-None-Match", "\"other\""}}), "a.png").status, 200U);
}

TEST_F(folder, tags_contents_not_names) {
  write("a.png", "one");
  write("b.png", "one");
  write("c.png", "two");
  const static_files files{root_};
  EXPECT_EQ(header(files.get({}, "a.png"), "ETag"), header(files.get({}, "b.png"), "ETag"));
  EXPECT_NE(header(files.get({}, "a.png"), "ETag"), header(files.get({}, "c.png"), "ETag"));
}

TEST_F(folder, compresses_text_for_who_takes_it) {
  write("a.js", script_);
  const static_files files{root_};
  const auto plain = files.get({}, "a.js");
  const auto compressed = files.get(asking({{"Accept-Encoding", "gzip, br"}}), "a.js");
  EXPECT_EQ(*plain.shared_body, script_);
  EXPECT_EQ(header(plain, "Content-Encoding"), "");
  EXPECT_EQ(header(plain, "Vary"), "Accept-Encoding");
  EXPECT_EQ(*compressed.shared_body, gzip(script_));
  EXPECT_EQ(header(compressed, "Content-Encoding"), "gzip");
  EXPECT_EQ(header(compressed, "Vary"), "Accept-Encoding");
  EXPECT_NE(header(compressed, "ETag"), header(plain, "ETag"));
}

TEST_F(folder, says_not_modified_for_the_form_the_client_has) {
  write("a.js", script_);
  const static_files files{root_};
  const auto plain = header(files.get({}, "a.js"), "ETag");
  EXPECT_EQ(files.get(asking({{"Accept-Encoding", "gzip"}, {"If-None-Match", plain}}), "a.js").status, 200U);
  EXPECT_EQ(files.get(asking({{"If-None-Match", plain}}), "a.js").status, 304U);
}

TEST_F(folder, prefers_what_the_build_compressed) {
  write("a.js", script_);
  write("a.js.gz", "zipped");
  const static_files files{root_};
  EXPECT_EQ(*files.get(asking({{"Accept-Encoding", "gzip"}}), "a.js").shared_body, "zipped");
}

TEST_F(folder, leaves_alone_what_does_not_compress) {
  write("a.png", script_);
  write("b.js", "short");
  const static_files files{root_};
  const auto image = files.get(asking({{"Accept-Encoding", "gzip"}}), "a.png");
  EXPECT_EQ(header(image, "Content-Encoding"), "");
  EXPECT_EQ(header(image, "Vary"), "");
  EXPECT_EQ(header(files.get(asking({{"Accept-Encoding", "gzip"}}), "b.js"), "Content-Encoding"), "");
}

TEST_F(folder, caches_for_long_only_what_is_named_by_its_content) {
  const std::vector<std::pair<std::string, bool>> table = {{"assets/index-DiwrgTda.js", true},
                                                           {"assets/index-1a2b3c4d.css", true},
                                                           {"index-B-x_3fGh.js.map", true},
                                                           {"room.html", false},
                                                           {"plugin-flex-video.js", false},
                                                           {"twilio-fallback.js", false},
                                                           {"report-20241231.txt", false},
                                                           {"index-DiwrgTdaX.js", false},
                                                           {"-DiwrgTda.js", false},
                                                           {"index-Diwr.gTda.js", false},
                                                           {"index-DiwrgTda/a.js", false}};
  for (const auto& [name, hashed] : table) write(name, "x");
  const static_files files{root_};
  for (const auto& [name, hashed] : table) {
    EXPECT_EQ(header(files.get({}, name), "Cache-Control"),
              hashed ? "public, max-age=31536000, immutable" : "no-cache")
        << name;
  }
}

TEST(content_type_of, knows_what_browsers_insist_on) {
  const std::vector<std::pair<std::string, std::string>> table = {{"a.js", "text/javascript; charset=utf-8"},
                                                                  {"a.css", "text/css; charset=utf-8"},
                                                                  {"a.html", "text/html; charset=utf-8"},
                                                                  {"a.json", "application/json"},
                                                                  {"a.svg", "image/svg+xml"},
                                                                  {"a.PNG", "image/png"},
                                                                  {"a.wasm", "application/wasm"},
                                                                  {"a.mp3", "audio/mpeg"},
                                                                  {"a.wav", "audio/wav"},
                                                                  {"a.woff2", "font/woff2"},
                                                                  {"a.js.map", "application/json"},
                                                                  {"js", "application/octet-stream"},
                                                                  {"a.exe", "application/octet-stream"}};
  for (const auto& [name, type] : table) EXPECT_EQ(content_type_of(name).name, type) << name;
}

}  // namespace
}  // namespace flex_video::net
