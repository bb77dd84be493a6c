#include "dict/base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "dict/base/str.h"

static const char *const level_names[] = { "warning", "info", "debug" };

/* What WORDLOOT_LOG ("module:level,...") allows MODULE; LOG_WARN by default. */
static enum log_level level_of(const char *module)
{
    struct str rest = str_of(getenv("WORDLOOT_LOG")), item;
    size_t colon;

    while (str_next(&rest, ',', &item)) {
        colon = str_find_char(item, ':', 0);
        if (!str_is(str_sub(item, 0, colon), module) && !str_is(str_sub(item, 0, colon), "all"))
            continue;
        if (str_is(str_from(item, colon + 1), "info"))
            return LOG_INFO;
        return str_is(str_from(item, colon + 1), "warn") ? LOG_WARN : LOG_DEBUG;
    }
    return LOG_WARN;
}

void log_line(enum log_level level, const char *module, const char *format, ...)
{
    char text[1024];
    va_list args;

    if (level > level_of(module))
        return;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    fprintf(stderr, "%s: %s: %s\n", module, level_names[level], text);
}
