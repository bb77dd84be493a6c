#ifndef COMMANDS_CLASS_CALL_H
#define COMMANDS_CLASS_CALL_H

/* What `wordloot class` was asked for, and what its parts work with. */

#include "app/classroom/compose.h"
#include "app/classroom/store.h"
#include "app/commands/glossary.h"
#include "app/commands/selection.h"
#include "app/platform/paths.h"

/* The same each time, so that phones find a host that was started again. */
enum { CLASS_PORT = 8765 };

struct class_call {
    /* As they were given; NULL where they were not. */
    const char *set, *save, *title, *kinds, *questions, *controls, *old, *level, *goal, *timer,
        *address, *port, *seed, *out, *tag;
    const char *report, *remove, *missed, *later; /* a session's number, or "last" */
    struct selection selection;
    bool has_tests, no_phones, no_window, is_ready, is_alone, is_new, is_list, is_check, is_csv;
    /* What they say. */
    struct compose_options compose;
    struct engine_options engine;
    int port_number, timer_s;
    size_t old_words;
    /* What is open. */
    struct paths paths;
    struct journal *journal;
    struct glossary *glossary;
    struct store *store;
};

/* The class sessions' file, and the folder of their reports; both yours to free. */
char *class_store_path(const struct class_call *call);
char *class_report_path(const struct class_call *call, int64_t session, const char *extension);

/* What marking answers in LANG takes from the dictionaries, into call->engine. */
void class_know_language(struct class_call *call, const char *lang);

/* A session of the file. */
struct class_session {
    int64_t id, begun_ms;
    char title[256], lang[16];
};
/* The session with this NUMBER, or the last one. ERR_ABSENT. */
MUST_CHECK enum err class_find_session(struct class_session *out, struct class_call *call,
                                       const char *number);

/* It as it was, with its engine. */
struct class_past {
    struct class_session row;
    struct question_set *set;
    struct engine *engine;
};
/* PAST is yours: class_past_close(), also after a failure. Errors as class_find_session() and
 * store_resume(). */
MUST_CHECK enum err class_past_open(struct class_past *out, struct class_call *call,
                                    const char *number);
void class_past_close(struct class_past *past);

enum { CLASS_DATE_MAX = 32 };
void class_print_date(char out[CLASS_DATE_MAX], int64_t time_ms); /* "2026-11-27", local time */

/* A session: prepared, begun or resumed, and run. */
MUST_CHECK enum err class_run(struct class_call *call);

/* Sessions that are over, a line each on the output. ERR_ABSENT: there are none. */
MUST_CHECK enum err class_print_list(struct class_call *call);
/* The report of a session, as HTML or with is_csv as CSV, to the file OUT names, "-" for the
 * output, or beside the class file. */
MUST_CHECK enum err class_print_report(struct class_call *call);
/* A session's report in all its forms, after its end; the HTML's path in *PATH is yours. */
MUST_CHECK enum err class_write_report(struct class_call *call, int64_t session,
                                       const struct engine *engine, const char *title,
                                       const char *lang, char **path);
void class_delete_report(const struct class_call *call, int64_t session);
/* Deletes the reports of sessions that are no longer kept. */
void class_sweep_reports(const struct class_call *call);
MUST_CHECK enum err class_delete(struct class_call *call);
/* The words a session missed, the most missed first; with a tag, they get it in the journal,
 * so that every export can take them. ERR_ABSENT: nothing was missed. */
MUST_CHECK enum err class_print_missed(struct class_call *call);
/* On stderr: a session of one to four weeks ago whose test can be given again. */
void class_offer_later(struct class_call *call);
/* The tests of the session call->later as a set, for giving them again; set_free(). */
MUST_CHECK enum err class_later_set(struct class_call *call, struct question_set **out);

/* Which addresses phones could reach, a QR code for a trial, and what to do when nothing
 * arrives. ERR_ABSENT: nothing did. */
MUST_CHECK enum err class_check(struct class_call *call);

#endif
