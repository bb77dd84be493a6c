#include "app/overlay/builder.h"

#include <stdlib.h>

void builder_start(struct builder *builder)
{
    builder->content.blocks =
        arena_alloc(builder->arena, CONTENT_BLOCKS_MAX * sizeof(struct block));
    builder->content.count = 0;
}

void builder_block(struct builder *builder, struct block model)
{
    if (builder->content.count < CONTENT_BLOCKS_MAX)
        builder->content.blocks[builder->content.count++] = model;
}

/* Spans grow in steps of their own size doubled; the arena keeps the old ones. */
static void make_room(struct builder *builder, struct block *block)
{
    struct span *spans;
    struct click *clicks;
    size_t room = block->count * 2 > 4 ? block->count * 2 : 4;

    if (block->count != 0 && (block->count < 4 || (block->count & (block->count - 1)) != 0))
        return;
    spans = arena_alloc(builder->arena, room * sizeof(*spans));
    clicks = arena_alloc(builder->arena, room * sizeof(*clicks));
    if (block->count > 0) {
        memcpy(spans, block->spans, block->count * sizeof(*spans));
        memcpy(clicks, block->clicks, block->count * sizeof(*clicks));
    }
    block->spans = spans;
    block->clicks = clicks;
}

void builder_click(struct builder *builder, const char *text, enum role role, enum click_kind kind,
                   size_t at)
{
    struct block *block;

    if (builder->content.count == 0)
        return;
    block = &builder->content.blocks[builder->content.count - 1];
    if (block->count == BLOCK_SPANS_MAX)
        return;
    make_room(builder, block);
    block->spans[block->count] =
        (struct span){ .text = str_of(text), .role = role, .lang = builder->card->lang };
    block->clicks[block->count++] = (struct click){ kind, at };
}

void builder_span(struct builder *builder, const char *text, enum role role)
{
    builder_click(builder, text, role, CLICK_NONE, 0);
}

void builder_slice(struct builder *builder, struct str text, enum role role)
{
    if (text.len > 0)
        builder_span(builder, arena_strndup(builder->arena, text.ptr, text.len), role);
}

const char *builder_text(struct builder *builder, const char *key, const char *name,
                         const char *value)
{
    char *filled;
    const char *text;

    if (name == NULL)
        return texts_get(builder->facts->texts, key);
    filled = texts_fill(builder->facts->texts, key, TEXT_ARGS({ name, value }));
    text = arena_strdup(builder->arena, filled);
    free(filled);
    return text;
}

void builder_line(struct builder *builder, const char *text, enum role role, enum space above)
{
    builder_block(builder, (struct block){ .above = above });
    builder_span(builder, text, role);
}
