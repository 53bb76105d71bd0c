#pragma once

// Included before anything of RTC/DtlsTransport.cpp. Its BIO callback answers 1 to whatever it isn't there
// for, also to BIO_CTRL_GET_KTLS_SEND. Debian's OpenSSL is built with kernel TLS and believes that the BIO
// does it: it then allocates no buffer for what it sends, and writes through NULL at the first handshake.
// With this, results stay the BIO's own.

#include <openssl/bio.h>

template <auto callback>
long bio_result(BIO* bio, int operation, const char* data, size_t size, int number, long offset, int result,
                size_t* done) {
  const long answer = callback(bio, operation, data, size, number, offset, result, done);
  return (operation & BIO_CB_RETURN) != 0 ? result : answer;
}

#define BIO_set_callback_ex(bio, callback) (BIO_set_callback_ex)(bio, &bio_result<callback>)
