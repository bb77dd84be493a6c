#ifndef CLASSROOM_PREPARATION_H
#define CLASSROOM_PREPARATION_H

/* The teacher looks through a session's questions before it: each can be replaced, changed or
 * left out. The state alone; preparation_view.h draws it. */

#include <stdbool.h>
#include <stddef.h>

#include "app/classroom/set.h"
#include "app/ui/line_edit.h"

/* What can be changed in a question, in the order of the page. */
enum preparation_field {
    FIELD_SENTENCE,
    FIELD_ANSWER, /* what stands in the gap, or the word */
    FIELD_DEFINITION,
    FIELD_TRANSLATION,
    FIELD_CHOICE_1, /* the choices; the right one is FIELD_ANSWER's business too */
    PREPARATION_FIELDS = FIELD_CHOICE_1 + QUESTION_CHOICES
};

enum { PREPARATION_NOTICE = 300 };

struct preparation {
    struct question_set *set; /* borrowed */
    size_t at;                /* the question looked at */
    bool is_editing;
    struct line_edit fields[PREPARATION_FIELDS];
    size_t field_at;
    const char *notice;              /* key of a text, or NULL */
    char detail[PREPARATION_NOTICE]; /* for its {detail} */
    bool is_changed;                 /* since it was saved last */
    size_t lines_shown, scroll;      /* rows of the list; the view's */
};

void preparation_init(struct preparation *preparation, struct question_set *set);
void preparation_dispose(struct preparation *preparation);

/* The question looked at; NULL when all were left out. */
const struct question *preparation_now(const struct preparation *preparation);
void preparation_move(struct preparation *preparation, int step);
void preparation_choose(struct preparation *preparation, size_t at);

/* Another question in its place: AGAIN changes the set, as compose_again(). */
typedef enum err preparation_again_fn(void *ctx, struct question_set *set, size_t at);
void preparation_again(struct preparation *preparation, preparation_again_fn *again, void *ctx);
/* Leaves it out; a test's question goes from both forms, which must ask the same words. */
void preparation_remove(struct preparation *preparation);
/* Saves the set at PATH. */
void preparation_save(struct preparation *preparation, const char *path);

/* Whether FIELD belongs to the question looked at. */
bool preparation_has(const struct preparation *preparation, enum preparation_field field);
void preparation_edit(struct preparation *preparation);
void preparation_next_field(struct preparation *preparation, int step);
/* Keeps what was typed if it can be asked so, else says why not and goes on. */
void preparation_keep(struct preparation *preparation);
void preparation_cancel(struct preparation *preparation);

#endif
