#include "dict/mark.h"

#include <stdint.h>

#include "dict/base/text.h"
#include "dict/near.h"

enum { ONE_SLIP_LETTERS = 5, TWO_SLIPS_LETTERS = 9 };

/* A text without what does not matter, cut in two. The slices point into TEXT. */
struct bare {
    struct buf text;
    struct str article, word;
};

const char *mark_name(enum mark mark)
{
    static const char *const names[MARK_COUNT] = {
        "exact",    "spacing",       "article", "accent", "slip",
        "accepted", "other-article", "wrong",   "empty",
    };

    return names[mark];
}

bool mark_is_right(enum mark mark, enum mark_level level)
{
    switch (mark) {
    case MARK_EXACT:
    case MARK_SPACING:
    case MARK_ARTICLE:
    case MARK_ACCEPTED:
        return true;
    case MARK_ACCENT:
    case MARK_SLIP:
        return level != MARK_STRICT;
    case MARK_OTHER_ARTICLE:
        return level == MARK_LENIENT;
    default:
        return false;
    }
}

/* Letters and the signs inside words; all else is one space between two words. */
static void keep_letters(struct buf *out, struct str folded)
{
    bool is_space_due = false;
    size_t at = 0;

    while (at < folded.len) {
        const uint32_t code = text_next(folded, &at);

        if (!text_is_letter(code) && !text_is_apostrophe(code) && !text_is_hyphen(code)) {
            is_space_due = out->len > 0;
            continue;
        }
        if (is_space_due)
            buf_addc(out, ' ');
        is_space_due = false;
        text_put(out, code);
    }
    /* perche' is how perché is typed without accents. */
    while (out->len > 0 && (out->data[out->len - 1] == '\'' || out->data[out->len - 1] == '-'))
        buf_truncate(out, out->len - 1);
}

static void cut_article(struct bare *bare, string_list articles)
{
    const struct str text = buf_str(&bare->text);

    bare->word = text;
    for (; articles != NULL && *articles != NULL; articles++) {
        const struct str article = str_of(*articles);
        const bool is_elided = str_ends(article, str_of("'"));
        size_t end = article.len;

        if (!str_starts(text, article) || text.len <= end)
            continue;
        if (!is_elided && text.ptr[end] != ' ')
            continue;
        bare->article = str_sub(text, 0, end);
        bare->word = str_trim(str_from(text, end));
        return;
    }
}

static void bare_init(struct bare *bare, struct str text, string_list articles)
{
    struct buf folded;

    *bare = (struct bare){ 0 };
    buf_init(&folded, 4 * MARK_ANSWER_MAX);
    buf_init(&bare->text, 4 * MARK_ANSWER_MAX);
    text_fold_case(&folded, text);
    keep_letters(&bare->text, buf_str(&folded));
    buf_dispose(&folded);
    cut_article(bare, articles);
}

static bool is_same_nfc(struct str a, struct str b)
{
    struct buf x, y;
    bool is_same;

    buf_init(&x, 4 * MARK_ANSWER_MAX);
    buf_init(&y, 4 * MARK_ANSWER_MAX);
    text_nfc(&x, a);
    text_nfc(&y, b);
    is_same = !x.failed && !y.failed && str_eq(buf_str(&x), buf_str(&y));
    buf_dispose(&x);
    buf_dispose(&y);
    return is_same;
}

/* The letters of FOLD; NEAR_LETTERS_MAX + 1 for a longer one. */
static size_t letters_of(uint32_t out[NEAR_LETTERS_MAX], struct str fold)
{
    size_t count = 0, at = 0;

    while (at < fold.len) {
        if (count == NEAR_LETTERS_MAX)
            return NEAR_LETTERS_MAX + 1;
        out[count++] = text_next(fold, &at);
    }
    return count;
}

static bool is_slip(const struct mark_question *question, struct str answer, struct str want)
{
    uint32_t a[NEAR_LETTERS_MAX], w[NEAR_LETTERS_MAX];
    const size_t a_len = letters_of(a, answer), w_len = letters_of(w, want);
    const size_t most = w_len >= TWO_SLIPS_LETTERS ? 2 : w_len >= ONE_SLIP_LETTERS ? 1 : 0;

    if (most == 0 || a_len > NEAR_LETTERS_MAX || w_len > NEAR_LETTERS_MAX)
        return false;
    if (near_distance(a, a_len, w, w_len, most) > most)
        return false;
    return question->is_word == NULL || !question->is_word(question->ctx, answer);
}

static enum mark mark_bare(const struct mark_question *question, const struct bare *answer,
                           const struct bare *want)
{
    const bool is_other =
        answer->article.len > 0 && want->article.len > 0 && !str_eq(answer->article, want->article);
    struct buf a, w;
    enum mark mark = MARK_WRONG;

    if (str_eq(buf_str(&answer->text), buf_str(&want->text)))
        return MARK_SPACING;
    if (str_eq(answer->word, want->word))
        return is_other ? MARK_OTHER_ARTICLE : MARK_ARTICLE;
    buf_init(&a, 4 * MARK_ANSWER_MAX);
    buf_init(&w, 4 * MARK_ANSWER_MAX);
    text_fold(&a, answer->word);
    text_fold(&w, want->word);
    if (a.len > 0 && str_eq(buf_str(&a), buf_str(&w)))
        mark = is_other ? MARK_OTHER_ARTICLE : MARK_ACCENT;
    else if (!is_other && is_slip(question, buf_str(&a), buf_str(&w)))
        mark = MARK_SLIP;
    buf_dispose(&a);
    buf_dispose(&w);
    return mark;
}

static bool is_accepted(const struct mark_question *question, const struct bare *answer)
{
    bool is_found = false;

    for (size_t i = 0; i < question->accepted_count && !is_found; i++) {
        struct bare other;

        bare_init(&other, question->accepted[i], question->articles);
        is_found = other.word.len > 0 && str_eq(other.word, answer->word);
        buf_dispose(&other.text);
    }
    return is_found;
}

enum mark mark_answer(const struct mark_question *question, struct str answer)
{
    struct bare typed, want;
    enum mark mark;

    if (answer.len > MARK_ANSWER_MAX)
        return MARK_WRONG;
    if (str_trim(answer).len == 0)
        return MARK_EMPTY;
    if (is_same_nfc(answer, question->want))
        return MARK_EXACT;
    bare_init(&typed, answer, question->articles);
    bare_init(&want, question->want, question->articles);
    mark = typed.word.len == 0 ? MARK_WRONG : mark_bare(question, &typed, &want);
    if (typed.word.len > 0 && (mark == MARK_WRONG || mark == MARK_OTHER_ARTICLE) &&
        is_accepted(question, &typed))
        mark = MARK_ACCEPTED;
    buf_dispose(&typed.text);
    buf_dispose(&want.text);
    return mark;
}
