/* gettext's translations as people write them. Those marked fuzzy or obsolete are not in
 * the game. https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html */

#include "app/exchange/script_private.h"

enum { PROBED_BYTES = 1 << 16, TEXT_BYTES = 1 << 18 };

enum part { PART_NONE, PART_ORIGINAL, PART_TRANSLATION };

/* The entry being read. */
struct po {
    struct script_sink *sink;
    enum part part;
    bool fuzzy, has_original;
    struct buf translation;
};

static bool probe(struct str text)
{
    struct str rest = str_sub(text, 0, PROBED_BYTES), line;

    while (str_next(&rest, '\n', &line)) {
        if (str_starts(line, str_of("msgid \"")))
            return true;
    }
    return false;
}

/* The text between the first and the last quote of LINE, without C's escapes. */
static void add_quoted(struct buf *out, struct str line)
{
    static const char letters[] = "ntr\"\\", meant[] = "\n\t\r\"\\";
    size_t at = str_find_char(line, '"', 0) + 1;

    for (; at < line.len && line.ptr[at] != '"'; at++) {
        const char *escape = NULL;

        if (line.ptr[at] == '\\' && at + 1 < line.len && line.ptr[at + 1] != '\0')
            escape = strchr(letters, line.ptr[at + 1]);
        if (escape != NULL) {
            buf_addc(out, meant[escape - letters]);
            at++;
        } else {
            buf_addc(out, line.ptr[at]);
        }
    }
}

static void end_translation(struct po *po)
{
    if (po->part == PART_TRANSLATION && po->has_original && !po->fuzzy)
        script_emit(po->sink, buf_str(&po->translation));
    buf_clear(&po->translation);
    po->part = PART_NONE;
}

static void begin_original(struct po *po, struct str line)
{
    po->part = PART_ORIGINAL;
    po->has_original = str_find(line, str_of("\"\""), 0) == line.len;
}

static void read_line(struct po *po, struct str line)
{
    if (str_starts(line, str_of("\""))) {
        if (po->part == PART_TRANSLATION)
            add_quoted(&po->translation, line);
        else if (po->part == PART_ORIGINAL)
            po->has_original |= str_find(line, str_of("\"\""), 0) == line.len;
        return;
    }
    /* msgid_plural belongs to the entry that msgid began. */
    if (str_starts(line, str_of("msgid_plural")))
        return;
    end_translation(po);
    if (str_starts(line, str_of("msgstr"))) {
        po->part = PART_TRANSLATION;
        add_quoted(&po->translation, line);
    } else if (str_starts(line, str_of("msgid"))) {
        begin_original(po, line);
    } else if (line.len == 0) {
        po->fuzzy = false;
    } else if (str_starts(line, str_of("#,"))) {
        po->fuzzy = str_find(line, str_of("fuzzy"), 0) < line.len;
    }
}

static enum err read_entries(struct str text, struct script_sink *sink)
{
    struct po po = { .sink = sink };
    struct str rest = text, line;

    buf_init(&po.translation, TEXT_BYTES);
    while (!sink->stopped && str_next(&rest, '\n', &line))
        read_line(&po, str_trim(line));
    end_translation(&po);
    buf_dispose(&po.translation);
    return OK;
}

const struct script_format script_po = {
    .name = "gettext",
    .probe = probe,
    .read = read_entries,
};
