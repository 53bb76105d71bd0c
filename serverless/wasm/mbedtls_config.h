// What of Mbed TLS goes into the core: SHA-1 and SHA-256 with their HMAC, and nothing else.
#pragma once

#define MBEDTLS_MD_C
#define MBEDTLS_SHA1_C
#define MBEDTLS_SHA256_C
