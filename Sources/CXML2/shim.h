#ifndef BROADSHEET_CXML2_SHIM_H
#define BROADSHEET_CXML2_SHIM_H

// Debian builds libxml2 with ICU, whose headers clash with the ICU inside Foundation.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

// xmlFree is a variable that holds a function, which Swift 6 takes for shared mutable state.
static inline void broadsheet_xml_free(void *memory) { xmlFree(memory); }

#endif
