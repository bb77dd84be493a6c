/* Packages and text files of Anki's that others made: good ones, odd ones, broken ones. */

#include "tests/anki_desk.h"

static struct journal *journal;
static char *path;

static enum err take_with(const char *format, const char *columns, bool reviews,
                          struct intake_report *report)
{
    const struct intake_request request = { .format = intake_find(format),
                                            .path = path,
                                            .lang = "de",
                                            .columns = columns,
                                            .reviews = reviews,
                                            .now_ms = noon_ms };

    return intake_run(journal, &request, report);
}

static void begin(const char *name)
{
    journal = folder_begin();
    path = file_join(journal_folder, name);
}

static void end(void)
{
    free(path);
    folder_end(journal);
}

/* A line a word: "headword/form/sentence@place+length/tags/meaning". */
static const char words_sql[] =
    "SELECT headword || '/' || form || '/' || coalesce(sentence, '') || '@' ||"
    " coalesce(form_at, 0) || '+' || coalesce(form_len, 0) || '/' ||"
    " coalesce((SELECT group_concat(tag, ' ') FROM (SELECT tag FROM word_tag"
    "  WHERE word = word.id ORDER BY tag)), '') || '/' || coalesce(text, '')"
    " FROM word JOIN encounter ON word.id = word LEFT JOIN definition USING (lang, headword)"
    " ORDER BY headword";

/* --- any deck --- */

#define NOTE(id, mid, tags, fields)                                                            \
    "INSERT INTO notes VALUES (" #id ", 'guid" #id "', " #mid ", '" tags "', replace('" fields \
    "', '|', char(31)));"

static void test_decks(void)
{
    static const struct {
        const char *row, *models, *notes, *columns, *want;
    } rows[] = {
        { "Basic",
          "{\"1\":{\"type\":0,\"flds\":[{\"name\":\"Front\",\"ord\":0},{\"name\":\"Back\"}]}}",
          NOTE(1, 1, " a b::c leech marked ",
               "<b>Haus</b>[sound:haus.mp3]<br>n.|house<div>home</div>"),
          NULL, "Haus/Haus/@0+0/a b::c/house; home|" },
        { "fields in another order, named in German",
          "{\"1\":{\"flds\":[{\"name\":\"Beispiel\",\"ord\":2},{\"name\":\"Bedeutung\",\"ord\":0},"
          "{\"name\":\"Wort\",\"ord\":1}]}}",
          NOTE(1, 1, "", "cat|Katze|Zwei <b>Katzen</b> &amp; ein Hund."), NULL,
          "Katze/Katzen/Zwei Katzen & ein Hund.@5+6//cat|" },
        { "names that say nothing",
          "{\"1\":{\"flds\":[{\"name\":\"A\"},{\"name\":\"B\"},{\"name\":\"C\"}]}}",
          NOTE(1, 1, "", "Hund|dog|x"), NULL, "Hund/Hund/@0+0//dog|" },
        { "one that does",
          "{\"1\":{\"flds\":[{\"name\":\"Satz\"},{\"name\":\"B\"},{\"name\":\"C\"}]}}",
          NOTE(1, 1, "", "Ein Hund.|Hund|dog"), NULL, "Hund/Hund/Ein Hund.@4+4//dog|" },
        { "columns as the learner says",
          "{\"1\":{\"flds\":[{\"name\":\"A\"},{\"name\":\"B\"},{\"name\":\"Front\"}]}}",
          NOTE(1, 1, "", "dog|Ein Hund.|Hund"), "word=3,meaning=1,sentence=B",
          "Hund/Hund/Ein Hund.@4+4//dog|" },
        { "a note type that is not told", "{}", NOTE(1, 7, "", "Hund|dog"), NULL,
          "Hund/Hund/@0+0//dog|" },
        { "gaps", "{\"1\":{\"type\":1,\"flds\":[{\"name\":\"Text\"},{\"name\":\"Back Extra\"}]}}",
          NOTE(1, 1, "", "Der {{c1::Hund::dog}} {{c2::bellt}}.|an animal")
              NOTE(2, 1, "", "no gap|x"),
          NULL, "Hund/Hund/Der Hund bellt.@4+4//an animal|no gap/no gap/no gap@0+6//x|" },
        { "no word", "{\"1\":{\"flds\":[{\"name\":\"Front\"},{\"name\":\"Back\"}]}}",
          NOTE(1, 1, "", "<img src=x>|picture") NOTE(2, 1, "", "") NOTE(3, 1, "", "da|there"), NULL,
          "da/da/@0+0//there|" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        char *col = xasprintf("INSERT INTO col VALUES (1, '%s')", rows[i].models);
        const char *const sql[] = { anki_schema, col, rows[i].notes };
        struct intake_report report;

        begin("deck.apkg");
        anki_pack(path, i % 2 == 0 ? "collection.anki2" : "collection.anki21", sql, 3);
        CHECK(take_with("apkg", rows[i].columns, true, &report) == OK, "%s: %s", rows[i].row,
              err_message());
        check_query(journal->db, words_sql, rows[i].want);
        CHECK_INT(report.rows, report.added + report.skipped, rows[i].row);
        CHECK(take_with("apkg", rows[i].columns, true, &report) == OK, "%s", err_message());
        CHECK_INT(report.added + report.merged, 0, rows[i].row);
        free(col);
        end();
    }
}

/* Two kinds of cards, of which the first counts; what is no rating; what is to come. */
static void test_reviews(void)
{
    static const char *const sql[] = {
        anki_schema,
        "INSERT INTO col VALUES (1, '{}')",
        NOTE(5, 1, "", "Hund|dog") NOTE(6, 1, "", "|none") NOTE(7, 1, "", "Katze|cat")
            NOTE(8, 1, "", "da|there"),
        "INSERT INTO cards VALUES (51, 5, 1), (50, 5, 0), (60, 6, 0), (71, 7, 1), (99, 4, 0)",
        "INSERT INTO revlog VALUES (1000, 50, 3, -600, 4000, 0), (2000, 50, 1, 0, 0, 1),"
        " (3000, 50, 4, 12, 999999999, 2), (4000, 50, 2, 99999, -5, 3), (5000, 50, 0, 1, 1, 1),"
        " (6000, 50, 5, 1, 1, 1), (7000, 50, 3, 1, 1, 4), (8000, 50, 3, 1, 1, 5),"
        " (9000, 51, 3, 1, 1, 1), (1500, 60, 3, 1, 1, 1), (1600, 71, 3, 1, 1, 1),"
        " (1700, 99, 3, 1, 1, 1), (1800, 98, 3, 1, 1, 1), (-5, 50, 3, 1, 1, 1),"
        " (1795176000001, 50, 3, 1, 1, 1)",
    };
    static const char reviews_sql[] =
        "SELECT headword || ' ' || time_ms || ' ' || rating || ' ' || coalesce(interval_days, '')"
        " || ' ' || coalesce(duration_ms, '') || ' ' || place FROM review JOIN word ON word.id ="
        " word ORDER BY time_ms";
    static const char want[] = "Hund 1000 3 0 4000 desk|Katze 1600 3 1 1 desk|Hund 2000 1   desk|"
                               "Hund 3000 4 12 3600000 desk|Hund 4000 2 36500  desk|";
    struct intake_report report;
    struct card_row card = { .word = 1, .stability = 1 };

    begin("deck.apkg");
    anki_pack(path, "collection.anki2", sql, ARRAY_LEN(sql));
    CHECK(take_with("apkg", NULL, false, &report) == OK, "%s", err_message());
    CHECK_INT(report.added, 3, "words");
    /* Not when the deck's author made them. */
    check_query(journal->db, "SELECT DISTINCT time_ms FROM encounter", "1795176000000|");
    check_query(journal->db, "SELECT count(*) FROM review", "0|");
    CHECK(journal_card_put(journal, &card) == OK, "%s", err_message());
    CHECK(take_with("apkg", NULL, true, &report) == OK, "%s", err_message());
    CHECK_INT(report.merged, 2, "with reviews");
    check_query(journal->db, reviews_sql, want);
    check_query(journal->db, "SELECT count(*) FROM review WHERE length(id) = 36", "5|");
    check_query(journal->db, "SELECT count(*) FROM card", "0|"); /* computed without them */
    CHECK(take_with("apkg", NULL, true, &report) == OK, "%s", err_message());
    CHECK_INT(report.merged, 0, "once more");
    check_query(journal->db, reviews_sql, want);
    /* One that was taken back stays so. */
    CHECK(db_exec(journal->db,
                  "INSERT INTO review (id, word, time_ms, place, undoes)"
                  " SELECT 'u', word, 1, place, id FROM review WHERE time_ms = 2000") == OK,
          "%s", err_message());
    CHECK(take_with("apkg", NULL, true, &report) == OK, "%s", err_message());
    CHECK_INT(report.merged, 0, "taken back");
    check_query(journal->db, "SELECT count(*) FROM review WHERE time_ms = 2000", "1|");
    end();
}

/* --- what is no package, or a hostile one --- */

static void test_broken(void)
{
    static const struct {
        const char *row, *member, *sql[4];
        const char *says;
    } rows[] = {
        { "the newest kind", "collection.anki21b", { anki_schema }, "Support older Anki versions" },
        { "no collection", "words.db", { anki_schema }, "no collection" },
        { "no tables", "collection.anki2", { "CREATE TABLE x (y)" }, "tables are missing" },
        { "a table less",
          "collection.anki2",
          { anki_schema, "DROP TABLE revlog" },
          "tables are missing" },
        { "a column less",
          "collection.anki2",
          { anki_schema, "ALTER TABLE notes DROP COLUMN flds", "INSERT INTO col VALUES (1, '{}')" },
          "no such column: flds" },
        { "no row about it", "collection.anki2", { anki_schema }, "empty" },
        { "what is no JSON",
          "collection.anki2",
          { anki_schema, "INSERT INTO col VALUES (1, '{')" },
          "kinds of notes" },
        { "a view that never ends",
          "collection.anki2",
          { anki_schema, "DROP TABLE notes",
            "CREATE VIEW notes AS WITH RECURSIVE n(id) AS"
            " (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'g' AS guid, 1 AS mid, '' AS"
            " tags, 'x' AS flds FROM n",
            "INSERT INTO col VALUES (1, '{}')" },
          "tables are missing" },
        { "a table that a module makes up",
          "collection.anki2",
          { anki_schema, "DROP TABLE notes",
            "CREATE VIRTUAL TABLE notes USING fts5(id, guid, mid, tags, flds)",
            "INSERT INTO col VALUES (1, '{}')" },
          "tables are missing" },
    };
    size_t i, k;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct intake_report report;
        enum err rc;

        begin("deck.apkg");
        for (k = 0; k < 4 && rows[i].sql[k] != NULL; k++)
            continue;
        anki_pack(path, rows[i].member, rows[i].sql, k);
        rc = take_with("apkg", NULL, true, &report);
        CHECK((rc == ERR_FORMAT || rc == ERR_UNSUPPORTED) &&
                  strstr(err_message(), rows[i].says) != NULL &&
                  strncmp(err_message(), path, strlen(path)) == 0,
              "%s: %d, %s", rows[i].row, rc, err_message());
        check_query(journal->db, "SELECT count(*) FROM word", "0|");
        end();
    }
}

/* Values of other kinds than their columns', NULs, a megabyte, bytes that are no text. */
static void test_odd_values(void)
{
    static const char *const sql[] = {
        anki_schema,
        "INSERT INTO col VALUES (1, '{\"1\":{\"flds\":[{\"name\":5},7,{\"ord\":99}]},\"x\":[],"
        "\"2\":{\"flds\":{}},\"3\":null}')",
        "INSERT INTO notes VALUES (1, NULL, 1, NULL, NULL), (2, 'g', 'x', x'00ff', x'6100621f63'),"
        " (3, 4, 2, 5.5, 6.25), (4, 'g', 3, 'a,b', 'x' || char(31) || 'y')",
        "INSERT INTO notes VALUES (5, 'g', 1, '', hex(zeroblob(600000)) || char(31) || 'long')",
        "INSERT INTO notes SELECT 6, 'g', 1, '', CAST(x'ff201f80' AS TEXT)",
        "INSERT INTO notes VALUES (7, 'g', 1, '', 'w' || char(31) || hex(zeroblob(600000)))",
        "INSERT INTO notes VALUES (8, 'g', 1, hex(zeroblob(600000)), 'tags' || char(31) || 'x')",
        "INSERT INTO cards VALUES (1, 2, NULL), (2, 'x', 'y')",
        "INSERT INTO revlog VALUES (1, 1, 3, 'x', x'00', 1), (2, 2, '4', NULL, NULL, '1')",
    };
    struct intake_report report;

    begin("deck.apkg");
    anki_pack(path, "collection.anki2", sql, ARRAY_LEN(sql));
    CHECK(take_with("apkg", NULL, true, &report) == OK, "%s", err_message());
    CHECK_INT(report.rows, 8, "notes");
    CHECK_INT(report.skipped, 4, "nothing, and what is too long");
    check_query(journal->db, "SELECT headword FROM word ORDER BY headword",
                "6.25|a\xef\xbf\xbd"
                "b|x|\xef\xbf\xbd|");
    CHECK(journal_check(journal) == OK, "%s", err_message());
    end();
}

/* Each byte of a package changed: it is refused or read, and the journal is whole. */
static void test_damage(void)
{
    static const char *const sql[] = { anki_schema, "INSERT INTO col VALUES (1, '{}')",
                                       NOTE(1, 1, "a", "Hund|dog") };
    struct intake_report report;
    size_t at, read = 0, refused = 0;
    struct buf bytes;

    begin("deck.apkg");
    buf_init(&bytes, EXPORT_MAX);
    anki_pack(path, "collection.anki2", sql, ARRAY_LEN(sql));
    CHECK(file_read(&bytes, path) == OK, "%s", err_message());
    for (at = 0; at < bytes.len; at += 7) {
        enum err rc;

        bytes.data[at] ^= 0x55;
        CHECK(file_write(path, bytes.data, bytes.len, 0600) == OK, "%s", err_message());
        rc = take_with("apkg", NULL, true, &report);
        read += rc == OK;
        refused += rc != OK;
        CHECK(rc == OK || strlen(err_message()) > 20, "byte %zu: %s", at, err_message());
        bytes.data[at] ^= 0x55;
    }
    CHECK(read > 0 && refused > bytes.len / 20, "%zu read, %zu refused", read, refused);
    CHECK(journal_check(journal) == OK, "%s", err_message());
    buf_dispose(&bytes);
    end();
}

/* Bytes of the database itself changed, behind a checksum that is right. */
static void test_damaged_collection(void)
{
    static const char *const sql[] = {
        anki_schema,
        "INSERT INTO col VALUES (1, "
        "'{\"1\":{\"flds\":[{\"name\":\"Front\"},{\"name\":\"Back\"}]}}')",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
        " INSERT INTO notes SELECT i, 'g' || i, 1, ' a b ', 'Wort' || i || char(31) || 'x' FROM n;"
        "INSERT INTO cards SELECT id + 100, id, 0 FROM notes;"
        "INSERT INTO revlog SELECT id, id, 3, 1, 1000, 1 FROM cards",
    };
    struct intake_report report;
    size_t at, read = 0, refused = 0;
    struct buf bytes;
    char *made;

    begin("deck.apkg");
    made = file_join(journal_folder, "made");
    buf_init(&bytes, EXPORT_MAX);
    anki_pack(path, "collection.anki2", sql, ARRAY_LEN(sql));
    CHECK(file_read(&bytes, made) == OK, "%s", err_message());
    for (at = 0; at < bytes.len; at += at < 200 || at % 4096 < 64 ? 3 : 97) {
        const char was = bytes.data[at];
        enum err rc;

        bytes.data[at] = (char)(was ^ (at % 2 == 0 ? 0xFF : 0x81));
        CHECK(file_write(made, bytes.data, bytes.len, 0600) == OK, "%s", err_message());
        anki_wrap(path, "collection.anki2", made);
        rc = take_with("apkg", NULL, true, &report);
        read += rc == OK;
        refused += rc != OK;
        CHECK(rc == OK || strncmp(err_message(), path, strlen(path)) == 0, "byte %zu: %s", at,
              err_message());
        bytes.data[at] = was;
    }
    CHECK(read > 50 && refused > 10, "%zu read, %zu refused", read, refused);
    CHECK(journal_check(journal) == OK, "%s", err_message());
    buf_dispose(&bytes);
    free(made);
    end();
}

/* --- text --- */

static void test_texts(void)
{
    static const struct {
        const char *row, *text, *columns, *want;
    } rows[] = {
        { "plain", "Hund\tdog\nKatze\tcat\n", NULL, "Hund/Hund/@0+0//dog|Katze/Katze/@0+0//cat|" },
        { "an export of notes with all its columns",
          "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
          "#tags column:6\nG(x\tBasic\tDeutsch\t<b>Hund</b>\tdog &amp; hound\ta b::c\n",
          NULL, "Hund/Hund/@0+0/a b::c/dog & hound|" },
        { "named columns, comments and tags of all",
          "#separator:Semicolon\n#html:false\n#tags:x y\n#columns:Bedeutung;Wort;Beispiel\n"
          "# a comment\n\ndog;Hund;\"Ein Hund; \"\"bellt\"\".\"\n#another\n\n#\nthere;da;<b>\n",
          NULL, "Hund/Hund/Ein Hund; \"bellt\".@4+4/x y/dog|da/da/<b>@0+0/x y/there|" },
        { "lines in quotes", "#html:false\n\"Hund\"\t\"dog\nhound\"\r\n\"#da\"\tthere\r\n", NULL,
          "#da/#da/@0+0//there|Hund/Hund/@0+0//dog; hound|" },
        { "HTML that nobody told", "Hund|dog<br>hound\n", NULL, "Hund/Hund/@0+0//dog; hound|" },
        { "as the learner says", "#html:false\ndog,Ein Hund.,Hund\n", "word=3,meaning=1,sentence=2",
          "Hund/Hund/Ein Hund.@4+4//dog|" },
        { "a byte order mark", "\xef\xbb\xbf#separator:Comma\nHund,dog\n", NULL,
          "Hund/Hund/@0+0//dog|" },
        { "short and long rows", "Hund\nKatze\tcat\ta\tb\tc\n", NULL,
          "Hund/Hund/@0+0//|Katze/Katze/@0+0//cat|" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct intake_report report;

        begin("notes.txt");
        CHECK(file_write(path, rows[i].text, strlen(rows[i].text), 0600) == OK, "%s",
              err_message());
        CHECK(take_with("anki", rows[i].columns, false, &report) == OK, "%s: %s", rows[i].row,
              err_message());
        check_query(journal->db, words_sql, rows[i].want);
        CHECK_INT(report.skipped, 0, rows[i].row);
        CHECK(take_with("anki", rows[i].columns, false, &report) == OK, "%s", err_message());
        CHECK_INT(report.added + report.merged, 0, rows[i].row);
        end();
    }
}

static void test_broken_texts(void)
{
    static const struct {
        const char *text, *columns, *says;
    } rows[] = {
        { "", NULL, "no words" },
        { "#separator:Tab\n# nothing\n", NULL, "no words" },
        { "#separator:Tab\na\tb\n\"c\td\n", NULL, "line 3: " },
        { "a\tb\n#\n\"c\"d\n", NULL, "line 3: " },
        { "a\tb\n", "word=Wort", "no column is called" },
        { "a\tb\n", "x=1", "--columns" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct intake_report report;
        enum err rc;

        begin("notes.txt");
        CHECK(file_write(path, rows[i].text, strlen(rows[i].text), 0600) == OK, "%s",
              err_message());
        rc = take_with("anki", rows[i].columns, false, &report);
        CHECK(rc != OK && strstr(err_message(), rows[i].says) != NULL, "%s: %d, %s", rows[i].text,
              rc, err_message());
        check_query(journal->db, "SELECT count(*) FROM word", "0|");
        end();
    }
}

/* What we write for Anki, we read. */
static void test_own_text(void)
{
    static const struct desk_meaning meanings[] = {
        { "#gatto, \"1\"", "animale <b>domestico</b>", "cat & kitten" }, { NULL, NULL, NULL }
    };
    static const char sentence[] = "Ho \"visto\" i <b>gatti</b>,\n# tutti.";
    struct intake_report in;
    struct export_report out;
    int64_t word;

    begin("notes.txt");
    word = desk_put(journal, meanings[0].headword, str_of(sentence), 16, 5, NULL);
    CHECK(journal_tag_add(journal, word, "a::b") == OK, "%s", err_message());
    CHECK(desk_export(journal, "anki", path, meanings, &out, NULL) == OK, "%s", err_message());
    journal_close(journal);
    unlink(journal_path);
    journal = folder_open();
    CHECK(take_with("anki", NULL, false, &in) == OK, "%s", err_message());
    CHECK_INT(in.added, 1, "all of it");
    check_query(journal->db, words_sql,
                "#gatto, \"1\"/gatti/Ho \"visto\" i <b>gatti</b>,\n# tutti.@16+5/a::b/"
                "animale <b>domestico</b>; cat & kitten|");
    check_query(journal->db, "SELECT lang FROM word", "it|"); /* not "de", the request's */
    end();
}

int main(void)
{
    test_decks();
    test_reviews();
    test_broken();
    test_odd_values();
    test_damage();
    test_damaged_collection();
    test_texts();
    test_broken_texts();
    test_own_text();
    return check_done();
}
