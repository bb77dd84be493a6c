#include "dict/stardict_wiki.h"

#include <string.h>

enum { LINK_BYTES_MAX = 1000 };

/* "[[target|shown]]": the length of all of it, 0 if it is none; *SHOWN what is read. */
static size_t link_len(struct str text, struct str *shown)
{
    size_t end, bar;

    if (!str_starts(text, str_of("[[")))
        return 0;
    text = str_sub(text, 0, LINK_BYTES_MAX);
    end = str_find(text, str_of("]]"), 0);
    if (end == text.len)
        return 0;
    *shown = str_sub(text, 2, end - 2);
    bar = str_find_char(*shown, '|', 0);
    if (bar < shown->len)
        *shown = str_from(*shown, bar + 1);
    return end + 2;
}

static void add_inline(struct buf *out, struct str line)
{
    struct str shown;
    size_t at = 0, len;

    while (at < line.len) {
        struct str rest = str_from(line, at);

        if ((len = link_len(rest, &shown)) > 0) {
            buf_add_str(out, shown);
            at += len;
        } else if (str_starts(rest, str_of("''"))) {
            while (at < line.len && line.ptr[at] == '\'')
                at++;
        } else {
            buf_addc(out, line.ptr[at++]);
        }
    }
}

static void add_line(struct buf *out, struct str line)
{
    size_t signs = 0;
    bool is_example;

    while (signs < line.len && strchr("#*:;", line.ptr[signs]) != NULL)
        signs++;
    is_example = signs > 1 && line.ptr[0] == '#' && strchr("*:", line.ptr[signs - 1]) != NULL;
    line = str_trim(str_from(line, signs));
    if (str_starts(line, str_of("=")))
        return;
    buf_adds(out, is_example ? "<q>" : "");
    add_inline(out, line);
    buf_adds(out, is_example ? "</q>\n" : "\n");
}

/* Templates may go over several lines: they are left out first. */
static void drop_templates(struct buf *out, struct str text)
{
    size_t at, depth = 0;

    for (at = 0; at < text.len; at++) {
        struct str rest = str_from(text, at);

        if (str_starts(rest, str_of("{{"))) {
            depth++;
            at++;
        } else if (depth > 0 && str_starts(rest, str_of("}}"))) {
            depth--;
            at++;
        } else if (depth == 0) {
            buf_addc(out, text.ptr[at]);
        }
    }
}

void stardict_unwiki(struct buf *out, struct str text)
{
    struct buf bare;
    struct str rest, line;

    buf_init(&bare, text.len + 1);
    drop_templates(&bare, text);
    rest = buf_str(&bare);
    while (str_next(&rest, '\n', &line))
        add_line(out, str_trim(line));
    buf_dispose(&bare);
}
