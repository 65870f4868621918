#ifndef SIDENOTE_CLIBXML2_SHIM_H
#define SIDENOTE_CLIBXML2_SHIM_H
// Debian's libxml2 pulls in ICU's headers, whose types clash with the copy inside Foundation.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#endif
