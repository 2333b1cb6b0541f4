#ifndef BROADSHEET_CCURL_SHIM_H
#define BROADSHEET_CCURL_SHIM_H

#include <curl/curl.h>
// The system's own module has neither.
#include <sys/epoll.h>
#include <sys/eventfd.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call, and macros
// check their types, so each argument type has an inline function of its own.

// A macro with a cast is not seen by Swift.
static const long broadsheet_tls_1_2 = CURL_SSLVERSION_TLSv1_2;

// The ways to wait for a socket: a C enum of which Swift would see numbers of two types.
static const uint32_t broadsheet_epoll_in = EPOLLIN | EPOLLRDHUP;
static const uint32_t broadsheet_epoll_out = EPOLLOUT;
static const uint32_t broadsheet_epoll_trouble = EPOLLERR | EPOLLHUP | EPOLLRDHUP;
static const uint32_t broadsheet_epoll_changes = EPOLLET;

static inline int broadsheet_epoll(void) { return epoll_create1(EPOLL_CLOEXEC); }
static inline int broadsheet_bell(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

typedef size_t (*broadsheet_write_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode broadsheet_setopt_long(CURL *handle, CURLoption option, long value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode broadsheet_setopt_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode broadsheet_setopt_string(CURL *handle, CURLoption option, const char *value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode broadsheet_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode broadsheet_setopt_list(CURL *handle, CURLoption option,
                                              struct curl_slist *value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode broadsheet_setopt_write(CURL *handle, CURLoption option,
                                               broadsheet_write_callback value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode broadsheet_setopt_progress(CURL *handle, CURLoption option,
                                                  curl_xferinfo_callback value) {
  return (curl_easy_setopt)(handle, option, value);
}

// NULL: as libcurl opens sockets itself.
static inline CURLcode broadsheet_setopt_opensocket(CURL *handle, curl_opensocket_callback value) {
  return (curl_easy_setopt)(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}

static inline CURLcode broadsheet_getinfo_long(CURL *handle, CURLINFO info, long *value) {
  return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode broadsheet_getinfo_offset(CURL *handle, CURLINFO info,
                                                 curl_off_t *value) {
  return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode broadsheet_getinfo_socket(CURL *handle, CURLINFO info,
                                                 curl_socket_t *value) {
  return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode broadsheet_getinfo_string(CURL *handle, CURLINFO info, char **value) {
  return (curl_easy_getinfo)(handle, info, value);
}

#endif
