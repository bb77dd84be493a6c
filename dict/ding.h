#ifndef DICT_DING_H
#define DICT_DING_H

/* A line of Ding's German-English file (Frank Richter, TU Chemnitz):
 *
 *   Haus {n}; Gebäude {n} [arch.] | Häuser {pl} | ein Haus bauen :: house | houses | to build a house
 *
 * "::" stands between the languages, "|" between parts that belong together, ";"
 * between words of one meaning. {m} is grammar, [arch.] a field or register, (x) a
 * remark, <x> another spelling, /x/ an abbreviation. The first part is the headword;
 * the others are its forms, words made with it, and examples. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/mem.h"
#include "dict/base/str.h"

/* What goes past these is left out. */
enum { DING_PARTS_MAX = 100, DING_TERMS_MAX = 40, DING_ALSO_MAX = 4 };

/* One word or phrase. Texts are borrowed from the arena; NULL where there is none. */
struct ding_term {
    const char *text;     /* without marks and remarks: "jdn. von etw. befreien" */
    const char *headword; /* without what only shows the construction: "befreien" */
    const char *pos;      /* as pos.h names it */
    const char *grammar;  /* "fem", "trans" */
    const char *label, *note;
    const char *also[DING_ALSO_MAX]; /* other spellings and abbreviations; NULL-ended if fewer */
    bool plural;
};

enum ding_kind {
    DING_WORDS, /* headwords of their own */
    DING_FORMS, /* forms of an earlier part's words */
    DING_EXAMPLE
};

struct ding_part {
    enum ding_kind kind;
    struct str german; /* the part as it stands in the line */
    const struct ding_term *terms;
    size_t term_count;
    const char *gloss; /* the English terms, without their marks */
};

struct ding_line {
    struct arena *arena; /* the caller's; holds all texts */
    struct ding_part parts[DING_PARTS_MAX];
    size_t part_count;
};

/* Reads TEXT, valid UTF-8, into LINE. False for a comment and for what has no "::" or
 * no word. */
bool ding_parse(struct ding_line *line, struct arena *arena, struct str text);

typedef enum err (*ding_form)(void *ctx, struct str form, struct str lemma, const char *pos);

/* Tells which parts are lists of forms (their kind), and gives FOUND each form. What
 * FOUND gives but OK ends it. */
MUST_CHECK enum err ding_find_forms(struct ding_line *line, ding_form found, void *ctx);

/* --- for ding_forms.c --- */

/* The next word of *REST between blanks; false when there is none left. */
bool ding_next_word(struct str *rest, struct str *word);
/* "etw.", "jdn./etw.": what stands for a person or a thing. */
bool ding_is_placeholder(struct str word);
bool ding_is_preposition(struct str word);

#endif
