#include "failure.hpp"

#include "connection_pool.hpp"

#include "flex_video/core/ports/session_store.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <string>

namespace flex_video::store {
namespace {

// PostgreSQL 15, appendix A: unique_violation, serialization_failure, deadlock_detected.
bool somebody_was_faster(const std::string& sqlstate) {
  return sqlstate == "23505" || sqlstate == "40001" || sqlstate == "40P01";
}

bool somebody_was_faster(int sqlite_code) {
  return sqlite_code == SQLITE_CONSTRAINT_UNIQUE || sqlite_code == SQLITE_CONSTRAINT_PRIMARYKEY;
}

base::error refusal(bool conflict, std::string detail) {
  while (!detail.empty() && detail.back() == '\n') detail.pop_back();
  const auto code = conflict ? core::store_errc::conflict : core::store_errc::unavailable;
  return {.code = make_error_code(code), .detail = std::move(detail)};
}

}  // namespace

base::error translate_current_exception() {
  // what() of SOCI's exceptions tells the arguments of the statement; get_error_message() does not.
  try {
    throw;
  } catch (const soci::postgresql_soci_error& failure) {
    return refusal(somebody_was_faster(failure.sqlstate()), failure.get_error_message());
  } catch (const soci::sqlite3_soci_error& failure) {
    return refusal(somebody_was_faster(failure.result()), failure.get_error_message());
  } catch (const soci::soci_error& failure) {
    return refusal(false, failure.get_error_message());
  } catch (const no_connection& failure) {
    return refusal(false, failure.what());
  } catch (const unreadable_row& failure) {
    return refusal(false, failure.what());
  } catch (const unwritable_text& failure) {
    return refusal(false, failure.what());
  }
}

}  // namespace flex_video::store
