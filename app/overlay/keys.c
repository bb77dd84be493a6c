#include "app/overlay/keys.h"

#include "dict/base/mem.h"

/* Where a row holds: pages as bits, and what else must be so. */
enum {
    ON_PROMPT = 1 << CARD_PROMPT,
    ON_SENTENCE = 1 << CARD_SENTENCE,
    ON_ANSWER = 1 << CARD_ANSWER,
    ON_GREETING = 1 << CARD_GREETING,
    ON_KEYS = 1 << CARD_KEYS,
    ON_TEACH = 1 << CARD_TEACH,
    ON_DEFINE = 1 << CARD_DEFINE,
    ON_CORRECT = 1 << CARD_CORRECT,
    ON_LINES = 1 << CARD_LINES,
    ON_GUESS = 1 << CARD_GUESS,
    ON_LESSON = ON_TEACH | ON_DEFINE,
    ANYWHERE = ON_PROMPT | ON_SENTENCE | ON_ANSWER | ON_GREETING | ON_GUESS
};

static bool has_choice(const struct card *card)
{
    return card->page == CARD_ANSWER ? card->answer.shown_count > 1 : card->completion_count > 0;
}

static bool has_last_line(const struct card *card)
{
    return card->typed.len == 0 && card->sentence.len > 0;
}

static bool is_typed(const struct card *card)
{
    return card->typed.len > 0;
}

static bool is_kept(const struct card *card)
{
    return card->kept;
}

static bool is_open_answer(const struct card *card)
{
    return card->has_answer && !card->kept && card->journal != NULL;
}

static bool is_browsing(const struct card *card)
{
    return card->browsing;
}

static bool is_browsing_open(const struct card *card)
{
    return card->browsing && is_open_answer(card);
}

static bool has_sentence(const struct card *card)
{
    return card->sentence.len > 0;
}

static bool is_learned(const struct card *card)
{
    return card->learned;
}

static bool can_review(const struct card *card)
{
    return card->memory != NULL;
}

static bool has_context(const struct card *card)
{
    return card->form_len > 0;
}

static bool can_teach(const struct card *card)
{
    return card->has_answer && card->journal != NULL;
}

static bool has_refs(const struct card *card)
{
    return card_ref_count(card) > 0;
}

static bool has_trail(const struct card *card)
{
    return card->trail_count > 0;
}

struct binding {
    const char *cap;  /* NULL: not told, its neighbour tells both */
    const char *text; /* of assets/texts */
    bool strip;       /* belongs to the one-line strip */
    unsigned pages;
    bool (*also)(const struct card *card); /* NULL: always */
    enum platform_key_name key;
    char letter; /* with PLATFORM_KEY_TEXT: this letter or sign */
    bool ctrl, shift;
    enum action action;
};

#define NAMED(name) PLATFORM_KEY_##name, 0, false, false
#define CTRL(letter) PLATFORM_KEY_TEXT, letter, true, false
#define CTRL_NAMED(name) PLATFORM_KEY_##name, 0, true, false
#define CTRL_SHIFT(name) PLATFORM_KEY_##name, 0, true, true

#define FOLLOW(digit)                                                                        \
    {                                                                                        \
        NULL, NULL, false, ON_ANSWER, NULL, CTRL('0' + (digit)), ACTION_FOLLOW_1 + (digit)-1 \
    }

#define WORD(digit)                                                                                \
    {                                                                                              \
        NULL, NULL, false, ON_ANSWER, is_browsing, PLATFORM_KEY_TEXT, '0' + (digit), false, false, \
            ACTION_WORD_1 + (digit)-1                                                              \
    }

/* The first row that fits wins; the order is also the strip's. */
static const struct binding bindings[] = {
    { "Enter", "key.teach-keep", true, ON_LESSON, NULL, NAMED(ENTER), ACTION_CONFIRM },
    { "Tab", "key.complete", true, ON_TEACH, has_choice, NAMED(TAB), ACTION_NEXT },
    { NULL, NULL, false, ON_TEACH, has_choice, NAMED(DOWN), ACTION_NEXT },
    { NULL, NULL, false, ON_TEACH, has_choice, NAMED(UP), ACTION_PREVIOUS },
    { NULL, NULL, false, ON_TEACH, has_choice, PLATFORM_KEY_TAB, 0, false, true, ACTION_PREVIOUS },
    { NULL, NULL, false, ON_LESSON, NULL, NAMED(BACKSPACE), ACTION_ERASE },
    { NULL, NULL, false, ON_LESSON, NULL, CTRL_NAMED(BACKSPACE), ACTION_ERASE_WORD },
    { "Esc", "key.teach-leave", true, ON_LESSON, NULL, NAMED(ESCAPE), ACTION_CANCEL },
    { "Enter", "key.take-line", true, ON_LINES, NULL, NAMED(ENTER), ACTION_LINE_TAKE },
    { "↑ ↓", "key.choose-line", true, ON_LINES, NULL, NAMED(UP), ACTION_LINE_PREVIOUS },
    { NULL, NULL, false, ON_LINES, NULL, NAMED(DOWN), ACTION_LINE_NEXT },
    { NULL, NULL, false, ON_LINES, NULL, NAMED(BACKSPACE), ACTION_ERASE },
    { "Esc", "key.back", true, ON_LINES, NULL, NAMED(ESCAPE), ACTION_BACK },
    { "Enter", "key.guessed", true, ON_GUESS, NULL, NAMED(ENTER), ACTION_GUESSED },
    { "← →", "key.choose-word", true, ON_GUESS, NULL, NAMED(RIGHT), ACTION_WORD_NEXT },
    { NULL, NULL, false, ON_GUESS, NULL, NAMED(LEFT), ACTION_WORD_PREVIOUS },
    { NULL, NULL, false, ON_GUESS, NULL, NAMED(BACKSPACE), ACTION_ERASE },
    { "Enter", "key.correct-take", true, ON_CORRECT, NULL, NAMED(ENTER), ACTION_CORRECTED },
    { "Esc", "key.teach-leave", true, ON_CORRECT, NULL, NAMED(ESCAPE), ACTION_CANCEL },
    { NULL, NULL, false, ON_CORRECT, NULL, NAMED(LEFT), ACTION_CARET_LEFT },
    { NULL, NULL, false, ON_CORRECT, NULL, NAMED(RIGHT), ACTION_CARET_RIGHT },
    { NULL, NULL, false, ON_CORRECT, NULL, NAMED(HOME), ACTION_CARET_START },
    { NULL, NULL, false, ON_CORRECT, NULL, NAMED(END), ACTION_CARET_END },
    { NULL, NULL, false, ON_CORRECT, NULL, NAMED(BACKSPACE), ACTION_CARET_ERASE },
    { NULL, NULL, false, ON_CORRECT, NULL, NAMED(DELETE), ACTION_CARET_DELETE },
    { "Enter", "key.look-up", true, ON_PROMPT, is_typed, NAMED(ENTER), ACTION_LOOK_UP },
    { "Enter", "key.look-up", true, ON_SENTENCE, NULL, NAMED(ENTER), ACTION_LOOK_UP },
    { "Enter", "key.keep", true, ON_ANSWER, is_browsing_open, NAMED(ENTER), ACTION_KEEP_ANYWAY },
    { "← →", "key.choose-word", true, ON_ANSWER, is_browsing, NAMED(RIGHT), ACTION_WORD_NEXT },
    { "1…9", "key.choose-nth", false, ON_ANSWER, is_browsing, PLATFORM_KEY_TEXT, '1', false, false,
      ACTION_WORD_1 },
    WORD(2),
    WORD(3),
    WORD(4),
    WORD(5),
    WORD(6),
    WORD(7),
    WORD(8),
    WORD(9),
    { "Enter", "key.keep-anyway", true, ON_ANSWER, is_open_answer, NAMED(ENTER),
      ACTION_KEEP_ANYWAY },
    { "← →", "key.choose-word", true, ON_SENTENCE, NULL, NAMED(RIGHT), ACTION_WORD_NEXT },
    { NULL, NULL, false, ON_SENTENCE, NULL, NAMED(LEFT), ACTION_WORD_PREVIOUS },
    { NULL, NULL, false, ON_SENTENCE, NULL, NAMED(TAB), ACTION_WORD_NEXT },
    { NULL, NULL, false, ON_SENTENCE, NULL, PLATFORM_KEY_TAB, 0, false, true,
      ACTION_WORD_PREVIOUS },
    { "Space", "key.translation", true, ON_ANSWER, card_has_both, NAMED(SPACE), ACTION_TRANSLATE },
    { "Tab", "key.other-headword", true, ON_ANSWER, has_choice, NAMED(TAB), ACTION_NEXT },
    { "Tab", "key.complete", true, ON_PROMPT, has_choice, NAMED(TAB), ACTION_NEXT },
    { NULL, NULL, false, ON_ANSWER | ON_PROMPT, has_choice, PLATFORM_KEY_TAB, 0, false, true,
      ACTION_PREVIOUS },
    { NULL, NULL, false, ON_ANSWER | ON_PROMPT, has_choice, NAMED(DOWN), ACTION_NEXT },
    { NULL, NULL, false, ON_ANSWER | ON_PROMPT, has_choice, NAMED(UP), ACTION_PREVIOUS },
    { "↓", "key.last-line", true, ON_PROMPT, has_last_line, NAMED(DOWN), ACTION_NEXT },
    { "← →", "key.choose-word", false, ON_ANSWER, has_context, NAMED(RIGHT), ACTION_WORD_NEXT },
    { NULL, NULL, false, ON_ANSWER, has_context, NAMED(LEFT), ACTION_WORD_PREVIOUS },
    { "Ctrl+F", "key.forgotten", true, ON_ANSWER, is_learned, CTRL('f'), ACTION_FORGOTTEN },
    { "Ctrl+E", "key.correct", true, ON_ANSWER | ON_SENTENCE, has_sentence, CTRL('e'),
      ACTION_CORRECT },
    { "Ctrl+S", "key.read", false, ANYWHERE, NULL, CTRL('s'), ACTION_READ },
    { "Ctrl+O", "key.lines", false, ANYWHERE, NULL, CTRL('o'), ACTION_LINES },
    { "Ctrl+N", "key.watch-screen", false, ANYWHERE, NULL, CTRL('n'), ACTION_WATCH_SCREEN },
    { "Ctrl+G", "key.region", false, ANYWHERE, can_review, CTRL('g'), ACTION_REGION },
    { "Ctrl+X", "key.export", false, ANYWHERE, can_review, CTRL('x'), ACTION_EXPORT },
    { "Ctrl+R", "key.review", false, ANYWHERE, can_review, CTRL('r'), ACTION_REVIEW },
    { "Ctrl+Z", "key.undo", true, ON_ANSWER, is_kept, CTRL('z'), ACTION_UNDO },
    { "Ctrl+Z", "key.undo", false, ANYWHERE, NULL, CTRL('z'), ACTION_UNDO },
    { "Ctrl+K", "key.known", false, ON_ANSWER, is_kept, CTRL('k'), ACTION_KNOWN },
    { "Ctrl+V", "key.paste", false, ANYWHERE, NULL, CTRL('v'), ACTION_PASTE },
    { "Ctrl+L", "key.teach", false, ON_ANSWER, can_teach, CTRL('l'), ACTION_TEACH },
    { "Ctrl+D", "key.define", false, ON_ANSWER, can_teach, CTRL('d'), ACTION_DEFINE },
    { "Backspace", "key.follow-back", true, ON_ANSWER, has_trail, NAMED(BACKSPACE),
      ACTION_FOLLOW_BACK },
    { "Ctrl+1…9", "key.follow", true, ON_ANSWER, has_refs, CTRL('1'), ACTION_FOLLOW_1 },
    FOLLOW(2),
    FOLLOW(3),
    FOLLOW(4),
    FOLLOW(5),
    FOLLOW(6),
    FOLLOW(7),
    FOLLOW(8),
    FOLLOW(9),
    { "Enter", "key.leave-open", true, ON_ANSWER, NULL, NAMED(ENTER), ACTION_LEAVE_OPEN },
    { NULL, NULL, false, ON_PROMPT, NULL, NAMED(BACKSPACE), ACTION_ERASE },
    { NULL, NULL, false, ON_PROMPT, NULL, CTRL_NAMED(BACKSPACE), ACTION_ERASE_WORD },
    { "↓ ↑", "key.scroll", true, ON_KEYS, NULL, NAMED(DOWN), ACTION_SCROLL_DOWN },
    { NULL, NULL, false, ON_KEYS, NULL, NAMED(UP), ACTION_SCROLL_UP },
    { "PgDn PgUp", "key.scroll", false, ON_ANSWER, NULL, NAMED(PAGE_DOWN), ACTION_SCROLL_DOWN },
    { NULL, NULL, false, ON_ANSWER | ON_KEYS, NULL, NAMED(PAGE_UP), ACTION_SCROLL_UP },
    { NULL, NULL, false, ON_KEYS, NULL, NAMED(PAGE_DOWN), ACTION_SCROLL_DOWN },
    { "Ctrl+B", "key.watch", false, ANYWHERE, NULL, CTRL('b'), ACTION_WATCH },
    { "Ctrl+T", "key.click-through", false, ANYWHERE, NULL, CTRL('t'), ACTION_CLICK_THROUGH },
    { "Ctrl+arrows", "key.corner", false, ANYWHERE, NULL, CTRL_NAMED(LEFT), ACTION_CORNER_LEFT },
    { NULL, NULL, false, ANYWHERE, NULL, CTRL_NAMED(RIGHT), ACTION_CORNER_RIGHT },
    { NULL, NULL, false, ANYWHERE, NULL, CTRL_NAMED(UP), ACTION_CORNER_UP },
    { NULL, NULL, false, ANYWHERE, NULL, CTRL_NAMED(DOWN), ACTION_CORNER_DOWN },
    { "Ctrl+Shift+← →", "key.width", false, ANYWHERE, NULL, CTRL_SHIFT(RIGHT), ACTION_WIDER },
    { NULL, NULL, false, ANYWHERE, NULL, CTRL_SHIFT(LEFT), ACTION_NARROWER },
    { "Ctrl++ Ctrl+-", "key.text-size", false, ANYWHERE, NULL, CTRL('+'), ACTION_LARGER },
    { NULL, NULL, false, ANYWHERE, NULL, CTRL('='), ACTION_LARGER },
    { NULL, NULL, false, ANYWHERE, NULL, CTRL('-'), ACTION_SMALLER },
    { "Ctrl+PgUp PgDn", "key.opacity", false, ANYWHERE, NULL, CTRL_NAMED(PAGE_UP),
      ACTION_MORE_OPAQUE },
    { NULL, NULL, false, ANYWHERE, NULL, CTRL_NAMED(PAGE_DOWN), ACTION_LESS_OPAQUE },
    { "F1", "key.all-keys", true, ANYWHERE, NULL, NAMED(F1), ACTION_ALL_KEYS },
    /* The last in the strip finds room always. */
    { "Esc", "key.back", true, ANYWHERE, NULL, NAMED(ESCAPE), ACTION_BACK },
    { "Esc", "key.leave-page", true, ON_KEYS, NULL, NAMED(ESCAPE), ACTION_ALL_KEYS },
};

static bool holds(const struct binding *binding, const struct card *card)
{
    return (binding->pages >> card->page & 1) != 0 &&
           (binding->also == NULL || binding->also(card));
}

static bool fits(const struct binding *binding, const struct platform_key *key)
{
    if (binding->key != key->name || binding->ctrl != key->ctrl || key->alt)
        return false;
    /* With a sign, Shift only tells how the keyboard makes it. */
    if (binding->key == PLATFORM_KEY_TEXT)
        return key->text[0] == binding->letter && key->text[1] == '\0';
    return binding->shift == key->shift;
}

enum action keys_action(const struct card *card, const struct platform_key *key)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(bindings); i++) {
        if (fits(&bindings[i], key) && holds(&bindings[i], card))
            return bindings[i].action;
    }
    return card->page == CARD_KEYS ? ACTION_ALL_KEYS : ACTION_NONE;
}

/* Ctrl+Z has a row for the strip and one for everywhere. */
static bool is_listed(const struct key_help *list, size_t count, enum action action)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (list[i].action == action)
            return true;
    }
    return false;
}

size_t keys_help(const struct card *card, bool strip, struct key_help *out, size_t max)
{
    const struct binding *binding;
    size_t i, count = 0;

    for (i = 0; i < ARRAY_LEN(bindings) && count < max; i++) {
        binding = &bindings[i];
        if (binding->cap == NULL || is_listed(out, count, binding->action) ||
            !(strip ? binding->strip && holds(binding, card) : binding->pages != ON_KEYS))
            continue;
        out[count++] = (struct key_help){ binding->cap, binding->text, binding->action };
    }
    return count;
}
