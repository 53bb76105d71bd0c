#include "flex_video/store/sql_store.hpp"

#include "customer_data_contract.hpp"
#include "kept_rooms_contract.hpp"
#include "kept_stills_contract.hpp"
#include "session_store_contract.hpp"
#include "testing/database_places.hpp"
#include "webhook_inbox_contract.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using sqlite_maker = store::testing::open_place<store::testing::sqlite_place>;
using postgresql_maker = store::testing::open_place<store::testing::postgresql_place>;

INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, session_store_contract, sqlite_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, webhook_inbox_contract, sqlite_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, kept_rooms_contract, sqlite_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, kept_stills_contract, sqlite_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(sqlite, customer_data_contract, sqlite_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, customer_data_contract, postgresql_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, kept_rooms_contract, postgresql_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, kept_stills_contract, postgresql_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, session_store_contract, postgresql_maker);
INSTANTIATE_TYPED_TEST_SUITE_P(postgresql, webhook_inbox_contract, postgresql_maker);

}  // namespace
}  // namespace flex_video::core
