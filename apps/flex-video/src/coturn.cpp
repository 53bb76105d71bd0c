#include "coturn.hpp"

#include "private_file.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/net/server.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace flex_video::app {
namespace {

const std::filesystem::path program = "/usr/bin/turnserver";

bool is_loopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }
bool is_wildcard(const std::string& address) { return address == "0.0.0.0" || address == "::"; }

/// The options that stand for addresses; on all of them coturn finds the relay's by itself.
std::string addresses(const std::string& address) {
  if (is_wildcard(address)) return {};
  const auto of = "listening-ip=" + address + "\nrelay-ip=" + address + "\n";
  // The two browsers of a demo are at the address that coturn refuses to relay to, rightly, everywhere else.
  return of + (is_loopback(address) ? "allow-loopback-peers\n" : "");
}

std::string configuration(const std::filesystem::path& folder, const std::string& address, std::uint16_t port,
                          const std::string& secret) {
  return addresses(address) + "listening-port=" + std::to_string(port) +
         "\nuse-auth-secret\nstatic-auth-secret=" + secret +
         "\nrealm=flex-video\nno-tls\nno-dtls\nno-cli\nno-multicast-peers\nsimple-log\nlog-file=" +
         (folder / "coturn.log").string() + "\npidfile=" + (folder / "coturn.pid").string() +
         "\nuserdb=" + (folder / "coturn.db").string() + "\n";
}

std::uint16_t free_port(const std::string& address) {
  net::event_loop loop;
  net::server_options listening;
  listening.address = address;
  listening.port = 0;
  return net::server{loop, std::move(listening)}.port();
}

/// Ends with us, however we end. Between fork and exec only what a signal handler may do.
pid_t launch(const std::string& configuration_file) {
  std::string name = program.string(), flag = "-c", file = configuration_file;
  std::array<char*, 4> arguments{name.data(), flag.data(), file.data(), nullptr};
  const auto us = getpid();
  const auto process = fork();
  if (process < 0) throw std::system_error(errno, std::generic_category(), "coturn");
  if (process > 0) return process;
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != us) _exit(0);
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, standard);
  execv(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

std::unique_ptr<coturn> coturn::start(const std::filesystem::path& folder, const std::string& address,
                                      base::random_source& random) {
  if (access(program.c_str(), X_OK) != 0) return nullptr;
  std::array<std::byte, 16> bytes;
  random.fill(bytes);
  const auto secret = base::to_hex(bytes);
  const auto port = free_port(address);
  const auto file = folder / "coturn.conf";
  write_private(file, configuration(folder, address, port, secret));
  const auto host = is_wildcard(address)    ? "127.0.0.1"
                    : address.contains(':') ? "[" + address + "]"
                                            : address;
  const auto at = "turn:" + host + ":" + std::to_string(port);
  return std::unique_ptr<coturn>{
      new coturn{launch(file.string()),
                 {.urls = {at + "?transport=udp", at + "?transport=tcp"}, .secret = base::secret{secret}}}};
}

coturn::~coturn() {
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
}

}  // namespace flex_video::app
