#include "data_commands.hpp"

#include "data_documents.hpp"
#include "private_file.hpp"
#include "usage_error.hpp"

#include "flex_video/rooms/compositions.hpp"
#include "flex_video/rooms/recordings.hpp"
#include "flex_video/store/open_store.hpp"
#include "flex_video/wire/timestamp.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace flex_video::app {
namespace {

using namespace std::chrono_literals;

constexpr int exit_failed = 1;
constexpr int exit_in_use = 3;
constexpr int exit_unknown_receipt = 4;

[[noreturn]] void fail(const std::string& what, const base::error& why) {
  throw std::runtime_error(what + ": " + why.code.message() + (why.detail.empty() ? "" : ": " + why.detail));
}

/// A database that serve has made. Anything else would have a command say that nothing is kept.
std::unique_ptr<store::sql_store> open_made(const database_place& place) {
  const auto url = url_of(place);
  const auto schema = store::read_schema(url);
  if (!schema) fail("the database", schema.error());
  if (schema->version == 0)
    throw std::runtime_error(
        "there is no database of flex-video serve: name its folder with --data, or its place with "
        "--database");
  if (schema->version < schema->known)
    throw std::runtime_error(
        "the database's tables are an older version's: start this version's serve first");
  // Nobody waits here as in a call, and somebody's pictures may be many.
  auto opened = store::open_store(url, {.call = 60s, .connections = 2});
  if (!opened) fail("the database", opened.error());
  return *std::move(opened);
}

template <class Value>
Value known(base::result<Value> answer) {
  if (!answer) fail("the database", answer.error());
  return *std::move(answer);
}

/// What was recorded of the sessions' rooms.
struct recorded {
  std::vector<rooms::kept_recording> recordings;
  std::vector<rooms::kept_composition> compositions;
};

/// Rooms that a call had before its last one are known by their name, which the task's next call shares.
recorded recorded_of(const std::vector<core::kept_session>& sessions, const std::filesystem::path& folder) {
  const auto is_theirs = [&](const std::string& room, const std::string& name, base::time_point at) {
    return std::ranges::any_of(sessions, [&](const core::kept_session& kept) {
      const auto& of = kept.record.session;
      const bool meanwhile = at >= of.opened_at && (!of.ended_at || at <= *of.ended_at);
      return room == of.room.text() || (name == of.room_name && meanwhile);
    });
  };
  return {rooms::find_recordings(folder,
                                 [&](const rooms::kept_recording& each) {
                                   return is_theirs(each.room, each.room_name, each.created);
                                 }),
          rooms::find_compositions(folder, [&](const rooms::kept_composition& each) {
            return is_theirs(each.room, each.room_name, each.recorded_from);
          })};
}

/// A folder of this user's that goes again unless it is kept.
class new_folder {
 public:
  explicit new_folder(std::filesystem::path path) : path_(std::move(path)) {
    if (mkdir(path_.c_str(), 0700) != 0)
      throw std::system_error(errno, std::generic_category(), path_.string());
  }
  new_folder(const new_folder&) = delete;
  new_folder& operator=(const new_folder&) = delete;
  ~new_folder() {
    std::error_code ignored;
    if (!kept_) std::filesystem::remove_all(path_, ignored);
  }
  void keep() { kept_ = true; }

 private:
  const std::filesystem::path path_;
  bool kept_ = false;
};

template <class Id>
void parse_each(const std::vector<std::string>& given, const std::string& must_be, std::vector<Id>& into) {
  for (const auto& text : given) {
    const auto id = Id::parse(text);
    if (!id) throw usage_error(must_be);
    into.push_back(*id);
  }
}

}  // namespace

core::data_subject parse_subject(const subject_flags& given) {
  core::data_subject whose;
  parse_each(given.conversations, "--conversation: must be CH and 32 hexadecimal digits",
             whose.conversations);
  parse_each(given.sessions, "--session: must be the 22 characters of a session's id", whose.sessions);
  if (whose.conversations.empty() && whose.sessions.empty())
    throw usage_error("whose data? Give --conversation or --session");
  return whose;
}

int run_export(const data_places& places, const core::data_subject& whose,
               const std::filesystem::path& folder) {
  const auto store = open_made(places.database);
  const auto kept = known(store->gather(whose));
  const auto [recordings, compositions] = recorded_of(kept, places.recordings);
  new_folder made{folder};
  std::size_t stills = 0;
  for (const auto& session : kept) {
    for (const auto& still : session.stills) {
      write_private(folder / file_name_of(still), known(store->find_still(still.session, still.id)).image);
      ++stills;
    }
  }
  const auto copy = [&](const std::string& name) {
    using std::filesystem::perms;
    const auto file = places.recordings / name, to = folder / file.filename();
    if (exists(file) && copy_file(file, to)) permissions(to, perms::owner_read | perms::owner_write);
  };
  for (const auto& each : recordings) copy(each.file);
  for (const auto& each : compositions) copy(each.file);
  write_private(folder / "export.json",
                export_document(whose, kept, recordings, compositions, base::system_clock{}.now()));
  made.keep();
  std::cout << folder.string() << ": " << kept.size() << " sessions, " << stills << " pictures, "
            << recordings.size() << " recordings, " << compositions.size() << " compositions" << std::endl;
  return std::cout ? 0 : exit_failed;
}

int run_erase(const data_places& places, const core::data_subject& whose) {
  const auto store = open_made(places.database);
  const auto erasing = recorded_of(known(store->gather(whose)), places.recordings);
  const auto now = base::system_clock{}.now();
  std::string receipt;
  const auto made = store->erase(whose, now, [&](const core::erasure& erased) {
    // First what is made of the others, so that no more of it is made meanwhile.
    rooms::erase_compositions(places.recordings, erasing.compositions);
    rooms::erase_recordings(places.recordings, erasing.recordings);
    receipt = erasure_receipt(whose, erased, erasing.recordings, erasing.compositions, now);
    return receipt_digest(receipt);
  });
  if (!made && made.error().code == core::store_errc::in_use) {
    std::cerr << "flex-video: a call of this customer is open, or was seconds ago; nothing was erased. "
                 "End it, or wait, and erase again\n";
    return exit_in_use;
  }
  if (!made) fail("the database", made.error());
  std::cout << receipt << std::flush;
  std::cerr << "flex-video: the receipt's SHA-256, which the database keeps: " << receipt_digest(receipt)
            << '\n';
  return std::cout ? 0 : exit_failed;
}

int run_erase_check(const database_place& database, const std::filesystem::path& receipt) {
  std::ifstream in{receipt, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  if (!in || in.bad() || text.empty())
    throw std::runtime_error(receipt.string() + ": the receipt can't be read");
  const auto erased = open_made(database)->find_erasure(receipt_digest(text));
  if (!erased && erased.error().code != core::store_errc::not_found) fail("the database", erased.error());
  std::cout << receipt.string() << ": "
            << (erased ? "erased here at " + wire::iso8601(*erased) : "not erased in this database")
            << std::endl;
  return erased ? 0 : exit_unknown_receipt;
}

}  // namespace flex_video::app
