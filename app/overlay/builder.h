#ifndef OVERLAY_BUILDER_H
#define OVERLAY_BUILDER_H

/* Building content block by block; what does not fit its ceilings is left out. */

#include "app/overlay/content.h"

struct builder {
    const struct card *card;
    const struct content_facts *facts;
    struct arena *arena;
    struct content content;
};

void builder_start(struct builder *builder);
/* Begins a block like MODEL; spans go into it until the next one. */
void builder_block(struct builder *builder, struct block model);
/* TEXT must live as long as the arena, or be a constant. */
void builder_span(struct builder *builder, const char *text, enum role role);
void builder_click(struct builder *builder, const char *text, enum role role, enum click_kind kind,
                   size_t at);
/* Copies a slice; an empty one is left out. */
void builder_slice(struct builder *builder, struct str text, enum role role);
/* The interface's text for KEY; with {NAME} filled by VALUE unless NAME is NULL. */
const char *builder_text(struct builder *builder, const char *key, const char *name,
                         const char *value);
/* A block of one span. */
void builder_line(struct builder *builder, const char *text, enum role role, enum space above);

/* The entries of the candidate shown (content_entry.c) and the badge (content_badge.c). */
void content_add_entries(struct builder *builder);
void content_add_badge(struct builder *builder);

#endif
