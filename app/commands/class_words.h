#ifndef COMMANDS_CLASS_WORDS_H
#define COMMANDS_CLASS_WORDS_H

/* The words of a class session, from the journal and the dictionaries. */

#include "app/classroom/question.h"
#include "app/commands/glossary.h"
#include "app/journal/words.h"

struct class_words {
    struct arena *arena; /* holds everything below */
    struct question_word *items;
    size_t count;
    const char *lang;  /* of all of them; NULL without words */
    const char *title; /* the game of the last one met, or "" */
    size_t other;      /* words left out for being of another language */
};

enum { CLASS_WORDS_MAX = 400 };

/* The words that FILTER lets through, at most CLASS_WORDS_MAX, with what they mean. Where it
 * names no language: those in the language of the first one. OUT is yours:
 * class_words_dispose(), whatever comes. Errors of reading the journal. */
MUST_CHECK enum err class_words_read(struct class_words *out, struct journal *journal,
                                     struct glossary *glossary, const struct word_filter *filter);
/* Adds, as old words, at most MOST of those in the same language whose review is due at NOW_MS
 * and that are not among them yet. */
MUST_CHECK enum err class_words_add_old(struct class_words *words, struct journal *journal,
                                        struct glossary *glossary, int64_t now_ms, size_t most);
void class_words_dispose(struct class_words *words);

#endif
