#ifndef COMMANDS_COLUMNS_H
#define COMMANDS_COLUMNS_H

/* Text in the columns of a terminal: letters of two columns, marks of none, and
 * nothing that could steer the terminal. */

#include <stddef.h>
#include <stdio.h>

#include "dict/base/str.h"

/* How wide stdout is, at least 30; SIZE_MAX when it is no terminal: nothing need be
 * cut then. */
size_t columns_of_output(void);
/* How many columns TEXT takes as columns_put() shows it. */
size_t columns_of(struct str text);
/* Prints TEXT as one line, cut with an ellipsis to at most MAX columns, then
 * spaces until WIDTH columns are used. */
void columns_put(FILE *out, struct str text, size_t max, size_t width);
/* "2026-11-20 12:00" in local time, into OUT of 20 bytes. */
enum { DATE_LEN = 16 };
void columns_date(char out[DATE_LEN + 1], long long time_ms);

#endif
