#ifndef EXCHANGE_INTAKE_PRIVATE_H
#define EXCHANGE_INTAKE_PRIVATE_H

/* What the files of one format each share. */

#include "app/exchange/intake.h"
#include "dict/base/buf.h"

struct intake {
    struct journal *journal;
    const struct intake_request *request;
    struct intake_report report;
    size_t line; /* of the row at hand; 0 where the format has no lines */
};

struct intake_format {
    const char *name;
    bool looks_up;                         /* its words are forms, see intake_looks_up() */
    enum err (*read)(struct intake *from); /* in a transaction; the message without file and line */
};

extern const struct intake_format intake_anki, intake_apkg, intake_csv, intake_tsv, intake_list,
    intake_jsonl, intake_kindle, intake_koreader;

/* False when the work is to end with ERR_CANCELLED. */
bool intake_progress(const struct intake *from, uint64_t done, uint64_t total);
/* The same, as that error with its message. */
MUST_CHECK enum err intake_go_on(const struct intake *from, uint64_t done, uint64_t total);

/* The file's text as UTF-8 in TEXT, which is initialised here and yours: buf_dispose() whatever
 * comes. *MARKED (may be NULL) tells whether it begins with UTF-8's byte order mark. ERR_FORMAT
 * with from->line set: what is not text, or not in its encoding; ERR_LIMIT. */
MUST_CHECK enum err intake_read_text(struct intake *from, struct buf *text, bool *marked);

/* --- counting: each row ends with one call of intake_count() or intake_skip() --- */

enum intake_fate { INTAKE_UNCHANGED, INTAKE_MERGED, INTAKE_ADDED, INTAKE_SKIPPED };
void intake_count(struct intake *from, enum intake_fate fate);
/* The row at hand is left out: WHY is one of few texts, of at most INTAKE_REASON_MAX bytes;
 * EXAMPLE is what of the row shows it (may be empty), in any bytes. */
void intake_skip(struct intake *from, const char *why, struct str example);
/* The same without counting: of a row that comes in, or is counted as skipped elsewhere. */
void intake_remark(struct intake *from, bool came_in, const char *what, struct str example);

/* --- a word --- */

/* As a row says it, in any bytes; empty where it does not. Borrowed. */
struct intake_word {
    struct str lang; /* empty: the request's */
    struct str headword;
    struct str form; /* empty: as it stands in the sentence, else the headword */
    struct str sentence;
    size_t form_at;  /* bytes: where the form stands in the sentence; */
    size_t form_len; /* 0: to be found there */
    struct str game;
    struct str meaning; /* senses, a line each */
    struct str note;
    struct str tags; /* spaces or commas between them */
    bool has_state;  /* of a word that is new: */
    enum word_state state;
    int64_t time_ms; /* when it was met; 0: now */
};

struct intake_put {
    int64_t word; /* its row in the journal; 0 if it was left out */
    enum intake_fate fate;
};

/* Keeps WORD as if it had been met, once: a sentence that the journal has of it, and a
 * meaning where it has one, change nothing. What cannot be a word is INTAKE_SKIPPED with its
 * reason remarked. Nothing is counted yet: the caller may do more with the word first.
 * A failure is the journal's and ends the import. */
MUST_CHECK enum err intake_put(struct intake *from, const struct intake_word *word,
                               struct intake_put *out);

/* For words that are forms: WORD with the headword that the request's dictionaries say, and
 * counted. One that none of them has is its own, or WORD's if it has one, which is remarked. */
MUST_CHECK enum err intake_put_form(struct intake *from, struct intake_word *word);

#endif
