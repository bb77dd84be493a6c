/* A sheet as lines of JSON: first the sheet, then a block a line.
 *   {"kind": "list", "paper": "a4", "lang": "it", "title", "about", "name", "page", "unsure",
 *    "advice", "created"}
 *   {"block": 3, "flags": 1, "number": 2, "texts": [["before", "middle", "after", 1, "it"]]}
 * Flags: 1 begins a page, 2 begins a group. Texts at the end that are empty are left out. */

#include <stdlib.h>

#include "app/exchange/sheet.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { FLAG_PAGE = 1, FLAG_GROUP = 2 };

/* The texts of the sheet itself. */
static const struct {
    const char *key;
    size_t offset;
} fields[] = {
    { "lang", offsetof(struct sheet, lang) },     { "title", offsetof(struct sheet, title) },
    { "about", offsetof(struct sheet, about) },   { "name", offsetof(struct sheet, name) },
    { "page", offsetof(struct sheet, page) },     { "unsure", offsetof(struct sheet, unsure) },
    { "advice", offsetof(struct sheet, advice) }, { "created", offsetof(struct sheet, created) },
};

/* --- out --- */

static void put_line(struct buf *out, json_t *object)
{
    char *line = json_dumps(object, JSON_COMPACT);

    if (line != NULL)
        buf_printf(out, "%s\n", line);
    else
        out->failed = true;
    free(line);
    json_decref(object);
}

static json_t *text_json(const struct sheet_text *text)
{
    return json_pack("[o, o, o, i, o]", json_str(text->before), json_str(text->middle),
                     json_str(text->after), (int)text->mark, json_str(text->lang));
}

static bool is_empty(const struct sheet_text *text)
{
    return text->before.len == 0 && text->middle.len == 0 && text->after.len == 0 &&
           text->mark == MARK_NONE;
}

static json_t *texts_json(const struct sheet_block *block)
{
    json_t *texts = json_array();
    size_t count = BLOCK_TEXTS, i;

    while (count > 0 && is_empty(&block->texts[count - 1]))
        count--;
    for (i = 0; i < count; i++)
        json_array_append_new(texts, text_json(&block->texts[i]));
    return texts;
}

void sheet_encode(struct buf *out, const struct sheet *sheet)
{
    json_t *head = json_pack("{s:s, s:s}", "kind", sheet_kind_name(sheet->kind), "paper",
                             sheet_paper_name(sheet->paper));
    size_t i;

    for (i = 0; i < ARRAY_LEN(fields); i++) {
        const struct str *text =
            (const struct str *)(const void *)((const char *)sheet + fields[i].offset);

        json_object_set_new(head, fields[i].key, json_str(*text));
    }
    put_line(out, head);
    for (i = 0; i < sheet->count; i++) {
        const struct sheet_block *block = &sheet->blocks[i];
        const int flags = (block->new_page ? FLAG_PAGE : 0) | (block->new_group ? FLAG_GROUP : 0);

        put_line(out, json_pack("{s:i, s:i, s:i, s:o}", "block", (int)block->kind, "flags", flags,
                                "number", (int)block->number, "texts", texts_json(block)));
    }
}

/* --- in --- */

/* False if it is no string, or a longer one than there are. */
static bool take_text(struct arena *arena, struct str *out, const json_t *value)
{
    const struct str text = json_slice(value);

    if (!json_is_string(value) || text.len > SHEET_TEXT_MAX || !text_is_valid(text))
        return false;
    *out = str_make(arena_strndup(arena, text.ptr, text.len), text.len);
    return true;
}

/* An integer from 0 to MAX. */
static bool take_int(unsigned *out, const json_t *value, unsigned max)
{
    const json_int_t number = json_integer_value(value);

    if (!json_is_integer(value) || number < 0 || number > (json_int_t)max)
        return false;
    *out = (unsigned)number;
    return true;
}

static bool take_head(struct sheet *sheet, const json_t *head)
{
    size_t i;

    if (!sheet_kind_find(&sheet->kind, json_text(head, "kind", "")) ||
        !sheet_paper_find(&sheet->paper, json_text(head, "paper", "")))
        return false;
    for (i = 0; i < ARRAY_LEN(fields); i++) {
        if (!take_text(sheet->arena, (struct str *)(void *)((char *)sheet + fields[i].offset),
                       json_object_get(head, fields[i].key)))
            return false;
    }
    return true;
}

static bool take_sheet_text(struct arena *arena, struct sheet_text *out, const json_t *text)
{
    unsigned mark = MARK_NONE;

    if (!take_text(arena, &out->before, json_array_get(text, 0)) ||
        !take_text(arena, &out->middle, json_array_get(text, 1)) ||
        !take_text(arena, &out->after, json_array_get(text, 2)) ||
        !take_int(&mark, json_array_get(text, 3), MARK_GAP) ||
        !take_text(arena, &out->lang, json_array_get(text, 4)))
        return false;
    out->mark = (enum sheet_mark)mark;
    return true;
}

static bool take_block(struct sheet *sheet, const json_t *object)
{
    const json_t *texts = json_object_get(object, "texts");
    struct sheet_block *block = &sheet->blocks[sheet->count];
    unsigned kind = 0, flags = 0;
    size_t i;

    if (!take_int(&kind, json_object_get(object, "block"), BLOCK_KINDS - 1) ||
        !take_int(&flags, json_object_get(object, "flags"), FLAG_PAGE | FLAG_GROUP) ||
        !take_int(&block->number, json_object_get(object, "number"), SHEET_WORDS_MAX) ||
        json_array_size(texts) > BLOCK_TEXTS)
        return false;
    block->kind = (enum sheet_block_kind)kind;
    block->new_page = (flags & FLAG_PAGE) != 0;
    block->new_group = (flags & FLAG_GROUP) != 0;
    for (i = 0; i < json_array_size(texts); i++) {
        if (!take_sheet_text(sheet->arena, &block->texts[i], json_array_get(texts, i)))
            return false;
    }
    sheet->count++;
    return true;
}

static enum err take_line(struct sheet *sheet, struct str line, size_t number)
{
    json_t *object = NULL;
    bool taken;
    enum err rc = json_parse(&object, line, "a sheet");

    if (rc != OK)
        return rc;
    taken = number == 1 ? take_head(sheet, object)
                        : sheet->count < SHEET_BLOCKS_MAX && take_block(sheet, object);
    json_decref(object);
    return taken ? OK : err_set(ERR_FORMAT, "a sheet, line %zu: not as it should be", number);
}

enum err sheet_decode(struct sheet **out, struct str text)
{
    struct sheet *sheet = xcalloc(1, sizeof(*sheet));
    struct str line;
    size_t number = 0;
    enum err rc = OK;

    sheet->arena = arena_new();
    sheet->blocks = xcalloc(SHEET_BLOCKS_MAX, sizeof(*sheet->blocks));
    while (rc == OK && str_next(&text, '\n', &line))
        rc = take_line(sheet, line, ++number);
    if (rc == OK && sheet->count == 0)
        rc = err_set(ERR_FORMAT, "a sheet: there is nothing on it");
    if (rc == OK)
        *out = sheet;
    else
        sheet_free(sheet);
    return rc;
}
