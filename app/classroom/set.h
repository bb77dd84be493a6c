#ifndef CLASSROOM_SET_H
#define CLASSROOM_SET_H

/* A prepared set of questions: what the teacher looks through, changes, saves and
 * shares as a file. The file is one JSON object:
 *
 *     {"wordloot_class": 1, "lang": "it", "title": "Roma", "questions": [
 *       {"kind": "cloze", "form": "practice", "headword": "spada", "answer": "spada",
 *        "sentence": "...", "gap_at": 21, "gap_len": 5, "definition": "...",
 *        "translation": "...", "game": "...", "control": false, "old": false,
 *        "choices": [], "right": 0}]}
 *
 * gap_at and gap_len are bytes of the sentence. Optional: sentence, definition,
 * translation, game, control, old, choices, right, gap_at, gap_len and form. */

#include "app/classroom/question.h"
#include "dict/base/mem.h"
#include "dict/base/str.h"

enum {
    SET_VERSION = 1,
    SET_QUESTIONS_MAX = 1000,
    SET_TEXT_MAX = 8000,    /* bytes of one text */
    SET_FILE_MAX = 16 << 20 /* bytes */
};

struct question_set {
    struct arena *arena; /* owns all strings and the items */
    const char *lang, *title;
    struct question *items; /* room for SET_QUESTIONS_MAX */
    size_t count;
};

/* An empty set; set_free(). */
struct question_set *set_new(const char *lang, const char *title);
void set_free(struct question_set *set);

/* Adds QUESTION, whose strings are copied. ERR_LIMIT when the set is full. */
MUST_CHECK enum err set_add(struct question_set *set, const struct question *question);
/* Puts QUESTION in the place of the AT-th. ERR_USAGE without such, or if it cannot be
 * asked: set_check(). */
MUST_CHECK enum err set_replace(struct question_set *set, size_t at,
                                const struct question *question);
/* ERR_ABSENT without such. */
MUST_CHECK enum err set_remove(struct question_set *set, size_t at);
/* Whether QUESTION can be asked: an answer, a gap within its sentence, 2 to 4 choices or
 * none, the right one among them. ERR_USAGE with what is off. */
MUST_CHECK enum err set_check(const struct question *question);

/* Reads a file's TEXT; WHAT names it in messages. On success *OUT is yours: set_free().
 * ERR_FORMAT with the question's number for what is missing or off, ERR_NEWER, ERR_LIMIT. */
MUST_CHECK enum err set_parse(struct question_set **out, struct str text, const char *what);
/* The same from and to a file, as file_read() and file_write(). */
MUST_CHECK enum err set_load(struct question_set **out, const char *path);
MUST_CHECK enum err set_save(const struct question_set *set, const char *path);
/* The text of SET's file, yours to free. */
char *set_text(const struct question_set *set);

/* "cloze", "cloze-choice", "to-word", "to-definition", "order"; static. */
const char *question_kind_name(enum question_kind kind);

#endif
