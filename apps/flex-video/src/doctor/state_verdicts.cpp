#include "doctor/state_verdicts.hpp"

#include <linux/magic.h>

#include <string_view>

namespace flex_video::app::doctor {
namespace {

constexpr auto perms_of_others = std::filesystem::perms::others_all;
constexpr auto perms_of_group = std::filesystem::perms::group_all;

bool has(std::filesystem::perms mode, std::filesystem::perms any) {
  return (mode & any) != std::filesystem::perms::none;
}

std::optional<verdict> judge_folder(const folder_found& folder) {
  const auto path = folder.path.string();
  if (!folder.there)
    return fail("the folder " + path + " is not there", "make it, for the user that serve runs as");
  if (!folder.writable)
    return fail("the folder " + path + " is not writable, where SQLite keeps its log beside the file",
                "give it to the user that serve runs as");
  if (folder.on == file_system::network)
    return fail("the folder " + path + " is on a network file system, where SQLite's locks don't hold",
                "move it to a local disk, or use PostgreSQL");
  return std::nullopt;
}

verdict judge_schema(const store::schema& schema, const std::string& kind) {
  const auto version = std::to_string(schema.version), known = std::to_string(schema.known);
  if (schema.version > schema.known)
    return fail(
        "its tables are at version " + version + ", of a newer flex-video (this one knows " + known + ")",
        "run the newer version, or restore the backup from before the upgrade");
  if (schema.version == 0) return fine(kind + ", empty; serve makes the tables when it starts");
  if (schema.version < schema.known)
    return warn(kind + " answers, and its tables are at version " + version + " of " + known,
                "take a backup; serve brings them up to date when it starts");
  return fine(kind + " answers, and its tables are up to date (version " + version + ")");
}

}  // namespace

file_system file_system_of(long magic) {
  constexpr unsigned cifs = 0xFF534D42, smb2 = 0xFE534D42, fuse = 0x65735546, lustre = 0x0BD00BD0;
  switch (static_cast<unsigned>(magic)) {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case cifs:
    case smb2:
    case AFS_SUPER_MAGIC:
    case CODA_SUPER_MAGIC:
    case V9FS_MAGIC:
    case CEPH_SUPER_MAGIC:
    case lustre:
      return file_system::network;
    case TMPFS_MAGIC:
    case RAMFS_MAGIC:
      return file_system::memory;
    case fuse:
      return file_system::unknown;
    default:
      return file_system::local;
  }
}

verdict judge_database(const database_found& found) {
  if (found.folder) {
    if (auto refused = judge_folder(*found.folder)) return *std::move(refused);
  }
  if (!found.schema) {
    const auto& [code, detail] = found.schema.error();
    return fail(code.message() + (detail.empty() ? "" : ": " + detail),
                found.folder ? "check that the file is flex-video's and this user's"
                             : "check that FLEX_VIDEO_DATABASE is right and the server lets this host in");
  }
  auto judged = judge_schema(*found.schema, found.folder ? "the SQLite file" : "PostgreSQL");
  if (!found.folder || judged.grade != grade::ok) return judged;
  if (found.folder->on == file_system::memory)
    return warn("the folder " + found.folder->path.string() + " is in memory and gone at the next boot",
                "move it to a disk");
  if (found.folder->on == file_system::unknown)
    return warn("the folder " + found.folder->path.string() + " is on a file system that may be remote",
                "make sure that it is local; SQLite's locks hold nowhere else");
  return judged;
}

verdict judge_link_secret(const link_secret_found& found) {
  if (!found.file.empty() && found.there) {
    const auto file = found.file.string();
    const auto others = "everybody on this host can read " + file;
    if (has(found.mode, perms_of_others) && found.given)
      return warn(others, "chmod o= " + file + ", unless nobody else is there, as in a container");
    if (has(found.mode, perms_of_others)) return fail(others, "chmod o= " + file);
    if (!found.given && !found.long_enough)
      return fail(file + " holds no secret", "delete it to have one made, which ends all links");
    if (!found.given && has(found.mode, perms_of_group))
      return warn("the group can read " + file, "chmod 600 " + file);
  }
  if (found.shared_store && !found.given)
    return warn("it is this host's own, and another replica on this database will not know our links",
                "set FLEX_VIDEO_LINK_SECRET to the same on every replica");
  if (found.given) return fine("it is given");
  return fine(found.there ? "it is in the data folder, for this user alone"
                          : "serve makes one when it starts");
}

verdict judge_web_files(const web_found& found) {
  constexpr std::string_view mark = "__ARRIVAL__";
  const auto* remedy = "run script/build, or name the folder of the built page by --web";
  if (!found.page) return fail("there is no room.html in " + found.folder.string(), remedy);
  const auto first = found.page->find(mark);
  if (first == std::string::npos || found.page->find(mark, first + 1) != std::string::npos)
    return fail("room.html in " + found.folder.string() + " is not the built page", remedy);
  if (!found.assets) return fail("there is no assets folder in " + found.folder.string(), remedy);
  return fine("the room page is in " + found.folder.string());
}

std::optional<verdict> judge_turn(video_source video, bool configured) {
  if (video == video_source::twilio || configured) return std::nullopt;
  return warn(
      "no TURN server is configured for our own rooms: customers and agents between whom no direct path "
      "leads (strict firewalls, symmetric NAT) will see no picture",
      "give --turn-urls and FLEX_VIDEO_TURN_SECRET, as docs/self-hosting.md has it");
}

verdict judge_turn(const std::string& url, turn_found found) {
  switch (found) {
    case turn_found::relays:
      return fine(url + " gives us a relayed address");
    case turn_found::open_to_all:
      return warn(url + " relays for whoever asks, without credentials",
                  "set use-auth-secret and static-auth-secret in coturn, and restart it");
    case turn_found::other_secret:
      return fail(
          url + " takes no credentials made with our secret",
          "give it FLEX_VIDEO_TURN_SECRET as its static-auth-secret, with use-auth-secret, and see that "
          "both clocks are right");
    case turn_found::something_else:
      return fail(url + " is answered by something that is no TURN server",
                  "correct the address or the port in --turn-urls");
    case turn_found::refuses:
      return fail(url + " gives no relayed address", "see coturn's log for why: its quota, or relay-ip");
    case turn_found::silent:
      break;
  }
  return fail(url + " does not answer", "start coturn, and open that port, UDP or TCP, in the firewall");
}

}  // namespace flex_video::app::doctor
