#include "app/classroom/question.h"

#include <stdlib.h>

#include "app/srs/random.h"
#include "dict/base/mem.h"
#include "dict/base/str.h"
#include "dict/base/text.h"

enum {
    DISTRACTORS = QUESTION_CHOICES - 1,
    HEAD_LETTERS = 4,    /* a definition's head word has at least so many bytes */
    WORTH_SESSION = 128, /* each outweighs all below it */
    WORTH_POS = 64,
    WORTH_GENDER = 32,
    WORTH_NUMBER = 16,
    WORTH_GAME = 8
};

/* The next run of letters of *TEXT from *AT on; false at its end. */
static bool next_word(struct str text, size_t *at, struct str *out)
{
    size_t start = text.len, before;

    while (*at < text.len) {
        uint32_t code;

        before = *at;
        code = text_next(text, at);
        if (text_is_letter(code) || (start < text.len && text_is_hyphen(code))) {
            if (start == text.len)
                start = before;
            continue;
        }
        if (start < text.len) {
            *out = str_sub(text, start, before - start);
            return true;
        }
    }
    *out = str_from(text, start);
    return start < text.len;
}

size_t question_sentence_words(const char *sentence)
{
    struct str word;
    size_t count = 0, at = 0;

    while (next_word(str_of(sentence), &at, &word))
        count++;
    return count;
}

static bool is_same(const char *a, const char *b)
{
    char *x, *y;
    bool same;

    if (a == NULL || b == NULL)
        return false;
    x = text_fold_case_dup(str_of(a));
    y = text_fold_case_dup(str_of(b));
    same = strcmp(x, y) == 0;
    free(x);
    free(y);
    return same;
}

static bool stands_in(const char *word, const char *definition)
{
    char *needle, *text;
    struct str piece;
    size_t at = 0;
    bool is_there = false;

    if (word == NULL || definition == NULL)
        return false;
    needle = text_fold_case_dup(str_of(word));
    text = text_fold_case_dup(str_of(definition));
    while (!is_there && next_word(str_of(text), &at, &piece))
        is_there = str_is(piece, needle);
    free(needle);
    free(text);
    return is_there;
}

/* The first long word: "edificio" of "grande edificio" is missed, of "un edificio" not. */
static struct str head_word(const char *folded)
{
    struct str piece = { 0 };
    size_t at = 0;

    while (next_word(str_of(folded), &at, &piece))
        if (piece.len >= HEAD_LETTERS)
            return piece;
    return (struct str){ 0 };
}

static bool shares_head(const char *a, const char *b)
{
    char *x, *y;
    bool shares;

    if (a == NULL || b == NULL)
        return false;
    x = text_fold_dup(str_of(a));
    y = text_fold_dup(str_of(b));
    shares = head_word(x).len > 0 && str_eq(head_word(x), head_word(y));
    free(x);
    free(y);
    return shares;
}

bool question_is_distractor(const struct question_word *word, const struct question_word *other)
{
    return !other->is_name && !is_same(word->headword, other->headword) &&
           !is_same(word->form, other->form) && !stands_in(word->headword, other->definition) &&
           !stands_in(other->headword, word->definition) &&
           !shares_head(word->definition, other->definition);
}

static bool is_equal(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* How many letters both begin with, at most 7. */
static int common_start(const char *a, const char *b)
{
    int count = 0;

    while (count < 7 && a[count] != '\0' && a[count] == b[count])
        count++;
    return count;
}

static int worth_of(const struct question_word *word, const struct question_word *other)
{
    return WORTH_SESSION * (word->session != 0 && word->session == other->session) +
           WORTH_POS * is_equal(word->lang_pos, other->lang_pos) +
           WORTH_GENDER * is_equal(word->gender, other->gender) +
           WORTH_NUMBER * is_equal(word->number, other->number) +
           WORTH_GAME * is_equal(word->game, other->game) +
           common_start(word->headword, other->headword);
}

struct pick {
    const struct question_word *word;
    int worth;
    uint64_t drawn;
};

static int better(const void *a, const void *b)
{
    const struct pick *x = a, *y = b;

    if (x->worth != y->worth)
        return x->worth > y->worth ? -1 : 1;
    return x->drawn < y->drawn ? -1 : x->drawn > y->drawn;
}

/* What a choice shows of WORD; NULL where it has none. */
static const char *face_of(enum question_kind kind, const struct question_word *word)
{
    if (kind == QUESTION_TO_DEFINITION)
        return word->definition;
    return kind == QUESTION_CLOZE_CHOICE ? word->form : word->headword;
}

/* Two distractors beside each other must not be the same answer either. */
static bool is_new(const struct question *question, const char *face)
{
    for (size_t i = 0; i < question->choice_count; i++)
        if (is_same(question->choices[i], face))
            return false;
    return true;
}

static void put_right_among(struct question *question, uint64_t *seed)
{
    const size_t at = (size_t)(random_next(seed) % question->choice_count);
    const char *right = question->choices[0];

    question->choices[0] = question->choices[at];
    question->choices[at] = right;
    question->right = at;
}

static void choose(struct question *out, const struct question_word *words, size_t count, size_t at,
                   uint64_t *seed, struct arena *arena)
{
    struct pick *picks = xcalloc(count + 1, sizeof(*picks));
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        if (i != at && face_of(out->kind, &words[i]) != NULL &&
            question_is_distractor(&words[at], &words[i]))
            picks[found++] =
                (struct pick){ &words[i], worth_of(&words[at], &words[i]), random_next(seed) };
    qsort(picks, found, sizeof(*picks), better);
    out->choices[out->choice_count++] = arena_strdup(arena, face_of(out->kind, &words[at]));
    for (size_t i = 0; i < found && out->choice_count < QUESTION_CHOICES; i++)
        if (is_new(out, face_of(out->kind, picks[i].word)))
            out->choices[out->choice_count++] =
                arena_strdup(arena, face_of(out->kind, picks[i].word));
    free(picks);
    put_right_among(out, seed);
}

static bool has_gap(const struct question_word *word)
{
    const size_t len = word->sentence != NULL ? strlen(word->sentence) : 0;

    return word->form_len > 0 && word->form_at <= len && word->form_len <= len - word->form_at;
}

/* OK when WORD carries a question of KIND. */
static enum err suits(enum question_kind kind, const struct question_word *word)
{
    const bool is_cloze = kind == QUESTION_CLOZE || kind == QUESTION_CLOZE_CHOICE;
    size_t words;

    if (kind == QUESTION_TO_WORD && stands_in(word->headword, word->definition))
        return err_set(ERR_ABSENT, "%s: its definition names it", word->headword);
    if (kind == QUESTION_TO_WORD || kind == QUESTION_TO_DEFINITION)
        return word->definition != NULL
                   ? OK
                   : err_set(ERR_ABSENT, "%s: there is no definition", word->headword);
    if (word->sentence == NULL || (is_cloze && !has_gap(word)))
        return err_set(ERR_ABSENT, "%s: there is no sentence with it", word->headword);
    words = question_sentence_words(word->sentence);
    if (words < QUESTION_CLOZE_WORDS && is_cloze)
        return err_set(ERR_ABSENT, "%s: its sentence has fewer than %d words", word->headword,
                       QUESTION_CLOZE_WORDS);
    if (kind == QUESTION_ORDER && (words < 3 || words > QUESTION_ORDER_WORDS))
        return err_set(ERR_ABSENT, "%s: its sentence has not 3 to %d words", word->headword,
                       QUESTION_ORDER_WORDS);
    return OK;
}

static const char *copy(struct arena *arena, const char *text)
{
    return text != NULL ? arena_strdup(arena, text) : NULL;
}

enum err question_make(struct question *out, enum question_kind kind,
                       const struct question_word *words, size_t count, size_t at, uint64_t seed,
                       struct arena *arena)
{
    const struct question_word *word = &words[at];
    struct question made = { .kind = kind };
    enum err rc = suits(kind, word);

    if (rc != OK)
        return rc;
    made.headword = copy(arena, word->headword);
    made.sentence = copy(arena, word->sentence);
    made.definition = copy(arena, word->definition);
    made.translation = copy(arena, word->translation);
    made.game = copy(arena, word->game);
    made.answer = made.headword;
    made.is_old = word->is_old;
    if (has_gap(word)) {
        made.gap_at = word->form_at;
        made.gap_len = word->form_len;
    }
    if (kind == QUESTION_ORDER)
        made.answer = made.sentence;
    else if (kind == QUESTION_CLOZE || kind == QUESTION_CLOZE_CHOICE)
        made.answer = arena_strndup(arena, word->sentence + word->form_at, word->form_len);
    if (kind != QUESTION_CLOZE && kind != QUESTION_ORDER) {
        if (face_of(kind, word) == NULL)
            return err_set(ERR_ABSENT, "%s: nothing to choose", word->headword);
        choose(&made, words, count, at, &seed, arena);
        if (made.choice_count < 2)
            return err_set(ERR_ABSENT, "%s: no other word is surely wrong", word->headword);
    }
    *out = made;
    return OK;
}
