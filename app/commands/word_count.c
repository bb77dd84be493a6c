#include "app/commands/word_count.h"

#include <stdlib.h>

#include "app/journal/taught.h"
#include "app/journal/words.h"
#include "dict/base/json.h"
#include "dict/base/text.h"

enum { SENTENCE_WORDS_MAX = 400 };

/* A word for each number; tables of text to number lead to them. A table is a JSON object,
 * whose hashing is jansson's. */
struct word_count {
    struct library *library;
    struct journal *journal; /* may be NULL */
    char *lang;
    int64_t common;
    struct arena *arena;
    json_t *states;    /* headword: its state in the journal */
    json_t *headwords; /* headword: its word's number */
    json_t *forms;     /* case-folded form: its word's number */
    struct counted_word *words;
    int *fits; /* of each word, how well its sentence shows it: 0 is best */
    size_t word_count, word_room;
    const struct counted_word **list;
    long running[STANDING_COUNT];
};

static void note_state(void *ctx, const struct word_row *row)
{
    json_object_setn_new(ctx, row->headword.ptr, row->headword.len,
                         json_integer((json_int_t)row->state));
}

enum err word_count_open(struct word_count **out, struct library *library, struct journal *journal,
                         const char *lang, int64_t common)
{
    struct word_count *count = xcalloc(1, sizeof(*count));
    const struct word_filter filter = { .lang = lang };
    enum err rc = OK;

    count->library = library;
    count->journal = journal;
    count->lang = xstrdup(lang);
    count->common = common;
    count->arena = arena_new();
    count->states = json_object();
    count->headwords = json_object();
    count->forms = json_object();
    if (journal != NULL)
        rc = journal_words(journal, &filter, note_state, count->states);
    if (rc == OK)
        *out = count;
    else
        word_count_close(count);
    return rc;
}

void word_count_close(struct word_count *count)
{
    if (count == NULL)
        return;
    json_decref(count->states);
    json_decref(count->headwords);
    json_decref(count->forms);
    arena_free(count->arena);
    free(count->lang);
    free(count->words);
    free(count->fits);
    free(count->list);
    free(count);
}

/* --- from a form to its word --- */

/* Whether FORM or its HEADWORD is among the commonest; lists of frequencies count forms. A
 * word of one letter is, where words stand apart. */
static bool is_common(const struct word_count *count, const char *headword, struct str form)
{
    const int64_t ranks[] = { library_frequency(count->library, str_of(headword)),
                              library_frequency(count->library, form) };

    if (count->common > 0 && library_language(count->library)->spaced &&
        text_grapheme_count(str_of(headword)) == 1)
        return true;
    return (ranks[0] > 0 && ranks[0] <= count->common) ||
           (ranks[1] > 0 && ranks[1] <= count->common);
}

/* Of a word met as FORM for the first time. */
static enum word_standing standing_of(const struct word_count *count, const char *headword,
                                      struct str form, bool in_dictionary)
{
    const json_t *state = json_object_get(count->states, headword);

    if (state != NULL)
        return json_integer_value(state) == WORD_LEARNING ? STANDING_LEARNING : STANDING_KNOWN;
    if (is_common(count, headword, form))
        return STANDING_COMMON;
    return in_dictionary ? STANDING_NEW : STANDING_UNKNOWN;
}

/* A new word's number. */
static size_t add_word(struct word_count *count, const char *headword, enum word_standing standing)
{
    if (count->word_count == count->word_room) {
        count->word_room = count->word_room > 0 ? count->word_room * 2 : 1024;
        count->words = xrealloc(count->words, count->word_room, sizeof(*count->words));
        count->fits = xrealloc(count->fits, count->word_room, sizeof(*count->fits));
    }
    count->words[count->word_count] = (struct counted_word){
        .headword = arena_strdup(count->arena, headword),
        .standing = standing,
        .sentence = "",
    };
    json_object_set_new(count->headwords, headword, json_integer((json_int_t)count->word_count));
    return count->word_count++;
}

static size_t word_of_headword(struct word_count *count, const char *headword, struct str form,
                               bool in_dictionary)
{
    const json_t *known = json_object_get(count->headwords, headword);

    if (known != NULL)
        return (size_t)json_integer_value(known);
    return add_word(count, headword, standing_of(count, headword, form, in_dictionary));
}

/* Whether a dictionary has CANDIDATE as a word, by more than a guess, and not as a name. */
static bool is_word(const struct candidate *candidate)
{
    return candidate->in_dictionary && candidate->how < HOW_REVERSED &&
           (candidate->entry_count == 0 || candidate->entries[0].pos == NULL ||
            strcmp(candidate->entries[0].pos, "name") != 0);
}

static const char *taught(void *ctx, const char *form)
{
    const struct word_count *count = ctx;

    return count->journal != NULL ? journal_override_get(count->journal, count->lang, form) : NULL;
}

/* The headword that FORM belongs to in SENTENCE, or FORM itself. */
static size_t look_up(struct word_count *count, struct str form, struct str sentence, size_t at)
{
    const struct query query = {
        .form = form, .sentence = sentence, .form_at = at, .taught = taught, .ctx = count
    };
    const struct candidate *best;
    struct answer answer;
    size_t word;
    char *text;

    if (library_lookup(count->library, &answer, &query) == OK) {
        best = answer.shown_count > 0 ? &answer.candidates[0] : NULL;
        if (best != NULL && is_word(best)) {
            word = word_of_headword(count, best->headword, form, true);
            answer_dispose(&answer);
            return word;
        }
        answer_dispose(&answer);
    }
    text = xstrndup(form.ptr, form.len);
    word = word_of_headword(count, text, form, false);
    free(text);
    return word;
}

/* Looked up once for each form, in the sentence where it is met first. */
static size_t word_of(struct word_count *count, struct str form, struct str sentence, size_t at)
{
    char *fold = text_fold_case_dup(form);
    const json_t *known = json_object_get(count->forms, fold);
    size_t word;

    if (known != NULL) {
        word = (size_t)json_integer_value(known);
    } else {
        word = look_up(count, form, sentence, at);
        json_object_set_new(count->forms, fold, json_integer((json_int_t)word));
    }
    free(fold);
    return word;
}

/* --- counting --- */

static bool has_letter(struct str form)
{
    size_t at = 0;
    uint32_t code;

    while (at < form.len) {
        code = text_next(form, &at);
        if (text_is_letter(code) && (code < '0' || code > '9'))
            return true;
    }
    return false;
}

/* How far a sentence of so many words is from one that shows a word well. */
static int misfit(size_t words)
{
    enum { BEST_WORDS = 9 };

    return abs((int)words - BEST_WORDS) + 1;
}

static void offer_sentence(struct word_count *count, size_t number, struct str sentence,
                           struct word_span form, size_t words)
{
    struct counted_word *word = &count->words[number];

    if (word->times > 1 && misfit(words) >= count->fits[number])
        return;
    count->fits[number] = misfit(words);
    word->sentence = arena_strndup(count->arena, sentence.ptr, sentence.len);
    word->form_at = form.at;
    word->form_len = form.len;
}

void word_count_add(struct word_count *count, struct str sentence)
{
    struct word_span spans[SENTENCE_WORDS_MAX];
    const size_t words = library_words(count->library, sentence, spans, SENTENCE_WORDS_MAX);
    size_t i, number;
    struct str form;

    for (i = 0; i < words; i++) {
        form = str_sub(sentence, spans[i].at, spans[i].len);
        if (!has_letter(form) || form.len > QUERY_MAX)
            continue;
        number = word_of(count, form, sentence, spans[i].at);
        count->words[number].times++;
        count->running[count->words[number].standing]++;
        offer_sentence(count, number, sentence, spans[i], words);
    }
}

/* --- what was counted --- */

long word_count_running(const struct word_count *count, enum word_standing standing)
{
    return count->running[standing];
}

long word_count_total(const struct word_count *count)
{
    long total = 0;
    size_t i;

    for (i = 0; i < STANDING_COUNT; i++)
        total += count->running[i];
    return total;
}

static int compare(const void *a, const void *b)
{
    const struct counted_word *const *x = a, *const *y = b;

    if ((*x)->times != (*y)->times)
        return (*x)->times < (*y)->times ? 1 : -1;
    return *x < *y ? -1 : *x > *y;
}

const struct counted_word *const *word_count_list(struct word_count *count,
                                                  enum word_standing standing, size_t *out)
{
    size_t i;

    *out = 0;
    count->list = xrealloc(count->list, count->word_count + 1, sizeof(const struct counted_word *));
    for (i = 0; i < count->word_count; i++) {
        if (count->words[i].standing == standing)
            count->list[(*out)++] = &count->words[i];
    }
    qsort(count->list, *out, sizeof(const struct counted_word *), compare);
    return count->list;
}
