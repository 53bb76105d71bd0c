// X-Forwarded-For as a hostile client may begin it: the outcome is an address, and what a trusted proxy adds
// on the right is what is believed.
#include "forwarded.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace flex_video::net;
  static const std::vector<network> trusted{network::parse("10.0.0.0/8").value(),
                                            network::parse("2001:db8::/32").value()};
  const std::string list{reinterpret_cast<const char*>(data), size};
  const auto address = [](const std::string& value) {
    const std::vector<header_view> headers{{"X-Forwarded-For", value}, {"X-Forwarded-Proto", value}};
    return forwarded_origin("10.0.0.1", headers, trusted).address;
  };

  const auto found = ip_address::parse(address(list));
  if (!found || found->text() != address(list)) std::abort();
  if (address(list + ", 192.0.2.7") != "192.0.2.7") std::abort();
  if (address(list + ",192.0.2.7:80, [2001:db8::1]:443") != "192.0.2.7") std::abort();
  // A network has one address at least: the one it is written with.
  if (const auto parsed = network::parse(list);
      parsed && !parsed->contains(ip_address::parse(list.substr(0, list.find('/'))).value()))
    std::abort();
  return 0;
}
