#ifndef JOURNAL_JOURNAL_PRIVATE_H
#define JOURNAL_JOURNAL_PRIVATE_H

/* What the files of this module share. */

#include "app/journal/journal.h"
#include "app/journal/schema.h"
#include "dict/base/buf.h"
#include "dict/base/db.h"

enum { IMPORT_NUMBERED = 6 }; /* tables of imports.c */

struct journal {
    struct db *db;
    char *path;
    char *notice; /* NULL if there is nothing to say */
    bool read_only;
    char *taught;                         /* what journal_override_get() lent last */
    char *defined;                        /* what journal_definition_get() lent last */
    int64_t import_from[IMPORT_NUMBERED]; /* the last rows before the import at hand */
};

/* As journal_open(), with another schema: how the tests reach every version. */
MUST_CHECK enum err journal_open_with(struct journal **out, const char *path,
                                      const struct schema *schema);

/* Begins a change; end it with journal_end(). ERR_IO in a read-only journal. */
MUST_CHECK enum err journal_begin(struct journal *journal);
/* Commits if RC is OK, else rolls back; gives RC or the commit's failure. */
MUST_CHECK enum err journal_end(struct journal *journal, enum err rc);

/* A text as the journal holds it: one line, composed, of 1 to MAX bytes. *OUT is yours.
 * ERR_USAGE for an empty one, ERR_LIMIT for a longer one; WHAT names it. */
MUST_CHECK enum err journal_text(char **out, const char *text, size_t max, const char *what);
/* TEXT, cut to MAX bytes between letters, with a NUL into OUT of MAX + 1 bytes. */
void journal_copy(char *out, struct str text, size_t max);

/* A state as a row holds it; anything else counts as learning. */
enum word_state word_state_read(struct str name);

/* A game's row by its name or one that it had; ERR_ABSENT if there is none. */
MUST_CHECK enum err game_find(struct journal *journal, const char *name, int64_t *out);
/* The row of the game with KEY (may be NULL), else with NAME, else a new one. */
MUST_CHECK enum err game_find_or_make(struct journal *journal, const char *name, const char *key,
                                      int64_t *out);

/* A new file's name, BASE or BASE-2 and so on: an empty file of that name was
 * made, so that nobody else takes it. *OUT is yours. */
MUST_CHECK enum err claim_name(char **out, const char *base);
/* "PATH.WHAT-20261101-183000" in local time; yours to free. */
char *stamped_name(const char *path, const char *what);

#endif
