#include "app/commands/columns.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "dict/base/text.h"

enum { LINE_MAX_BYTES = 1 << 16, NARROWEST = 30 };

size_t columns_of_output(void)
{
    struct winsize size = { 0 };

    if (!isatty(STDOUT_FILENO))
        return SIZE_MAX;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 80;
    return size.ws_col < NARROWEST ? NARROWEST : size.ws_col;
}

/* A letter is as wide as the widest of its code points. */
static size_t letter_columns(struct str letter)
{
    size_t at = 0, widest = 0;
    int width;

    while (at < letter.len) {
        width = wcwidth((wchar_t)text_next(letter, &at));
        if (width < 0) /* unknown to this locale */
            width = 1;
        if ((size_t)width > widest)
            widest = (size_t)width;
    }
    return widest;
}

/* Bytes of LINE that take at most MAX columns; *USED tells how many. */
static size_t fit(struct str line, size_t max, size_t *used)
{
    size_t at = 0, end, width;

    *used = 0;
    while (at < line.len) {
        end = text_grapheme_end(line, at);
        width = letter_columns(str_sub(line, at, end - at));
        if (width > max - *used)
            break;
        *used += width;
        at = end;
    }
    return at;
}

size_t columns_of(struct str text)
{
    struct buf line;
    size_t used;

    buf_init(&line, LINE_MAX_BYTES);
    text_clean_line(&line, text, LINE_MAX_BYTES / 2);
    (void)fit(buf_str(&line), SIZE_MAX, &used);
    buf_dispose(&line);
    return used;
}

void columns_put(FILE *out, struct str text, size_t max, size_t width)
{
    struct buf line;
    size_t used, end;

    buf_init(&line, LINE_MAX_BYTES);
    text_clean_line(&line, text, LINE_MAX_BYTES / 2);
    end = fit(buf_str(&line), max, &used);
    if (end < line.len && max > 0) {
        end = fit(buf_str(&line), max - 1, &used);
        fprintf(out, "%.*s\u2026", (int)end, buf_text(&line));
        used++;
    } else {
        fprintf(out, "%.*s", (int)end, buf_text(&line));
    }
    for (; used < width; used++)
        fputc(' ', out);
    buf_dispose(&line);
}

void columns_date(char out[DATE_LEN + 1], long long time_ms)
{
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm local;

    if (localtime_r(&seconds, &local) == NULL ||
        strftime(out, DATE_LEN + 1, "%Y-%m-%d %H:%M", &local) == 0)
        snprintf(out, DATE_LEN + 1, "?");
}
