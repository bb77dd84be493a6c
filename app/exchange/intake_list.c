/* A plain list: a word a line, and after a tab the sentence it stands in, if there is one. The
 * words are as they were met: the dictionaries say what their headwords are. */

#include "app/exchange/intake_private.h"
#include "dict/base/str.h"

/* The next line of *REST without its end: LF, CR LF or CR. */
static struct str next_line(struct str *rest)
{
    const struct str text = *rest;
    size_t end = 0, next;

    while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
        end++;
    next = end + 1;
    if (end + 1 < text.len && text.ptr[end] == '\r' && text.ptr[end + 1] == '\n')
        next++;
    *rest = str_from(text, next);
    return str_sub(text, 0, end);
}

static enum err take_line(struct intake *from, struct str line)
{
    const size_t tab = str_find_char(line, '\t', 0);
    struct intake_word word = {
        .form = str_trim(str_sub(line, 0, tab)),
        .sentence = str_trim(str_from(line, tab + 1)),
    };

    if (str_trim(line).len == 0)
        return OK;
    return intake_put_form(from, &word);
}

static enum err take_lines(struct intake *from, struct str text)
{
    struct str rest = text;
    enum err rc = OK;

    while (rc == OK && rest.len > 0) {
        from->line++;
        rc = take_line(from, next_line(&rest));
        if (rc == OK)
            rc = intake_go_on(from, text.len - rest.len, text.len);
    }
    if (rc == OK && from->report.rows == 0) {
        from->line = 0;
        rc = err_set(ERR_FORMAT, "%s: no words", from->request->path);
    }
    return rc;
}

static enum err read_list(struct intake *from)
{
    struct buf text;
    enum err rc = intake_read_text(from, &text, NULL);

    if (rc == OK)
        rc = take_lines(from, buf_str(&text));
    buf_dispose(&text);
    return rc;
}

const struct intake_format intake_list = { .name = "list", .looks_up = true, .read = read_list };
