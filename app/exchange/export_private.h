#ifndef EXCHANGE_EXPORT_PRIVATE_H
#define EXCHANGE_EXPORT_PRIVATE_H

/* What the files of one format each share. */

#include "app/exchange/export.h"
#include "app/exchange/writer.h"
#include "dict/base/buf.h"
#include "dict/base/mem.h"

/* A word with the last encounter that the filter lets through. All texts are valid UTF-8
 * without control characters but tabs and line ends; len is 0 for what there is not. They are
 * borrowed for the call. */
struct export_row {
    struct str uuid, headword, lang, note, tags;
    struct str definition, translation; /* a sense a line */
    struct str form, sentence, game;
    size_t form_at, form_len; /* bytes of sentence; form_len 0 if not known */
    enum word_state state;
    int64_t times, first_ms, last_ms;
    bool reviewed; /* then: */
    double stability;
    int64_t due_ms;
};

/* One export under way. */
struct export
{
    struct journal *journal;
    const struct export_request *request;
    struct writer *writer;
    struct export_report report;
    bool row_changed;    /* the row at hand is not written to the letter */
    struct buf cell;     /* for composing a field */
    void *state;         /* the format's own, which its end() frees */
    struct arena *arena; /* of the row at hand; never NULL in word() */
    uint64_t seen, total;
    bool begun;
    enum err rc;
};

struct exporter {
    const char *name, *extension;
    bool has_meanings; /* asks what words mean */
    bool asks_cards;
    bool is_binary; /* nothing for a terminal */
    bool is_sheet;  /* is printed, as request->sheet says */
    /* Before the first word. May be NULL, as may end(). */
    void (*begin)(struct export *to);
    /* False: there is no place for the word in this format, nothing was written. */
    bool (*word)(struct export *to, const struct export_row *row);
    /* After the last word; called also when the writing failed, to free the state. */
    void (*end)(struct export *to);
    /* Instead of these three: writes the whole journal and counts its rows. */
    enum err (*whole)(struct export *to);
};

extern const struct exporter export_anki, export_csv, export_csv_excel, export_gift, export_ics,
    export_html, export_jsonl, export_lute, export_markdown, export_mnemosyne, export_pdf,
    export_quizlet;

/* --- helpers --- */

/* More than all fields of a word together have. */
enum { EXPORT_CELL_MAX = 1 << 26 };

void export_puts(struct export *to, const char *text);
void export_put(struct export *to, struct str text);

/* A field of RFC 4180 with SEPARATOR: in quotes if it needs them. */
void export_put_cell(struct export *to, struct str text, char separator);
/* The cell that was composed in TO->cell, which is empty then. */
void export_put_composed(struct export *to, char separator);
/* The same for what is no cell: as it is. */
void export_put_line(struct export *to);

/* Appends TEXT to OUT for formats without quotes: tabs and line ends are spaces. */
void export_add_line(struct export *to, struct buf *out, struct str text);
/* Appends TEXT as HTML: < > & and " are entities, line ends are <br>. */
void export_add_html(struct export *to, struct buf *out, struct str text);
/* The sentence as HTML with the form in bold; what it says of a sentence without a form is the
 * sentence. */
void export_add_sentence_html(struct export *to, struct buf *out, const struct export_row *row);

/* The definition, else the translation; and the other one, empty if there are not both. */
struct str export_meaning(const struct export_row *row);
struct str export_second_meaning(const struct export_row *row);

#endif
