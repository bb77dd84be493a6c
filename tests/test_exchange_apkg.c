/* Our words as packages for Anki: what is in them, and that they come back. */

#include "app/exchange/apkg_model.h"

#include "tests/apkg_desk.h"

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

int main(void)
{
    CHECK(setenv("TZ", "UTC", 1) == 0, "the days are those of UTC");
    test_package();
    test_which_picture();
    test_same_ids();
    test_back();
    return check_done();
}
