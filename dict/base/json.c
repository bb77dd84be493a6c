#include "dict/base/json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/buf.h"
#include "dict/base/file.h"
#include "dict/base/text.h"

enum err json_parse(json_t **out, struct str text, const char *what)
{
    json_error_t error;
    json_t *value =
        json_loadb(text.ptr != NULL ? text.ptr : "", text.len, JSON_REJECT_DUPLICATES, &error);

    if (value == NULL)
        return err_set(ERR_FORMAT, "%s: line %d: not valid JSON: %s", what, error.line, error.text);
    *out = value;
    return OK;
}

enum err json_read(json_t **out, const char *path, size_t max)
{
    struct buf text;
    enum err rc;

    buf_init(&text, max);
    rc = file_read(&text, path);
    if (rc == OK)
        rc = json_parse(out, buf_str(&text), path);
    buf_dispose(&text);
    return rc;
}

enum err json_print_line(FILE *stream, const json_t *value)
{
    if (json_dumpf(value, stream, JSON_COMPACT | JSON_ENCODE_ANY) != 0 || putc('\n', stream) == EOF)
        return err_set(ERR_IO, "cannot write the output: %s", strerror(errno));
    return OK;
}

enum err json_write(const char *path, const json_t *value)
{
    char *text = json_dumps(value, JSON_INDENT(2) | JSON_SORT_KEYS);
    enum err rc;

    if (text == NULL)
        return err_set(ERR_LIMIT, "%s: cannot be written as JSON", path);
    rc = file_write(path, text, strlen(text), 0600);
    free(text);
    return rc;
}

const char *json_text(const json_t *object, const char *key, const char *fallback)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : fallback;
}

struct str json_slice(const json_t *value)
{
    return json_is_string(value) ? str_make(json_string_value(value), json_string_length(value))
                                 : str_of("");
}

json_t *json_str(struct str text)
{
    json_t *value = json_stringn(text.ptr != NULL ? text.ptr : "", text.len);
    struct buf repaired;
    size_t at = 0;

    if (value != NULL)
        return value;
    buf_init(&repaired, (size_t)TEXT_MAX * 16);
    while (at < text.len)
        text_put(&repaired, text_next(text, &at));
    value = json_stringn(buf_text(&repaired), repaired.len);
    buf_dispose(&repaired);
    return value;
}

json_t *json_str_of(const char *text)
{
    return text != NULL ? json_str(str_of(text)) : json_null();
}
