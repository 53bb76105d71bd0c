#include "environment.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace flex_video::app {
namespace {

std::string required(const environment& from, const std::string& name) {
  if (auto value = from.get("TWILIO_" + name)) return *value;
  if (auto value = from.get(name)) return *value;
  throw std::runtime_error("TWILIO_" + name + " is not set (start `flex-video demo` once, or pass --data)");
}

template <class Sid>
Sid required_sid(const environment& from, const std::string& name) {
  if (const auto sid = Sid::parse(required(from, name))) return *sid;
  throw std::runtime_error("TWILIO_" + name + " is not a SID of its kind");
}

}  // namespace

environment environment::from_file(const std::filesystem::path& file) {
  environment read;
  std::ifstream in{file};
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    const auto equals = line.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": expected NAME=value");
    }
    auto value = line.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    read.values_[line.substr(0, equals)] = value;
  }
  return read;
}

std::optional<std::string> environment::get(const std::string& name) const {
  if (const char* own = std::getenv(name.c_str()); own && *own) return own;
  const auto found = values_.find(name);
  if (found == values_.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

twilio::credentials read_credentials(const environment& from) {
  return {required_sid<twilio::account_sid>(from, "ACCOUNT_SID"),
          required_sid<twilio::api_key_sid>(from, "API_KEY"), base::secret{required(from, "API_SECRET")}};
}

}  // namespace flex_video::app
