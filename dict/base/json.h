#ifndef BASE_JSON_H
#define BASE_JSON_H

/* JSON by jansson; everybody reaches it through this header. */

#include <stdbool.h>
#include <stdio.h>
#include <jansson.h>

#include "dict/base/err.h"
#include "dict/base/str.h"

/* Parses TEXT (bounded depth, no duplicate keys, valid UTF-8). On success *OUT
 * is yours: json_decref(). ERR_FORMAT names WHAT and the line. */
MUST_CHECK enum err json_parse(json_t **out, struct str text, const char *what);
/* A file of at most MAX bytes. Errors as file_read() and json_parse(). */
MUST_CHECK enum err json_read(json_t **out, const char *path, size_t max);
/* One compact line with a line feed. ERR_IO when STREAM does not take it. */
MUST_CHECK enum err json_print_line(FILE *stream, const json_t *value);
/* VALUE readable and sorted, put at PATH as file_write() does. */
MUST_CHECK enum err json_write(const char *path, const json_t *value);

/* The string at OBJECT.KEY, FALLBACK if it is missing or no string. Borrowed. */
const char *json_text(const json_t *object, const char *key, const char *fallback);
/* The string VALUE, "" if it is something else or NULL. Borrowed. */
struct str json_slice(const json_t *value);
/* A new JSON string; broken bytes become U+FFFD. */
json_t *json_str(struct str text);
json_t *json_str_of(const char *text); /* null for NULL */

#endif
