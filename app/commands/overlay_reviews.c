#include "app/commands/overlay_reviews.h"

#include <string.h>

#include "app/commands/start_program.h"
#include "app/review/deck.h"
#include "dict/base/clock.h"

static int due(void *ctx)
{
    struct overlay_reviews *reviews = ctx;
    int count = 0;

    return deck_count_due(reviews->journal, reviews->lang, clock_now_ms(), &count) == OK ? count
                                                                                         : 0;
}

static bool is_learned(void *ctx, int64_t word)
{
    struct overlay_reviews *reviews = ctx;

    return deck_is_learned(reviews->journal, word);
}

static enum err forget(void *ctx, int64_t word, char review[UUID_LEN + 1])
{
    struct overlay_reviews *reviews = ctx;

    return deck_forget(reviews->journal, word, clock_now_ms(), review);
}

static enum err remember(void *ctx, int64_t word, const char *review)
{
    struct overlay_reviews *reviews = ctx;

    return deck_remember(reviews->journal, word, review, clock_now_ms());
}

static enum err start(void *ctx, const char *command)
{
    const struct overlay_reviews *reviews = ctx;
    const char *review[] = { "wordloot", command, "--lang", reviews->lang, NULL };
    const char *export_window[] = { "wordloot", command, "--window", NULL };
    const char *other[] = { "wordloot", command, NULL };

    if (strcmp(command, "review") == 0)
        return start_program(review);
    return start_program(strcmp(command, "export") == 0 ? export_window : other);
}

const struct overlay_memory *overlay_reviews_init(struct overlay_reviews *reviews,
                                                  struct journal *journal, const char *lang)
{
    *reviews = (struct overlay_reviews){
        .memory = { due, is_learned, forget, remember, start, reviews },
        .journal = journal,
        .lang = lang,
    };
    return journal != NULL ? &reviews->memory : NULL;
}
