/* A word that was learned and is looked up again: it was forgotten, or it was not. */

#include "app/overlay/card.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"

void card_ask_memory(struct card *card)
{
    const struct overlay_memory *memory = card->memory;

    card->learned = card->kept && memory != NULL && card->keeping.times_before > 0 &&
                    card->keeping.state == WORD_LEARNING &&
                    memory->is_learned(memory->ctx, card->keeping.word);
    if (card->learned && card->notice == NULL)
        card_notice(card, "notice.learned", NULL);
}

static const char *word_shown(const struct card *card)
{
    const struct candidate *candidate = card_candidate(card);

    return candidate != NULL ? candidate->headword : card->answer.query;
}

void card_forget_word(struct card *card)
{
    const struct overlay_memory *memory = card->memory;

    if (!card->learned) {
        card_notice(card, "notice.not-learned", NULL);
        return;
    }
    if (memory->forget(memory->ctx, card->keeping.word, card->forgotten) != OK) {
        card->forgotten[0] = '\0';
        card_notice(card, "notice.not-kept", err_message());
        return;
    }
    card->forgotten_word = card->keeping.word;
    card->learned = false;
    card_notice(card, "notice.forgotten", word_shown(card));
}

bool card_undo_forgetting(struct card *card)
{
    const struct overlay_memory *memory = card->memory;
    enum err rc;

    if (card->forgotten[0] == '\0')
        return false;
    rc = memory->remember(memory->ctx, card->forgotten_word, card->forgotten);
    card->forgotten[0] = '\0';
    if (rc != OK) {
        card_notice(card, "notice.not-undone", err_message());
        return true;
    }
    card->learned = card->kept && card->keeping.word == card->forgotten_word;
    card_notice(card, "notice.remembered", card->has_answer ? word_shown(card) : NULL);
    return true;
}
