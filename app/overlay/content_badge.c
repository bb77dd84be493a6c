/* The badge: whether a word is new, was met before, or is known. */

#include <stdio.h>
#include <stdlib.h>

#include "app/overlay/builder.h"

enum { DAY_MS = 24 * 60 * 60 * 1000 };

/* "today", "yesterday", "5 days ago", in ARENA. */
static const char *when(struct builder *builder, int64_t then_ms)
{
    int64_t days = (builder->facts->now_ms - then_ms) / DAY_MS;
    char *text;
    const char *copy;

    if (days <= 0)
        return builder_text(builder, "when.today", NULL, NULL);
    if (days == 1)
        return builder_text(builder, "when.yesterday", NULL, NULL);
    text = texts_plural(builder->facts->texts, "when.days-ago", (long)days, NULL, 0);
    copy = arena_strdup(builder->arena, text);
    free(text);
    return copy;
}

static const char *met_before(struct builder *builder)
{
    const struct kept *kept = &builder->card->keeping;
    const char *last = when(builder, kept->last_ms), *copy;
    char times[16];
    char *text;

    snprintf(times, sizeof(times), "%d", kept->times_before + 1);
    if (kept->last_game[0] != '\0')
        text = texts_fill(builder->facts->texts, "badge.again-in",
                          TEXT_ARGS({ "n", times }, { "game", kept->last_game }, { "when", last }));
    else
        text = texts_fill(builder->facts->texts, "badge.again",
                          TEXT_ARGS({ "n", times }, { "when", last }));
    copy = arena_strdup(builder->arena, text);
    free(text);
    return copy;
}

void content_add_badge(struct builder *builder)
{
    const struct card *card = builder->card;
    const char *text;
    enum role role;

    if (!card->kept)
        return;
    if (card->keeping.state == WORD_KNOWN) {
        role = ROLE_BADGE_KNOWN;
        text = builder_text(builder, "badge.known", NULL, NULL);
    } else if (card->keeping.times_before == 0) {
        role = ROLE_BADGE_NEW;
        text = builder_text(builder, "badge.new", NULL, NULL);
    } else if (card->learned) {
        role = ROLE_BADGE_KNOWN;
        text = builder_text(builder, "badge.learned", NULL, NULL);
    } else {
        role = ROLE_BADGE_AGAIN;
        text = met_before(builder);
    }
    builder_block(builder, (struct block){ .kind = BLOCK_PILL, .above = SPACE_LINE });
    builder_span(builder, text, role);
}
