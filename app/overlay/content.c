#include "app/overlay/content.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/overlay/builder.h"
#include "app/overlay/keys.h"

enum { KEYS_MAX = 60 };

/* Reviews are offered where the player has not begun anything else. */
static void add_offer(struct builder *builder)
{
    char *text;

    if (builder->facts->due == 0)
        return;
    text = texts_plural(builder->facts->texts, "offer.review", builder->facts->due, NULL, 0);
    builder_line(builder, arena_strdup(builder->arena, text), ROLE_COMPLETION_OWN, SPACE_BLOCK);
    free(text);
}

static void build_greeting(struct builder *builder)
{
    const char *const *problem;

    builder_line(builder, "Wordloot", ROLE_TITLE, SPACE_TIGHT);
    if (builder->facts->hotkey != NULL)
        builder_line(builder,
                     builder_text(builder, "greeting.hotkey", "key", builder->facts->hotkey),
                     ROLE_TRANSLATION, SPACE_LINE);
    if (builder->facts->read_hotkey != NULL)
        builder_line(builder,
                     builder_text(builder, "greeting.read", "key", builder->facts->read_hotkey),
                     ROLE_TRANSLATION, SPACE_LINE);
    for (problem = builder->facts->problems; problem != NULL && *problem != NULL; problem++)
        builder_line(builder, *problem, ROLE_WARNING, SPACE_BLOCK);
    add_offer(builder);
}

static void add_completions(struct builder *builder)
{
    const struct card *card = builder->card;
    size_t i;

    for (i = 0; i < card->completion_count; i++) {
        const struct completion *completion = &card->completions[i];
        enum role role = completion->own ? ROLE_COMPLETION_OWN : ROLE_COMPLETION;

        builder_block(
            builder, (struct block){ .above = i == 0 ? SPACE_BLOCK : SPACE_TIGHT, .max_lines = 1 });
        builder_click(builder, completion->headword,
                      (int)i == card->completion_at ? ROLE_COMPLETION_CHOSEN : role,
                      CLICK_COMPLETION, i);
        if (completion->own) {
            builder_span(builder, "   ", ROLE_LABEL);
            builder_span(builder, builder_text(builder, "prompt.own", NULL, NULL), ROLE_LABEL);
        }
    }
}

static void build_prompt(struct builder *builder)
{
    const struct card *card = builder->card;
    bool empty = card->typed.len == 0;

    builder_block(builder, (struct block){ .kind = BLOCK_FIELD, .caret_at_start = empty });
    builder_span(builder,
                 empty ? builder_text(builder, "prompt.hint", NULL, NULL)
                       : arena_strdup(builder->arena, buf_text(&card->typed)),
                 empty ? ROLE_HINT : ROLE_PROMPT);
    add_completions(builder);
    if (empty && card->sentence.len > 0) {
        builder_block(builder, (struct block){ .above = SPACE_BLOCK, .max_lines = 2 });
        builder_slice(builder, buf_str(&card->sentence), ROLE_EXAMPLE);
    }
    if (empty)
        add_offer(builder);
}

/* A line that says what is asked for, and the field it is typed in. */
static void build_question(struct builder *builder, const char *question, const char *about)
{
    builder_line(builder, builder_text(builder, question, "word", about), ROLE_TRANSLATION,
                 SPACE_TIGHT);
    builder_block(builder, (struct block){ .kind = BLOCK_FIELD,
                                           .above = SPACE_LINE,
                                           .caret_at_start = builder->card->typed.len == 0 });
    builder_span(builder,
                 builder->card->typed.len == 0
                     ? builder_text(builder, "teach.empty", NULL, NULL)
                     : arena_strdup(builder->arena, buf_text(&builder->card->typed)),
                 builder->card->typed.len == 0 ? ROLE_HINT : ROLE_PROMPT);
}

static void build_teaching(struct builder *builder)
{
    build_question(builder, "teach.form", builder->card->answer.query);
    add_completions(builder);
}

static void build_defining(struct builder *builder)
{
    const struct candidate *candidate = card_candidate(builder->card);

    build_question(builder, "teach.definition",
                   candidate != NULL ? candidate->headword : builder->card->answer.query);
}

static void build_correcting(struct builder *builder)
{
    const struct line_edit *line = &builder->card->correction;
    const struct str text = buf_str(&line->text);
    const bool inside = line->at > 0 && line->at < text.len;

    builder_line(builder, builder_text(builder, "correct.title", NULL, NULL), ROLE_TRANSLATION,
                 SPACE_TIGHT);
    builder_block(builder, (struct block){ .kind = BLOCK_FIELD,
                                           .above = SPACE_LINE,
                                           .caret_at_start = line->at == 0,
                                           .caret_between = inside });
    builder_slice(builder, str_sub(text, 0, inside ? line->at : text.len), ROLE_PROMPT);
    if (inside)
        builder_slice(builder, str_from(text, line->at), ROLE_PROMPT);
}

/* Whether the sentence's word AT is the one chosen, or belongs to the phrase that is shown. */
static bool is_chosen(const struct card *card, size_t at)
{
    const struct candidate *candidate = card_candidate(card);
    const struct word_span word = card->words[at];

    if (card->page == CARD_ANSWER && candidate != NULL && candidate->phrase_len > 0)
        return word.at >= candidate->phrase_at &&
               word.at + word.len <= candidate->phrase_at + candidate->phrase_len;
    return at == card->word_at;
}

static void add_sentence(struct builder *builder, enum role chosen)
{
    const struct card *card = builder->card;
    struct str sentence = buf_str(&card->sentence);
    size_t i, at = 0;

    for (i = 0; i < card->word_count; i++) {
        const struct word_span word = card->words[i];

        builder_slice(builder, str_sub(sentence, at, word.at - at), ROLE_SENTENCE);
        builder_click(builder, arena_strndup(builder->arena, sentence.ptr + word.at, word.len),
                      is_chosen(card, i) ? chosen : ROLE_SENTENCE, CLICK_WORD, i);
        at = word.at + word.len;
    }
    builder_slice(builder, str_from(sentence, at), ROLE_SENTENCE);
}

static void build_sentence(struct builder *builder)
{
    builder_block(builder, (struct block){ 0 });
    add_sentence(builder, ROLE_WORD_CHOSEN);
}

/* The sentence with the word, and room for what it could mean. */
static void build_guess(struct builder *builder)
{
    const struct buf *guess = &builder->card->guess.text;

    builder_block(builder, (struct block){ .max_lines = 8 });
    add_sentence(builder, ROLE_WORD_CHOSEN);
    builder_block(builder, (struct block){ .kind = BLOCK_FIELD,
                                           .above = SPACE_BLOCK,
                                           .caret_at_start = guess->len == 0 });
    builder_span(builder,
                 guess->len == 0 ? builder_text(builder, "guess.hint", NULL, NULL)
                                 : arena_strdup(builder->arena, buf_text(guess)),
                 guess->len == 0 ? ROLE_HINT : ROLE_PROMPT);
}

/* What is looked for, and the lines around the one chosen, the newest below. */
static void build_lines(struct builder *builder)
{
    enum { AROUND = 5 };
    const struct card *card = builder->card;
    const bool empty = card->search.text.len == 0;
    const size_t from = card->line_at > AROUND ? card->line_at - AROUND : 0;
    size_t i;

    builder_block(builder, (struct block){ .kind = BLOCK_FIELD, .caret_at_start = empty });
    builder_span(builder,
                 empty ? builder_text(builder, "lines.hint", NULL, NULL)
                       : arena_strdup(builder->arena, buf_text(&card->search.text)),
                 empty ? ROLE_HINT : ROLE_PROMPT);
    for (i = from; i < card->line_count && i <= card->line_at + AROUND; i++) {
        if (!card_line_matches(card, i))
            continue;
        builder_block(builder, (struct block){ .above = SPACE_BLOCK,
                                               .max_lines = i == card->line_at ? 4 : 2 });
        builder_slice(builder, str_of(card->lines[i]),
                      i == card->line_at ? ROLE_COMPLETION_CHOSEN : ROLE_EXAMPLE);
    }
}

static void add_candidates(struct builder *builder)
{
    const struct answer *answer = &builder->card->answer;
    size_t i;

    if (answer->shown_count < 2)
        return;
    builder_block(builder, (struct block){ .above = SPACE_LINE, .max_lines = 2 });
    for (i = 0; i < answer->shown_count; i++) {
        if (i > 0)
            builder_span(builder, "   ", ROLE_COMPLETION);
        builder_click(builder, answer->candidates[i].headword,
                      i == builder->card->candidate_at ? ROLE_COMPLETION_CHOSEN : ROLE_COMPLETION,
                      CLICK_CANDIDATE, i);
    }
}

static void add_context(struct builder *builder)
{
    if (builder->card->form_len == 0)
        return;
    builder_block(builder, (struct block){ .kind = BLOCK_RULE, .above = SPACE_BLOCK });
    builder_block(builder, (struct block){ .above = SPACE_LINE,
                                           .max_lines = builder->card->browsing ? 8 : 4 });
    add_sentence(builder, ROLE_FORM);
}

static void add_suggestions(struct builder *builder)
{
    const struct answer *answer = &builder->card->answer;
    size_t i;

    if (answer->suggestion_count == 0)
        return;
    builder_block(builder, (struct block){ .above = SPACE_BLOCK });
    builder_span(builder, builder_text(builder, "answer.did-you-mean", NULL, NULL), ROLE_LABEL);
    for (i = 0; i < answer->suggestion_count; i++) {
        builder_span(builder, i > 0 ? ", " : " ", ROLE_LABEL);
        builder_span(builder, answer->suggestions[i], ROLE_COMPLETION);
    }
}

/* What was met, and the way from it to the headword: "andarono: a form of". */
static void add_way(struct builder *builder, const struct candidate *candidate)
{
    const char *query = builder->card->answer.query;
    char key[32];

    if (strcmp(query, candidate->headword) == 0)
        return;
    snprintf(key, sizeof(key), "how.%s", how_name(candidate->how));
    builder_block(builder, (struct block){ .above = SPACE_TIGHT, .max_lines = 2 });
    builder_span(builder, builder_text(builder, key, "form", query), ROLE_NOTE);
}

static void build_answer(struct builder *builder)
{
    const struct candidate *candidate = card_candidate(builder->card);

    builder_block(builder, (struct block){ .max_lines = 3 });
    builder_span(builder, candidate != NULL ? candidate->headword : builder->card->answer.query,
                 ROLE_HEADWORD);
    content_add_badge(builder);
    if (candidate != NULL)
        add_way(builder, candidate);
    else
        builder_line(builder, builder_text(builder, "answer.nothing", NULL, NULL), ROLE_WARNING,
                     SPACE_LINE);
    add_candidates(builder);
    if (candidate != NULL)
        content_add_entries(builder);
    add_suggestions(builder);
    add_context(builder);
}

static void build_keys(struct builder *builder)
{
    struct key_help keys[KEYS_MAX];
    size_t i, count = keys_help(builder->card, false, keys, KEYS_MAX);

    builder_line(builder, builder_text(builder, "keys.title", NULL, NULL), ROLE_TITLE, SPACE_TIGHT);
    for (i = 0; i < count; i++) {
        builder_block(builder, (struct block){ .above = i == 0 ? SPACE_BLOCK : SPACE_LINE });
        builder_span(builder, keys[i].cap, ROLE_KEY_CAP);
        builder_span(builder, "  ", ROLE_KEY_TEXT);
        builder_span(builder, builder_text(builder, keys[i].text, NULL, NULL), ROLE_KEY_TEXT);
    }
}

static void add_notices(struct builder *builder)
{
    const struct card *card = builder->card;

    if (builder->facts->reading_along && card->page == CARD_PROMPT)
        builder_line(builder, builder_text(builder, "watch-screen.on", NULL, NULL), ROLE_LABEL,
                     SPACE_BLOCK);
    if (builder->facts->watching && card->page != CARD_KEYS)
        builder_line(builder, builder_text(builder, "watch.on", NULL, NULL), ROLE_LABEL,
                     SPACE_BLOCK);
    if (card->notice != NULL)
        builder_line(builder, builder_text(builder, card->notice, "detail", card->notice_detail),
                     ROLE_WARNING, SPACE_BLOCK);
}

struct content content_build(const struct card *card, const struct content_facts *facts,
                             struct arena *arena)
{
    static void (*const pages[])(struct builder *) = {
        [CARD_GREETING] = build_greeting, [CARD_PROMPT] = build_prompt,
        [CARD_SENTENCE] = build_sentence, [CARD_ANSWER] = build_answer,
        [CARD_TEACH] = build_teaching,    [CARD_DEFINE] = build_defining,
        [CARD_KEYS] = build_keys,         [CARD_CORRECT] = build_correcting,
        [CARD_GUESS] = build_guess,       [CARD_LINES] = build_lines,
    };
    struct builder builder = { .card = card, .facts = facts, .arena = arena };

    builder_start(&builder);
    pages[card->page](&builder);
    add_notices(&builder);
    return builder.content;
}
