/* The card's life without a screen: real dictionaries, a real journal. */

#include "app/overlay/card.h"

#include "app/journal/words.h"
#include "app/overlay/keys.h"
#include "tests/card_table.h"

static const struct small_entry words_it_en[] = {
    { "regno", "kingdom" }, { "regnare", "to reign" }, { "reame", "realm" },
    { "guerra", "war" },    { "contro", "against" },   { "perché", "why" },
    { "gatto", "cat" },     { "Gatto", "Cat (name)" }, { NULL, NULL },
};
static const struct small_entry words_it_it[] = {
    { "guerra", "conflitto armato" },
    { NULL, NULL },
};
static const struct small_dict dicts[] = {
    { .name = "it-it", .lang = "it", .gloss = "it", .entries = words_it_it },
    { .name = "it-en", .lang = "it", .gloss = "en", .entries = words_it_en }
};

static const char line[] = "Nel ventottesimo anno del regno di Garard II, il reame venne "
                           "coinvolto in una terribile guerra.";

static void lay(struct table *table)
{
    table_lay(table, dicts, ARRAY_LEN(dicts));
}

struct seen {
    char text[1000];
};

static void see_word(void *ctx, const struct word_row *row)
{
    struct seen *seen = ctx;
    size_t used = strlen(seen->text);

    snprintf(seen->text + used, sizeof(seen->text) - used, "%.*s x%d [%.*s] %.*s|",
             STR_ARG(row->headword), (int)row->times,
             STR_ARG(str_sub(row->sentence, row->form_at, row->form_len)), STR_ARG(row->game));
}

/* "headword x2 [form in its sentence] game|..." of all words kept. */
static void check_kept(struct table *table, const char *want, const char *row)
{
    const struct word_filter all = { 0 };
    struct seen seen = { "" };

    CHECK(journal_words(table->journal, &all, see_word, &seen) == OK, "%s: %s", row, err_message());
    CHECK_STR(seen.text, want, row);
}

static void test_typed_word(void)
{
    struct table table;
    struct card *card = &table.card;

    lay(&table);
    card_prompt(card);
    type(&table, "p");
    type(&table, "erche");
    CHECK(card->completion_count == 1 && strcmp(card->completions[0].headword, "perché") == 0,
          "an accent may be left out");
    card_look_up(card);
    CHECK(card->page == CARD_ANSWER && card->kept, "kept");
    CHECK_STR(card_candidate(card)->headword, "perché", "headword");
    CHECK_INT(card->keeping.times_before, 0, "new");
    check_kept(&table, "perché x1 [] The Battle for Wesnoth|", "typed");
    type(&table, "p");
    CHECK(card->page == CARD_PROMPT && card->typed.len == 1, "a letter begins the next word");
    CHECK(card->completions[0].own, "words looked up before come first");
    clear(&table);
}

static void test_sentence(void)
{
    struct table table;
    struct card *card = &table.card;
    int i;

    lay(&table);
    CHECK(card_take_text(card, str_of(line)) && card->page == CARD_SENTENCE, "a line");
    check_kept(&table, "", "a line alone is not kept");
    for (i = 0; i < 4; i++)
        card_move_word(card, 1);
    card_look_up(card);
    CHECK(card->kept && card->form_len == 5, "the word is kept with its place");
    check_kept(&table, "regno x1 [regno] The Battle for Wesnoth|", "with its sentence");
    card_prompt(card);
    type(&table, "GUERRA");
    card_look_up(card);
    CHECK(card->form_len > 0, "a word typed after the line belongs to it");
    CHECK(card_has_both(card) && !card->translation_asked, "the definition comes first");
    card_translate(card);
    CHECK(card->translation_asked, "the translation is a key away");
    clear(&table);
}

static void test_typed_line_becomes_the_sentence(void)
{
    struct table table;

    lay(&table);
    card_prompt(&table.card);
    type(&table, "una terribile guerra");
    card_look_up(&table.card);
    CHECK(table.card.page == CARD_SENTENCE && table.card.word_count == 3, "a line was typed");
    card_choose_word(&table.card, 2);
    check_kept(&table, "guerra x1 [guerra] The Battle for Wesnoth|", "its last word");
    clear(&table);
}

static void test_candidates_and_undo(void)
{
    struct table table;
    struct card *card = &table.card;

    lay(&table);
    card_prompt(card);
    type(&table, "gatto");
    card_look_up(card);
    CHECK(card->answer.candidate_count >= 2, "two headwords");
    check_kept(&table, "gatto x1 [] The Battle for Wesnoth|", "the first is kept");
    card_move(card, 1);
    check_kept(&table, "Gatto x1 [] The Battle for Wesnoth|", "the keep follows");
    card_undo(card);
    CHECK(!card->kept && strcmp(card->notice, "notice.undone") == 0, "taken back");
    check_kept(&table, "", "taken back");
    card_undo(card);
    CHECK_STR(card->notice, "notice.nothing-to-undo", "once more");
    clear(&table);
}

static void test_unknown_words_are_not_kept_unasked(void)
{
    struct table table;
    struct card *card = &table.card;

    lay(&table);
    card_prompt(card);
    type(&table, "guera");
    card_look_up(card);
    CHECK(card_candidate(card) != NULL && card_candidate(card)->how == HOW_NEAR && !card->kept,
          "a guess is shown and not kept");
    card_keep_anyway(card);
    check_kept(&table, "guerra x1 [] The Battle for Wesnoth|", "unless the player says so");
    card_prompt(card);
    type(&table, "xqzwk");
    card_look_up(card);
    CHECK(card->page == CARD_ANSWER && card->answer.shown_count == 0 && !card->kept,
          "nothing is found");
    card_keep_anyway(card);
    check_kept(&table, "xqzwk x1 [] The Battle for Wesnoth|guerra x1 [] The Battle for Wesnoth|",
               "a word without an entry");
    clear(&table);
}

static void test_badge(void)
{
    struct table table;
    struct card *card = &table.card;
    int i;

    lay(&table);
    for (i = 0; i < 3; i++) {
        card_prompt(card);
        type(&table, "reame");
        card_look_up(card);
    }
    CHECK_INT(card->keeping.times_before, 2, "met twice before");
    CHECK_STR(card->keeping.last_game, "The Battle for Wesnoth", "and where");
    card_toggle_known(card);
    CHECK_INT(card->keeping.state, WORD_KNOWN, "known");
    card_toggle_known(card);
    CHECK_INT(card->keeping.state, WORD_LEARNING, "and back");
    clear(&table);
}

static void test_hostile_input(void)
{
    struct table table;
    struct card *card = &table.card;
    char *huge = xmalloc(200000);

    lay(&table);
    memset(huge, 'a', 200000);
    card_prompt(card);
    card_type(card, str_make(huge, 10000));
    CHECK(strcmp(card->notice, "notice.too-long") == 0 && card->typed.len == 0, "10,000 letters");
    CHECK(card_take_text(card, str_make(huge, 200000)), "a huge word from the clipboard");
    CHECK(!card_take_text(card, str_of(" \n\t ")), "white space is nothing");
    CHECK(!card_take_text(card, str_of("")), "nothing is nothing");
    CHECK(card_take_text(card, str_of("\xff\xfe\x01")), "broken bytes are cleaned");
    card_prompt(card);
    card_erase(card, false);
    card_erase(card, true);
    card_look_up(card);
    CHECK_STR(card->notice, "notice.type-a-word", "an empty prompt");
    card_choose_word(card, 9999);
    card_choose_candidate(card, 9999);
    free(huge);
    clear(&table);
}

static void test_without_dictionary_and_journal(void)
{
    struct card card;

    card_init(&card, NULL, NULL, "it");
    card_prompt(&card);
    card_type(&card, str_of("gatto"));
    card_look_up(&card);
    CHECK_STR(card.notice, "notice.no-language", "no library");
    card_undo(&card);
    CHECK(!card_again(&card), "nothing to show again");
    card_dispose(&card);
}

static bool offers(const struct card *card, const char *cap)
{
    struct key_help keys[40];
    size_t i, count = keys_help(card, true, keys, ARRAY_LEN(keys));

    for (i = 0; i < count; i++) {
        if (strcmp(keys[i].cap, cap) == 0)
            return true;
    }
    return false;
}

static void test_help_shows_what_works(void)
{
    struct table table;
    struct card *card = &table.card;
    const struct platform_key space = { .name = PLATFORM_KEY_SPACE, .text = " " };
    const struct platform_key undo = { .name = PLATFORM_KEY_TEXT, .ctrl = true, .text = "z" };

    lay(&table);
    card_prompt(card);
    CHECK(!offers(card, "Enter") && offers(card, "Esc"), "an empty prompt");
    CHECK_INT(keys_action(card, &space), ACTION_NONE, "space is a letter in the prompt");
    type(&table, "guerra");
    CHECK(offers(card, "Enter"), "something to look up");
    card_look_up(card);
    CHECK(offers(card, "Space") && offers(card, "Ctrl+Z"), "an answer with both");
    CHECK_INT(keys_action(card, &space), ACTION_TRANSLATE, "space translates");
    CHECK_INT(keys_action(card, &undo), ACTION_UNDO, "Ctrl+Z");
    card_prompt(card);
    type(&table, "regno");
    card_look_up(card);
    CHECK(!offers(card, "Space"), "only a translation: nothing to wait for");
    card->page = CARD_KEYS;
    CHECK_INT(keys_action(card, &space), ACTION_ALL_KEYS, "any key leaves the page of keys");
    clear(&table);
}

int main(void)
{
    test_typed_word();
    test_sentence();
    test_typed_line_becomes_the_sentence();
    test_candidates_and_undo();
    test_unknown_words_are_not_kept_unasked();
    test_badge();
    test_hostile_input();
    test_without_dictionary_and_journal();
    test_help_shows_what_works();
    return check_done();
}
