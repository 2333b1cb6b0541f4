#ifndef BROADSHEET_COPENSSL_SHIM_H
#define BROADSHEET_COPENSSL_SHIM_H

// OpenSSL 3 has functions where earlier ones had macros, which Swift cannot call.
#include <openssl/opensslv.h>
#if OPENSSL_VERSION_MAJOR < 3
#error "Broadsheet needs OpenSSL 3 or later"
#endif

// The errors of a thread.
#include <openssl/err.h>
// Keys and signatures of any kind.
#include <openssl/evp.h>
// The padding of RSA.
#include <openssl/rsa.h>
// The public half of a key in DER (i2d_PUBKEY).
#include <openssl/x509.h>

#endif
