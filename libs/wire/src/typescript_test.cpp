#include "flex_video/wire/typescript.hpp"

#include <gmock/gmock.h>

namespace flex_video::wire {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

TEST(typescript, declares_structs_with_their_optional_fields) {
  EXPECT_THAT(typescript(),
              HasSubstr("export interface StartSessionRequest {\n  readonly conversationSid: string;\n"
                        "  readonly taskSid: string;\n  readonly locale?: string;\n"
                        "  readonly onlyExisting?: boolean;\n}\n"));
  EXPECT_THAT(typescript(),
              HasSubstr("export interface SessionStatus {\n  readonly session: Session;\n"
                        "  readonly visits: readonly Visit[];\n  readonly invites: readonly Invite[];\n"
                        "  readonly policy: Policy;\n}\n"));
}

TEST(typescript, declares_enums_and_codes_as_unions) {
  EXPECT_THAT(typescript(), HasSubstr("export type SessionState = 'open' | 'live' | 'ended';\n"));
  EXPECT_THAT(typescript(), HasSubstr("export type ProblemCode =\n  | 'malformed_json'\n"));
  EXPECT_THAT(typescript(), HasSubstr("  readonly code: ProblemCode;\n  readonly field?: string;\n"));
}

TEST(typescript, ends_with_one_line_feed) {
  EXPECT_THAT(typescript(), EndsWith("}\n"));
  EXPECT_THAT(typescript(), Not(EndsWith("\n\n")));
}

}  // namespace
}  // namespace flex_video::wire
