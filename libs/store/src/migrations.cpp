#include "migrations.hpp"

#include "flex_video/store/open_store.hpp"

#include <stdexcept>

namespace flex_video::store {
namespace {

const std::string create_version_table =
    "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)";
const statement_text read_version{.sql = "SELECT COALESCE(MAX(version), 0) FROM schema_version",
                                  .columns = 1};
const statement_text write_version{
    .sql = "INSERT INTO schema_version (version, applied_at) VALUES (:version, :applied_at)"};

unsigned number_of(std::string_view file_name) {
  return static_cast<unsigned>(std::stoul(std::string{file_name.substr(0, file_name.find('_'))}));
}

/// The dialect that a file is for; empty for all.
std::string_view variant_of(std::string_view file_name) {
  const auto first = file_name.find('.'), last = file_name.rfind('.');
  return first == last ? std::string_view{} : file_name.substr(first + 1, last - first - 1);
}

unsigned number_in(const answer& one) {
  return static_cast<unsigned>(std::stoul(one.rows.at(0).at(0).value()));
}

}  // namespace

std::vector<migration> migrations_for(std::string_view dialect, std::span<const migration_file> files) {
  std::vector<migration> made;
  for (const auto pass : {std::string_view{}, dialect}) {
    for (const auto& file : files) {
      if (variant_of(file.name) != pass) continue;
      const auto number = number_of(file.name);
      if (pass.empty()) made.push_back({.number = number, .scripts = {}});
      if (number == 0 || number > made.size() || made[number - 1].number != number)
        throw std::logic_error{"a migration is missing before " + std::string{file.name}};
      made[number - 1].scripts.emplace_back(file.sql);
    }
  }
  return made;
}

unsigned version_of(connection& on, const dialect& speech) {
  return number_in(on.run(speech.count_version_tables)) == 0 ? 0 : number_in(on.run(read_version));
}

base::result<void> migrate(connection& on, const dialect& speech, const std::vector<migration>& migrations,
                           base::time_point now) {
  transaction changing{on, speech.begin_migrating};
  on.execute(create_version_table);
  const auto version = number_in(on.run(read_version));
  if (version > migrations.size())
    return base::fail(errc::newer_schema, "the database's tables are at version " + std::to_string(version) +
                                              ", this program knows them up to " +
                                              std::to_string(migrations.size()));
  for (const auto& next : std::span{migrations}.subspan(version)) {
    for (const auto& script : next.scripts) on.execute(script);
    on.run(write_version, {{"version", to_cell(next.number)}, {"applied_at", to_cell(now)}});
  }
  changing.commit();
  return {};
}

}  // namespace flex_video::store
