/* Our words as packages for Anki: what is in them, and that they come back. */

#include "app/exchange/apkg_model.h"

#include "app/journal/dump.h"
#include "tests/anki_desk.h"

static const char picture[] = "RIFF\0\xff\x01WEBP";

static const struct desk_meaning meanings[] = {
    { "gatto", "animale \"domestico\"\nfelino <i>", "cat & kitten" },
    { "casa", NULL, "house" },
    { NULL, NULL, NULL },
};

/* Words met before UNTIL_MS; 0: all. */
static enum err export_until(struct journal *journal, const char *path, int64_t until_ms,
                             const char *deck, bool plain, struct export_report *report)
{
    static const struct export_schedule schedule = { .retention = 0.9, .decay = 0.1542 };
    const struct word_filter all = { .order = ORDER_ALPHABET, .until_ms = until_ms };
    const struct export_source source = { export_desk_mean, export_desk_lang, export_desk_day,
                                          (void *)(uintptr_t)meanings };
    const struct export_request request = { .exporter = export_find("apkg"),
                                            .path = path,
                                            .filter = &all,
                                            .source = &source,
                                            .now_ms = noon_ms + 5 * 86400000,
                                            .deck = deck,
                                            .typing = !plain,
                                            .schedule = plain ? NULL : &schedule };

    return export_run(journal, &request, report);
}

static enum err export_package(struct journal *journal, const char *path, const char *deck,
                               bool plain, struct export_report *report)
{
    return export_until(journal, path, 0, deck, plain, report);
}

static enum err take_package(struct journal *journal, const char *path, bool reviews,
                             struct intake_report *report)
{
    const struct intake_request request = { .format = intake_find("apkg"),
                                            .path = path,
                                            .lang = "it",
                                            .reviews = reviews,
                                            .now_ms = noon_ms + 6 * 86400000 };

    return intake_run(journal, &request, report);
}

static void rate(struct journal *journal, int64_t word, int64_t time_ms, int rating, int days,
                 bool undo)
{
    const struct review_row review = { .word = word,
                                       .time_ms = time_ms,
                                       .rating = rating,
                                       .duration_ms = 4200,
                                       .interval_days = days,
                                       .place = "desk" };
    char id[UUID_LEN + 1];

    CHECK(journal_review_add(journal, &review, id) == OK, "%s", err_message());
    if (undo)
        CHECK(journal_review_undo(journal, id, time_ms + 100) == OK, "%s", err_message());
}

static struct kept keep(struct journal *journal, const char *headword, const char *form,
                        const char *sentence, int64_t now_ms)
{
    struct kept kept = { 0 };
    const struct str text = str_of(sentence);
    struct keep made = { .lang = "it",
                         .headword = headword,
                         .form = form,
                         .sentence = text,
                         .game = "Assassin's <Creed>",
                         .now_ms = now_ms };

    made.form_at = str_find(text, str_of(form), 0);
    made.form_len = made.form_at < text.len ? strlen(form) : 0;
    if (made.form_len == 0)
        made.form_at = 0;
    CHECK(journal_keep(journal, &made, &kept) == OK, "%s: %s", headword, err_message());
    return kept;
}

/* Three words of one scene, one of another language, one that is known. */
static struct journal *filled(void)
{
    struct journal *journal = folder_begin();
    const struct kept cat =
        keep(journal, "gatto", "gatti", "Ho \"visto\" i gatti & <cani>.\nE poi?", noon_ms);
    const struct kept house = keep(journal, "casa", "casa", "Una casa grande.", noon_ms + 1000);
    const struct kept none = keep(journal, "{{c1::uno}}", "due", "", noon_ms + 2000);
    const struct card_row card = { .word = cat.word,
                                   .state = TYPE_REVIEW,
                                   .stability = 12.345678,
                                   .difficulty = 5.5,
                                   .last_ms = noon_ms + 86400000,
                                   .due_ms = noon_ms + 13 * INT64_C(86400000),
                                   .interval_days = 12,
                                   .reps = 3,
                                   .lapses = 1 };

    CHECK(journal_picture_add(journal, cat.encounter, picture, sizeof(picture)) == OK &&
              journal_picture_share(journal, house.encounter, cat.encounter) == OK &&
              journal_tag_add(journal, cat.word, "cibo") == OK &&
              journal_tag_add(journal, cat.word, "a::b") == OK &&
              journal_set_note(journal, house.word, "a <note>") == OK &&
              journal_set_state(journal, none.word, WORD_KNOWN) == OK,
          "%s", err_message());
    rate(journal, cat.word, noon_ms + 60000, 3, 0, false);
    rate(journal, cat.word, noon_ms + 660000, 4, 1, false);
    rate(journal, cat.word, noon_ms + 86400000, 1, 0, false);
    rate(journal, cat.word, noon_ms + 86400000 + 5, 2, 1, true);
    rate(journal, cat.word, noon_ms + 86400000 + 6, 3, -1, false);
    rate(journal, house.word, noon_ms + 61000, 1, 0, false);
    CHECK(journal_card_put(journal, &card) == OK, "%s", err_message());
    return journal;
}

/* --- what is in a package --- */

static void check_notes(struct db *db)
{
    CHECK(db_check(db) == OK, "%s", err_message());
    check_query(db, "SELECT replace(flds, char(31), ';') FROM notes ORDER BY sfld", /* by word */
                "casa;casa;Una <b>casa</b> grande.;Una <b>[\xe2\x80\xa6]</b> grande.;;house;"
                "Assassin's &lt;Creed&gt;;<img src=\"PICTURE\">;a &lt;note&gt;;it;ID|"
                "gatto;gatti;Ho &quot;visto&quot; i <b>gatti</b> &amp; &lt;cani&gt;.<br>E poi?;"
                "Ho &quot;visto&quot; i <b>[\xe2\x80\xa6]</b> &amp; &lt;cani&gt;.<br>E poi?;"
                "animale &quot;domestico&quot;<br>felino &lt;i&gt;;cat &amp; kitten;"
                "Assassin's &lt;Creed&gt;;<img src=\"PICTURE\">;;it;ID|"
                "{{c1::uno}};due;;;;;Assassin's &lt;Creed&gt;;;;it;ID|");
    check_query(db, "SELECT tags FROM notes ORDER BY sfld", "| a::b cibo ||");
    /* printf gatto | sha1sum */
    check_query(db, "SELECT printf('%08x', csum) FROM notes WHERE sfld = 'gatto'", "e9eb5a25|");
    check_query(db, "SELECT count(DISTINCT guid) FROM notes WHERE length(guid) BETWEEN 5 AND 10",
                "3|");
    check_query(db, "SELECT count(*) FROM notes WHERE mid = 1795176000011 AND usn = -1", "3|");
    check_query(db,
                "SELECT ver || ' ' || json_extract(conf, '$.schedVer') || ' ' ||"
                " json_extract(models, '$.1795176000011.name') || ' ' ||"
                " json_array_length(models, '$.1795176000011.flds') FROM col",
                "11 2 Wordloot 11|");
    check_query(db, "SELECT json_extract(value, '$.name') FROM col, json_each(decks) ORDER BY 1",
                "Default|Wordloot::Italian|");
}

static void check_cards(struct db *db)
{
    check_query(db,
                "SELECT sfld || ' ' || ord || ' ' || type || ' ' || queue FROM cards"
                " JOIN notes ON notes.id = nid ORDER BY sfld, ord",
                "casa 0 0 0|casa 1 0 0|gatto 0 2 2|gatto 1 0 0|{{c1::uno}} 0 0 -1|");
    /* 3 December 2026, from the day on that the collection says it was made. */
    check_query(db,
                "SELECT date(crt, 'unixepoch', due || ' days') || ' ' || ivl || ' ' || factor"
                " || ' ' || reps || ' ' || lapses || ' ' || cards.data FROM cards, col"
                " WHERE type = 2",
                "2026-12-03 12 2500 3 1 {\"s\":12.3457,\"d\":5.5,\"dr\":0.9,\"decay\":0.1542,"
                "\"lrt\":1795262400}|");
    check_query(db, "SELECT count(DISTINCT did) || ' ' || min(did > 1) FROM cards", "1 1|");
    check_query(db,
                "SELECT (revlog.id - 1795176000000) || ' ' || ease || ' ' || revlog.ivl || ' ' "
                "|| lastIvl || ' ' || time || ' ' || revlog.type FROM revlog JOIN cards ON"
                " cards.id = cid WHERE cards.type = 2 AND ord = 0 ORDER BY revlog.id",
                "60000 3 -600 0 4200 0|660000 4 1 -600 4200 0|86400000 1 -600 1 4200 1|"
                "86400006 3 0 -600 4200 2|");
    check_query(db, "SELECT count(*) FROM revlog", "5|");
}

/* The picture of two words is there once. */
static void check_media(const char *path)
{
    struct buf bytes;

    buf_init(&bytes, EXPORT_MAX);
    CHECK(anki_member(path, "0", &bytes) == OK && bytes.len == sizeof(picture) &&
              memcmp(bytes.data, picture, sizeof(picture)) == 0,
          "%s", err_message());
    CHECK(anki_member(path, "1", &bytes) == ERR_ABSENT &&
              anki_member(path, "-1", &bytes) == ERR_ABSENT,
          "one file");
    CHECK(anki_member(path, "media", &bytes) == OK, "%s", err_message());
    CHECK(str_starts(buf_str(&bytes), str_of("{\"0\":\"wordloot-")) &&
              str_ends(buf_str(&bytes), str_of(".webp\"}")) && bytes.len == 38,
          "%s", buf_text(&bytes));
    buf_dispose(&bytes);
}

/* What is another in each run stands as a word. */
static struct db *readable(const char *path)
{
    struct db *db = anki_unpack(path), *copy = NULL;
    char *to = file_join(journal_folder, "readable");

    unlink(to);
    CHECK(db_backup(db, to) == OK && db_open(&copy, to, DB_WRITE) == OK &&
              db_exec(copy, "UPDATE notes SET flds ="
                            " substr(flds, 1, length(flds) - 36) || 'ID';"
                            "UPDATE notes SET flds = substr(flds, 1, instr(flds, 'wordloot-') - 1)"
                            " || 'PICTURE' || substr(flds, instr(flds, '.webp') + 5)"
                            " WHERE instr(flds, 'wordloot-')") == OK,
          "%s", err_message());
    db_close(db);
    free(to);
    return copy;
}

static void test_package(void)
{
    struct journal *journal = filled();
    char *path = file_join(journal_folder, "words.apkg");
    struct export_report report = { 0 };
    struct db *db;

    CHECK(export_package(journal, path, NULL, false, &report) == OK, "%s", err_message());
    CHECK_INT(report.rows, 3, "words");
    CHECK_INT(report.changed, 3, "escaped");
    db = readable(path);
    check_notes(db);
    check_cards(db);
    check_media(path);
    db_close(db);
    CHECK(export_package(journal, path, "Mio::Mazzo \"1\"", true, &report) == OK, "%s",
          err_message());
    db = anki_unpack(path);
    check_query(db,
                "SELECT count(*) || ' ' || max(type) || ' ' || min(queue) || ' ' || max(data)"
                " FROM cards",
                "3 0 0 |");
    check_query(db, "SELECT count(*) FROM revlog", "0|");
    check_query(db, "SELECT count(*) FROM notes WHERE instr(flds, '\xe2\x80\xa6')", "0|");
    check_query(db, "SELECT json_extract(value, '$.name') FROM col, json_each(decks) ORDER BY 1",
                "Default|Mio::Mazzo \"1\"|");
    db_close(db);
    CHECK_INT(folder_count("words.apkg", NULL), 1, "no temporary file");
    free(path);
    folder_end(journal);
}

/* The picture is that of the sentence; where there is none, the newest. */
static void test_which_picture(void)
{
    static const char later[] = "RIFFlaterWEBP";
    struct journal *journal = filled();
    char *path = file_join(journal_folder, "words.apkg");
    struct export_report report = { 0 };
    struct buf bytes;
    struct kept kept = keep(journal, "gatto", "gatto", "Un gatto.", noon_ms + 9000);

    buf_init(&bytes, EXPORT_MAX);
    CHECK(journal_picture_add(journal, kept.encounter, later, sizeof(later)) == OK, "%s",
          err_message());
    CHECK(export_until(journal, path, noon_ms + 500, NULL, true, &report) == OK &&
              anki_member(path, "0", &bytes) == OK,
          "%s", err_message());
    CHECK_INT(bytes.len, sizeof(picture), "of the sentence");
    (void)keep(journal, "gatto", "gatto", "Il gatto.", noon_ms + 10000);
    CHECK(export_until(journal, path, 0, NULL, true, &report) == OK &&
              anki_member(path, "1", &bytes) == OK,
          "%s", err_message());
    CHECK_INT(bytes.len, sizeof(later), "the newest");
    buf_dispose(&bytes);
    free(path);
    folder_end(journal);
}

/* The next export of a word updates its note. */
static void test_same_ids(void)
{
    static const char all[] = "SELECT group_concat(notes.guid || ' ' || notes.id || ' ' ||"
                              " cards.id || ' ' || ord || ' ' || did, '|') FROM"
                              " (SELECT * FROM cards ORDER BY id) AS cards"
                              " JOIN notes ON notes.id = nid WHERE sfld = 'gatto'";
    struct journal *journal = filled();
    char *path = file_join(journal_folder, "words.apkg"), *first;
    struct export_report report = { 0 };
    struct stmt *stmt;
    struct db *db;

    CHECK(export_package(journal, path, NULL, false, &report) == OK, "%s", err_message());
    db = anki_unpack(path);
    stmt = db_prepare(db, all);
    CHECK(stmt_row(stmt) == OK, "%s", err_message());
    first = xasprintf("%.*s|", STR_ARG(stmt_get_text(stmt, 0)));
    CHECK(strlen(first) > 60, "%s", first);
    stmt_free(stmt);
    db_close(db);
    (void)keep(journal, "gatto", "gatto", "Un gatto.", noon_ms + 3000);
    (void)keep(journal, "altro", "altro", "Un altro.", noon_ms + 4000);
    CHECK(export_package(journal, path, NULL, false, &report) == OK, "%s", err_message());
    CHECK_INT(report.rows, 4, "one more");
    db = anki_unpack(path);
    check_query(db, all, first);
    check_query(db, "SELECT count(*) FROM notes WHERE instr(flds, 'Un <b>gatto</b>.')", "1|");
    db_close(db);
    free(first);
    free(path);
    folder_end(journal);
}

/* Clocks that were wrong: Anki refuses what has an id of after tomorrow. */
static void test_wrong_clock(void)
{
    const int64_t day_ms = 86400000;
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "words.apkg");
    struct export_report report = { 0 };
    struct db *db;

    const struct kept late = keep(journal, "tardi", "tardi", "Tardi.", noon_ms + 400 * day_ms);
    const struct kept early = keep(journal, "presto", "presto", "Presto.", 5);

    rate(journal, late.word, noon_ms + 400 * day_ms, 3, 1, false);
    rate(journal, late.word, noon_ms, 3, 1, false);
    rate(journal, early.word, 7, 3, 1, false);
    CHECK(export_package(journal, path, NULL, false, &report) == OK, "%s", err_message());
    db = anki_unpack(path);
    check_query(db, "SELECT count(*) FROM notes WHERE id BETWEEN 1 AND 1795608000000", "2|");
    check_query(db, "SELECT count(*) FROM cards WHERE id BETWEEN 1 AND 1795608000000", "2|");
    check_query(db, "SELECT id FROM revlog ORDER BY id", "7|1795176000000|");
    db_close(db);
    free(path);
    folder_end(journal);
}

/* Many of one moment, by an import, and of another program's hand. */
static void test_one_moment(void)
{
    static const char fill[] =
        "INSERT INTO play_session (id, uuid, lang, start_ms, end_ms) VALUES (1, 's', 'it', 0, 0);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
        " INSERT INTO word (id, uuid, lang, headword, fold, changed_ms)"
        " SELECT i, 'w' || i, 'it', 'p' || i, 'p' || i, 0 FROM n;"
        "INSERT INTO encounter (id, word, form, session, time_ms)"
        " SELECT 'e' || id, id, 'x', 1, 1795176000000 FROM word;"
        "INSERT INTO review (id, word, time_ms, rating, place)"
        " SELECT 'r' || id, id, 1795176000000, 3, 'class' FROM word;";
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "words.apkg");
    struct export_report report = { 0 };
    struct db *db;

    CHECK(db_exec(journal->db, fill) == OK, "%s", err_message());
    CHECK(export_package(journal, path, NULL, false, &report) == OK, "%s", err_message());
    CHECK_INT(report.rows, 3000, "all");
    db = anki_unpack(path);
    check_query(db, "SELECT count(*) FROM notes WHERE id <= 1795176000000", "3000|");
    check_query(db, "SELECT count(*) FROM cards", "3000|");
    check_query(db, "SELECT count(*) FROM revlog WHERE id BETWEEN 1795176000000 AND 1795176100000",
                "3000|");
    db_close(db);
    free(path);
    folder_end(journal);
}

/* --- and back --- */

static void check_reviews(struct journal *a, struct journal *b)
{
    static const char sql[] =
        "SELECT group_concat(headword || ' ' || (time_ms - 1795176000000) || ' ' || rating || ' '"
        " || coalesce(duration_ms, 0) || ' ' || coalesce(interval_days, -1) || ' ' || place, '|')"
        " FROM (SELECT * FROM review JOIN word ON word.id = word"
        "  WHERE rating IS NOT NULL AND review.id NOT IN (SELECT undoes FROM review WHERE"
        "   undoes IS NOT NULL) ORDER BY headword, time_ms)";
    struct stmt *stmt = db_prepare(a->db, sql);
    char *want;

    CHECK(stmt_row(stmt) == OK, "%s", err_message());
    want = xasprintf("%.*s|", STR_ARG(stmt_get_text(stmt, 0)));
    stmt_free(stmt);
    CHECK(strlen(want) > 80, "%s", want);
    check_query(b->db, sql, want);
    free(want);
}

static void test_back(void)
{
    struct journal *journal = filled(), *second = NULL;
    char *path = file_join(journal_folder, "words.apkg");
    char *other = file_join(journal_folder, "second.db");
    struct export_report out = { 0 };
    struct intake_report report;

    CHECK(export_package(journal, path, NULL, false, &out) == OK, "%s", err_message());
    CHECK(take_package(journal, path, true, &report) == OK, "%s", err_message());
    CHECK_INT(report.rows, 3, "read");
    /* Meanings become definitions of one's own. */
    CHECK_INT(report.merged, 2, "meanings");
    CHECK(take_package(journal, path, true, &report) == OK, "%s", err_message());
    CHECK_INT(report.unchanged, 3, "into the same journal: nothing is new");
    CHECK(journal_open(&second, other) == OK, "%s", err_message());
    CHECK(take_package(second, path, false, &report) == OK, "%s", err_message());
    CHECK_INT(report.added, 3, "into another: all is");
    check_query(second->db, "SELECT count(*) FROM review", "0|");
    CHECK(take_package(second, path, true, &report) == OK, "%s", err_message());
    CHECK_INT(report.merged, 2, "with the reviews of two");
    check_reviews(journal, second);
    CHECK(take_package(second, path, true, &report) == OK, "%s", err_message());
    CHECK_INT(report.unchanged, 3, "once more: nothing is new");
    check_reviews(journal, second);
    check_query(second->db,
                "SELECT headword || ';' || form || ';' || coalesce(sentence, '') || ';' ||"
                " coalesce(form_at || '+' || form_len, '') || ';' || coalesce(name, '') || ';' ||"
                " coalesce(note, '') FROM word JOIN encounter ON word.id = word"
                " LEFT JOIN game ON game.id = game ORDER BY headword",
                "casa;casa;Una casa grande.;4+4;Assassin's <Creed>;a <note>|"
                "gatto;gatti;Ho \"visto\" i gatti & <cani>.\nE poi?;13+5;Assassin's <Creed>;|"
                "uno;due;;;Assassin's <Creed>;|");
    check_query(second->db, "SELECT headword || '=' || text FROM definition ORDER BY headword",
                "casa=house|gatto=animale \"domestico\"; felino <i>|");
    check_query(second->db, "SELECT tag FROM word_tag ORDER BY tag", "a::b|cibo|");
    CHECK(journal_check(second) == OK, "%s", err_message());
    journal_close(second);
    free(other);
    free(path);
    folder_end(journal);
}

/* --- when something fails --- */

static void test_failures(void)
{
    struct journal *journal = filled();
    char *path = file_join(journal_folder, "words.apkg");
    struct export_report report = { 0 };
    unsigned long nth, failed = 0;
    bool fired = true;

    CHECK(setenv("TMPDIR", journal_folder, 1) == 0, "a place for what is temporary");
    for (nth = 1; fired && nth < 2000; nth++) {
        enum err rc;

        unlink(path);
        fault_arm(nth);
        rc = export_package(journal, path, NULL, false, &report);
        fired = fault_fired();
        fault_arm(0);
        failed += rc != OK;
        CHECK(rc == OK || !file_exists(path), "call %lu: %s", nth, err_message());
        CHECK(!fired || rc != OK, "call %lu failed unnoticed", nth);
    }
    CHECK(!fired && failed > 50, "%lu failures", failed);
    CHECK_INT(folder_count("collection", NULL), 0, "no temporary file");
    for (nth = 1, fired = true, failed = 0; fired && nth < 4000; nth += 3) {
        struct intake_report in;
        int64_t before = 0, after = 0;
        enum err rc;

        CHECK(journal_dump_count(journal, &before) == OK, "%s", err_message());
        fault_arm(nth);
        rc = take_package(journal, path, true, &in);
        fired = fault_fired();
        fault_arm(0);
        failed += rc != OK;
        CHECK(journal_dump_count(journal, &after) == OK, "%s", err_message());
        CHECK(rc == OK || after == before, "call %lu: %lld rows", nth, (long long)after);
    }
    CHECK(!fired && failed > 20, "%lu failures", failed);
    CHECK_INT(folder_count("collection", NULL), 0, "no temporary file");
    CHECK(unsetenv("TMPDIR") == 0, "as before");
    free(path);
    folder_end(journal);
}

int main(void)
{
    CHECK(setenv("TZ", "UTC", 1) == 0, "the days are those of UTC");
    test_package();
    test_which_picture();
    test_same_ids();
    test_wrong_clock();
    test_one_moment();
    test_back();
    test_failures();
    return check_done();
}
