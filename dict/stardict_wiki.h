#ifndef DICT_STARDICT_WIKI_H
#define DICT_STARDICT_WIKI_H

#include "dict/base/buf.h"
#include "dict/base/str.h"

/* TEXT without MediaWiki's marks, appended to OUT as lines of HTML: "[[a|b]]" is b,
 * quotes for bold and italics, "{{...}}" and headings go, "#" lines stay as they are
 * without their sign, and those of "#:" and "#*" are examples. */
void stardict_unwiki(struct buf *out, struct str text);

#endif
