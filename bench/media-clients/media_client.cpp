#include "media_client.hpp"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace flex_video::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto profiles = "SRTP_AEAD_AES_256_GCM:SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80";
constexpr int buffer_bytes = 4'194'304;
constexpr std::size_t largest_packet = 2'048;

void need(bool done, const char* what) {
  if (!done) throw std::runtime_error(what);
}

std::string fingerprint_of(X509* certificate) {
  std::array<unsigned char, 32> digest{};
  unsigned size = digest.size();
  X509_digest(certificate, EVP_sha256(), digest.data(), &size);
  std::string text;
  for (const auto byte : digest) {
    constexpr auto digits = "0123456789ABCDEF";
    if (!text.empty()) text += ':';
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

srtp_policy_t policy_for(unsigned long profile) {
  srtp_policy_t policy{};
  policy.ssrc.type = ssrc_any_outbound;
  const auto both = [&](auto set) {
    set(&policy.rtp);
    set(&policy.rtcp);
  };
  if (profile == SRTP_AEAD_AES_256_GCM) {
    both(srtp_crypto_policy_set_aes_gcm_256_16_auth);
  } else if (profile == SRTP_AEAD_AES_128_GCM) {
    both(srtp_crypto_policy_set_aes_gcm_128_16_auth);
  } else {
    both(srtp_crypto_policy_set_rtp_default);
  }
  return policy;
}

}  // namespace

dtls_identity::dtls_identity() : context_(SSL_CTX_new(DTLS_client_method())) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_EC_gen("P-256"), EVP_PKEY_free};
  const std::unique_ptr<X509, decltype(&X509_free)> certificate{X509_new(), X509_free};
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3'600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86'400);
  X509_set_pubkey(certificate.get(), key.get());
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  fingerprint_ = fingerprint_of(certificate.get());
  need(SSL_CTX_use_certificate(context_, certificate.get()) == 1 &&
           SSL_CTX_use_PrivateKey(context_, key.get()) == 1 &&
           SSL_CTX_set_tlsext_use_srtp(context_, profiles) == 0,
       "no DTLS");
  SSL_CTX_set_options(context_, SSL_OP_NO_QUERY_MTU);
}

dtls_identity::~dtls_identity() { SSL_CTX_free(context_); }

media_client::media_client(const dtls_identity& identity, const sockaddr_in& server, ice_pair pair)
    : pair_(std::move(pair)), socket_(::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
  need(socket_ >= 0 && ::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) == 0,
       "no socket");
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &buffer_bytes, sizeof buffer_bytes);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDBUF, &buffer_bytes, sizeof buffer_bytes);
  dtls_.reset(SSL_new(identity.context()));
  // One datagram is read at a time, and each record is written as one.
  SSL_set_bio(dtls_.get(), BIO_new(BIO_s_mem()), BIO_new_dgram(socket_, BIO_NOCLOSE));
  BIO_set_mem_eof_return(SSL_get_rbio(dtls_.get()), -1);
  auto peer = server;
  BIO_ctrl_set_connected(SSL_get_wbio(dtls_.get()), &peer);
  constexpr int mtu = 1'200;
  SSL_set_mtu(dtls_.get(), mtu);
  SSL_set_connect_state(dtls_.get());
}

media_client::~media_client() { ::close(socket_); }

void media_client::read() {
  std::array<std::byte, largest_packet> packet;
  for (;;) {
    const auto size = ::recv(socket_, packet.data(), packet.size(), 0);
    if (size <= 0) return;
    take(std::span{packet}.first(static_cast<std::size_t>(size)));
  }
}

/// RFC 7983: the first byte tells what it is.
void media_client::take(std::span<const std::byte> packet) {
  const auto first = static_cast<unsigned>(packet[0]);
  if (first >= 128 && first < 192) return received_.take(packet);
  if (first >= 20 && first < 64) {
    BIO_write(SSL_get_rbio(dtls_.get()), packet.data(), static_cast<int>(packet.size()));
    return shake_hands();
  }
  if (const auto answer = binding_answer(packet, pair_)) return write(*answer);
  if (first < 4 && !std::exchange(reached_, true)) shake_hands();
}

void media_client::shake_hands() {
  if (connected()) {
    char ignored[largest_packet];
    while (SSL_read(dtls_.get(), ignored, sizeof ignored) > 0) {
    }
  } else if (SSL_do_handshake(dtls_.get()) == 1) {
    derive_keys();
  }
}

/// RFC 5764 section 4.2: both keys, then both salts, the client's first.
void media_client::derive_keys() {
  const auto* const profile = SSL_get_selected_srtp_profile(dtls_.get());
  need(profile != nullptr, "no SRTP profile");
  auto policy = policy_for(profile->id);
  const bool gcm = profile->id == SRTP_AEAD_AES_256_GCM || profile->id == SRTP_AEAD_AES_128_GCM;
  const std::size_t salt_size = gcm ? 12 : 14;
  const auto key_size = static_cast<std::size_t>(policy.rtp.cipher_key_len) - salt_size;
  std::array<unsigned char, 128> material{};
  constexpr std::string_view label = "EXTRACTOR-dtls_srtp";
  SSL_export_keying_material(dtls_.get(), material.data(), 2 * (key_size + salt_size), label.data(),
                             label.size(), nullptr, 0, 0);
  std::array<unsigned char, 64> key{};
  std::copy_n(material.begin(), key_size, key.begin());
  std::copy_n(material.begin() + static_cast<std::ptrdiff_t>(2 * key_size), salt_size,
              key.begin() + static_cast<std::ptrdiff_t>(key_size));
  policy.key = key.data();
  srtp_t session = nullptr;
  need(srtp_create(&session, &policy) == srtp_err_status_ok, "no SRTP");
  srtp_.reset(session);
}

void media_client::advance(clock::time_point now) {
  if (now >= check_at_) {
    write(binding_request(pair_));
    check_at_ = now + (reached_ ? clock::duration{2'500ms} : clock::duration{200ms});
  }
  if (!connected()) {
    DTLSv1_handle_timeout(dtls_.get());
    return;
  }
  for (auto& stream : streams_) {
    while (stream.due() <= now)
      stream.send([this](std::span<const std::byte> packet) { protect_and_write(packet); });
  }
}

void media_client::protect_and_write(std::span<const std::byte> packet) const {
  std::array<std::byte, largest_packet> sealed;
  std::copy(packet.begin(), packet.end(), sealed.begin());
  int size = static_cast<int>(packet.size());
  need(srtp_protect(srtp_.get(), sealed.data(), &size) == srtp_err_status_ok, "SRTP refused a packet");
  write(std::span{sealed}.first(static_cast<std::size_t>(size)));
}

/// What the socket has no room for is lost, as on any network: the report tells of it.
void media_client::write(std::span<const std::byte> packet) const {
  [[maybe_unused]] const auto sent = ::send(socket_, packet.data(), packet.size(), 0);
}

}  // namespace flex_video::bench
