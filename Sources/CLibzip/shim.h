#ifndef SIDENOTE_CLIBZIP_SHIM_H
#define SIDENOTE_CLIBZIP_SHIM_H
#include <zip.h>
#endif
