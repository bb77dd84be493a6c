#ifndef TESTS_CARD_TABLE_H
#define TESTS_CARD_TABLE_H

/* A card on a table of its own: small dictionaries, a real journal. */

#include "app/overlay/card.h"
#include "tests/small_library.h"

struct table {
    struct library *library;
    struct journal *journal;
    struct card card;
    char folder[32];
    char *journal_path;
};

/* A card over DICTS, of Italian, and a new journal. */
__attribute__((unused)) static void table_lay(struct table *table, const struct small_dict *dicts,
                                              size_t dict_count)
{
    *table = (struct table){ .folder = "/tmp/wordloot-card-XXXXXX" };
    table->library = small_library_open("it", dicts, dict_count);
    CHECK(mkdtemp(table->folder) != NULL, "folder");
    table->journal_path = file_join(table->folder, "journal.db");
    CHECK(journal_open(&table->journal, table->journal_path) == OK, "%s", err_message());
    card_init(&table->card, table->library, table->journal, "it");
    snprintf(table->card.game.name, sizeof(table->card.game.name), "The Battle for Wesnoth");
    snprintf(table->card.game.key, sizeof(table->card.game.key), "wesnoth");
}

__attribute__((unused)) static void clear(struct table *table)
{
    char *remove = xasprintf("rm -r %s", table->folder);

    card_dispose(&table->card);
    journal_close(table->journal);
    library_close(table->library);
    CHECK(system(remove) == 0, "clean up");
    free(remove);
    free(table->journal_path);
}

__attribute__((unused)) static void type(struct table *table, const char *text)
{
    card_type(&table->card, str_of(text));
}

#endif
