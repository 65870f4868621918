#ifndef SIDENOTE_CLIBCURL_SHIM_H
#define SIDENOTE_CLIBCURL_SHIM_H
// The type-checking macros of curl.h do not import into Swift.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// Swift cannot call variadic functions, read union fields or see cast macros: one typed function for each use.

typedef size_t (*sidenote_data_callback)(char *data, size_t size, size_t count, void *context);

static inline CURLcode sidenote_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode sidenote_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode sidenote_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode sidenote_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode sidenote_set_callback(CURL *easy, CURLoption option, sidenote_data_callback value) {
    return curl_easy_setopt(easy, option, value);
}
static inline CURLcode sidenote_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode sidenote_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}
static inline CURLMcode sidenote_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
static inline CURLcode sidenote_message_result(const CURLMsg *message) {
    return message->data.result;
}
static inline size_t sidenote_write_pause(void) {
    return CURL_WRITEFUNC_PAUSE;
}
#endif
