#include "database_url.hpp"

#include "flex_video/store/open_store.hpp"

#include <gtest/gtest.h>

namespace flex_video::store {
namespace {

std::string path_of(const char* url) {
  const auto parsed = parse_database_url(base::secret{url});
  return parsed && std::holds_alternative<sqlite_file>(*parsed) ? std::get<sqlite_file>(*parsed).path
                                                                : "none";
}

TEST(database_url, takes_a_path_for_a_file_of_sqlite) {
  EXPECT_EQ(path_of("sqlite:/var/lib/flex-video/store.sqlite"), "/var/lib/flex-video/store.sqlite");
  EXPECT_EQ(path_of("sqlite:store.sqlite"), "store.sqlite");
  EXPECT_EQ(path_of("/var/lib/a = b.sqlite"), "/var/lib/a = b.sqlite");
}

TEST(database_url, takes_both_names_of_postgresql) {
  for (const char* url : {"postgresql://flex:pass%40word@db:5432/flex?sslmode=require", "postgres:///flex"}) {
    const auto parsed = parse_database_url(base::secret{url});
    ASSERT_TRUE(parsed) << url;
    EXPECT_EQ(std::get<postgresql_server>(*parsed).url.reveal(), url);
  }
}

TEST(database_url, refuses_what_names_no_database) {
  for (const char* url : {"", "sqlite:", "sqlite::memory:", ":memory:", "mysql://host/db", "/a/\"b\"",
                          "postgresql://[::1/db", "postgresql://host/db?unheard-of=1"}) {
    const auto refused = parse_database_url(base::secret{url});
    ASSERT_FALSE(refused) << url;
    EXPECT_EQ(refused.error().code, errc::invalid_url) << url;
  }
}

// libpq would take "word@db" for the host, or "pa" for the port, and say so in its messages.
TEST(database_url, refuses_a_password_that_would_be_taken_for_a_host_without_telling_it) {
  for (const char* url : {"postgresql://flex:pass@word@db/flex", "postgresql://flex:pass/word@db/flex",
                          "postgresql://flex:pass?word@db/flex"}) {
    const auto refused = parse_database_url(base::secret{url});
    ASSERT_FALSE(refused) << url;
    EXPECT_EQ(refused.error().code, errc::invalid_url);
    EXPECT_EQ(refused.error().detail.find("word@"), std::string::npos);
    EXPECT_EQ(refused.error().detail.find("flex:"), std::string::npos);
  }
}

TEST(database_url, adds_only_the_parameters_that_are_not_there) {
  const auto added = [](const char* url) {
    return std::string{
        with_parameters(base::secret{url}, {{"connect_timeout", "5"}, {"application_name", "flex-video"}})
            .reveal()};
  };
  EXPECT_EQ(added("postgresql://db/flex"),
            "postgresql://db/flex?connect_timeout=5&application_name=flex-video");
  EXPECT_EQ(added("postgresql://db/flex?connect_timeout=9"),
            "postgresql://db/flex?connect_timeout=9&application_name=flex-video");
}

}  // namespace
}  // namespace flex_video::store
