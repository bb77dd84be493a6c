#include "app/classroom/preparation.h"

#include <stdio.h>
#include <string.h>

#include "dict/base/err.h"

static void tell(struct preparation *preparation, const char *notice, const char *detail)
{
    preparation->notice = notice;
    snprintf(preparation->detail, sizeof(preparation->detail), "%s", detail != NULL ? detail : "");
}

void preparation_init(struct preparation *preparation, struct question_set *set)
{
    *preparation = (struct preparation){ .set = set };
    for (size_t i = 0; i < PREPARATION_FIELDS; i++)
        line_edit_init(&preparation->fields[i], SET_TEXT_MAX);
}

void preparation_dispose(struct preparation *preparation)
{
    for (size_t i = 0; i < PREPARATION_FIELDS; i++)
        line_edit_dispose(&preparation->fields[i]);
}

const struct question *preparation_now(const struct preparation *preparation)
{
    return preparation->at < preparation->set->count ? &preparation->set->items[preparation->at]
                                                     : NULL;
}

void preparation_choose(struct preparation *preparation, size_t at)
{
    if (at < preparation->set->count)
        preparation->at = at;
    tell(preparation, NULL, NULL);
}

void preparation_move(struct preparation *preparation, int step)
{
    if (step < 0 && preparation->at > 0)
        preparation_choose(preparation, preparation->at - 1);
    if (step > 0)
        preparation_choose(preparation, preparation->at + 1);
}

void preparation_again(struct preparation *preparation, preparation_again_fn *again, void *ctx)
{
    if (preparation_now(preparation) == NULL)
        return;
    tell(preparation, NULL, NULL);
    if (again(ctx, preparation->set, preparation->at) != OK)
        tell(preparation, "class-set.no-other", err_message());
    else
        preparation->is_changed = true;
}

/* Whether the I-th question tests the same word as the one at AT, in one of the forms. */
static bool is_twin(const struct question_set *set, size_t i, const char *headword)
{
    return set->items[i].form != FORM_PRACTICE && strcmp(set->items[i].headword, headword) == 0;
}

void preparation_remove(struct preparation *preparation)
{
    struct question_set *set = preparation->set;
    const struct question *question = preparation_now(preparation);
    const char *headword;
    bool is_test;

    if (question == NULL)
        return;
    headword = question->headword; /* the set's arena keeps it */
    is_test = question->form != FORM_PRACTICE;
    if (set_remove(set, preparation->at) != OK)
        return;
    for (size_t i = set->count; is_test && i-- > 0;)
        if (is_twin(set, i, headword) && set_remove(set, i) == OK && i < preparation->at)
            preparation->at--;
    if (preparation->at >= set->count && set->count > 0)
        preparation->at = set->count - 1;
    preparation->is_changed = true;
    tell(preparation, "class-set.removed", headword);
}

void preparation_save(struct preparation *preparation, const char *path)
{
    if (set_save(preparation->set, path) != OK) {
        tell(preparation, "class-set.not-saved", err_message());
        return;
    }
    preparation->is_changed = false;
    tell(preparation, "class-set.saved", path);
}

/* --- changing a question --- */

bool preparation_has(const struct preparation *preparation, enum preparation_field field)
{
    const struct question *question = preparation_now(preparation);

    if (question == NULL)
        return false;
    switch (field) {
    case FIELD_SENTENCE:
        return question->sentence != NULL;
    case FIELD_ANSWER:
        return question->choice_count == 0 && question->kind != QUESTION_ORDER;
    case FIELD_DEFINITION:
    case FIELD_TRANSLATION:
        return true;
    default:
        return field - FIELD_CHOICE_1 < question->choice_count;
    }
}

static const char *text_of(const struct question *question, size_t field)
{
    switch (field) {
    case FIELD_SENTENCE:
        return question->sentence;
    case FIELD_ANSWER:
        return question->answer;
    case FIELD_DEFINITION:
        return question->definition;
    case FIELD_TRANSLATION:
        return question->translation;
    default:
        return question->choices[field - FIELD_CHOICE_1];
    }
}

void preparation_edit(struct preparation *preparation)
{
    const struct question *question = preparation_now(preparation);

    if (question == NULL)
        return;
    for (size_t i = 0; i < PREPARATION_FIELDS; i++)
        line_edit_set(&preparation->fields[i],
                      preparation_has(preparation, (enum preparation_field)i) ? text_of(question, i)
                                                                              : NULL);
    preparation->is_editing = true;
    preparation->field_at = PREPARATION_FIELDS - 1;
    preparation_next_field(preparation, 1);
    tell(preparation, NULL, NULL);
}

void preparation_next_field(struct preparation *preparation, int step)
{
    const size_t forward = step > 0 ? 1 : PREPARATION_FIELDS - 1;

    do
        preparation->field_at = (preparation->field_at + forward) % PREPARATION_FIELDS;
    while (!preparation_has(preparation, (enum preparation_field)preparation->field_at));
}

void preparation_cancel(struct preparation *preparation)
{
    preparation->is_editing = false;
    tell(preparation, NULL, NULL);
}

/* What was typed into FIELD; NULL for nothing. Borrowed from it. */
static const char *typed(const struct preparation *preparation, size_t field)
{
    const char *text = buf_text(&preparation->fields[field].text);

    return text[0] != '\0' ? text : NULL;
}

/* The gap is where the answer stands in the sentence: where it was, or else the first place. */
static enum err find_gap(struct question *question)
{
    const char *sentence = question->sentence, *answer = question->answer, *found;

    if (sentence == NULL || answer == NULL)
        return err_set(ERR_USAGE, "a gap needs a sentence and an answer");
    question->gap_len = strlen(answer);
    if (question->gap_at <= strlen(sentence) &&
        strncmp(sentence + question->gap_at, answer, question->gap_len) == 0)
        return OK;
    found = strstr(sentence, answer);
    if (found == NULL)
        return err_set(ERR_USAGE, "\"%.100s\" does not stand in the sentence", answer);
    question->gap_at = (size_t)(found - sentence);
    return OK;
}

/* The question as it was typed. */
static enum err read_fields(const struct preparation *preparation, struct question *out)
{
    *out = *preparation_now(preparation);
    out->definition = typed(preparation, FIELD_DEFINITION);
    out->translation = typed(preparation, FIELD_TRANSLATION);
    if (out->sentence != NULL)
        out->sentence = typed(preparation, FIELD_SENTENCE);
    for (size_t i = 0; i < out->choice_count; i++) {
        out->choices[i] = typed(preparation, FIELD_CHOICE_1 + i);
        if (out->choices[i] == NULL)
            return err_set(ERR_USAGE, "choice %zu is empty", i + 1);
    }
    if (preparation_has(preparation, FIELD_ANSWER))
        out->answer = typed(preparation, FIELD_ANSWER);
    if (out->kind == QUESTION_ORDER)
        out->answer = out->sentence;
    if (out->kind == QUESTION_CLOZE_CHOICE || out->kind == QUESTION_TO_WORD)
        out->answer = out->choices[out->right];
    if (out->answer == NULL)
        return err_set(ERR_USAGE, "the answer is empty");
    if (out->sentence == NULL && preparation_has(preparation, FIELD_SENTENCE))
        return err_set(ERR_USAGE, "the sentence is empty");
    if (out->kind == QUESTION_CLOZE || out->kind == QUESTION_CLOZE_CHOICE)
        return find_gap(out);
    /* Elsewhere the gap is for showing: without it there is none to be off. */
    out->gap_at = out->gap_len = 0;
    return OK;
}

void preparation_keep(struct preparation *preparation)
{
    struct question question;
    enum err rc;

    if (preparation_now(preparation) == NULL)
        return;
    rc = read_fields(preparation, &question);
    if (rc == OK)
        rc = set_replace(preparation->set, preparation->at, &question);
    if (rc != OK) {
        tell(preparation, "class-set.not-so", err_message());
        return;
    }
    preparation->is_editing = false;
    preparation->is_changed = true;
    tell(preparation, "class-set.kept", NULL);
}
