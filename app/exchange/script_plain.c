/* Plain text. An empty line ends a paragraph; a line that begins with a small letter goes
 * on with the one before it, and a word cut at its end is made whole. */

#include "app/exchange/script_private.h"

static bool probe(struct str text)
{
    (void)text;
    return true;
}

static void end_paragraph(struct buf *paragraph, struct script_sink *sink)
{
    if (paragraph->len > 0)
        script_emit(sink, buf_str(paragraph));
    buf_clear(paragraph);
}

static enum err read_lines(struct str text, struct script_sink *sink)
{
    enum { PARAGRAPH_BYTES_MAX = 1 << 17 };
    struct str rest = text, line;
    struct buf paragraph;

    buf_init(&paragraph, (size_t)SCRIPT_BYTES_MAX + PARAGRAPH_BYTES_MAX);
    while (!sink->stopped && str_next(&rest, '\n', &line)) {
        line = str_trim(line);
        if (line.len == 0 || !script_begins_small(line) || paragraph.len > PARAGRAPH_BYTES_MAX)
            end_paragraph(&paragraph, sink);
        if (line.len == 0)
            continue;
        if (paragraph.len > 0 && paragraph.data[paragraph.len - 1] == '-')
            buf_truncate(&paragraph, paragraph.len - 1);
        else if (paragraph.len > 0)
            buf_addc(&paragraph, ' ');
        buf_add_str(&paragraph, line);
    }
    end_paragraph(&paragraph, sink);
    buf_dispose(&paragraph);
    return OK;
}

const struct script_format script_plain = {
    .name = "plain text",
    .probe = probe,
    .read = read_lines,
};
