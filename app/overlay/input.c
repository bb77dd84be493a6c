#include <string.h>

#include "app/overlay/overlay_private.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"

enum { SCROLL_PAGE = 6, SCROLL_WHEEL = 2 };

static void touched(struct overlay *overlay)
{
    overlay->dirty = true;
    if (overlay->input_us == 0)
        overlay->input_us = clock_mono_us();
}

void input_open_prompt(struct overlay *overlay)
{
    touched(overlay);
    screen_find_game(overlay);
    card_prompt(&overlay->card);
    screen_take_keyboard(overlay);
    screen_plan_hiding(overlay);
}

/* Hidden: the prompt. Shown without the keyboard: take it, for the word or the
 * answer that stands there. With it: back to the game. */
void input_hotkey(struct overlay *overlay)
{
    struct card *card = &overlay->card;

    touched(overlay);
    if (!card->open || (card->page == CARD_GREETING && !card->has_keyboard)) {
        input_open_prompt(overlay);
    } else if (!card->has_keyboard) {
        card_notice(card, NULL, NULL);
        screen_take_keyboard(overlay);
    } else {
        screen_close_card(overlay);
    }
    screen_plan_hiding(overlay);
}

void input_request_text(struct overlay *overlay, enum platform_selection selection,
                        enum text_purpose purpose)
{
    overlay->purpose[selection] = purpose;
    platform_request_text(overlay->platform, selection);
}

/* --- keys --- */

static void toggle_all_keys(struct card *card)
{
    if (card->page == CARD_KEYS) {
        card->page = card->page_before_keys;
        return;
    }
    card->page_before_keys = card->page;
    card->page = CARD_KEYS;
    card->scroll = 0;
}

static void change_prefs(struct overlay *overlay, enum action action)
{
    enum err rc =
        prefs_change(&overlay->prefs, action, overlay->card.journal, overlay->card.game.name);

    if (rc != OK)
        card_notice(&overlay->card, "notice.not-kept", err_message());
    if (action == ACTION_WATCH)
        screen_apply_watch(overlay);
}

static void act_on_card(struct card *card, enum action action)
{
    switch (action) {
    case ACTION_LOOK_UP:
        card_look_up(card);
        break;
    case ACTION_KEEP_ANYWAY:
        card_keep_anyway(card);
        break;
    case ACTION_NEXT:
        card_move(card, 1);
        break;
    case ACTION_PREVIOUS:
        card_move(card, -1);
        break;
    case ACTION_WORD_NEXT:
        card_move_word(card, 1);
        break;
    case ACTION_WORD_PREVIOUS:
        card_move_word(card, -1);
        break;
    case ACTION_TRANSLATE:
        card_translate(card);
        break;
    case ACTION_UNDO:
        card_undo(card);
        break;
    case ACTION_KNOWN:
        card_toggle_known(card);
        break;
    case ACTION_FORGOTTEN:
        card_forget_word(card);
        break;
    case ACTION_TEACH:
        card_begin_teaching(card);
        break;
    case ACTION_DEFINE:
        card_begin_defining(card);
        break;
    case ACTION_LINES:
        card_show_lines(card);
        break;
    case ACTION_LINE_NEXT:
        card_move_line(card, 1);
        break;
    case ACTION_LINE_PREVIOUS:
        card_move_line(card, -1);
        break;
    case ACTION_LINE_TAKE:
        card_take_line(card);
        break;
    case ACTION_GUESSED:
        card_guessed(card, true);
        break;
    case ACTION_CORRECT:
        card_begin_correcting(card);
        break;
    case ACTION_CORRECTED:
        card_correct(card);
        break;
    case ACTION_CARET_LEFT:
    case ACTION_CARET_RIGHT:
    case ACTION_CARET_START:
    case ACTION_CARET_END:
    case ACTION_CARET_ERASE:
    case ACTION_CARET_DELETE:
        line_edit_move(&card->correction, (enum line_move)(action - ACTION_CARET_LEFT));
        break;
    case ACTION_CONFIRM:
        card_confirm(card);
        break;
    case ACTION_CANCEL:
        card_cancel(card);
        break;
    case ACTION_FOLLOW_BACK:
        card_follow_back(card);
        break;
    case ACTION_ERASE:
        card_erase(card, false);
        break;
    case ACTION_ERASE_WORD:
        card_erase(card, true);
        break;
    case ACTION_SCROLL_DOWN:
        card->scroll += SCROLL_PAGE;
        break;
    case ACTION_SCROLL_UP:
        card->scroll -= SCROLL_PAGE;
        break;
    case ACTION_ALL_KEYS:
        toggle_all_keys(card);
        break;
    default:
        break;
    }
}

/* The card goes, so that the other window has the keyboard. */
static void start(struct overlay *overlay, const char *command)
{
    const struct overlay_memory *memory = overlay->options->memory;

    if (memory == NULL)
        return;
    screen_close_card(overlay);
    screen_update(overlay);
    if (memory->start(memory->ctx, command) != OK) {
        input_open_prompt(overlay);
        card_notice(&overlay->card, "notice.not-started", err_message());
    }
}

static bool is_word(enum action action)
{
    return action >= ACTION_WORD_1 && action <= ACTION_WORD_9;
}

static bool is_follow(enum action action)
{
    return action >= ACTION_FOLLOW_1 && action <= ACTION_FOLLOW_9;
}

static void act(struct overlay *overlay, enum action action)
{
    switch (action) {
    case ACTION_BACK:
        screen_close_card(overlay);
        break;
    case ACTION_LEAVE_OPEN:
        screen_release_keyboard(overlay);
        break;
    case ACTION_REVIEW:
        start(overlay, "review");
        break;
    case ACTION_EXPORT:
        start(overlay, "export");
        break;
    case ACTION_REGION:
        start(overlay, "region");
        break;
    case ACTION_READ:
        read_screen(overlay);
        break;
    case ACTION_PASTE:
        input_request_text(overlay, PLATFORM_CLIPBOARD, PURPOSE_SHOW);
        break;
    default:
        if (prefs_is_change(action))
            change_prefs(overlay, action);
        else if (is_follow(action))
            card_follow(&overlay->card, (size_t)(action - ACTION_FOLLOW_1));
        else if (is_word(action))
            card_browse(&overlay->card, (size_t)(action - ACTION_WORD_1));
        else
            act_on_card(&overlay->card, action);
    }
}

static void take_key(struct overlay *overlay, const struct platform_key *key)
{
    enum action action = keys_action(&overlay->card, key);
    bool types = (key->name == PLATFORM_KEY_TEXT || key->name == PLATFORM_KEY_SPACE) &&
                 !key->ctrl && !key->alt;

    touched(overlay);
    if (action != ACTION_NONE)
        act(overlay, action);
    else if (types)
        card_type(&overlay->card, str_of(key->text));
    read_keep_scene(overlay);
    screen_plan_hiding(overlay);
}

/* --- texts --- */

static void tell_no_text(struct overlay *overlay, enum platform_text_state state)
{
    static const char *const notices[] = {
        [PLATFORM_TEXT_EMPTY] = "notice.text-empty",
        [PLATFORM_TEXT_NOT_TEXT] = "notice.not-text",
        [PLATFORM_TEXT_TOO_LARGE] = "notice.text-too-large",
        [PLATFORM_TEXT_NO_ANSWER] = "notice.text-no-answer",
    };

    if (!overlay->card.open)
        card_prompt(&overlay->card);
    card_notice(&overlay->card, notices[state], NULL);
}

/* A hook's text never takes the keyboard; a sentence that the player sent does,
 * because a word must be chosen in it. */
static void take_text(struct overlay *overlay, const struct platform_event *event)
{
    bool watched = overlay->purpose[event->selection] == PURPOSE_WATCH;
    struct card *card = &overlay->card;

    if (watched && (event->text_state != PLATFORM_TEXT_OK || !overlay->prefs.watch))
        return;
    touched(overlay);
    if (!card->open || watched)
        screen_find_game(overlay);
    if (event->text_state != PLATFORM_TEXT_OK)
        tell_no_text(overlay, event->text_state);
    else if (!card_take_text(card, event->text))
        tell_no_text(overlay, PLATFORM_TEXT_EMPTY);
    if (!watched && card->page == CARD_SENTENCE)
        screen_take_keyboard(overlay);
    screen_plan_hiding(overlay);
}

/* --- events --- */

static void lose_display(struct overlay *overlay)
{
    overlay->quit = true;
    overlay->failed = err_set(ERR_IO, "the display is gone; what was kept is on the disk");
}

void input_platform_events(struct overlay *overlay)
{
    struct platform_event event;

    while (!overlay->quit && platform_next_event(overlay->platform, &event)) {
        switch (event.kind) {
        case PLATFORM_HOTKEY:
            if (event.hotkey == HOTKEY_READ)
                read_screen(overlay);
            else
                input_hotkey(overlay);
            break;
        case PLATFORM_KEY:
            take_key(overlay, &event.key);
            break;
        case PLATFORM_TEXT:
            take_text(overlay, &event);
            break;
        case PLATFORM_TEXT_CHANGED:
            input_request_text(overlay, event.selection, PURPOSE_WATCH);
            break;
        case PLATFORM_SCREEN_CHANGED:
            screen_find_game(overlay);
            overlay->dirty = overlay->card.open;
            break;
        case PLATFORM_ACTIVE_CHANGED:
            break;
        case PLATFORM_LOST:
            lose_display(overlay);
            break;
        }
    }
}

static void click(struct overlay *overlay, const struct ui_event *event)
{
    struct card *card = &overlay->card;
    struct click hit = view_hit(overlay->view, event->x, event->y);

    if (event->button != 1)
        return;
    touched(overlay);
    switch (hit.kind) {
    case CLICK_WORD:
        card_choose_word(card, hit.at);
        break;
    case CLICK_CANDIDATE:
        card_choose_candidate(card, hit.at);
        break;
    case CLICK_COMPLETION:
        card->completion_at = (int)hit.at;
        if (card->page == CARD_TEACH)
            card_confirm(card);
        else
            card_look_up(card);
        break;
    case CLICK_REF:
        card_follow(card, hit.at);
        break;
    case CLICK_NONE:
        break;
    }
    screen_plan_hiding(overlay);
}

/* The word under the mouse, where the player wishes that. */
static void hover(struct overlay *overlay, const struct ui_event *event)
{
    struct card *card = &overlay->card;
    struct click hit;

    if (!overlay->prefs.hover || card->page != CARD_ANSWER || !card->browsing)
        return;
    hit = view_hit(overlay->view, event->x, event->y);
    if (hit.kind != CLICK_WORD || hit.at == card->word_at)
        return;
    touched(overlay);
    card_browse(card, hit.at);
}

/* The desktop window's keys in the words of the grabbed keyboard. */
static struct platform_key key_of(const struct ui_event *event)
{
    static const enum platform_key_name names[] = {
        [UI_KEY_OTHER] = PLATFORM_KEY_NONE,
        [UI_KEY_LETTER] = PLATFORM_KEY_TEXT,
        [UI_KEY_ENTER] = PLATFORM_KEY_ENTER,
        [UI_KEY_ESCAPE] = PLATFORM_KEY_ESCAPE,
        [UI_KEY_TAB] = PLATFORM_KEY_TAB,
        [UI_KEY_SPACE] = PLATFORM_KEY_SPACE,
        [UI_KEY_BACKSPACE] = PLATFORM_KEY_BACKSPACE,
        [UI_KEY_DELETE] = PLATFORM_KEY_DELETE,
        [UI_KEY_LEFT] = PLATFORM_KEY_LEFT,
        [UI_KEY_RIGHT] = PLATFORM_KEY_RIGHT,
        [UI_KEY_UP] = PLATFORM_KEY_UP,
        [UI_KEY_DOWN] = PLATFORM_KEY_DOWN,
        [UI_KEY_HOME] = PLATFORM_KEY_HOME,
        [UI_KEY_END] = PLATFORM_KEY_END,
        [UI_KEY_PAGE_UP] = PLATFORM_KEY_PAGE_UP,
        [UI_KEY_PAGE_DOWN] = PLATFORM_KEY_PAGE_DOWN,
        [UI_KEY_F1] = PLATFORM_KEY_F1,
    };
    struct platform_key key = { .name =
                                    event->type == UI_TEXT ? PLATFORM_KEY_TEXT : names[event->key],
                                .shift = event->shift,
                                .ctrl = event->ctrl,
                                .alt = event->alt };

    memcpy(key.text, event->text, sizeof(event->text));
    return key;
}

static void take_window_event(struct overlay *overlay, const struct ui_event *event)
{
    struct platform_key key;

    switch (event->type) {
    case UI_CLOSE:
        overlay->quit = true;
        break;
    case UI_CLICK:
        click(overlay, event);
        break;
    case UI_WHEEL:
        overlay->card.scroll -= event->steps * SCROLL_WHEEL;
        touched(overlay);
        break;
    case UI_KEY:
    case UI_TEXT:
        key = key_of(event);
        take_key(overlay, &key);
        break;
    case UI_RESIZED:
        overlay->dirty = true;
        break;
    case UI_MOTION:
        hover(overlay, event);
        break;
    case UI_FOCUS:
    case UI_BLUR:
    case UI_RELEASE:
    case UI_LEAVE:
        break;
    }
}

void input_window_events(struct overlay *overlay)
{
    struct ui_event event;

    while (!overlay->quit && window_next_event(overlay->window, &event))
        take_window_event(overlay, &event);
}
