// zlib's deflateInit2 is a macro, which Swift cannot call.
#ifndef SIDENOTE_CZLIB_SHIM_H
#define SIDENOTE_CZLIB_SHIM_H
#include <stddef.h>
#include <string.h>
#include <zlib.h>

/// Room that the gzip form of `size` bytes never exceeds, with zlib's standard window and memory.
static inline size_t sidenote_gzip_bound(size_t size) { return compressBound(size) + 32; }

/// Writes `size` bytes as one gzip member (RFC 1952). Returns its length; 0 when zlib could not do it.
static inline size_t sidenote_gzip(
    const unsigned char *bytes, size_t size, unsigned char *output, size_t room, int level) {
    if (size > 0x7fffffff || room > 0x7fffffff) return 0;
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    // 15 bits of window, 16 more for the gzip envelope; 8 is the standard memory level.
    if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    stream.next_in = (unsigned char *)bytes;
    stream.avail_in = (unsigned int)size;
    stream.next_out = output;
    stream.avail_out = (unsigned int)room;
    int result = deflate(&stream, Z_FINISH);
    size_t written = stream.total_out;
    deflateEnd(&stream);
    return result == Z_STREAM_END ? written : 0;
}
#endif
