#include "flex_video/net/static_files.hpp"

#include "ascii.hpp"
#include "content_type.hpp"
#include "gzip.hpp"

#include "flex_video/base/encoding.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <span>
#include <stdexcept>
#include <utility>

namespace flex_video::net {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// The content's name: half a SHA-256 keeps two contents apart well enough.
std::string digest(std::string_view content) {
  std::array<std::byte, EVP_MAX_MD_SIZE> hash;
  unsigned size = 0;
  if (EVP_Digest(content.data(), content.size(), reinterpret_cast<unsigned char*>(hash.data()), &size,
                 EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 is not available");
  }
  return base::to_base64url(std::span{hash}.first(16));
}

/// Vite's pattern: eight characters of URL-safe Base64 between the last '-' that leaves eight and the
/// extension. A word or a date of eight characters is no hash, so letters have to mix with digits or
/// capitals.
bool has_content_hash(std::string_view file_name) {
  constexpr std::size_t length = 8;
  auto stem = file_name.substr(file_name.rfind('/') + 1);
  if (stem.ends_with(".map")) stem.remove_suffix(4);
  stem = stem.substr(0, stem.rfind('.'));
  if (stem.size() < length + 2 || stem[stem.size() - length - 1] != '-') return false;
  bool letter = false;
  bool mixed = false;
  for (const char c : stem.substr(stem.size() - length)) {
    const bool digit = c >= '0' && c <= '9';
    const bool capital = c >= 'A' && c <= 'Z';
    if (!digit && !capital && !(c >= 'a' && c <= 'z') && c != '-' && c != '_') return false;
    letter = letter || !digit;
    mixed = mixed || digit || capital;
  }
  return letter && mixed;
}

/// Whether an If-None-Match header names the tag, by weak comparison (RFC 9110 section 13.1.2).
bool names(std::string_view if_none_match, std::string_view tag) {
  while (!if_none_match.empty()) {
    auto one = trim(take_until(if_none_match, ','));
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag || one == "*") return true;
  }
  return false;
}

using shared_bytes = std::shared_ptr<const std::string>;

}  // namespace

struct static_files::file {
  content_type type;
  bool hashed;
  shared_bytes plain;
  std::string tag;
  shared_bytes compressed;     ///< null if not compressed yet, or not worth it
  std::string compressed_tag;  ///< its own: a strong tag names one sequence of bytes
  bool compression_tried = false;

  /// Compresses on first demand, since most files of a folder are never asked for.
  bool compress() {
    if (!std::exchange(compression_tried, true)) {
      if (auto smaller = gzip(*plain)) keep_compressed(std::move(*smaller));
    }
    return compressed != nullptr;
  }
  void keep_compressed(std::string bytes) {
    compressed_tag = '"' + digest(bytes) + '"';
    compressed = std::make_shared<const std::string>(std::move(bytes));
    compression_tried = true;
  }
};

struct static_files::index {
  mutable std::map<std::string, file, std::less<>> files;

  void add(const fs::path& path, std::string name) {
    const auto type = content_type_of(name);
    file one{.type = type,
             .hashed = has_content_hash(name),
             .plain = std::make_shared<const std::string>(read_file(path)),
             .tag = {},
             .compressed = nullptr,
             .compressed_tag = {}};
    one.tag = '"' + digest(*one.plain) + '"';
    auto beside = path;
    beside += ".gz";
    if (type.compressible && fs::is_regular_file(beside)) one.keep_compressed(read_file(beside));
    files.emplace(std::move(name), std::move(one));
  }
};

static_files::static_files(const fs::path& root) : index_(std::make_unique<index>()) {
  if (!fs::is_directory(root)) return;
  for (auto at = fs::recursive_directory_iterator{root}; at != fs::recursive_directory_iterator{}; ++at) {
    const bool hidden = at->path().filename().string().starts_with('.');
    if (hidden && at->is_directory()) at.disable_recursion_pending();
    if (hidden || !at->is_regular_file() || at->path().extension() == ".gz") continue;
    index_->add(at->path(), at->path().lexically_relative(root).generic_string());
  }
}

static_files::~static_files() = default;
static_files::static_files(static_files&&) noexcept = default;

bool static_files::contains(std::string_view path) const { return index_->files.contains(path); }

response static_files::get(const request& request, std::string_view path) const {
  const auto found = index_->files.find(path);
  if (found == index_->files.end()) return problem(404, "not_found", "There is no such file");
  auto& wanted = found->second;

  const bool compressed =
      wanted.type.compressible && accepts_gzip(request.header("accept-encoding")) && wanted.compress();
  const auto& tag = compressed ? wanted.compressed_tag : wanted.tag;
  response answer;
  answer.with("ETag", tag)
      .with("Cache-Control", wanted.hashed ? "public, max-age=31536000, immutable" : "no-cache");
  if (wanted.type.compressible) answer.with("Vary", "Accept-Encoding");
  if (names(request.header("if-none-match"), tag)) {
    answer.status = 304;
    return answer;
  }
  answer.with("Content-Type", std::string(wanted.type.name));
  if (compressed) answer.with("Content-Encoding", "gzip");
  answer.shared_body = compressed ? wanted.compressed : wanted.plain;
  return answer;
}

}  // namespace flex_video::net
