#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/ports/customer_data.hpp"
#include "flex_video/rooms/compositions.hpp"
#include "flex_video/rooms/recordings.hpp"

#include <string>
#include <vector>

/// What `flex-video export` and `flex-video erase` say, each as one JSON object (RFC 8259) and a line break.
/// Pure.
namespace flex_video::app {

/// The name of the file that a picture is exported to; a name that no folder takes amiss.
std::string file_name_of(const core::still& still);

/// All that is kept of somebody. What admits is left out: the cookies of devices.
std::string export_document(const core::data_subject& whose, const std::vector<core::kept_session>& kept,
                            const std::vector<rooms::kept_recording>& recordings,
                            const std::vector<rooms::kept_composition>& compositions, base::time_point now);

/// What was erased, of whom, and when.
std::string erasure_receipt(const core::data_subject& whose, const core::erasure& made,
                            const std::vector<rooms::kept_recording>& recordings,
                            const std::vector<rooms::kept_composition>& compositions, base::time_point now);
/// What is kept of a receipt: its SHA-256, in lowercase hexadecimal digits, as sha256sum prints it.
std::string receipt_digest(const std::string& receipt);

}  // namespace flex_video::app
