#ifndef SIDENOTE_CSNOWBALL_SHIM_H
#define SIDENOTE_CSNOWBALL_SHIM_H
#include <libstemmer.h>
#endif
