#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/classroom/class_window.h"
#include "app/classroom/network.h"
#include "app/classroom/preparation_window.h"
#include "app/commands/class_call.h"
#include "app/commands/class_words.h"
#include "app/journal/pictures.h"
#include "app/journal/reviews.h"
#include "app/journal/settings.h"
#include "app/ui/picture.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

/* A class session from its words to its report. */

enum { RATING_AGAIN = 1, RATING_GOOD = 3, OLD_WORDS = 3 };

/* --- the questions --- */

static enum err read_words(struct class_call *call, struct class_words *words)
{
    struct word_filter filter = call->selection.filter;
    enum err rc;

    if (!selection_is_filtered(&call->selection))
        filter.session = SESSION_LAST;
    rc = selection_renew_cards(call->journal);
    if (rc == OK)
        rc = class_words_read(words, call->journal, call->glossary, &filter);
    if (rc == OK && words->count == 0)
        return err_set(ERR_ABSENT, "there are no such words: see wordloot words");
    if (rc == OK && words->other > 0)
        fprintf(stderr,
                "%zu words of other languages are left out; this is a session in %s "
                "(--lang chooses).\n",
                words->other, words->lang);
    if (rc == OK)
        rc = class_words_add_old(words, call->journal, call->glossary, clock_now_ms(),
                                 call->old != NULL ? call->old_words : OLD_WORDS);
    return rc;
}

static enum err compose(struct class_call *call, const struct class_words *words,
                        struct question_set **out)
{
    struct compose_options options = call->compose;
    char date[CLASS_DATE_MAX];
    size_t left_out;
    enum err rc;

    class_print_date(date, clock_now_ms());
    options.lang = words->lang;
    options.title = words->title[0] != '\0' ? words->title : date;
    if (call->title != NULL)
        options.title = call->title;
    options.has_tests = call->has_tests;
    if (options.has_tests && call->controls == NULL)
        options.controls = compose_controls(words->count);
    rc = compose_set(out, words->items, words->count, &options, &left_out);
    if (rc == OK && left_out > 0)
        fprintf(stderr, "%zu of %zu words carry no question: neither a sentence nor a meaning.\n",
                left_out, words->count);
    return rc;
}

/* WORDS stay empty where the questions are not made of them. */
static enum err make_set(struct class_call *call, struct class_words *words,
                         struct question_set **out)
{
    enum err rc;

    if (call->set != NULL) {
        rc = set_load(out, call->set);
        return rc == ERR_ABSENT ? ERR_IO : rc;
    }
    if (call->later != NULL)
        return class_later_set(call, out);
    rc = read_words(call, words);
    return rc == OK ? compose(call, words, out) : rc;
}

struct again {
    const struct class_words *words;
    uint64_t seed;
};

static enum err again(void *ctx, struct question_set *set, size_t at)
{
    struct again *other = ctx;

    return compose_again(set, at, other->words->items, other->words->count, other->seed++);
}

/* Where the teacher's set is saved from the window: in the home folder, to be found. */
static char *save_path(const struct question_set *set)
{
    const char *home = getenv("HOME");
    char *name = xasprintf("%s.wordloot-class.json", set->title[0] != '\0' ? set->title : "class");
    char *path;

    for (char *c = name; *c != '\0'; c++)
        if (*c == '/' || (unsigned char)*c < ' ')
            *c = '-';
    path = file_join(home != NULL ? home : ".", name);
    free(name);
    return path;
}

/* The teacher looks through SET. ERR_CANCELLED: the session is not to begin. */
static enum err prepare(struct class_call *call, const struct class_words *words,
                        struct question_set *set)
{
    struct again other = { words, call->compose.seed + 1 };
    char *ui = settings_get(call->journal, SETTING_UI, NULL), *path = save_path(set);
    const struct preparation_options options = {
        .assets_dir = call->paths.assets,
        .ui = ui[0] != '\0' ? ui : NULL,
        .save_path = path,
        .again = again,
        .ctx = &other,
    };
    bool starts = false;
    enum err rc = preparation_run(set, &options, &starts);

    free(path);
    free(ui);
    if (rc == OK && !starts)
        return err_set(ERR_CANCELLED, "the session was not begun");
    return rc;
}

/* --- what the session asks for and tells --- */

static void find_picture(void *ctx, const struct encounter_row *row)
{
    char **picture = ctx;

    if (*picture == NULL && row->picture.len > 0)
        *picture = xasprintf("%.*s", STR_ARG(row->picture));
}

struct running {
    struct class_call *call;
    struct session *session;
};

static int64_t word_of(const struct running *running, const struct question *question)
{
    struct kept kept = { 0 };

    if (journal_word_seen(running->call->journal, session_set(running->session)->lang,
                          question->headword, &kept) != OK)
        return 0;
    return kept.word;
}

static struct canvas *scene(void *ctx, const struct question *question, int width, int height)
{
    struct journal *journal = ((struct running *)ctx)->call->journal;
    struct canvas *canvas = NULL;
    uint8_t *bytes = NULL;
    char *picture = NULL;
    const int64_t word = word_of(ctx, question);
    size_t len;

    if (word == 0 || journal_encounters(journal, word, find_picture, &picture) != OK)
        return NULL;
    if (picture != NULL && journal_picture_get(journal, picture, &bytes, &len) == OK &&
        picture_decode(&canvas, bytes, len, width, height) != OK)
        canvas = NULL;
    free(bytes);
    free(picture);
    return canvas;
}

/* Who plays alone reviews its own words; a class's answers never go into the teacher's log. */
static void closed(void *ctx, const struct question *question, size_t right, size_t answers)
{
    const struct running *running = ctx;
    const struct review_row review = {
        .word = word_of(running, question),
        .time_ms = clock_now_ms(),
        .rating = right > 0 ? RATING_GOOD : RATING_AGAIN,
        .interval_days = -1,
        .place = "class",
    };
    char id[UUID_LEN + 1];

    if (!running->call->is_alone || answers == 0 || review.word == 0)
        return;
    if (journal_review_add(running->call->journal, &review, id) != OK)
        fprintf(stderr, "wordloot: %s\n", err_message());
}

static void ended(void *ctx, const struct engine *engine, char notice[SESSION_NOTICE])
{
    const struct running *running = ctx;
    const struct question_set *set = session_set(running->session);
    char *path = NULL;

    if (class_write_report(running->call, session_id(running->session), engine, set->title,
                           set->lang, &path) == OK)
        snprintf(notice, SESSION_NOTICE, "%s", path);
    else
        snprintf(notice, SESSION_NOTICE, "%s", err_message());
    fprintf(stderr, path != NULL ? "The report is in %s\n" : "wordloot: no report: %s\n", notice);
    free(path);
}

static void forgotten(void *ctx)
{
    const struct running *running = ctx;

    class_delete_report(running->call, session_id(running->session));
}

/* --- the session --- */

static enum err open_host(struct class_call *call, struct running *running)
{
    const struct question_set *set = session_set(running->session);
    struct library *library = glossary_library(call->glossary, set->lang);
    const struct language *language = library != NULL ? library_language(library) : NULL;
    struct network_address network;
    size_t networks = 0;
    struct host_options options = {
        .assets_dir = call->paths.assets,
        .address = call->address,
        .port = call->port_number > 0 ? call->port_number : CLASS_PORT,
        .title = set->title,
        .lang = set->lang,
        .letters = language != NULL && language->letters != NULL ? language->letters : "",
        .right_to_left = language != NULL && language->right_to_left,
    };
    struct host *host;
    enum err rc = OK;

    if (call->no_phones && !call->no_window)
        return OK;
    if (options.address == NULL && !call->no_phones) {
        rc = network_addresses(&network, &networks, 1);
        if (rc == OK && networks > 0)
            options.address = network.address;
        else
            fputs("This machine is in no network: the session runs without phones.\n", stderr);
    }
    rc = host_open(&host, &options);
    if (rc == ERR_BUSY && call->port_number == 0) {
        options.port = 0;
        rc = host_open(&host, &options);
    }
    if (rc != OK)
        return rc;
    session_serve(running->session, host, clock_now_ms());
    if (host_url(host) != NULL)
        fprintf(stderr, "Phones: %s  code %s\n", host_url(host), host_code(host));
    fprintf(stderr, "Teacher's page: %s\n", host_teacher_url(host));
    return OK;
}

static enum err set_timer(const struct class_call *call, struct session *session)
{
    if (call->timer_s == 0)
        return OK;
    return session_act(session, &(struct event){ .kind = EVENT_TIMER,
                                                 .now_ms = clock_now_ms(),
                                                 .value = (int64_t)call->timer_s * 1000 });
}

static volatile sig_atomic_t was_stopped;

static void stop(int signal)
{
    (void)signal;
    was_stopped = 1;
}

static enum err run_session(struct class_call *call, struct running *running)
{
    char *ui = settings_get(call->journal, SETTING_UI, NULL);
    const struct class_window_options options = {
        .assets_dir = call->paths.assets,
        .ui = ui[0] != '\0' ? ui : NULL,
        .scene = scene,
        .ctx = running,
    };
    enum err rc = open_host(call, running);

    if (rc == OK && call->no_window) {
        signal(SIGINT, stop);
        signal(SIGTERM, stop);
        rc = class_run_without_window(running->session, &was_stopped);
    } else if (rc == OK) {
        rc = class_window_run(running->session, &options);
    }
    if (rc == OK && !session_is_ended(running->session))
        fputs("The session is not ended: wordloot class goes on with it.\n", stderr);
    free(ui);
    return rc;
}

/* The one that was left open, if it is to go on. */
static enum err resume(struct class_call *call, struct running *running,
                       const struct session_hooks *hooks)
{
    struct class_session open;
    char number[32];
    int64_t id;
    enum err rc = store_open_session(call->store, &id);

    if (rc != OK)
        return rc;
    if (call->is_new) {
        rc = store_end(call->store, id, clock_now_ms());
        return rc == OK ? ERR_ABSENT : rc;
    }
    snprintf(number, sizeof(number), "%lld", (long long)id);
    rc = class_find_session(&open, call, number);
    if (rc != OK)
        return rc;
    class_know_language(call, open.lang);
    rc = session_resume(&running->session, call->store, &call->engine, hooks);
    if (rc == OK)
        fprintf(stderr, "Going on with \"%s\", which was not ended (--new begins another).\n",
                session_set(running->session)->title);
    return rc;
}

static enum err save_set(struct class_call *call, const struct question_set *set)
{
    const enum err rc = set_save(set, call->save);

    if (rc == OK)
        fprintf(stderr, "%zu questions saved to %s\n", set->count, call->save);
    return rc;
}

static enum err begin(struct class_call *call, struct running *running,
                      const struct session_hooks *hooks)
{
    const bool is_shown = !call->is_ready && !call->no_window && call->later == NULL;
    struct class_words words = { 0 };
    struct question_set *set = NULL;
    enum err rc = make_set(call, &words, &set);

    if (rc == OK && call->save != NULL) {
        rc = save_set(call, set);
        goto out;
    }
    if (rc == OK)
        class_offer_later(call);
    if (rc == OK && is_shown)
        rc = prepare(call, &words, set);
    if (rc != OK)
        goto out;
    class_know_language(call, set->lang);
    rc = session_begin(&running->session, call->store, set, &call->engine, hooks, clock_now_ms());
    set = NULL; /* the session's now */
    if (rc == OK)
        rc = set_timer(call, running->session);
out:
    class_words_dispose(&words);
    set_free(set);
    return rc;
}

enum err class_run(struct class_call *call)
{
    struct running running = { .call = call };
    const struct session_hooks hooks = { closed, ended, forgotten, &running };
    enum err rc = call->save == NULL ? resume(call, &running, &hooks) : ERR_ABSENT;

    if (rc == ERR_ABSENT)
        rc = begin(call, &running, &hooks);
    if (rc == OK && running.session != NULL)
        rc = run_session(call, &running);
    else if (rc == ERR_CANCELLED)
        rc = OK; /* the teacher closed the list of questions */
    session_close(running.session);
    return rc;
}
