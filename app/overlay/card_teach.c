/* Teaching: a form's headword, a headword's definition, and taking that back. */

#include <stdlib.h>
#include <string.h>

#include "app/journal/taught.h"
#include "app/overlay/card.h"
#include "dict/base/mem.h"

bool card_is_typing(const struct card *card)
{
    return card->page == CARD_PROMPT || card->page == CARD_TEACH || card->page == CARD_DEFINE;
}

/* The headword shown, or the word itself where nothing was found. */
static const char *headword_of(const struct card *card)
{
    const struct candidate *candidate = card_candidate(card);

    return candidate != NULL ? candidate->headword : card->answer.query;
}

static void begin(struct card *card, enum card_page page, const char *text)
{
    if (!card->has_answer || card->journal == NULL)
        return;
    card_prompt(card);
    card->page = page;
    card_type(card, str_of(text));
}

void card_begin_teaching(struct card *card)
{
    if (card->has_answer)
        begin(card, CARD_TEACH, headword_of(card));
}

void card_begin_defining(struct card *card)
{
    const char *known;
    char *text;

    if (!card->has_answer || card->journal == NULL)
        return;
    known = journal_definition_get(card->journal, card->lang, headword_of(card));
    text = xstrdup(known != NULL ? known : "");
    begin(card, CARD_DEFINE, text);
    free(text);
}

void card_cancel(struct card *card)
{
    card_prompt(card);
    card_again(card);
}

/* --- keeping it --- */

static const char *lesson_before(struct card *card, int kind, const char *key)
{
    return kind == LESSON_FORM ? journal_override_get(card->journal, card->lang, key)
                               : journal_definition_get(card->journal, card->lang, key);
}

static enum err lesson_set(struct card *card, int kind, const char *key, const char *value)
{
    return kind == LESSON_FORM ? journal_override_set(card->journal, card->lang, key, value)
                               : journal_definition_set(card->journal, card->lang, key, value);
}

void card_forget_lesson(struct card *card)
{
    free(card->lesson.key);
    free(card->lesson.before);
    card->lesson = (struct lesson){ .kind = LESSON_NONE };
}

/* VALUE may be NULL: nothing is to be known of KEY any more. */
static enum err teach(struct card *card, int kind, const char *key, const char *value)
{
    const char *before = lesson_before(card, kind, key);
    char *kept = before != NULL ? xstrdup(before) : NULL;
    enum err rc = lesson_set(card, kind, key, value);

    card_forget_lesson(card);
    if (rc == OK)
        card->lesson = (struct lesson){ kind, xstrdup(key), kept };
    else
        free(kept);
    return rc;
}

/* What was typed or completed, without spaces around; NULL if that is nothing. Yours. */
static char *typed_text(const struct card *card)
{
    struct str text = str_trim(buf_str(&card->typed));

    if (card->completion_at >= 0)
        text = str_of(card->completions[card->completion_at].headword);
    return text.len > 0 ? xstrndup(text.ptr, text.len) : NULL;
}

void card_confirm(struct card *card)
{
    const bool teaching = card->page == CARD_TEACH;
    char *value = typed_text(card);
    enum err rc = teach(card, teaching ? LESSON_FORM : LESSON_DEFINITION,
                        teaching ? card->answer.query : headword_of(card), value);

    card_cancel(card);
    if (rc == OK)
        card_refresh(card);
    if (rc != OK)
        card_notice(card, "notice.not-kept", err_message());
    else if (value == NULL)
        card_notice(card, "notice.taught-forgotten", NULL);
    else
        card_notice(card, teaching ? "notice.taught" : "notice.defined", value);
    free(value);
}

bool card_undo_lesson(struct card *card)
{
    enum err rc;

    if (card->lesson.kind == LESSON_NONE)
        return false;
    rc = lesson_set(card, (int)card->lesson.kind, card->lesson.key, card->lesson.before);
    if (rc == OK && card->has_answer && card->page == CARD_ANSWER)
        card_refresh(card);
    if (rc == OK)
        card_notice(card, "notice.undone", card->lesson.key);
    else
        card_notice(card, "notice.not-undone", err_message());
    card_forget_lesson(card);
    return true;
}
