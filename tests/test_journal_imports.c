#include "app/journal/imports.h"

#include <time.h>

#include "app/journal/cards.h"
#include "app/journal/dump.h"
#include "app/journal/journal_private.h"
#include "app/journal/mend.h"
#include "app/journal/pictures.h"
#include "app/journal/reviews.h"
#include "app/journal/tags.h"
#include "app/journal/taught.h"
#include "app/journal/words.h"
#include "dict/base/fault.h"
#include "tests/journal_folder.h"

enum { DUMP_MAX = 1 << 22 };

static bool put_row(void *ctx, const struct dump_table *table, const struct dump_value *values)
{
    struct buf *out = ctx;
    size_t i;

    buf_adds(out, table->type);
    for (i = 0; i < table->count; i++) {
        if (values[i].is_null)
            buf_adds(out, "|-");
        else if (table->fields[i].kind == DUMP_INT)
            buf_printf(out, "|%lld", (long long)values[i].number);
        else
            buf_printf(out, "|%.*s", STR_ARG(values[i].bytes));
    }
    buf_addc(out, '\n');
    return true;
}

/* All that is in JOURNAL but its imports, as a text of yours. */
static char *dump(struct journal *journal)
{
    struct buf out;

    buf_init(&out, DUMP_MAX);
    CHECK(journal_dump(journal, put_row, &out) == OK, "%s", err_message());
    return buf_take(&out);
}

static void begin(struct journal *journal, const char *name)
{
    CHECK(journal_change_begin(journal) == OK && journal_import_begin(journal, name, "csv") == OK,
          "%s", err_message());
}

static void end(struct journal *journal)
{
    const struct import_row counts = { .added = 1, .merged = 2, .unchanged = 3, .skipped = 4 };

    CHECK(journal_change_end(journal, journal_import_end(journal, &counts)) == OK, "%s",
          err_message());
}

static void note_word(void *ctx, struct str lang, struct str headword)
{
    buf_printf(ctx, "%.*s/%.*s ", STR_ARG(lang), STR_ARG(headword));
}

/* Takes the last import back; WANT are the words that stay. */
static struct import_undone undo(struct journal *journal, const char *want, const char *row)
{
    struct import_undone undone = { .stayed = -1 };
    struct buf words;
    const struct import_undo how = { .now_ms = noon_ms, .stays = note_word, .ctx = &words };

    buf_init(&words, 1000);
    CHECK(journal_import_undo(journal, &how, &undone) == OK, "%s: %s", row, err_message());
    CHECK_STR(buf_text(&words), want, row);
    CHECK(journal_check(journal) == OK, "%s: %s", row, err_message());
    buf_dispose(&words);
    return undone;
}

static void rate(struct journal *journal, int64_t word, int64_t time_ms, char id[UUID_LEN + 1])
{
    const struct review_row review = {
        .word = word, .time_ms = time_ms, .rating = 3, .interval_days = 3, .place = "desk"
    };

    CHECK(journal_review_add(journal, &review, id) == OK, "%s", err_message());
}

static struct kept keep(struct journal *journal, const char *headword, const char *sentence,
                        const char *game)
{
    const struct keep what = { .lang = "it",
                               .headword = headword,
                               .form = headword,
                               .sentence = str_of(sentence),
                               .game = game,
                               .now_ms = noon_ms + 60000 };
    struct kept kept = { 0 };

    CHECK(journal_keep(journal, &what, &kept) == OK, "%s: %s", headword, err_message());
    return kept;
}

/* Something of all that an import can bring: to a word of before, casa, and a new one, via. */
static void import_all(struct journal *journal)
{
    static const char picture[] = "RIFF\0\xff\x01WEBP";
    struct kept old, new;
    char id[UUID_LEN + 1];

    begin(journal, "lista.csv");
    old = keep(journal, "casa", "Una casa nuova.", "Celeste");
    new = keep(journal, "via", "La via.", "Un gioco nuovo");
    rate(journal, old.word, noon_ms + 5, id);
    rate(journal, new.word, noon_ms + 6, id);
    CHECK(journal_picture_add(journal, new.encounter, picture, sizeof(picture)) == OK &&
              journal_tag_add(journal, old.word, "cibo") == OK &&
              journal_tag_add(journal, new.word, "cibo") == OK &&
              journal_set_state(journal, old.word, WORD_KNOWN) == OK &&
              journal_set_state(journal, new.word, WORD_IGNORED) == OK &&
              journal_set_note(journal, new.word, "a note") == OK &&
              journal_override_set(journal, "it", "vie", "via") == OK &&
              journal_override_set(journal, "it", "case", "casale") == OK &&
              journal_definition_set(journal, "it", "casa", "theirs") == OK &&
              journal_definition_set(journal, "it", "via", "theirs") == OK,
          "%s", err_message());
    end(journal);
}

/* casa, with an encounter that was taken back, and what is known of it. */
static void fill(struct journal *journal)
{
    struct kept kept = keep(journal, "casa", "Una casa.", "Celeste");
    struct undone undone;
    char id[UUID_LEN + 1];

    (void)keep(journal, "casa", "Una casa che non c'era.", "Celeste");
    rate(journal, kept.word, noon_ms + 1, id);
    CHECK(journal_undo_last(journal, noon_ms + 2, &undone) == OK &&
              journal_tag_add(journal, kept.word, "a") == OK &&
              journal_set_note(journal, kept.word, "mine") == OK &&
              journal_override_set(journal, "it", "case", "casa") == OK &&
              journal_definition_set(journal, "it", "casa", "mine") == OK,
          "%s", err_message());
}

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

/* --- what was touched since --- */

static void touch_review(struct journal *journal, struct kept *via)
{
    char id[UUID_LEN + 1];

    rate(journal, via->word, noon_ms + 1000, id);
}

static void touch_encounter(struct journal *journal, struct kept *via)
{
    (void)via;
    (void)keep(journal, "via", "La via di casa.", NULL);
}

static void touch_tag(struct journal *journal, struct kept *via)
{
    CHECK(journal_tag_add(journal, via->word, "mio") == OK, "%s", err_message());
}

static void touch_state(struct journal *journal, struct kept *via)
{
    CHECK(journal_set_state(journal, via->word, WORD_KNOWN) == OK, "%s", err_message());
}

static void touch_note(struct journal *journal, struct kept *via)
{
    CHECK(journal_set_note(journal, via->word, "mine") == OK, "%s", err_message());
}

static void touch_met(struct journal *journal, struct kept *via)
{
    (void)via;
    CHECK(journal_word_met(journal, "it", "via") == OK, "%s", err_message());
}

static void touch_name(struct journal *journal, struct kept *via)
{
    int64_t word;

    CHECK(journal_word_rename(journal, via->word, "viale", &word) == OK, "%s", err_message());
}

static void touch_definition(struct journal *journal, struct kept *via)
{
    (void)via;
    CHECK(journal_definition_set(journal, "it", "via", "mine") == OK, "%s", err_message());
}

static void touch_sentence(struct journal *journal, struct kept *via)
{
    CHECK(journal_sentence_set(journal, via->encounter, "Le via.") == OK, "%s", err_message());
}

static void touch_review_undone(struct journal *journal, struct kept *via)
{
    struct stmt *find = db_prepare(journal->db, "SELECT id FROM review WHERE word = ?1");
    char id[UUID_LEN + 1];

    stmt_int(find, 1, via->word);
    CHECK(stmt_row(find) == OK, "%s", err_message());
    journal_copy(id, stmt_get_text(find, 0), UUID_LEN);
    stmt_free(find);
    CHECK(journal_review_undo(journal, id, noon_ms + 9) == OK, "%s", err_message());
}

static const struct {
    const char *row, *stays;
    void (*touch)(struct journal *journal, struct kept *via);
} touches[] = {
    { "a review", "it/via ", touch_review },
    { "a review taken back", "it/via ", touch_review_undone },
    { "an encounter", "it/via ", touch_encounter },
    { "a tag", "it/via ", touch_tag },
    { "a state", "it/via ", touch_state },
    { "a note", "it/via ", touch_note },
    { "met again", "it/via ", touch_met },
    { "another name", "it/viale ", touch_name },
    { "a definition", "it/via ", touch_definition },
    { "a sentence", "it/via ", touch_sentence },
};

/* The rows of DUMP that name WORD. */
static char *rows_of(const char *dump, const char *word)
{
    struct str rest = str_of(dump), line;
    char *named = xasprintf("|%s|", word);
    struct buf out;

    buf_init(&out, DUMP_MAX);
    while (str_next(&rest, '\n', &line)) {
        if (str_find(line, str_of(named), 0) < line.len) {
            buf_add_str(&out, line);
            buf_addc(&out, '\n');
        }
    }
    free(named);
    return buf_take(&out);
}

/* The newest encounter of via, as the touches need it. */
static struct kept find_via(struct journal *journal)
{
    struct stmt *find = db_prepare(journal->db, "SELECT e.id FROM encounter AS e JOIN word AS w"
                                                " ON w.id = e.word WHERE w.headword = 'via'");
    struct kept kept = { 0 };

    CHECK(journal_word_seen(journal, "it", "via", &kept) == OK && stmt_row(find) == OK, "%s",
          err_message());
    journal_copy(kept.encounter, stmt_get_text(find, 0), UUID_LEN);
    stmt_free(find);
    return kept;
}

static void test_touched(void)
{
    const struct timespec later = { .tv_nsec = 2000000 }; /* times of change are milliseconds */
    size_t i;

    for (i = 0; i < ARRAY_LEN(touches); i++) {
        const char *name = strcmp(touches[i].row, "another name") == 0 ? "viale" : "via";
        struct journal *journal = folder_begin();
        struct import_undone undone;
        struct kept via;
        char *touched, *want, *after, *got, *before, *casa;

        fill(journal);
        before = dump(journal);
        import_all(journal);
        via = find_via(journal);
        nanosleep(&later, NULL);
        touches[i].touch(journal, &via);
        touched = dump(journal);
        want = rows_of(touched, name);
        undone = undo(journal, touches[i].stays, touches[i].row);
        CHECK(undone.stayed == 1 && undone.words == 0, "%s: it stays", touches[i].row);
        after = dump(journal);
        got = rows_of(after, name);
        CHECK_STR(got, want, touches[i].row);
        free(got);
        free(want);
        want = rows_of(before, "casa");
        casa = rows_of(after, "casa");
        CHECK_STR(casa, want, touches[i].row);
        free(casa);
        free(want);
        free(after);
        free(touched);
        free(before);
        folder_end(journal);
    }
}

/* What was changed once more after the import stays as it is then; the rest goes back. */
static void test_changed_again(void)
{
    const struct timespec later = { .tv_nsec = 2000000 };
    struct journal *journal = folder_begin();
    struct kept kept;
    char *after, *casa;

    fill(journal);
    import_all(journal);
    nanosleep(&later, NULL);
    CHECK(journal_word_seen(journal, "it", "casa", &kept) == OK &&
              journal_set_state(journal, kept.word, WORD_IGNORED) == OK &&
              journal_definition_set(journal, "it", "casa", "mine again") == OK &&
              journal_override_set(journal, "it", "case", "caso") == OK,
          "%s", err_message());
    (void)undo(journal, "", "changed again");
    CHECK(journal_word_seen(journal, "it", "casa", &kept) == OK, "%s", err_message());
    CHECK_INT(kept.state, WORD_IGNORED, "the state");
    CHECK_INT(kept.times_before, 1, "its encounters");
    CHECK_STR(journal_definition_get(journal, "it", "casa"), "mine again", "the definition");
    CHECK_STR(journal_override_get(journal, "it", "case"), "caso", "the form");
    after = dump(journal);
    casa = rows_of(after, "via");
    CHECK_STR(casa, "", "and nothing of via");
    free(casa);
    free(after);
    folder_end(journal);
}

/* A sentence that was corrected stays with a word of before, which has it then. */
static void test_corrected_sentence(void)
{
    struct journal *journal = folder_begin();
    struct kept kept, casa;

    casa = keep(journal, "casa", "Una casa.", NULL);
    begin(journal, "a");
    kept = keep(journal, "casa", "Una cosa.", NULL);
    (void)keep(journal, "casa", "Una terza casa.", NULL);
    end(journal);
    CHECK(journal_sentence_set(journal, kept.encounter, "Una casa!") == OK, "%s", err_message());
    (void)undo(journal, "", "corrected");
    CHECK(journal_word_seen(journal, "it", "casa", &casa) == OK, "%s", err_message());
    CHECK_INT(casa.times_before, 2, "the one of before and the one corrected");
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
    test_touched();
    test_changed_again();
    test_corrected_sentence();
    test_several();
    test_failed_import();
    test_faults();
    return check_done();
}
