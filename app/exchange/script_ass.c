/* Advanced SubStation Alpha: in [Events] a "Format:" line names the columns, of which Text
 * is the last, and each "Dialogue:" line has them, separated by commas.
 * http://www.tcax.org/docs/ass-specs.htm */

#include "app/exchange/script_private.h"

enum { COLUMNS = 10 /* where no Format line tells */ };

static bool probe(struct str text)
{
    return str_starts(str_trim(str_sub(text, 0, 200)), str_of("[Script Info]")) ||
           (str_starts(text, str_of("Dialogue:")));
}

static size_t count_columns(struct str format)
{
    struct str column;
    size_t count = 0;

    while (str_next(&format, ',', &column))
        count++;
    return count;
}

/* {\p1} begins a drawing, whose text is strokes; {\p0} ends it. */
static void note_drawing(struct str tags, bool *drawing)
{
    size_t at = str_find(tags, str_of("\\p"), 0);

    if (at + 2 < tags.len && tags.ptr[at + 2] >= '0' && tags.ptr[at + 2] <= '9')
        *drawing = tags.ptr[at + 2] != '0';
}

/* Without tags and drawings; \N, \n and \h are white space. */
static void add_text(struct buf *out, struct str text)
{
    bool drawing = false;
    size_t end;

    while (text.len > 0) {
        size_t step = 1;

        end = str_find_char(text, '}', 0);
        if (text.ptr[0] == '{' && end < text.len) {
            note_drawing(str_sub(text, 0, end), &drawing);
            step = end + 1;
        } else if (text.ptr[0] == '\\' && text.len > 1 && strchr("Nnh", text.ptr[1]) != NULL) {
            buf_addc(out, ' ');
            step = 2;
        } else if (!drawing) {
            buf_addc(out, text.ptr[0]);
        }
        text = str_from(text, step);
    }
}

static enum err read_events(struct str text, struct script_sink *sink)
{
    static const char format[] = "Format:", dialogue[] = "Dialogue:";
    struct str rest = text, line;
    size_t columns = COLUMNS, i;
    struct buf speech;
    bool events = false;

    buf_init(&speech, (size_t)SCRIPT_BYTES_MAX);
    while (!sink->stopped && str_next(&rest, '\n', &line)) {
        line = str_trim(line);
        if (str_starts(line, str_of("["))) {
            events = str_starts(line, str_of("[Events]"));
        } else if (events && str_starts(line, str_of(format))) {
            columns = count_columns(line);
        } else if (str_starts(line, str_of(dialogue))) {
            for (i = 0; i + 1 < columns; i++)
                line = str_from(line, str_find_char(line, ',', 0) + 1);
            buf_clear(&speech);
            add_text(&speech, line);
            script_emit(sink, buf_str(&speech));
        }
    }
    buf_dispose(&speech);
    return OK;
}

const struct script_format script_ass = {
    .name = "SubStation Alpha",
    .probe = probe,
    .read = read_events,
};
