/* gettext's compiled translations: two tables of lengths and offsets, of the originals and
 * of the translations; plural forms are separated by a NUL. Either byte order.
 * https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html */

#include "app/exchange/script_private.h"

enum { HEADER_LEN = 20, ROW_LEN = 8, COUNT_AT = 8, ORIGINALS_AT = 12, TRANSLATIONS_AT = 16 };

static bool probe(struct str bytes)
{
    return bytes.len >= 4 && (memcmp(bytes.ptr, "\xde\x12\x04\x95", 4) == 0 ||
                              memcmp(bytes.ptr, "\x95\x04\x12\xde", 4) == 0);
}

/* The number at AT, which must lie in BYTES. */
static size_t number(struct str bytes, size_t at)
{
    const uint8_t *b = (const uint8_t *)bytes.ptr + at;

    if (bytes.ptr[0] == '\xde')
        return (size_t)b[0] | (size_t)b[1] << 8 | (size_t)b[2] << 16 | (size_t)b[3] << 24;
    return (size_t)b[3] | (size_t)b[2] << 8 | (size_t)b[1] << 16 | (size_t)b[0] << 24;
}

/* The text that the table's row at AT tells of; ptr NULL where it lies outside. */
static struct str text_of(struct str bytes, size_t at)
{
    size_t len, offset;

    if (at > bytes.len || bytes.len - at < ROW_LEN)
        return str_make(NULL, 0);
    len = number(bytes, at);
    offset = number(bytes, at + 4);
    if (offset > bytes.len || len > bytes.len - offset)
        return str_make(NULL, 0);
    return str_sub(bytes, offset, len);
}

static enum err read_tables(struct str bytes, struct script_sink *sink)
{
    struct str original, translation, form;
    size_t count, originals, translations, i;

    if (bytes.len < HEADER_LEN)
        return err_set(ERR_FORMAT, "the translations end in their header");
    count = number(bytes, COUNT_AT);
    originals = number(bytes, ORIGINALS_AT);
    translations = number(bytes, TRANSLATIONS_AT);
    for (i = 0; i < count && !sink->stopped; i++) {
        original = text_of(bytes, originals + i * ROW_LEN);
        translation = text_of(bytes, translations + i * ROW_LEN);
        if (original.ptr == NULL || translation.ptr == NULL)
            return err_set(ERR_FORMAT, "text %zu of %zu lies outside of the file", i + 1, count);
        /* The empty original's translation is about the file. */
        while (original.len > 0 && str_next(&translation, '\0', &form))
            script_emit(sink, form);
    }
    return OK;
}

const struct script_format script_mo = {
    .name = "gettext, compiled",
    .is_binary = true,
    .probe = probe,
    .read = read_tables,
};
