#ifndef SIDENOTE_CCMARK_SHIM_H
#define SIDENOTE_CCMARK_SHIM_H
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#endif
