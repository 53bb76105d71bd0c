#pragma once

#include "flex_video/base/secret.hpp"
#include "flex_video/store/open_store.hpp"

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

/// Empty databases for one test each, and a way into them beside the store.
namespace flex_video::store::testing {

/// A file in a folder of its own.
class sqlite_place {
 public:
  sqlite_place();
  sqlite_place(const sqlite_place&) = delete;
  sqlite_place& operator=(const sqlite_place&) = delete;
  ~sqlite_place();

  base::secret url() const { return base::secret{"sqlite:" + path()}; }
  std::string path() const { return (folder_ / "store.sqlite").string(); }
  /// As postgresql_place::execute().
  std::string execute(const std::string& sql) const;
  /// As execute(), on a connection that stays open, with its locks, as long as what is returned.
  std::shared_ptr<void> hold(const std::string& sql) const;

 private:
  std::filesystem::path folder_;
};

/// A database on the server that FLEX_VIDEO_TEST_POSTGRESQL names, or on another one. Throws with words when
/// there is none.
class postgresql_place {
 public:
  postgresql_place();
  explicit postgresql_place(std::string server_url);
  postgresql_place(const postgresql_place&) = delete;
  postgresql_place& operator=(const postgresql_place&) = delete;
  ~postgresql_place();

  base::secret url() const { return base::secret{url_}; }
  const std::string& name() const { return name_; }
  /// The first column of the first row; empty if there is none.
  std::string execute(const std::string& sql) const;
  /// As sqlite_place::hold().
  std::shared_ptr<void> hold(const std::string& sql) const;

 private:
  std::string server_url_, name_, url_;
};

/// A store that is open on such a place. Throws with words when it can't be opened.
template <class Place>
class open_place {
 public:
  explicit open_place(const limits& limits = {}) : store_(open(limits)) {}

  sql_store& store() { return *store_; }
  sql_store& inbox() { return *store_; }
  sql_store& rooms() { return *store_; }
  sql_store& data() { return *store_; }
  Place& place() { return place_; }
  /// Another store on the same database.
  std::unique_ptr<sql_store> open(const limits& limits = {}) const {
    auto opened = open_store(place_.url(), limits);
    if (!opened) throw std::runtime_error{opened.error().code.message() + ": " + opened.error().detail};
    return std::move(*opened);
  }

 private:
  Place place_;
  std::unique_ptr<sql_store> store_;
};

}  // namespace flex_video::store::testing
