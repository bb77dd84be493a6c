#include "app/journal/imports.h"

#include <time.h>

#include "app/journal/mend.h"
#include "app/journal/words.h"
#include "tests/import_desk.h"

/* What was touched since an import stays when it is taken back. */

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

int main(void)
{
    test_touched();
    test_changed_again();
    test_corrected_sentence();
    return check_done();
}
