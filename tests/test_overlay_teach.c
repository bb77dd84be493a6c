/* Teaching by the card, and following references: real dictionaries, a real journal. */

#include "app/journal/taught.h"
#include "app/journal/words.h"
#include "app/overlay/keys.h"
#include "tests/card_table.h"

static const struct small_entry words_it_it[] = {
    { "guerra", "conflitto armato" },
    { "pace", "assenza di guerra" },
    { NULL, NULL },
};
static const struct small_ref refs_it_it[] = {
    { REF_SEE, "guerra", "pace" },
    { REF_SEE, "pace", "guerra" },
    { REF_SEE, NULL, NULL },
};
static const struct small_entry words_it_en[] = {
    { "guerra", "war" },   { "regno", "kingdom, realm" }, { "regnare", "to reign" },
    { "regina", "queen" }, { "pace", "peace" },           { NULL, NULL },
};
static const struct small_entry words_it_more[] = {
    { "regno", "realm" },
    { "guerra", "warfare" },
    { NULL, NULL },
};
static const struct small_dict dicts[] = {
    { .name = "it-it", .lang = "it", .gloss = "it", .entries = words_it_it, .refs = refs_it_it },
    { .name = "it-en", .lang = "it", .gloss = "en", .entries = words_it_en },
    { .name = "more", .lang = "it", .gloss = "en", .entries = words_it_more },
};

static void look_up(struct table *table, const char *word)
{
    card_prompt(&table->card);
    type(table, word);
    card_look_up(&table->card);
}

static const char *shown(const struct card *card)
{
    const struct candidate *candidate = card_candidate(card);

    return candidate != NULL ? candidate->headword : "";
}

static void note_word(void *ctx, const struct word_row *row)
{
    struct buf *list = ctx;

    buf_printf(list, "%.*s x%d|", STR_ARG(row->headword), (int)row->times);
}

static void check_words(struct table *table, const char *want, const char *row)
{
    const struct word_filter all = { 0 };
    struct buf list;

    buf_init(&list, 1000);
    CHECK(journal_words(table->journal, &all, note_word, &list) == OK, "%s", err_message());
    CHECK_STR(buf_text(&list), want, row);
    buf_dispose(&list);
}

/* Types TEXT over what the page offers. */
static void retype(struct table *table, const char *text)
{
    while (table->card.typed.len > 0)
        card_erase(&table->card, false);
    if (text[0] != '\0')
        type(table, text);
}

static void test_teaching_a_form(void)
{
    struct table table;
    struct card *card = &table.card;

    table_lay(&table, dicts, ARRAY_LEN(dicts));
    look_up(&table, "regno");
    CHECK_STR(shown(card), "regno", "before");
    card_begin_teaching(card);
    CHECK(card->page == CARD_TEACH && card_is_typing(card), "the headword is asked for");
    CHECK_STR(buf_text(&card->typed), "regno", "and the one shown is offered");
    retype(&table, "regnare");
    CHECK(card->completion_count > 0, "headwords are offered");
    card_confirm(card);
    CHECK(card->page == CARD_ANSWER, "back to the answer");
    CHECK_STR(shown(card), "regnare", "at once");
    CHECK_STR(card->notice, "notice.taught", "and told");
    check_words(&table, "regnare x1|", "what was kept follows");
    card_undo(card);
    CHECK_STR(shown(card), "regno", "taken back");
    check_words(&table, "regno x1|", "and what was kept follows");
    card_begin_teaching(card);
    retype(&table, "regnare");
    card_confirm(card);
    look_up(&table, "Regno");
    CHECK_STR(shown(card), "regnare", "for ever, in any case");
    card_undo(card);
    CHECK_STR(shown(card), "regnare", "what came last is the lookup");
    check_words(&table, "regnare x1|", "which alone is taken back");
    clear(&table);
}

static void test_cancelling(void)
{
    struct table table;
    struct card *card = &table.card;

    table_lay(&table, dicts, ARRAY_LEN(dicts));
    card_begin_teaching(card);
    CHECK(card->page != CARD_TEACH, "nothing to teach before a lookup");
    look_up(&table, "regno");
    card_begin_teaching(card);
    retype(&table, "guerra");
    card_cancel(card);
    CHECK(card->page == CARD_ANSWER && card->typed.len == 0, "back");
    CHECK(journal_override_get(table.journal, "it", "regno") == NULL, "nothing was kept");
    clear(&table);
}

static void test_forgetting(void)
{
    struct table table;
    struct card *card = &table.card;

    table_lay(&table, dicts, ARRAY_LEN(dicts));
    CHECK(journal_override_set(table.journal, "it", "regno", "regina") == OK, "%s", err_message());
    look_up(&table, "regno");
    CHECK_STR(shown(card), "regina", "taught");
    card_begin_teaching(card);
    retype(&table, "");
    card_confirm(card);
    CHECK_STR(card->notice, "notice.taught-forgotten", "told");
    CHECK_STR(shown(card), "regno", "forgotten");
    card_undo(card);
    CHECK_STR(shown(card), "regina", "and back");
    clear(&table);
}

static void test_defining(void)
{
    struct table table;
    struct card *card = &table.card;
    struct arena *arena = arena_new();
    const struct entry *entries;
    size_t count;

    table_lay(&table, dicts, ARRAY_LEN(dicts));
    look_up(&table, "zork");
    CHECK(!card->kept && card->answer.shown_count == 0, "no dictionary has it");
    card_begin_defining(card);
    CHECK(card->page == CARD_DEFINE && card->typed.len == 0, "an empty page");
    type(&table, "a place underground");
    CHECK_INT(card->completion_count, 0, "a definition is not completed");
    card_confirm(card);
    entries = card_entries(card, arena, &count);
    CHECK(count == 1 && strcmp(entries[0].dict, OWN_DICT) == 0, "it is the entry now");
    CHECK_STR(entries[0].senses[0].gloss, "a place underground", "as typed");
    look_up(&table, "zork");
    CHECK(card->kept, "the word counts as found");
    card_begin_defining(card);
    CHECK_STR(buf_text(&card->typed), "a place underground", "to be changed");
    card_cancel(card);
    look_up(&table, "guerra");
    card_begin_defining(card);
    type(&table, "what orcs begin");
    card_confirm(card);
    entries = card_entries(card, arena, &count);
    CHECK(count == 2, "before the definition; the translation still waits: %zu", count);
    CHECK_STR(entries[0].senses[0].gloss, "what orcs begin", "one's own first");
    card_undo(card);
    CHECK(journal_definition_get(table.journal, "it", "guerra") == NULL, "taken back");
    arena_free(arena);
    clear(&table);
}

static void test_merging(void)
{
    struct table table;
    struct card *card = &table.card;
    struct arena *arena = arena_new();
    const struct entry *entries;
    size_t count;

    table_lay(&table, dicts, ARRAY_LEN(dicts));
    look_up(&table, "regno");
    entries = card_entries(card, arena, &count);
    CHECK(count == 1 && entries[0].sense_count == 1, "no gloss stands twice");
    CHECK_STR(entries[0].dict, "it-en", "the second says nothing new");
    look_up(&table, "guerra");
    card_translate(card);
    entries = card_entries(card, arena, &count);
    CHECK(count == 2 && entries[0].sense_count == 2, "two dictionaries, one article");
    CHECK_STR(entries[0].dict, "it-en, more", "named");
    CHECK(entries[1].in_language, "the translation that was asked for comes first");
    arena_free(arena);
    clear(&table);
}

static void test_following(void)
{
    struct table table;
    struct card *card = &table.card;

    table_lay(&table, dicts, ARRAY_LEN(dicts));
    look_up(&table, "guerra");
    CHECK_INT(card_ref_count(card), 1, "guerra");
    card_follow(card, 5);
    CHECK_STR(shown(card), "guerra", "there is no sixth reference");
    card_follow(card, 0);
    CHECK_STR(shown(card), "pace", "followed");
    CHECK(!card->kept, "what is only read is not kept");
    check_words(&table, "guerra x1|", "not kept");
    card_follow(card, 0);
    CHECK_STR(shown(card), "guerra", "and on");
    card_follow_back(card);
    card_follow_back(card);
    CHECK_STR(shown(card), "guerra", "back at the start");
    CHECK(card->kept && card->trail_count == 0, "where it is kept");
    card_follow_back(card);
    CHECK_STR(shown(card), "guerra", "there is nothing before it");
    check_words(&table, "guerra x1|", "once");
    clear(&table);
}

static enum action press(const struct card *card, enum platform_key_name name, const char *text,
                         bool ctrl)
{
    struct platform_key key = { .name = name, .ctrl = ctrl };

    snprintf(key.text, sizeof(key.text), "%s", text);
    return keys_action(card, &key);
}

static void test_keys(void)
{
    struct table table;
    struct card *card = &table.card;

    table_lay(&table, dicts, ARRAY_LEN(dicts));
    look_up(&table, "guerra");
    CHECK_INT(press(card, PLATFORM_KEY_TEXT, "l", true), ACTION_TEACH, "Ctrl+L");
    CHECK_INT(press(card, PLATFORM_KEY_TEXT, "d", true), ACTION_DEFINE, "Ctrl+D");
    CHECK_INT(press(card, PLATFORM_KEY_TEXT, "1", true), ACTION_FOLLOW_1, "Ctrl+1");
    CHECK_INT(press(card, PLATFORM_KEY_TEXT, "9", true), ACTION_FOLLOW_9, "Ctrl+9");
    CHECK_INT(press(card, PLATFORM_KEY_BACKSPACE, "", false), ACTION_NONE,
              "nothing to come back to");
    card_follow(card, 0);
    CHECK_INT(press(card, PLATFORM_KEY_BACKSPACE, "", false), ACTION_FOLLOW_BACK, "Backspace");
    card_begin_teaching(card);
    CHECK_INT(press(card, PLATFORM_KEY_ENTER, "", false), ACTION_CONFIRM, "Enter");
    CHECK_INT(press(card, PLATFORM_KEY_ESCAPE, "", false), ACTION_CANCEL, "Esc");
    CHECK_INT(press(card, PLATFORM_KEY_BACKSPACE, "", false), ACTION_ERASE, "Backspace, typing");
    clear(&table);
}

int main(void)
{
    test_teaching_a_form();
    test_cancelling();
    test_forgetting();
    test_defining();
    test_merging();
    test_following();
    test_keys();
    return check_done();
}
