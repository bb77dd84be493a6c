#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

/* The tests' one tool: a check that names its row and goes on, and an exit
 * code that remembers. End main() with `return check_done();`. */

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int check_failures, check_count;

__attribute__((format(printf, 4, 5), unused)) static bool
check_that(bool holds, const char *file, int line, const char *format, ...)
{
    va_list args;

    check_count++;
    if (holds)
        return true;
    check_failures++;
    fprintf(stderr, "%s:%d: ", file, line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    return false;
}

__attribute__((unused)) static bool check_int(long long got, long long want, const char *file,
                                              int line, const char *what, const char *row)
{
    return check_that(got == want, file, line, "%s: %s is %lld, not %lld", row, what, got, want);
}

/* CHECK(condition, "row %s: what was expected", row) gives the condition back. */
#define CHECK(condition, ...) check_that((condition), __FILE__, __LINE__, __VA_ARGS__)
#define CHECK_INT(got, want, row) \
    check_int((long long)(got), (long long)(want), __FILE__, __LINE__, #got, row)
#define CHECK_STR(got, want, row)                                                                  \
    check_that(strcmp((got), (want)) == 0, __FILE__, __LINE__, "%s: got \"%s\", want \"%s\"", row, \
               (got), (want))

/* A test that checked nothing has failed. */
__attribute__((unused)) static int check_done(void)
{
    fprintf(stderr, "%d checks, %d failed\n", check_count, check_failures);
    return check_failures > 0 || check_count == 0;
}

#endif
