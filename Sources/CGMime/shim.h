#ifndef SIDENOTE_CGMIME_SHIM_H
#define SIDENOTE_CGMIME_SHIM_H
#include <gmime/gmime.h>

/* GObject's cast and type-check macros are not imported by Swift; these functions stand for them. */

typedef enum {
    SIDENOTE_MIME_OTHER,
    SIDENOTE_MIME_MULTIPART,
    SIDENOTE_MIME_MESSAGE,
    SIDENOTE_MIME_PART
} sidenote_mime_kind;

static inline void sidenote_mime_start(void) { g_mime_init(); }

/* A message from memory, or NULL. The bytes are copied. Free with sidenote_mime_unref. */
static inline GMimeMessage *sidenote_mime_parse(const void *bytes, size_t length) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_object_unref(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    return message;
}

static inline void sidenote_mime_unref(void *object) {
    if (object) g_object_unref(object);
}

static inline sidenote_mime_kind sidenote_mime_kind_of(GMimeObject *object) {
    if (GMIME_IS_MULTIPART(object)) return SIDENOTE_MIME_MULTIPART;
    if (GMIME_IS_MESSAGE_PART(object)) return SIDENOTE_MIME_MESSAGE;
    if (GMIME_IS_PART(object)) return SIDENOTE_MIME_PART;
    return SIDENOTE_MIME_OTHER;
}

static inline int sidenote_mime_count(GMimeObject *multipart) {
    return g_mime_multipart_get_count((GMimeMultipart *)multipart);
}

static inline GMimeObject *sidenote_mime_child(GMimeObject *multipart, int index) {
    return g_mime_multipart_get_part((GMimeMultipart *)multipart, index);
}

static inline GMimeMessage *sidenote_mime_nested(GMimeObject *part) {
    return g_mime_message_part_get_message((GMimeMessagePart *)part);
}

static inline const char *sidenote_mime_header(void *object, const char *name) {
    return g_mime_object_get_header((GMimeObject *)object, name);
}

static inline const char *sidenote_mime_media_type(GMimeObject *object) {
    GMimeContentType *type = g_mime_object_get_content_type(object);
    return type ? g_mime_content_type_get_media_type(type) : NULL;
}

static inline const char *sidenote_mime_media_subtype(GMimeObject *object) {
    GMimeContentType *type = g_mime_object_get_content_type(object);
    return type ? g_mime_content_type_get_media_subtype(type) : NULL;
}

static inline const char *sidenote_mime_charset(GMimeObject *object) {
    return g_mime_object_get_content_type_parameter(object, "charset");
}

static inline const char *sidenote_mime_filename(GMimeObject *part) {
    return g_mime_part_get_filename((GMimePart *)part);
}

static inline gboolean sidenote_mime_is_attachment(GMimeObject *part) {
    return g_mime_part_is_attachment((GMimePart *)part);
}

/* Whether the body stands in the message as it is, neither base64 nor quoted-printable nor uuencoded. */
static inline gboolean sidenote_mime_is_unencoded(GMimeObject *part) {
    switch (g_mime_part_get_content_encoding((GMimePart *)part)) {
    case GMIME_CONTENT_ENCODING_BASE64:
    case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
    case GMIME_CONTENT_ENCODING_UUENCODE:
        return FALSE;
    default:
        return TRUE;
    }
}

/* The decoded body, or NULL. Free with g_byte_array_unref. */
static inline GByteArray *sidenote_mime_content(GMimeObject *part) {
    GMimeDataWrapper *content = g_mime_part_get_content((GMimePart *)part);
    if (!content) return NULL;
    GByteArray *bytes = g_byte_array_new();
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner((GMimeStreamMem *)stream, FALSE);
    g_mime_data_wrapper_write_to_stream(content, stream);
    g_mime_stream_flush(stream);
    g_object_unref(stream);
    return bytes;
}

/* The length of the decoded body. */
static inline long long sidenote_mime_content_length(GMimeObject *part) {
    GMimeDataWrapper *content = g_mime_part_get_content((GMimePart *)part);
    if (!content) return 0;
    GMimeStream *stream = g_mime_stream_null_new();
    long long length = g_mime_data_wrapper_write_to_stream(content, stream);
    g_object_unref(stream);
    return length < 0 ? 0 : length;
}

/* Bytes of a charset as UTF-8, or NULL when the charset is unknown. Free with g_byte_array_unref. */
static inline GByteArray *sidenote_mime_to_utf8(const void *bytes, size_t length, const char *charset) {
    GMimeFilter *filter = g_mime_filter_charset_new(charset, "UTF-8");
    if (!filter) return NULL;
    GByteArray *result = g_byte_array_new();
    GMimeStream *target = g_mime_stream_mem_new_with_byte_array(result);
    g_mime_stream_mem_set_owner((GMimeStreamMem *)target, FALSE);
    GMimeStream *stream = g_mime_stream_filter_new(target);
    g_mime_stream_filter_add((GMimeStreamFilter *)stream, filter);
    g_mime_stream_write(stream, (const char *)bytes, length);
    g_mime_stream_flush(stream);
    g_object_unref(filter);
    g_object_unref(stream);
    g_object_unref(target);
    return result;
}

static inline int sidenote_mime_address_count(InternetAddressList *list) {
    return list ? internet_address_list_length(list) : 0;
}

static inline const char *sidenote_mime_address_name(InternetAddressList *list, int index) {
    InternetAddress *address = internet_address_list_get_address(list, index);
    return address ? internet_address_get_name(address) : NULL;
}

/* The mailbox of an address; NULL for a group. */
static inline const char *sidenote_mime_address(InternetAddressList *list, int index) {
    InternetAddress *address = internet_address_list_get_address(list, index);
    if (!address || !INTERNET_ADDRESS_IS_MAILBOX(address)) return NULL;
    return internet_address_mailbox_get_addr((InternetAddressMailbox *)address);
}
#endif
