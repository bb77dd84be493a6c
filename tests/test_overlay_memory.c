/* A learned word that is looked up again, and the offer of a review, on the card. */

#include <string.h>

#include "app/overlay/content.h"
#include "app/overlay/keys.h"
#include "tests/card_table.h"

static const struct small_entry words[] = { { "guerra", "war" },
                                            { "pace", "peace" },
                                            { NULL, NULL } };
static const struct small_dict dicts[] = {
    { .name = "it-en", .lang = "it", .gloss = "en", .entries = words },
};

/* What the reviews would say, and what they were told. */
static struct told {
    int forgotten, remembered;
    bool fails;
} told;

static int due(void *ctx)
{
    (void)ctx;
    return 3;
}

static bool is_learned(void *ctx, int64_t word)
{
    (void)ctx;
    return word > 0;
}

static enum err forget(void *ctx, int64_t word, char review[UUID_LEN + 1])
{
    (void)ctx;
    (void)word;
    if (told.fails)
        return err_set(ERR_IO, "no room");
    told.forgotten++;
    snprintf(review, UUID_LEN + 1, "review-%d", told.forgotten);
    return OK;
}

static enum err remember(void *ctx, int64_t word, const char *review)
{
    (void)ctx;
    (void)word;
    CHECK_STR(review, "review-1", "the very one");
    told.remembered++;
    return OK;
}

static const struct overlay_memory memory = { due, is_learned, forget, remember, NULL, NULL };

static void look_up(struct table *table, const char *word)
{
    card_prompt(&table->card);
    type(table, word);
    card_look_up(&table->card);
}

/* Whether the card's text has WANT in it, as the overlay would draw it. */
static bool shows(const struct table *table, const char *want, int due_count)
{
    struct texts *texts = NULL;
    struct arena *arena = arena_new();
    char *dir = file_join(getenv("WORDLOOT_ASSETS"), "texts");
    struct content content;
    struct content_facts facts = { .due = due_count };
    bool found = false;
    size_t i, k;

    CHECK(texts_open(&texts, dir, "en") == OK, "%s", err_message());
    facts.texts = texts;
    content = content_build(&table->card, &facts, arena);
    for (i = 0; i < content.count; i++) {
        for (k = 0; k < content.blocks[i].count; k++) {
            const struct str text = content.blocks[i].spans[k].text;

            found = found || str_find(text, str_of(want), 0) < text.len;
        }
    }
    arena_free(arena);
    texts_close(texts);
    free(dir);
    return found;
}

static const struct platform_key ctrl_f = { .name = PLATFORM_KEY_TEXT, .text = "f", .ctrl = true };

static void test_forgotten(void)
{
    struct table table;

    told = (struct told){ 0 };
    table_lay(&table, dicts, 1);
    table.card.memory = &memory;
    look_up(&table, "guerra");
    CHECK(!table.card.learned, "a new word was not learned");
    CHECK(keys_action(&table.card, &ctrl_f) == ACTION_NONE, "and the key does nothing");
    look_up(&table, "guerra");
    CHECK(table.card.learned && shows(&table, "learned", 0), "the badge says so");
    CHECK(keys_action(&table.card, &ctrl_f) == ACTION_FORGOTTEN, "and a key notes it");
    card_forget_word(&table.card);
    CHECK_INT(told.forgotten, 1, "noted");
    CHECK_STR(table.card.notice, "notice.forgotten", "and told");
    card_forget_word(&table.card);
    CHECK_INT(told.forgotten, 1, "once");
    card_undo(&table.card);
    CHECK_INT(told.remembered, 1, "taken back");
    CHECK(table.card.kept && table.card.learned, "the lookup itself stays");
    card_undo(&table.card);
    CHECK(!table.card.kept && told.remembered == 1, "until it is taken back too");
    clear(&table);
}

static void test_failure(void)
{
    struct table table;

    told = (struct told){ .fails = true };
    table_lay(&table, dicts, 1);
    table.card.memory = &memory;
    look_up(&table, "pace");
    look_up(&table, "pace");
    card_forget_word(&table.card);
    CHECK_STR(table.card.notice, "notice.not-kept", "a clear line");
    card_undo(&table.card);
    CHECK_INT(told.remembered, 0, "there is no note to take back");
    clear(&table);
}

static void test_known_word(void)
{
    struct table table;

    told = (struct told){ 0 };
    table_lay(&table, dicts, 1);
    look_up(&table, "guerra");
    look_up(&table, "guerra");
    CHECK(!table.card.learned, "without reviews nothing is known of them");
    table.card.memory = &memory;
    card_toggle_known(&table.card);
    look_up(&table, "guerra");
    CHECK(!table.card.learned && shows(&table, "known", 0), "a known word is known");
    clear(&table);
}

static void test_offer(void)
{
    struct table table;

    table_lay(&table, dicts, 1);
    card_prompt(&table.card);
    CHECK(shows(&table, "3 words are ready", 3), "offered at the empty prompt");
    CHECK(shows(&table, "1 word is ready", 1), "one of them");
    CHECK(!shows(&table, "ready for review", 0), "not when nothing is due");
    type(&table, "gue");
    CHECK(!shows(&table, "ready for review", 3), "nor while a word is typed");
    clear(&table);
}

int main(void)
{
    test_forgotten();
    test_failure();
    test_known_word();
    test_offer();
    return check_done();
}
