#include "flex_video/store/open_store.hpp"

#include "failure.hpp"
#include "migrations.hpp"
#include "postgresql_database.hpp"
#include "sqlite_database.hpp"

#include "flex_video/base/error_category.hpp"

#include <filesystem>

namespace flex_video::store {
namespace {

constexpr char store_name[] = "store";

const char* describe(int value) {
  switch (static_cast<errc>(value)) {
    case errc::invalid_url:
      return "not the url of a database";
    case errc::unreachable:
      return "the database can't be opened";
    case errc::newer_schema:
      return "the database belongs to a newer version of this program";
    case errc::not_migrated:
      return "the database's tables could not be brought up to date";
  }
  return "unknown";
}

/// As `code`, whatever the database's exception says it is to a caller of the store.
template <class Call>
std::invoke_result_t<Call> guarded_as(errc code, Call call) {
  try {
    return call();
  } catch (const std::exception&) {
    return base::fail(code, translate_current_exception().detail);
  }
}

std::unique_ptr<database> make_database(const std::variant<sqlite_file, postgresql_server>& named,
                                        const limits& limits) {
  if (const auto* file = std::get_if<sqlite_file>(&named)) return make_sqlite_database(*file, limits);
  return make_postgresql_database(std::get<postgresql_server>(named), limits);
}

}  // namespace

std::error_code make_error_code(errc code) {
  return {static_cast<int>(code), base::error_category<store_name, describe>::instance()};
}

base::result<std::unique_ptr<sql_store>> open_store(const base::secret& url, const limits& limits) {
  const auto named = parse_database_url(url);
  if (!named) return std::unexpected{named.error()};
  auto made = make_database(*named, limits);
  auto first = guarded_as(errc::unreachable,
                          [&]() -> base::result<std::unique_ptr<connection>> { return made->connect(); });
  if (!first) return std::unexpected{first.error()};
  const auto migrated = guarded_as(errc::not_migrated, [&] {
    const auto& speech = made->speech();
    return migrate(**first, speech, migrations_for(speech.name, embedded_migrations()),
                   base::system_clock{}.now());
  });
  if (!migrated) return std::unexpected{migrated.error()};
  return std::make_unique<sql_store>(std::move(made));
}

base::result<schema> read_schema(const base::secret& url, const limits& limits) {
  const auto named = parse_database_url(url);
  if (!named) return std::unexpected{named.error()};
  return guarded_as(errc::unreachable, [&]() -> base::result<schema> {
    const auto made = make_database(*named, limits);
    const auto& speech = made->speech();
    schema found{.known = static_cast<unsigned>(migrations_for(speech.name, embedded_migrations()).size())};
    const auto* file = std::get_if<sqlite_file>(&*named);
    if (!file || std::filesystem::exists(file->path)) found.version = version_of(*made->connect(), speech);
    return found;
  });
}

}  // namespace flex_video::store
