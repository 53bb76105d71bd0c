#pragma once

// The worker calls libsrtp as version 3 will be: policies are made by functions, and a packet goes from one
// buffer to another. Debian 12 has version 2, where a policy is a struct and a packet is changed in place.

#define srtp_policy_t srtp_policy_of_2_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

#include <openssl/crypto.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

// What version 2 never answers.
inline constexpr auto srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(1001);
inline constexpr auto srtp_err_status_cryptex_err = static_cast<srtp_err_status_t>(1002);

struct srtp_policy_of_3 {
  srtp_policy_of_2_t policy{};
  std::uint8_t key[SRTP_MAX_KEY_LEN]{};
};
using srtp_policy_t = srtp_policy_of_3*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy) {
  *policy = new srtp_policy_of_3;
  (*policy)->policy.key = (*policy)->key;
  return srtp_err_status_ok;
}

inline void srtp_policy_destroy(srtp_policy_t policy) {
  if (policy == nullptr) return;
  OPENSSL_cleanse(policy->key, sizeof policy->key);
  delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc) {
  policy->policy.ssrc = ssrc;
  return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile) {
  const auto rtp = srtp_crypto_policy_set_from_profile_for_rtp(&policy->policy.rtp, profile);
  return rtp != srtp_err_status_ok
             ? rtp
             : srtp_crypto_policy_set_from_profile_for_rtcp(&policy->policy.rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(srtp_policy_t policy, const std::uint8_t* key,
                                             std::size_t key_size, const std::uint8_t* salt,
                                             std::size_t salt_size, const std::uint8_t* mki, std::size_t) {
  if (mki != nullptr || key_size + salt_size > sizeof policy->key) return srtp_err_status_bad_param;
  std::memcpy(policy->key, key, key_size);
  std::memcpy(policy->key + key_size, salt, salt_size);
  return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow) {
  policy->policy.allow_repeat_tx = allow ? 1 : 0;
  return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, std::size_t size) {
  policy->policy.window_size = size;
  return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy) {
  return srtp_create(session, &policy->policy);
}

inline srtp_err_status_t srtp_stream_remove(srtp_t session, std::uint32_t ssrc) {
  return srtp_remove_stream(session, ssrc);
}

/// What version 2's `change` makes of `in`, in `out`, of which `*out_size` bytes may be written: it may add
/// `growth`.
inline srtp_err_status_t srtp_from_buffer_to_buffer(srtp_err_status_t (*change)(srtp_t, void*, int*),
                                                    srtp_t session, const std::uint8_t* in,
                                                    std::size_t in_size, std::uint8_t* out,
                                                    std::size_t* out_size, std::size_t growth) {
  if (*out_size < in_size + growth) return srtp_err_status_buffer_small;
  if (out != in) std::memmove(out, in, in_size);
  int size = static_cast<int>(in_size);
  const auto status = change(session, out, &size);
  if (status == srtp_err_status_ok) *out_size = static_cast<std::size_t>(size);
  return status;
}

inline srtp_err_status_t srtp_protect(srtp_t session, const std::uint8_t* rtp, std::size_t rtp_size,
                                      std::uint8_t* srtp, std::size_t* srtp_size, std::size_t) {
  return srtp_from_buffer_to_buffer(srtp_protect, session, rtp, rtp_size, srtp, srtp_size,
                                    SRTP_MAX_TRAILER_LEN);
}

inline srtp_err_status_t srtp_protect_rtcp(srtp_t session, const std::uint8_t* rtcp, std::size_t rtcp_size,
                                           std::uint8_t* srtcp, std::size_t* srtcp_size, std::size_t) {
  // RFC 3711 section 3.4: SRTCP has an index of four bytes besides.
  return srtp_from_buffer_to_buffer(srtp_protect_rtcp, session, rtcp, rtcp_size, srtcp, srtcp_size,
                                    SRTP_MAX_TRAILER_LEN + 4);
}

inline srtp_err_status_t srtp_unprotect(srtp_t session, const std::uint8_t* srtp, std::size_t srtp_size,
                                        std::uint8_t* rtp, std::size_t* rtp_size) {
  return srtp_from_buffer_to_buffer(srtp_unprotect, session, srtp, srtp_size, rtp, rtp_size, 0);
}

inline srtp_err_status_t srtp_unprotect_rtcp(srtp_t session, const std::uint8_t* srtcp,
                                             std::size_t srtcp_size, std::uint8_t* rtcp,
                                             std::size_t* rtcp_size) {
  return srtp_from_buffer_to_buffer(srtp_unprotect_rtcp, session, srtcp, srtcp_size, rtcp, rtcp_size, 0);
}
