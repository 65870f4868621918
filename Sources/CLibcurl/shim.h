#ifndef SIDENOTE_CLIBCURL_SHIM_H
#define SIDENOTE_CLIBCURL_SHIM_H
// The type-checking macros of curl.h do not import into Swift.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#endif
