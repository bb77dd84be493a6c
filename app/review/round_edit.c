/* A card's headword, meaning and sentence, changed in the middle of a session. */

#include <string.h>

#include "app/journal/mend.h"
#include "app/journal/reviews.h"
#include "app/journal/taught.h"
#include "app/review/round.h"

void round_edit_begin(struct round *round)
{
    if (round->page != ROUND_QUESTION && round->page != ROUND_ANSWER)
        return;
    line_edit_set(&round->fields[FIELD_HEADWORD], round->headword);
    line_edit_set(&round->fields[FIELD_MEANING],
                  journal_definition_get(round->journal, round->lang, round->headword));
    line_edit_set(&round->fields[FIELD_SENTENCE], round->scene.sentence);
    round_tell(round, NULL, NULL);
    round->field_at = FIELD_HEADWORD;
    round->page_before = round->page;
    round->page = ROUND_EDIT;
}

void round_edit_next(struct round *round, int step)
{
    /* Without an encounter there is nothing that a sentence could belong to. */
    const size_t fields = round->scene.encounter != NULL ? ROUND_FIELDS : FIELD_SENTENCE;

    if (round->page == ROUND_EDIT)
        round->field_at = (round->field_at + fields + (step > 0 ? 1 : fields - 1)) % fields;
}

void round_edit_cancel(struct round *round)
{
    if (round->page == ROUND_EDIT)
        round->page = round->page_before;
}

static const char *field(const struct round *round, enum round_field which)
{
    return buf_text(&round->fields[which].text);
}

/* Against BEFORE (NULL: none) as the field showed it. */
static bool is_changed(const char *now, const char *before)
{
    struct line_edit shown;
    bool changed;

    line_edit_init(&shown, JOURNAL_SENTENCE_MAX);
    line_edit_set(&shown, before);
    changed = strcmp(now, buf_text(&shown.text)) != 0;
    line_edit_dispose(&shown);
    return changed;
}

/* All fields in one change; *WORD is the one that has the card's encounters now. */
static enum err write_fields(struct round *round, int64_t *word)
{
    struct journal *journal = round->journal;
    const char *meaning = field(round, FIELD_MEANING), *sentence = field(round, FIELD_SENTENCE);
    const char *headword = field(round, FIELD_HEADWORD);
    enum err rc = OK;

    if (is_changed(headword, round->headword))
        rc = journal_word_rename(journal, *word, headword, word);
    if (rc == OK && is_changed(meaning, journal_definition_get(journal, round->lang, headword)))
        rc = journal_definition_set(journal, round->lang, headword,
                                    meaning[0] != '\0' ? meaning : NULL);
    if (rc == OK && round->scene.encounter != NULL && is_changed(sentence, round->scene.sentence))
        rc = journal_sentence_set(journal, round->scene.encounter, sentence);
    return rc;
}

/* The card, seen anew, as it stands in the journal now. */
static void show_changed(struct round *round, int64_t now_ms)
{
    round->page = round->page_before;
    if (round_load_card(round, now_ms) == OK)
        round_tell(round, "review.edited", round->headword);
    else
        round_tell(round, "review.failed", err_message());
}

static void show_merged(struct round *round, int64_t word, int64_t now_ms)
{
    if (deck_merge(round->deck, word, now_ms) != OK) {
        round_tell(round, "review.failed", err_message());
        return;
    }
    round_next_card(round, now_ms);
    round_tell(round, "review.merged", round->headword);
}

void round_edit_save(struct round *round, int64_t now_ms)
{
    int64_t word = round->asked.word;
    enum err rc;

    if (round->page != ROUND_EDIT)
        return;
    rc = journal_change_begin(round->journal);
    if (rc == OK)
        rc = journal_change_end(round->journal, write_fields(round, &word));
    if (rc != OK)
        round_tell(round, "review.not-kept", err_message());
    else if (word != round->asked.word)
        show_merged(round, word, now_ms);
    else
        show_changed(round, now_ms);
}
