#include "app/commands/selection.h"

#include <stdlib.h>
#include <string.h>

#include "app/commands/when.h"
#include "app/review/cache.h"
#include "dict/base/clock.h"

enum { DIGITS_MAX = 9 };

/* TEXT as a number from 1 on; false if it is none. */
static bool read_number(int64_t *out, const char *text)
{
    if (strlen(text) > DIGITS_MAX || strspn(text, "0123456789") != strlen(text))
        return false;
    *out = strtoll(text, NULL, 10);
    return *out > 0;
}

static int read_times(struct selection *selection, const struct command *command)
{
    const int64_t now_ms = clock_now_ms();
    struct word_filter *filter = &selection->filter;
    const char *wrong = NULL;

    if (selection->since != NULL && !when_parse(&filter->since_ms, selection->since, now_ms, false))
        wrong = selection->since;
    else if (selection->until != NULL &&
             !when_parse(&filter->until_ms, selection->until, now_ms, true))
        wrong = selection->until;
    if (wrong != NULL)
        return command_misused(command, "\"%.100s\" is no time: say 2026-11-01, 7d or today",
                               wrong);
    if (selection->due)
        filter->due_ms = now_ms;
    return EXIT_DONE;
}

static int read_session(struct selection *selection, const struct command *command)
{
    const char *session = selection->session;

    if (session == NULL)
        return EXIT_DONE;
    if (strcmp(session, "last") == 0)
        selection->filter.session = SESSION_LAST;
    else if (!read_number(&selection->filter.session, session))
        return command_misused(command, "\"%.100s\" is no play session: say last or a number",
                               session);
    return EXIT_DONE;
}

int selection_read(struct selection *selection, const struct command *command)
{
    struct word_filter *filter = &selection->filter;
    int64_t limit = 0;
    int code = read_times(selection, command);

    if (code == EXIT_DONE)
        code = read_session(selection, command);
    if (code != EXIT_DONE)
        return code;
    filter->lang = selection->lang;
    filter->game = selection->game;
    filter->tag = selection->tag;
    filter->by_state = selection->state != NULL;
    if (selection->state != NULL && !word_state_find(&filter->state, selection->state))
        return command_misused(command, "no state \"%.100s\": learning, known or ignored",
                               selection->state);
    if (selection->order != NULL && !word_order_find(&filter->order, selection->order))
        return command_misused(command,
                               "no order \"%.100s\": found, frequency, alphabet or strength",
                               selection->order);
    if (selection->limit != NULL && !read_number(&limit, selection->limit))
        return command_misused(command, "--limit needs a number from 1 on");
    filter->limit = (size_t)limit;
    return EXIT_DONE;
}

bool selection_is_filtered(const struct selection *selection)
{
    return selection->lang != NULL || selection->game != NULL || selection->session != NULL ||
           selection->since != NULL || selection->until != NULL || selection->state != NULL ||
           selection->tag != NULL || selection->due;
}

enum err selection_renew_cards(struct journal *journal)
{
    char notice[NOTICE_MAX];
    struct plan plan;

    /* What the cache says is better than nothing. */
    if (journal_is_read_only(journal))
        return OK;
    plan_read(&plan, journal, notice);
    return cache_refresh(&plan, journal, clock_now_ms(), NULL);
}

enum err selection_prepare(const struct selection *selection, struct journal *journal)
{
    const bool asked = selection->due || selection->filter.order == ORDER_STRENGTH;

    return asked ? selection_renew_cards(journal) : OK;
}
