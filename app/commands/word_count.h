#ifndef COMMANDS_WORD_COUNT_H
#define COMMANDS_WORD_COUNT_H

/* The words of a text, counted by their headwords, and how many of them a learner knows. */

#include "app/journal/journal.h"
#include "dict/dict.h"

enum word_standing {
    STANDING_NEW,
    STANDING_COMMON,   /* new, but among the commonest words of the language */
    STANDING_LEARNING, /* in the journal, and being learned */
    STANDING_KNOWN,    /* known, or ignored */
    STANDING_UNKNOWN,  /* no dictionary has it: names, and what is misspelt */
    STANDING_COUNT
};

struct counted_word {
    const char *headword;
    enum word_standing standing;
    long times;
    /* The sentence that shows the word best, and where it stands there. */
    const char *sentence;
    size_t form_at, form_len;
};

struct word_count;

/* LIBRARY and JOURNAL (may be NULL: nothing is known then) are borrowed. The COMMON most
 * frequent words of the language are told apart from new ones, where a list of frequencies is
 * installed. On success *OUT is yours: word_count_close(). Errors of reading the journal. */
MUST_CHECK enum err word_count_open(struct word_count **out, struct library *library,
                                    struct journal *journal, const char *lang, int64_t common);
void word_count_close(struct word_count *count);

/* Counts the words of SENTENCE. */
void word_count_add(struct word_count *count, struct str sentence);

/* Running words so far, by standing; and all of them. */
long word_count_running(const struct word_count *count, enum word_standing standing);
long word_count_total(const struct word_count *count);

/* The words with STANDING, the most frequent first, those met first before others of the
 * same frequency; how many there are. Borrowed until the next call. */
const struct counted_word *const *word_count_list(struct word_count *count,
                                                  enum word_standing standing, size_t *out);

#endif
