#include "app/commands/class_words.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"

struct gathering {
    struct class_words *words;
    size_t most; /* of the words that are added now */
    size_t added;
    bool is_old;
};

static const char *copy(struct class_words *words, struct str text)
{
    return text.len > 0 ? arena_strndup(words->arena, text.ptr, text.len) : NULL;
}

static bool has(const struct class_words *words, struct str headword)
{
    for (size_t i = 0; i < words->count; i++)
        if (str_is(headword, words->items[i].headword))
            return true;
    return false;
}

/* What they mean is asked afterwards: a lookup must not wait within the journal's list. */
static void take(void *ctx, const struct word_row *row)
{
    struct gathering *gathering = ctx;
    struct class_words *words = gathering->words;

    if (words->lang == NULL) {
        words->lang = copy(words, row->lang);
        words->title = row->game.len > 0 ? copy(words, row->game) : "";
    }
    if (!str_is(row->lang, words->lang)) {
        words->other++;
        return;
    }
    if (words->count == CLASS_WORDS_MAX || gathering->added == gathering->most ||
        has(words, row->headword))
        return;
    words->items[words->count++] = (struct question_word){
        .headword = copy(words, row->headword),
        .form = copy(words, row->form),
        .sentence = copy(words, row->sentence),
        .form_at = row->form_at,
        .form_len = row->form_len,
        .game = copy(words, row->game),
        .is_old = gathering->is_old,
    };
    gathering->added++;
}

static const char *keep(struct class_words *words, char *text)
{
    const char *kept = text != NULL ? arena_strdup(words->arena, text) : NULL;

    free(text);
    return kept;
}

/* The first sense alone: it is read from the back row, or on one of four buttons. */
static const char *keep_sense(struct class_words *words, char *senses)
{
    if (senses != NULL)
        senses[strcspn(senses, "\n")] = '\0';
    return keep(words, senses);
}

/* "masc" of "masc, sg" as it stands in TABLE; NULL if none of it does. */
static const char *find_label(const char *grammar, const char *const *table)
{
    for (size_t i = 0; grammar != NULL && table[i] != NULL; i++)
        if (strstr(grammar, table[i]) != NULL)
            return table[i];
    return NULL;
}

static void explain(struct class_words *words, struct question_word *word,
                    struct glossary *glossary)
{
    static const char *const genders[] = { "masc", "fem", "neut", "common", NULL };
    static const char *const numbers[] = { "sg", "pl", NULL };
    char *definition, *translation;
    const char *grammar;

    glossary_mean(glossary, words->lang, word->headword, &definition, &translation);
    word->definition = keep_sense(words, definition);
    word->translation = keep_sense(words, translation);
    /* Few languages have a dictionary in themselves: better asked by a translation than not. */
    if (word->definition == NULL) {
        word->definition = word->translation;
        word->translation = NULL;
    }
    grammar = keep(words, glossary_grammar(glossary, words->lang, word->headword));
    word->gender = find_label(grammar, genders);
    word->number = find_label(grammar, numbers);
    if (grammar != NULL)
        word->lang_pos = arena_strndup(words->arena, grammar, strcspn(grammar, ","));
    word->is_name = word->lang_pos != NULL && strcmp(word->lang_pos, "name") == 0;
}

static enum err gather(struct class_words *words, struct journal *journal,
                       struct glossary *glossary, const struct word_filter *filter,
                       struct gathering *gathering)
{
    const size_t first = words->count;
    enum err rc = journal_words(journal, filter, take, gathering);

    for (size_t i = first; rc == OK && i < words->count; i++)
        explain(words, &words->items[i], glossary);
    return rc;
}

enum err class_words_read(struct class_words *out, struct journal *journal,
                          struct glossary *glossary, const struct word_filter *filter)
{
    struct gathering gathering = { .words = out, .most = CLASS_WORDS_MAX };

    *out = (struct class_words){ .arena = arena_new(), .title = "" };
    out->items = arena_alloc(out->arena, CLASS_WORDS_MAX * sizeof(*out->items));
    return gather(out, journal, glossary, filter, &gathering);
}

enum err class_words_add_old(struct class_words *words, struct journal *journal,
                             struct glossary *glossary, int64_t now_ms, size_t most)
{
    struct gathering gathering = { .words = words, .most = most, .is_old = true };
    const struct word_filter filter = { .lang = words->lang,
                                        .due_ms = now_ms,
                                        .order = ORDER_STRENGTH };

    return words->lang != NULL ? gather(words, journal, glossary, &filter, &gathering) : OK;
}

void class_words_dispose(struct class_words *words)
{
    arena_free(words->arena);
    *words = (struct class_words){ 0 };
}
