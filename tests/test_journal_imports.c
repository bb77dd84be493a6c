#include "app/journal/imports.h"

#include "dict/base/fault.h"
#include "tests/import_desk.h"

static void test_all_back(void)
{
    struct journal *journal = folder_begin();
    struct card_row card = { .word = 1, .stability = 1 };
    const struct import_undo dry = { .now_ms = noon_ms, .dry_run = true };
    struct import_undone undone;
    char *before, *imported, *after;

    fill(journal);
    before = dump(journal);
    import_all(journal);
    imported = dump(journal);
    CHECK(journal_card_put(journal, &card) == OK, "%s", err_message());
    card.word = journal_lookup_count(journal, "it", "via") > 0 ? 2 : 0;
    CHECK(journal_card_put(journal, &card) == OK, "%s", err_message());

    CHECK(journal_import_undo(journal, &dry, &undone) == OK, "%s", err_message());
    CHECK_INT(undone.words, 1, "would be removed");
    after = dump(journal);
    CHECK_STR(after, imported, "a dry run changes nothing");
    free(after);

    undone = undo(journal, "", "all");
    CHECK_STR(undone.name, "lista.csv", "its name");
    CHECK(undone.words == 1 && undone.encounters == 2 && undone.reviews == 2 &&
              undone.restored == 3 && undone.stayed == 0,
          "%lld words, %lld encounters, %lld reviews, %lld restored", (long long)undone.words,
          (long long)undone.encounters, (long long)undone.reviews, (long long)undone.restored);
    after = dump(journal);
    CHECK_STR(after, before, "as it was");
    CHECK_INT(journal_card_get(journal, 1, &card), ERR_ABSENT, "computed from more reviews");
    CHECK_INT(journal_import_undo(journal, &dry, &undone), ERR_ABSENT, "once");
    free(after);
    free(imported);
    free(before);
    folder_end(journal);
}

/* --- several --- */

static void list_import(void *ctx, const struct import_row *row)
{
    buf_printf(ctx, "%.*s %.*s %lld %lld %lld %lld %s\n", STR_ARG(row->name), STR_ARG(row->format),
               (long long)row->added, (long long)row->merged, (long long)row->unchanged,
               (long long)row->skipped, row->undone_ms > 0 ? "undone" : "there");
}

static void check_list(struct journal *journal, const char *want, const char *row)
{
    struct buf got;

    buf_init(&got, 1000);
    CHECK(journal_import_list(journal, list_import, &got) == OK, "%s", err_message());
    CHECK_STR(buf_text(&got), want, row);
    buf_dispose(&got);
}

/* One import after the other, each taken back before the one of before it. */
static void test_several(void)
{
    struct journal *journal = folder_begin();
    const struct import_undo how = { .now_ms = noon_ms };
    struct import_undone undone;
    char *empty = dump(journal), *one, *after;

    check_list(journal, "", "none");
    begin(journal, "one");
    (void)keep(journal, "casa", "Una casa.", "Celeste");
    end(journal);
    one = dump(journal);
    begin(journal, "nothing");
    end(journal);
    begin(journal, "two");
    (void)keep(journal, "casa", "Due case.", "Celeste");
    end(journal);
    check_list(journal, "two csv 1 2 3 4 there\none csv 1 2 3 4 there\n", "what changed something");

    (void)undo(journal, "", "two");
    after = dump(journal);
    CHECK_STR(after, one, "two is gone");
    free(after);
    check_list(journal, "two csv 1 2 3 4 undone\none csv 1 2 3 4 there\n", "two undone");
    begin(journal, "three");
    (void)keep(journal, "via", "La via.", "Celeste");
    end(journal);
    (void)undo(journal, "", "three");
    (void)undo(journal, "", "one");
    after = dump(journal);
    CHECK_STR(after, empty, "all is gone");
    CHECK_INT(journal_import_undo(journal, &how, &undone), ERR_ABSENT, "no more");
    CHECK(strstr(err_message(), "no import") != NULL, "%s", err_message());
    free(after);
    free(one);
    free(empty);
    folder_end(journal);
}

/* A change that fails leaves no import and nothing that watches. */
static void test_failed_import(void)
{
    struct journal *journal = folder_begin();

    begin(journal, "one");
    (void)keep(journal, "casa", "Una casa.", NULL);
    CHECK_INT(journal_change_end(journal, ERR_FORMAT), ERR_FORMAT, "it fails");
    check_list(journal, "", "no import");
    (void)keep(journal, "via", "La via.", NULL);
    begin(journal, "two");
    (void)keep(journal, "casa", "Una casa.", NULL);
    end(journal);
    (void)undo(journal, "", "two");
    CHECK_INT(journal_lookup_count(journal, "it", "via"), 1, "it was never in an import");
    CHECK_INT(journal_lookup_count(journal, "it", "casa"), 0, "it was");
    folder_end(journal);
}

/* Whatever call fails, all is taken back or nothing. */
static void test_faults(void)
{
    struct journal *journal = folder_begin();
    const struct import_undo how = { .now_ms = noon_ms };
    char *before, *imported;
    unsigned long nth;
    bool fired = true;

    fill(journal);
    before = dump(journal);
    import_all(journal);
    imported = dump(journal);
    for (nth = 1; fired && nth < 1000; nth++) {
        struct import_undone undone;
        enum err rc;
        char *after;

        fault_arm(nth);
        rc = journal_import_undo(journal, &how, &undone);
        fired = fault_fired();
        fault_arm(0);
        after = dump(journal);
        if (rc == OK || strcmp(after, before) == 0)
            CHECK_STR(after, before, "taken back");
        else
            CHECK_STR(after, imported, "as it was");
        CHECK(journal_check(journal) == OK, "call %lu: %s", nth, err_message());
        fired = fired && strcmp(after, before) != 0;
        free(after);
    }
    CHECK(nth > 20 && nth < 1000, "%lu calls failed", nth);
    free(imported);
    free(before);
    folder_end(journal);
}

int main(void)
{
    test_all_back();
    test_several();
    test_failed_import();
    test_faults();
    return check_done();
}
