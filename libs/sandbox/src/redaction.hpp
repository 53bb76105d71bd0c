#pragma once

#include <string>
#include <string_view>

namespace flex_video::sandbox {

/// What stands where something was taken out.
inline constexpr std::string_view redacted = "••••••";

/// The text of a body, a query or an address without anything that admits whoever reads it: the values of
/// fields named like a token, a password or a secret, in JSON and in forms and in JSON inside of them; and
/// wherever they stand, JSON Web Tokens, Flex tokens of the sandbox, HTTP credentials and the codes of
/// invites (/j/…, or alone). JSON that cannot be read is left out altogether, since its fields have no names
/// then.
std::string redact(std::string_view text);

}  // namespace flex_video::sandbox
