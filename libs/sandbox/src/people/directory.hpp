#pragma once

#include "people/agent.hpp"
#include "tenant.hpp"

#include "flex_video/sandbox/options.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// Who there is: the staff, who log in, and customers, who only have a name.
class directory {
 public:
  /// Throws std::invalid_argument when an identity of the staff has other characters than letters, digits,
  /// '-' and '_'.
  directory(const sandbox_options& options, const tenant& tenant);

  const std::vector<agent>& staff() const { return staff_; }
  /// Null if there is none. Pointers stay valid as long as the directory.
  agent* find(std::string_view identity);
  const agent* find(std::string_view identity) const;
  agent* find_worker(std::string_view worker_sid);
  const agent* find_worker(std::string_view worker_sid) const;

  void add_customer(std::string identity, std::string name);
  bool knows(std::string_view identity) const;
  /// What people call this identity; the identity itself if nobody knows it.
  std::string name_of(std::string_view identity) const;

 private:
  std::vector<agent> staff_;
  std::map<std::string, std::string, std::less<>> customers_;
};

}  // namespace flex_video::sandbox
