#include "dict/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MESSAGE_MAX = 512 };

static _Thread_local char message[MESSAGE_MAX];

/* Messages quote foreign data; a line break in it must not fake a second line. */
static void make_one_line(char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ' || *text == 127)
            *text = ' ';
    }
}

/* In parentheses, so that the header's macros for the analyser leave them be. */
enum err(err_set)(enum err code, const char *format, ...)
{
    char next[MESSAGE_MAX];
    va_list args;

    va_start(args, format);
    vsnprintf(next, sizeof(next), format, args);
    va_end(args);
    make_one_line(next);
    memcpy(message, next, sizeof(message));
    return code;
}

enum err(err_prefix)(enum err code, const char *format, ...)
{
    char prefix[MESSAGE_MAX];
    va_list args;

    va_start(args, format);
    vsnprintf(prefix, sizeof(prefix), format, args);
    va_end(args);
    return err_set(code, "%s: %s", prefix, message);
}

const char *err_message(void)
{
    return message;
}
