// The C library's allocator (malloc_trim, mallopt), which Swift's Glibc module leaves out, and program text.
#ifndef SIDENOTE_CMALLOC_H
#define SIDENOTE_CMALLOC_H

#include <malloc.h>

/// Takes program text and constants out of this process's memory. They are clean copies of files, so whatever is used
/// again comes back from the page cache at its first use.
void sidenote_release_program(void);

#endif
