#include "app/exchange/form_place.h"

#include <stdbool.h>

#include "dict/base/text.h"

/* Another case is looked for in so much of the sentence, from its start on. */
enum { CASE_BYTES_MAX = 1 << 14 };

static bool is_letter_before(struct str text, size_t at)
{
    if (at == 0)
        return false;
    do
        at--;
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return text_is_letter(text_next(text, &at));
}

static bool is_letter_at(struct str text, size_t at)
{
    return at < text.len && text_is_letter(text_next(text, &at));
}

static bool is_word(struct str text, size_t at, size_t len)
{
    return !is_letter_before(text, at) && !is_letter_at(text, at + len);
}

/* As a word of its own in any case: letters of a language are as long in both. */
static enum err place_in_case(struct str sentence, struct str form, size_t *at)
{
    const size_t end = sentence.len < CASE_BYTES_MAX ? sentence.len : CASE_BYTES_MAX;
    struct buf folded, other;
    bool found = false, inside = false;
    enum err rc = OK;
    size_t i = 0;

    buf_init(&folded, TEXT_MAX);
    buf_init(&other, TEXT_MAX);
    text_fold_case(&folded, form);
    while (!found && rc == OK && i < end && form.len <= sentence.len - i) {
        const size_t start = i;
        const bool letter = text_is_letter(text_next(sentence, &i));

        if ((!inside || !letter) && !is_letter_at(sentence, start + form.len)) {
            buf_clear(&other);
            text_fold_case(&other, str_sub(sentence, start, form.len));
            rc = buf_ok(&other, "a form");
            found = rc == OK && str_eq(buf_str(&folded), buf_str(&other));
            *at = found ? start : *at;
        }
        inside = letter;
    }
    if (rc == OK)
        rc = buf_ok(&folded, "a form");
    buf_dispose(&other);
    buf_dispose(&folded);
    return rc != OK || found ? rc : ERR_ABSENT;
}

enum err form_place(struct str sentence, struct str form, size_t *at, size_t *len)
{
    size_t i, first;
    enum err rc;

    if (form.len == 0 || form.len > sentence.len)
        return ERR_ABSENT;
    first = i = str_find(sentence, form, 0);
    while (i < sentence.len && !is_word(sentence, i, form.len))
        i = str_find(sentence, form, i + 1);
    if (i == sentence.len) {
        i = first;
        rc = place_in_case(sentence, form, &i);
        if (rc != OK && rc != ERR_ABSENT)
            return rc;
    }
    if (i == sentence.len)
        return ERR_ABSENT;
    *at = i;
    *len = form.len;
    return OK;
}
