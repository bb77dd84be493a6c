/* What the control socket may ask: one word a line, answered by one JSON object. */

#include <stdlib.h>

#include "app/overlay/overlay_private.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

static const char *show(struct overlay *overlay)
{
    if (!overlay->card.open || !overlay->card.has_keyboard)
        input_open_prompt(overlay);
    return NULL;
}

static const char *hide(struct overlay *overlay)
{
    screen_close_card(overlay);
    return NULL;
}

static const char *toggle(struct overlay *overlay)
{
    input_hotkey(overlay);
    return NULL;
}

static const char *clipboard(struct overlay *overlay)
{
    input_request_text(overlay, PLATFORM_CLIPBOARD, PURPOSE_SHOW);
    return NULL;
}

static const char *selection(struct overlay *overlay)
{
    input_request_text(overlay, PLATFORM_PRIMARY, PURPOSE_SHOW);
    return NULL;
}

static const char *again(struct overlay *overlay)
{
    if (!card_again(&overlay->card))
        return "nothing has been looked up yet";
    overlay->dirty = true;
    screen_plan_hiding(overlay);
    return NULL;
}

static const char *screen(struct overlay *overlay)
{
    if (!reader_is_installed())
        return "Wordloot was built without text recognition; see wordloot doctor";
    read_screen(overlay);
    return NULL;
}

static const char *undo(struct overlay *overlay)
{
    card_undo(&overlay->card);
    overlay->dirty = true;
    return NULL;
}

static const char *quit(struct overlay *overlay)
{
    overlay->quit = true;
    return NULL;
}

static const struct {
    const char *name;
    const char *(*answer)(struct overlay *overlay); /* NULL, or why not */
} requests[] = {
    { "show", show },           { "hide", hide },           { "toggle", toggle },
    { "clipboard", clipboard }, { "selection", selection }, { "again", again },
    { "undo", undo },           { "screen", screen },       { "quit", quit },
};

static json_t *candidates_of(const struct card *card)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; card->has_answer && i < card->answer.shown_count; i++)
        json_array_append_new(list, json_str_of(card->answer.candidates[i].headword));
    return list;
}

static const char *page_name(const struct card *card)
{
    static const char *const names[] = {
        [CARD_GREETING] = "greeting", [CARD_PROMPT] = "prompt",   [CARD_SENTENCE] = "sentence",
        [CARD_ANSWER] = "answer",     [CARD_TEACH] = "teach",     [CARD_DEFINE] = "define",
        [CARD_KEYS] = "keys",         [CARD_CORRECT] = "correct", [CARD_GUESS] = "guess",
        [CARD_LINES] = "lines",
    };

    return names[card->page];
}

static json_t *backends_of(const struct overlay *overlay)
{
    return json_pack("{s:s, s:o, s:b, s:s}", "display", "x11", "hotkey",
                     overlay->hotkey_works ? json_str_of(overlay->options->hotkey) : json_null(),
                     "watch", (int)overlay->prefs.watch, "window",
                     overlay->options->desktop ? "desktop" : "overlay");
}

static json_t *times_of(const struct overlay *overlay)
{
    return json_pack("{s:I, s:I, s:I, s:I}", "read_us", (json_int_t)overlay->read_us,
                     "first_frame_us", (json_int_t)overlay->first_frame_us, "lookup_us",
                     (json_int_t)overlay->card.lookup_us, "answer_us",
                     (json_int_t)overlay->answer_us);
}

static json_t *status(const struct overlay *overlay)
{
    const struct card *card = &overlay->card;
    const struct candidate *candidate = card_candidate(card);
    const struct canvas *canvas = window_canvas(overlay->window);

    return json_pack(
        "{s:b, s:b, s:s, s:b, s:o, s:o, s:I, s:o, s:o, s:o, s:o, s:o, s:I, s:o, s:I, s:[i,i], s:I}",
        "ok", 1, "visible", (int)card->open, "page", page_name(card), "keyboard",
        (int)card->has_keyboard, "query", json_str_of(card->has_answer ? card->answer.query : NULL),
        "candidates", candidates_of(card), "candidate", (json_int_t)card->candidate_at, "headword",
        json_str_of(candidate != NULL ? candidate->headword : NULL), "kept",
        json_str_of(card->kept ? card->keeping.encounter : NULL), "sentence",
        json_str_of(card->sentence.len > 0 ? buf_text(&card->sentence) : NULL), "game",
        json_str_of(card->game.name[0] != '\0' ? card->game.name : NULL), "notice",
        json_str_of(card->notice), "lines", (json_int_t)card->line_count, "backends",
        backends_of(overlay), "xid", (json_int_t)window_native_id(overlay->window), "size",
        canvas_width(canvas), canvas_height(canvas), "wakeups", (json_int_t)overlay->wakeups);
}

static json_t *refusal(const char *why)
{
    return json_pack("{s:b, s:s}", "ok", 0, "error", why);
}

static json_t *answer(struct overlay *overlay, struct str request)
{
    const char *why;
    json_t *reply;
    size_t i;

    if (str_is(request, "status")) {
        reply = status(overlay);
        json_object_set_new(reply, "times", times_of(overlay));
        return reply;
    }
    for (i = 0; i < ARRAY_LEN(requests); i++) {
        if (!str_is(request, requests[i].name))
            continue;
        why = requests[i].answer(overlay);
        return why == NULL ? json_pack("{s:b}", "ok", 1) : refusal(why);
    }
    return refusal("no such request");
}

void requests_answer(void *data, struct str request, struct buf *reply)
{
    json_t *object = answer(data, str_trim(request));
    char *line = json_dumps(object, JSON_COMPACT);

    buf_adds(reply, line != NULL ? line : "{\"ok\":false,\"error\":\"out of memory\"}");
    free(line);
    json_decref(object);
}
