#ifndef CLASSROOM_QUESTION_H
#define CLASSROOM_QUESTION_H

/* A class's questions, and how they are made of words. Pure and seeded: the same
 * words and seed give the same questions. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"

enum question_kind {
    QUESTION_CLOZE,         /* the sentence with a gap, typed */
    QUESTION_CLOZE_CHOICE,  /* the same, one of four */
    QUESTION_TO_WORD,       /* the definition is shown, one of four words is chosen */
    QUESTION_TO_DEFINITION, /* the word is shown, one of four definitions */
    QUESTION_ORDER,         /* the sentence's words are put in order */
    QUESTION_KINDS
};

/* Practised, or asked in one of the two tests. */
enum question_form { FORM_PRACTICE, FORM_A, FORM_B };

enum {
    QUESTION_CHOICES = 4,
    QUESTION_CLOZE_WORDS = 6, /* no cloze from a shorter sentence */
    QUESTION_ORDER_WORDS = 12 /* no word order from a longer one */
};

/* Strings live as long as the set that owns them; NULL where there is none. */
struct question {
    enum question_kind kind;
    enum question_form form;
    bool is_control; /* tested and not practised */
    bool is_old;     /* of an earlier session: the practice opens with it */
    const char *headword;
    const char *answer; /* what is typed, or the whole sentence for QUESTION_ORDER */
    const char *sentence, *definition, *translation, *game;
    size_t gap_at, gap_len; /* bytes of SENTENCE */
    const char *choices[QUESTION_CHOICES];
    size_t choice_count; /* 0 for what is typed or put in order */
    size_t right;        /* index of the right choice */
};

/* What a question is made of; borrowed for the call. */
struct question_word {
    const char *lang_pos, *gender, *number; /* "noun", "m", "sg"; NULL where unknown */
    const char *headword, *form, *sentence, *definition, *translation, *game;
    size_t form_at, form_len; /* bytes of SENTENCE; form_len 0 if not known */
    int64_t session;          /* play session */
    bool is_name;             /* a proper name: asked perhaps, never a distractor */
    bool is_old;              /* of an earlier session */
};

struct arena;

/* How many words SENTENCE has: runs of letters and hyphens. */
size_t question_sentence_words(const char *sentence);
/* Whether OTHER may stand as a wrong choice beside WORD: never a proper name, the same
 * lemma or form, nor a synonym (one stands in the other's definition, or both
 * definitions begin with the same head word). */
bool question_is_distractor(const struct question_word *word, const struct question_word *other);
/* Makes a question of KIND of words[AT] with the others as distractors, at most three and
 * fewer rather than bad ones: same session, part of speech, gender and number first, then
 * the same game, then near in spelling; what ties is drawn by SEED. Strings are copied
 * into ARENA. ERR_ABSENT: the word does not carry such a question (no sentence, too short
 * a one, no definition, no distractor), and the message says why. */
MUST_CHECK enum err question_make(struct question *out, enum question_kind kind,
                                  const struct question_word *words, size_t count, size_t at,
                                  uint64_t seed, struct arena *arena);

#endif
