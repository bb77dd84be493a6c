#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/classroom/report.h"
#include "app/commands/class_call.h"
#include "app/journal/tags.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

/* Sessions that are over: list, missed words, deletion, and the test given again. */

enum {
    WORDS_MAX = 1000,
    LATER_FROM_DAYS = 7, /* a delayed test shows what stayed after a week or two */
    LATER_TO_DAYS = 28
};

static const int64_t day_ms = INT64_C(86400000);

char *class_store_path(const struct class_call *call)
{
    return file_join(call->paths.data, "class.db");
}

void class_print_date(char out[CLASS_DATE_MAX], int64_t time_ms)
{
    const time_t seconds = (time_t)(time_ms / 1000);
    struct tm local;

    localtime_r(&seconds, &local);
    strftime(out, CLASS_DATE_MAX, "%Y-%m-%d", &local);
}

/* --- the list --- */

static void print_row(void *ctx, const struct store_row *row)
{
    size_t *count = ctx;
    char date[CLASS_DATE_MAX];

    class_print_date(date, row->begun_ms);
    printf("%lld\t%s\t%s\t%s%s\n", (long long)row->id, date, row->title,
           row->ended_ms == 0 ? "open" : "ended", row->has_tests ? ", with tests" : "");
    ++*count;
}

enum err class_print_list(struct class_call *call)
{
    size_t count = 0;
    enum err rc = store_list(call->store, print_row, &count);

    if (rc == OK && count == 0)
        return err_set(ERR_ABSENT, "there are no class sessions");
    return rc;
}

struct seeking {
    const char *number;
    struct class_session *found; /* its id is 0 until then */
};

static void seek_row(void *ctx, const struct store_row *row)
{
    const struct seeking *seeking = ctx;
    struct class_session *found = seeking->found;
    char number[32];

    snprintf(number, sizeof(number), "%lld", (long long)row->id);
    if (found->id != 0 ||
        (strcmp(seeking->number, "last") != 0 && strcmp(seeking->number, number) != 0))
        return;
    *found = (struct class_session){ .id = row->id, .begun_ms = row->begun_ms };
    snprintf(found->title, sizeof(found->title), "%s", row->title);
    snprintf(found->lang, sizeof(found->lang), "%s", row->lang);
}

enum err class_find_session(struct class_session *out, struct class_call *call, const char *number)
{
    struct seeking seeking = { number, out };
    enum err rc;

    *out = (struct class_session){ 0 };
    rc = store_list(call->store, seek_row, &seeking);
    if (rc == OK && out->id == 0)
        return err_set(ERR_ABSENT, "there is no class session \"%.40s\": see wordloot class --list",
                       number);
    return rc;
}

enum err class_past_open(struct class_past *out, struct class_call *call, const char *number)
{
    enum err rc = class_find_session(&out->row, call, number);

    if (rc != OK)
        return rc;
    class_know_language(call, out->row.lang);
    return store_resume(call->store, out->row.id, call->engine, &out->set, &out->engine);
}

void class_past_close(struct class_past *past)
{
    engine_free(past->engine);
    set_free(past->set);
}

/* --- missed words --- */

static enum err tag_word(struct class_call *call, const char *lang, const char *headword)
{
    struct kept kept;
    enum err rc = journal_word_seen(call->journal, lang, headword, &kept);

    if (rc == OK && kept.word != 0)
        return journal_tag_add(call->journal, kept.word, call->tag);
    if (rc == OK)
        fprintf(stderr, "wordloot: \"%.100s\" is not in your journal, and gets no tag\n", headword);
    return rc;
}

enum err class_print_missed(struct class_call *call)
{
    struct report_word *words = xcalloc(WORDS_MAX, sizeof(*words));
    struct class_past past = { 0 };
    enum err rc = class_past_open(&past, call, call->missed);
    size_t count = rc == OK ? report_words(past.engine, words, WORDS_MAX) : 0, missed = 0;

    for (size_t i = 0; rc == OK && i < count; i++) {
        if (words[i].right == words[i].answers)
            continue;
        printf("%s\t%zu of %zu\n", words[i].question->headword, words[i].answers - words[i].right,
               words[i].answers);
        missed++;
        if (call->tag != NULL)
            rc = tag_word(call, past.set->lang, words[i].question->headword);
    }
    if (rc == OK && missed == 0)
        rc = err_set(ERR_ABSENT, "no word was missed in this session");
    free(words);
    class_past_close(&past);
    return rc;
}

/* --- deleting --- */

enum err class_delete(struct class_call *call)
{
    struct class_session row;
    enum err rc = class_find_session(&row, call, call->remove);

    if (rc == OK)
        rc = store_delete(call->store, row.id);
    if (rc == OK)
        class_delete_report(call, row.id);
    if (rc == OK)
        fprintf(stderr, "Deleted, with its report: %s\n", row.title);
    return rc;
}

/* --- the test given again --- */

struct offering {
    struct store_row found;
    char title[256];
    int64_t now_ms;
};

static void seek_offer(void *ctx, const struct store_row *row)
{
    struct offering *offering = ctx;
    const int64_t age_ms = offering->now_ms - row->begun_ms;

    if (offering->found.id != 0 || !row->has_tests || row->ended_ms == 0 ||
        age_ms < LATER_FROM_DAYS * day_ms || age_ms > LATER_TO_DAYS * day_ms)
        return;
    offering->found = *row;
    snprintf(offering->title, sizeof(offering->title), "%s", row->title);
}

void class_offer_later(struct class_call *call)
{
    struct offering offering = { .now_ms = clock_now_ms() };

    if (store_list(call->store, seek_offer, &offering) != OK || offering.found.id == 0)
        return;
    fprintf(stderr,
            "The test of \"%s\" is %lld days ago; to see what stayed, give it again:\n"
            "    wordloot class --later %lld\n",
            offering.title, (long long)((offering.now_ms - offering.found.begun_ms) / day_ms),
            (long long)offering.found.id);
}

enum err class_later_set(struct class_call *call, struct question_set **out)
{
    struct class_past past = { 0 };
    struct question_set *set = NULL;
    enum err rc = class_past_open(&past, call, call->later);

    if (rc == OK)
        set = set_new(past.set->lang, past.set->title);
    for (size_t i = 0; rc == OK && i < past.set->count; i++)
        if (past.set->items[i].form != FORM_PRACTICE)
            rc = set_add(set, &past.set->items[i]);
    if (rc == OK && set->count == 0)
        rc = err_set(ERR_ABSENT, "\"%.100s\" had no tests to give again", past.row.title);
    class_past_close(&past);
    if (rc == OK)
        *out = set;
    else
        set_free(set);
    return rc;
}
