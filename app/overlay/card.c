#include "app/overlay/card.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/taught.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { SENTENCE_LIFE_MS = 5 * 60 * 1000 }; /* how long a line belongs to words typed after it */

void card_init(struct card *card, struct library *library, struct journal *journal,
               const char *lang)
{
    *card = (struct card){
        .library = library, .journal = journal, .lang = xstrdup(lang), .completion_at = -1
    };
    buf_init(&card->typed, CARD_TYPED_MAX);
    buf_init(&card->sentence, CARD_SENTENCE_MAX);
    line_edit_init(&card->correction, CARD_SENTENCE_MAX);
    line_edit_init(&card->guess, CARD_TYPED_MAX);
    line_edit_init(&card->search, CARD_TYPED_MAX);
}

static void drop_completions(struct card *card)
{
    while (card->completion_count > 0)
        free(card->completions[--card->completion_count].headword);
    card->completion_at = -1;
}

static void drop_answer(struct card *card)
{
    if (card->has_answer)
        answer_dispose(&card->answer);
    card->has_answer = card->kept = card->learned = card->translation_asked = false;
    card->forgotten[0] = '\0';
    card->candidate_at = card->form_at = card->form_len = 0;
    card->scroll = 0;
}

void card_dispose(struct card *card)
{
    drop_completions(card);
    drop_answer(card);
    card_drop_trail(card);
    card_forget_lesson(card);
    buf_dispose(&card->typed);
    buf_dispose(&card->sentence);
    line_edit_dispose(&card->correction);
    line_edit_dispose(&card->guess);
    line_edit_dispose(&card->search);
    card_drop_lines(card);
    free(card->raw);
    free(card->lang);
    free(card->notice_detail);
}

void card_notice(struct card *card, const char *text, const char *detail)
{
    free(card->notice_detail);
    card->notice = text;
    card->notice_detail = detail != NULL ? xstrdup(detail) : NULL;
}

const struct candidate *card_candidate(const struct card *card)
{
    if (!card->has_answer || card->candidate_at >= card->answer.shown_count)
        return NULL;
    return &card->answer.candidates[card->candidate_at];
}

bool card_has_both(const struct card *card)
{
    const struct candidate *candidate = card_candidate(card);
    bool definition = false, translation = false;
    size_t i;

    for (i = 0; candidate != NULL && i < candidate->entry_count; i++) {
        if (strcmp(candidate->entries[i].dict, OWN_DICT) == 0)
            continue;
        definition = definition || candidate->entries[i].in_language;
        translation = translation || !candidate->entries[i].in_language;
    }
    return definition && translation;
}

/* --- the prompt --- */

static void add_completion(struct card *card, const char *headword, bool own)
{
    size_t i;

    for (i = 0; i < card->completion_count; i++) {
        if (strcmp(card->completions[i].headword, headword) == 0)
            return;
    }
    if (card->completion_count < CARD_COMPLETIONS)
        card->completions[card->completion_count++] = (struct completion){ xstrdup(headword), own };
}

static void add_own(void *ctx, const char *headword)
{
    add_completion(ctx, headword, true);
}

static void add_from_dictionary(void *ctx, const char *headword)
{
    add_completion(ctx, headword, false);
}

/* Words looked up before come first: who meets a word again needs it again. */
static void complete(struct card *card)
{
    const struct str typed = buf_str(&card->typed);

    drop_completions(card);
    if (typed.len == 0 || card->page == CARD_DEFINE)
        return;
    if (card->journal != NULL &&
        journal_complete(card->journal, card->lang, typed, CARD_COMPLETIONS, add_own, card) != OK)
        drop_completions(card);
    if (card->library != NULL && library_complete(card->library, typed, CARD_COMPLETIONS, NULL,
                                                  add_from_dictionary, card) != OK)
        drop_completions(card);
}

void card_prompt(struct card *card)
{
    card->page = CARD_PROMPT;
    card->open = true;
    buf_clear(&card->typed);
    drop_completions(card);
    card_notice(card, NULL, NULL);
}

void card_type(struct card *card, struct str text)
{
    struct buf clean;

    if (card->page == CARD_LINES) {
        card_search_lines(card, text);
        return;
    }
    if (card->page == CARD_CORRECT || card->page == CARD_GUESS) {
        line_edit_type(card->page == CARD_GUESS ? &card->guess : &card->correction, text);
        return;
    }
    if (!card_is_typing(card))
        card_prompt(card);
    card_notice(card, NULL, NULL);
    if (text.len > CARD_TYPED_MAX - card->typed.len) {
        card_notice(card, "notice.too-long", NULL);
        return;
    }
    buf_init(&clean, CARD_TYPED_MAX + 1);
    /* A leading space would be cut off the clean line, and is wanted between words. */
    if (text.len > 0 && text.ptr[0] == ' ' && card->typed.len > 0)
        buf_addc(&clean, ' ');
    text_clean_line(&clean, text, CARD_TYPED_MAX);
    if (clean.len <= CARD_TYPED_MAX - card->typed.len)
        buf_add_str(&card->typed, buf_str(&clean));
    buf_dispose(&clean);
    complete(card);
}

static size_t word_start(struct str text)
{
    size_t end = text.len;

    while (end > 0 && text.ptr[end - 1] == ' ')
        end--;
    while (end > 0 && text.ptr[end - 1] != ' ')
        end--;
    return end;
}

void card_erase(struct card *card, bool whole_word)
{
    struct str typed = buf_str(&card->typed);

    if (card->page == CARD_GUESS) {
        line_edit_move(&card->guess, LINE_ERASE);
        return;
    }
    if (card->page == CARD_LINES) {
        card_search_lines(card, str_of(""));
        return;
    }
    card_notice(card, NULL, NULL);
    buf_truncate(&card->typed,
                 whole_word ? word_start(typed) : text_grapheme_start(typed, typed.len));
    complete(card);
}

/* --- the sentence --- */

static size_t cut_words(struct card *card, struct str text)
{
    if (card->library == NULL)
        return 0;
    return library_words(card->library, text, card->words, CARD_WORDS_MAX);
}

static void set_sentence(struct card *card, struct str clean)
{
    buf_clear(&card->sentence);
    text_clean_line(&card->sentence, clean, CARD_SENTENCE_MAX);
    card->sentence_ms = clock_now_ms();
    card->word_count = cut_words(card, buf_str(&card->sentence));
    card->word_at = 0;
    card->browsing = false;
}

bool card_set_sentence(struct card *card, struct str text)
{
    drop_answer(card);
    card_notice(card, NULL, NULL);
    drop_completions(card);
    set_sentence(card, text);
    return card->word_count > 0;
}

static struct str word_of(const struct card *card, size_t at)
{
    return str_sub(buf_str(&card->sentence), card->words[at].at, card->words[at].len);
}

static bool same_word(struct str a, struct str b)
{
    char *folded_a = text_fold_case_dup(a), *folded_b = text_fold_case_dup(b);
    bool same = strcmp(folded_a, folded_b) == 0;

    free(folded_a);
    free(folded_b);
    return same;
}

/* The last line that was seen is the sentence of a word typed soon after, if
 * the word stands in it. */
static bool find_in_sentence(struct card *card, struct str form)
{
    size_t i;

    if (card->sentence.len == 0 || clock_now_ms() - card->sentence_ms > SENTENCE_LIFE_MS)
        return false;
    for (i = 0; i < card->word_count; i++) {
        if (same_word(word_of(card, i), form)) {
            card->word_at = i;
            return true;
        }
    }
    return false;
}

/* --- the answer --- */

static const char *taught(void *ctx, const char *form)
{
    struct card *card = ctx;

    return card->journal != NULL ? journal_override_get(card->journal, card->lang, form) : NULL;
}

static const char *defined(void *ctx, const char *headword)
{
    struct card *card = ctx;

    return card->journal != NULL ? journal_definition_get(card->journal, card->lang, headword)
                                 : NULL;
}

static int times_kept(void *ctx, const char *headword)
{
    struct card *card = ctx;

    return card->journal != NULL ? journal_lookup_count(card->journal, card->lang, headword) : 0;
}

static const char *name_or_null(const char *name)
{
    return name[0] != '\0' ? name : NULL;
}

static void keep(struct card *card)
{
    const struct candidate *candidate = card_candidate(card);
    const struct str sentence = card_kept_sentence(card);
    struct keep keep = {
        .lang = card->lang,
        .headword = candidate != NULL ? candidate->headword : card->answer.query,
        .form = card->answer.query,
        .sentence = sentence,
        .form_at = sentence.ptr != NULL
                       ? card->form_at - (size_t)(sentence.ptr - buf_text(&card->sentence))
                       : 0,
        .form_len = card->form_len,
        .guess = card->form_len > 0 ? name_or_null(buf_text(&card->guess.text)) : NULL,
        .raw = card_is_of_screen(card) ? card->raw : NULL,
        .game = name_or_null(card->game.name),
        .game_key = name_or_null(card->game.key),
        .now_ms = clock_now_ms(),
    };
    enum err rc;

    if (card->journal == NULL)
        return;
    rc = journal_keep(card->journal, &keep, &card->keeping);
    card->kept = rc == OK;
    /* It was of this word alone. */
    line_edit_set(&card->guess, NULL);
    if (rc == OK)
        card_ask_memory(card);
    else
        card_notice(card, "notice.not-kept", err_message());
}

static bool is_sure(const struct card *card)
{
    const struct candidate *candidate = card_candidate(card);

    return candidate != NULL && candidate->how != HOW_NEAR;
}

/* Shows the answer for FORM; in the sentence it stands at word_at when IN_SENTENCE. False,
 * with a notice, if there is none to show. */
static bool find_answer(struct card *card, struct str form, bool in_sentence)
{
    struct query query = { .form = form,
                           .form_at = SIZE_MAX,
                           .taught = taught,
                           .defined = defined,
                           .kept = times_kept,
                           .ctx = card };
    int64_t start = clock_mono_us();
    enum err rc;

    drop_answer(card);
    card_notice(card, NULL, NULL);
    card->open = true;
    if (card->library == NULL) {
        card_notice(card, "notice.no-language", NULL);
        return false;
    }
    if (in_sentence) {
        query.sentence = buf_str(&card->sentence);
        query.form_at = card->words[card->word_at].at;
    }
    rc = library_lookup(card->library, &card->answer, &query);
    card->lookup_us = clock_mono_us() - start;
    if (rc != OK) {
        card_notice(card, "notice.lookup-failed", err_message());
        return false;
    }
    card->has_answer = true;
    card->page = CARD_ANSWER;
    if (in_sentence) {
        card->form_at = card->words[card->word_at].at;
        card->form_len = card->words[card->word_at].len;
    }
    return true;
}

static void look_up(struct card *card, struct str form, bool in_sentence)
{
    card_drop_trail(card);
    card_forget_lesson(card);
    if (find_answer(card, form, in_sentence) && is_sure(card))
        keep(card);
}

void card_show(struct card *card, const char *form, bool in_sentence)
{
    char *own = xstrdup(form); /* FORM may be the answer's, which goes */

    find_answer(card, str_of(own), in_sentence);
    free(own);
}

void card_refresh(struct card *card)
{
    const bool kept = card->kept;
    const struct candidate *candidate;

    card_show(card, card->answer.query, card->form_len > 0);
    candidate = card_candidate(card);
    card->kept = kept;
    if (kept && candidate != NULL &&
        journal_recast(card->journal, card->keeping.encounter, candidate->headword,
                       &card->keeping) != OK)
        card_notice(card, "notice.not-kept", err_message());
}

static void look_up_typed(struct card *card)
{
    struct buf form;
    struct word_span words[2];
    struct str typed;

    buf_init(&form, CARD_TYPED_MAX);
    if (card->completion_at >= 0)
        buf_adds(&form, card->completions[card->completion_at].headword);
    else
        text_clean_line(&form, buf_str(&card->typed), CARD_TYPED_MAX);
    typed = buf_str(&form);
    drop_completions(card);
    if (typed.len == 0)
        card_notice(card, "notice.type-a-word", NULL);
    else
        look_up(card, typed, find_in_sentence(card, typed));
    /* Several words that are no headword together are a sentence to choose from. */
    if (card->has_answer && !is_sure(card) && library_words(card->library, typed, words, 2) > 1) {
        drop_answer(card);
        set_sentence(card, typed);
        card->page = CARD_SENTENCE;
    }
    buf_dispose(&form);
}

void card_look_up(struct card *card)
{
    if (card->page == CARD_PROMPT)
        look_up_typed(card);
    else if (card->page == CARD_SENTENCE && card->word_at < card->word_count)
        look_up(card, word_of(card, card->word_at), true);
}

void card_keep_anyway(struct card *card)
{
    if (card->page == CARD_ANSWER && card->has_answer && !card->kept)
        keep(card);
}

bool card_again(struct card *card)
{
    if (!card->has_answer)
        return false;
    card->page = CARD_ANSWER;
    card->open = true;
    return true;
}

bool card_take_text(struct card *card, struct str text)
{
    struct buf clean;
    size_t count;

    buf_init(&clean, CARD_SENTENCE_MAX);
    text_clean_line(&clean, text, CARD_SENTENCE_MAX);
    if (clean.len == 0) {
        buf_dispose(&clean);
        return false;
    }
    card_notice(card, NULL, NULL);
    drop_completions(card);
    count = cut_words(card, buf_str(&clean));
    if (count > 1) {
        drop_answer(card);
        set_sentence(card, buf_str(&clean));
        card->page = CARD_SENTENCE;
        card->open = true;
    } else {
        /* cut_words() has written over the sentence's words. */
        card->word_count = cut_words(card, buf_str(&card->sentence));
        look_up(card, buf_str(&clean), find_in_sentence(card, buf_str(&clean)));
    }
    buf_dispose(&clean);
    return true;
}

static size_t step_within(size_t at, int step, size_t count)
{
    if (count == 0)
        return 0;
    return (at + count + (step > 0 ? 1 : count - 1)) % count;
}

void card_choose_candidate(struct card *card, size_t at)
{
    const struct candidate *candidate;

    if (!card->has_answer || at >= card->answer.shown_count || at == card->candidate_at)
        return;
    card->candidate_at = at;
    card->scroll = 0;
    card->translation_asked = false;
    card->forgotten[0] = '\0';
    candidate = card_candidate(card);
    card_notice(card, NULL, NULL);
    if (card->kept && journal_recast(card->journal, card->keeping.encounter, candidate->headword,
                                     &card->keeping) != OK)
        card_notice(card, "notice.not-kept", err_message());
    card_ask_memory(card);
}

void card_move(struct card *card, int step)
{
    int count = (int)card->completion_count;

    if (card->page == CARD_ANSWER) {
        card_choose_candidate(card,
                              step_within(card->candidate_at, step, card->answer.shown_count));
    } else if (card_is_typing(card) && count > 0) {
        /* One place more than there are completions: what was typed itself. */
        card->completion_at = (card->completion_at + 1 + step + count + 1) % (count + 1) - 1;
    } else if (card->page == CARD_PROMPT && card->sentence.len > 0 && card->typed.len == 0) {
        card->page = CARD_SENTENCE;
    }
}

void card_move_word(struct card *card, int step)
{
    if (card->page == CARD_ANSWER && card->browsing) {
        card_browse(card, step_within(card->word_at, step, card->word_count));
    } else if (card->page == CARD_SENTENCE || card->page == CARD_GUESS) {
        card->word_at = step_within(card->word_at, step, card->word_count);
    } else if (card->page == CARD_ANSWER && card->form_len > 0 && card->word_count > 0) {
        card->page = CARD_SENTENCE;
        card_move_word(card, step);
    }
}

void card_choose_word(struct card *card, size_t at)
{
    if (at >= card->word_count)
        return;
    if (card->page == CARD_GUESS) {
        card->word_at = at;
        return;
    }
    if (card->browsing) {
        card_browse(card, at);
        return;
    }
    card->word_at = at;
    card->page = CARD_SENTENCE;
    card_look_up(card);
}

void card_translate(struct card *card)
{
    card->translation_asked = !card->translation_asked;
    card->scroll = 0;
}

void card_undo(struct card *card)
{
    struct undone undone;
    enum err rc;

    if (card->journal == NULL || card_undo_forgetting(card) || card_undo_lesson(card))
        return;
    rc = journal_undo_last(card->journal, clock_now_ms(), &undone);
    if (rc == ERR_ABSENT)
        card_notice(card, "notice.nothing-to-undo", NULL);
    else if (rc != OK)
        card_notice(card, "notice.not-undone", err_message());
    else
        card_notice(card, "notice.undone", undone.headword);
    if (rc == OK && card->kept && strcmp(undone.encounter, card->keeping.encounter) == 0)
        card->kept = false;
}

void card_toggle_known(struct card *card)
{
    enum word_state next;

    if (!card->kept)
        return;
    next = card->keeping.state == WORD_KNOWN ? WORD_LEARNING : WORD_KNOWN;
    if (journal_set_state(card->journal, card->keeping.word, next) == OK)
        card->keeping.state = next;
    else
        card_notice(card, "notice.not-kept", err_message());
}
