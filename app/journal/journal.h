#ifndef JOURNAL_JOURNAL_H
#define JOURNAL_JOURNAL_H

/* The learner's data: words, the encounters with them, what was taught. One
 * SQLite file, and this module is the only code that writes it. Lists are in
 * words.h, games in games.h, settings in settings.h, what was
 * taught in taught.h, copies in backup.h.
 *
 * A journal belongs to one thread. Texts are UTF-8 and kept composed (NFC).
 * What returned OK is on the disk: it survives a kill and a power cut. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/clock.h"
#include "dict/base/err.h"
#include "dict/base/str.h"

struct journal;

/* Opens the journal at PATH, makes it if it is missing (its folder must exist)
 * and brings an older one up to date, after a copy beside it. A file that is no
 * journal, or a damaged one, is moved aside under a new name and a new journal
 * begun. One that cannot be written is opened for reading. journal_notice()
 * tells of each of these. On success *OUT is yours: journal_close().
 * ERR_NEWER: made by a newer Wordloot, and left untouched. ERR_IO, ERR_BUSY. */
MUST_CHECK enum err journal_open(struct journal **out, const char *path);
void journal_close(struct journal *journal);
/* One line the user should read about how the opening went, or NULL. Borrowed. */
const char *journal_notice(const struct journal *journal);
/* True when it was opened for reading alone: every change gives ERR_IO. */
bool journal_is_read_only(const struct journal *journal);
/* Looks through the whole file; ERR_FORMAT with the first thing amiss. */
MUST_CHECK enum err journal_check(struct journal *journal);

/* --- keeping --- */

enum {
    JOURNAL_WORD_MAX = 1000,        /* bytes of a headword or form; a longer one is ERR_LIMIT */
    JOURNAL_NOTE_MAX = 4000,        /* bytes */
    JOURNAL_SENTENCE_MAX = 8000,    /* bytes; a longer sentence is cut around its form */
    GAME_NAME_MAX = 120,            /* bytes; a longer name is cut */
    SESSION_GAP_MS = 30 * 60 * 1000 /* a play session ends when nothing is kept this long */
};

enum word_state { WORD_LEARNING, WORD_KNOWN, WORD_IGNORED };
const char *word_state_name(enum word_state state); /* "learning", "known", "ignored" */
bool word_state_find(enum word_state *out, const char *name);

struct keep {
    const char *lang, *headword;
    const char *form;     /* the word as it was met */
    struct str sentence;  /* ptr NULL if there is none */
    size_t form_at;       /* bytes: where the form stands in the sentence; */
    size_t form_len;      /* 0 if it is not known */
    const char *sense;    /* the sense chosen; NULL if none */
    const char *guess;    /* what the learner took it for before; NULL if nothing */
    const char *raw;      /* the text as it was read from the screen; NULL if it was not */
    const char *game;     /* its name, or NULL */
    const char *game_key; /* its window, from struct game_name (games.h); NULL if it has none */
    int64_t now_ms;
};

/* What the badge says: how often a word was kept before, and when last. */
struct kept {
    char encounter[UUID_LEN + 1]; /* the new one; "" from journal_word_seen() */
    int64_t word;                 /* 0 if it is not in the journal */
    enum word_state state;
    int times_before;                  /* 0: a new word */
    int64_t last_ms;                   /* the time before this one; 0 if there was none */
    char last_game[GAME_NAME_MAX + 1]; /* "" if there was none */
};

/* Keeps one encounter: the word is found or made, the play session found or
 * begun (another game or language, or SESSION_GAP_MS without a keep, begins a
 * new one). All of it or nothing. OUT holds values alone. */
MUST_CHECK enum err journal_keep(struct journal *journal, const struct keep *keep,
                                 struct kept *out);
/* The learner chose another candidate: moves ENCOUNTER to HEADWORD. Both may
 * lie in OUT's old value. ERR_ABSENT: there is no such encounter, or undone. */
MUST_CHECK enum err journal_recast(struct journal *journal, const char *encounter,
                                   const char *headword, struct kept *out);

struct undone {
    char encounter[UUID_LEN + 1];
    char headword[JOURNAL_WORD_MAX + 1];
};
/* Takes the newest encounter, or the one named, back. It is stamped and not
 * deleted, so that another copy of the journal cannot bring it back; a word
 * without encounters is not listed. ERR_ABSENT: nothing (left) to undo. */
MUST_CHECK enum err journal_undo_last(struct journal *journal, int64_t now_ms, struct undone *out);
MUST_CHECK enum err journal_undo(struct journal *journal, const char *encounter, int64_t now_ms,
                                 struct undone *out);

/* A kept HEADWORD was met again, and not looked up. Nothing happens if it is not kept. */
MUST_CHECK enum err journal_word_met(struct journal *journal, const char *lang,
                                     const char *headword);

/* --- words --- */

/* The badge's facts before anything is kept; an unknown word gives zeros. */
MUST_CHECK enum err journal_word_seen(struct journal *journal, const char *lang,
                                      const char *headword, struct kept *out);
/* How often a word was kept: a completion's weight. 0 also when it cannot be read. */
int journal_lookup_count(struct journal *journal, const char *lang, const char *headword);
/* Kept headwords that begin with TYPED (accents and case may be left out), the
 * most often kept first: at most LIMIT calls of FOUND with a borrowed string. */
MUST_CHECK enum err journal_complete(struct journal *journal, const char *lang, struct str typed,
                                     size_t limit, void (*found)(void *ctx, const char *headword),
                                     void *ctx);
/* ERR_ABSENT for a WORD that is not there. */
MUST_CHECK enum err journal_set_state(struct journal *journal, int64_t word, enum word_state state);
MUST_CHECK enum err journal_set_note(struct journal *journal, int64_t word, const char *note);

#endif
