/* Text read from the screen: its words can be looked at one after the other, and what is kept
 * is the sentence around the word. */

#include "app/overlay/card.h"

#include <stdlib.h>
#include <string.h>

#include "app/capture/correct.h"
#include "app/capture/sentence.h"
#include "app/journal/words.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

/* --- what is a word --- */

/* Whether WORD surely is a word; IN_DICTIONARY: one that a dictionary explains. */
static bool is_word(struct card *card, struct str word, bool in_dictionary)
{
    const struct query query = { .form = word, .form_at = SIZE_MAX };
    struct answer answer;
    bool found;

    if (card->library == NULL || library_lookup(card->library, &answer, &query) != OK)
        return false;
    found = answer.candidate_count > 0 && answer.candidates[0].how <= HOW_FORM &&
            answer.candidates[0].how != HOW_FOLD &&
            (answer.candidates[0].in_dictionary || !in_dictionary);
    answer_dispose(&answer);
    return found;
}

static bool is_known(void *ctx, struct str word)
{
    return is_word(ctx, word, false);
}

static bool is_joined(uint32_t code)
{
    const enum script script = text_script(code);

    return script == SCRIPT_HAN || script == SCRIPT_KANA || (code >= 0x3000 && code <= 0x303F);
}

/* Without the spaces between letters of scripts that have none: lines end there, and text
 * recognition puts some. */
static char *without_gaps(struct str text)
{
    struct buf out;
    size_t at = 0, next;
    uint32_t before = 0, code;

    buf_init(&out, text.len + 1);
    while (at < text.len) {
        next = at;
        code = text_next(text, &next);
        if (code == ' ' && next < text.len && is_joined(before)) {
            size_t behind = next;

            if (is_joined(text_next(text, &behind))) {
                at = next;
                continue;
            }
        }
        buf_add_str(&out, str_sub(text, at, next - at));
        before = code;
        at = next;
    }
    return out.len > 0 ? buf_take(&out) : xstrdup("");
}

/* Where words do not stand apart there are no words to mend. */
char *card_text_of(struct card *card, const struct reading *reading, char **raw)
{
    const bool spaced = card->library != NULL && library_language(card->library)->spaced;
    struct buf mended;

    *raw = sentence_of_lines(reading->lines, reading->count, is_known, card);
    if (!spaced)
        return without_gaps(str_of(*raw));
    buf_init(&mended, CARD_SENTENCE_MAX * 2);
    correct_text(&mended, str_of(*raw), is_known, card);
    return mended.len > 0 ? buf_take(&mended) : xstrdup("");
}

/* --- which word first --- */

/* The longest of those that the learner does not know: most often what stopped them. One that
 * the dictionaries are sure about goes before all that they can only guess at. */
static size_t likely_word(struct card *card)
{
    const size_t sure = CARD_SENTENCE_MAX;
    size_t best = 0, most = 0, i;

    for (i = 0; i < card->word_count; i++) {
        const struct str word =
            str_sub(buf_str(&card->sentence), card->words[i].at, card->words[i].len);
        const size_t letters = text_grapheme_count(word) + (is_word(card, word, true) ? sure : 0);
        char *text = xstrndup(word.ptr, word.len);
        struct kept seen = { .state = WORD_LEARNING };
        const bool known = card->journal != NULL &&
                           journal_word_seen(card->journal, card->lang, text, &seen) == OK &&
                           seen.state != WORD_LEARNING;

        if (letters > most && !known) {
            best = i;
            most = letters;
        }
        free(text);
    }
    return best;
}

bool card_take_sentence(struct card *card, struct str text)
{
    free(card->raw);
    card->raw = NULL;
    if (!card_set_sentence(card, text))
        return false;
    card->browsing = card->open = true;
    line_edit_set(&card->guess, NULL);
    if (card->guess_first) {
        card->word_at = likely_word(card);
        card->page = CARD_GUESS;
    } else {
        card_browse(card, likely_word(card));
    }
    return true;
}

bool card_take_reading(struct card *card, const struct reading *reading)
{
    char *raw, *text = card_text_of(card, reading, &raw);
    const bool taken = card_take_sentence(card, str_of(text));

    free(text);
    card->raw = raw;
    return taken;
}

/* The word at one place of LINE. */
static void count_word(struct card *card, struct str form)
{
    const struct query query = { .form = form, .form_at = SIZE_MAX };
    struct answer answer;

    if (library_lookup(card->library, &answer, &query) != OK)
        return;
    if (answer.candidate_count > 0 && answer.candidates[0].how != HOW_NEAR &&
        journal_word_met(card->journal, card->lang, answer.candidates[0].headword) != OK)
        card_notice(card, "notice.not-kept", err_message());
    answer_dispose(&answer);
}

void card_count_met(struct card *card, const char *line)
{
    struct word_span words[CARD_WORDS_MAX];
    size_t count, i;

    if (card->library == NULL || card->journal == NULL)
        return;
    count = library_words(card->library, str_of(line), words, CARD_WORDS_MAX);
    for (i = 0; i < count; i++)
        count_word(card, str_sub(str_of(line), words[i].at, words[i].len));
}

void card_guessed(struct card *card, bool keep)
{
    if (card->page != CARD_GUESS)
        return;
    card_browse(card, card->word_at);
    if (keep)
        card_keep_anyway(card);
}

void card_browse(struct card *card, size_t at)
{
    char *form;
    struct str word;

    if (at >= card->word_count)
        return;
    if (at != card->word_at)
        line_edit_set(&card->guess, NULL);
    card->word_at = at;
    word = str_sub(buf_str(&card->sentence), card->words[at].at, card->words[at].len);
    form = xstrndup(word.ptr, word.len);
    card_drop_trail(card);
    card_forget_lesson(card);
    card_show(card, form, true);
    free(form);
}

bool card_is_of_screen(const struct card *card)
{
    return card->browsing && card->form_len > 0 && card->raw != NULL;
}

struct str card_kept_sentence(const struct card *card)
{
    const struct str text = buf_str(&card->sentence);

    if (card->form_len == 0)
        return str_make(NULL, 0);
    return card->browsing ? sentence_around(text, card->form_at) : text;
}

/* --- editing it --- */

void card_begin_correcting(struct card *card)
{
    if (card->sentence.len == 0)
        return;
    line_edit_set(&card->correction, buf_text(&card->sentence));
    card_notice(card, NULL, NULL);
    card->page = CARD_CORRECT;
}

void card_correct(struct card *card)
{
    const size_t at = card->word_at;

    if (!card_set_sentence(card, buf_str(&card->correction.text))) {
        card_notice(card, "notice.type-a-word", NULL);
        return;
    }
    card->browsing = true;
    card_browse(card, at < card->word_count ? at : 0);
}
