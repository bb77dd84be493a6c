#ifndef EXCHANGE_SCRIPT_PRIVATE_H
#define EXCHANGE_SCRIPT_PRIVATE_H

/* What the files of one script format each share. */

#include "app/exchange/script.h"
#include "dict/base/buf.h"

/* Where a format puts the texts that it finds. */
struct script_sink {
    sentence_fn *sentence;
    void *ctx;
    struct buf plain, clean; /* of the text at hand */
    bool stopped;
};

/* Hands TEXT on: markup, placeholders and overrides taken out, cut into sentences. */
void script_emit(struct script_sink *sink, struct str text);

/* Whether TEXT begins with a letter that has a capital. */
bool script_begins_small(struct str text);

struct script_format {
    const char *name;
    bool is_binary; /* takes the bytes as they are, not as UTF-8 */
    bool (*probe)(struct str text);
    enum err (*read)(struct str text, struct script_sink *sink);
};

extern const struct script_format script_mo, script_po, script_ass, script_cues, script_plain;

#endif
