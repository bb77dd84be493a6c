#include "app/ui/texts.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/buf.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

enum {
    TEXTS_FILE_MAX = 1 << 20,
    FILLED_MAX = 64 * 1024, /* bytes of a text with its arguments */
    LANG_CODE_MAX = 3       /* letters: ISO 639 */
};

struct texts {
    json_t *own; /* NULL when the language is English */
    json_t *english;
    char lang[LANG_CODE_MAX + 1];
};

/* As setlocale(3) would look for the language of messages. */
static const char *lang_of_environment(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(names); i++) {
        const char *value = getenv(names[i]);

        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "en";
}

/* "it" of "it_IT.UTF-8"; English for what is no such code ("C", "../x"). */
static void set_lang(struct texts *texts, const char *locale)
{
    size_t len = strspn(locale, "abcdefghijklmnopqrstuvwxyz");

    if (len < 2 || len > LANG_CODE_MAX || strchr("_.@-", locale[len]) == NULL) {
        locale = "en";
        len = 2;
    }
    memcpy(texts->lang, locale, len);
    texts->lang[len] = '\0';
}

static enum err read_lang(json_t **out, const char *dir, const char *lang)
{
    char *name = xasprintf("%s/%s.json", dir, lang);
    enum err rc = json_read(out, name, TEXTS_FILE_MAX);

    free(name);
    return rc;
}

enum err texts_open(struct texts **out, const char *dir, const char *lang)
{
    struct texts *texts = xcalloc(1, sizeof(*texts));
    enum err rc = read_lang(&texts->english, dir, "en");

    set_lang(texts, lang != NULL ? lang : lang_of_environment());
    if (rc == OK && strcmp(texts->lang, "en") != 0) {
        rc = read_lang(&texts->own, dir, texts->lang);
        if (rc == ERR_ABSENT) {
            set_lang(texts, "en");
            rc = OK;
        }
    }
    if (rc != OK) {
        texts_close(texts);
        return rc;
    }
    *out = texts;
    return OK;
}

void texts_close(struct texts *texts)
{
    if (texts == NULL)
        return;
    json_decref(texts->own);
    json_decref(texts->english);
    free(texts);
}

const char *texts_lang(const struct texts *texts)
{
    return texts->lang;
}

const char *texts_get(const struct texts *texts, const char *key)
{
    return json_text(texts->own, key, json_text(texts->english, key, key));
}

/* The value for the placeholder NAME; NULL without one. */
static const char *value_of(struct str name, const struct text_arg *args, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (str_is(name, args[i].name))
            return args[i].value != NULL ? args[i].value : "";
    }
    return NULL;
}

static void fill(struct buf *out, struct str text, const struct text_arg *args, size_t count)
{
    size_t at = 0;

    while (at < text.len) {
        size_t open = str_find_char(text, '{', at), close = str_find_char(text, '}', open);
        const char *value = NULL;

        buf_add_str(out, str_sub(text, at, open - at));
        if (close < text.len)
            value = value_of(str_sub(text, open + 1, close - open - 1), args, count);
        if (value != NULL) {
            buf_adds(out, value);
            at = close + 1;
        } else {
            buf_add_str(out, str_sub(text, open, 1));
            at = open + 1;
        }
    }
}

char *texts_fill(const struct texts *texts, const char *key, const struct text_arg *args,
                 size_t count)
{
    struct buf out;

    buf_init(&out, FILLED_MAX);
    fill(&out, str_of(texts_get(texts, key)), args, count);
    /* Too long to be shown anyway: the text without its arguments. */
    if (buf_ok(&out, key) != OK) {
        buf_clear(&out);
        buf_adds(&out, texts_get(texts, key));
    }
    return out.len > 0 ? buf_take(&out) : xstrdup("");
}

/* "plural.one" lists the numbers that take the singular: "1", in French "0 1". */
static bool is_one(const struct texts *texts, const char *number)
{
    struct str rest = str_of(texts_get(texts, "plural.one")), one;

    while (str_next(&rest, ' ', &one)) {
        if (str_is(one, number))
            return true;
    }
    return false;
}

char *texts_plural(const struct texts *texts, const char *key, long n, const struct text_arg *args,
                   size_t count)
{
    char *number = xasprintf("%ld", n);
    char *variant = xasprintf("%s.%s", key, is_one(texts, number) ? "one" : "other");
    struct text_arg *all = xcalloc(count + 1, sizeof(*all));
    char *text;

    if (count > 0)
        memcpy(all, args, count * sizeof(*all));
    all[count] = (struct text_arg){ "n", number };
    text = texts_fill(texts, variant, all, count + 1);
    free(all);
    free(variant);
    free(number);
    return text;
}
