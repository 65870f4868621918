#ifndef SIDENOTE_CCRYPT_SHIM_H
#define SIDENOTE_CCRYPT_SHIM_H
#include <crypt.h>
#endif
