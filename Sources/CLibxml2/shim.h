#ifndef SIDENOTE_CLIBXML2_SHIM_H
#define SIDENOTE_CLIBXML2_SHIM_H
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#endif
