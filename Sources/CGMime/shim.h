#ifndef SIDENOTE_CGMIME_SHIM_H
#define SIDENOTE_CGMIME_SHIM_H
#include <gmime/gmime.h>
#endif
