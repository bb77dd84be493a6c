#include "app/exchange/foreign_db.h"

#include <dirent.h>

#include "app/exchange/form_place.h"
#include "tests/intake_desk.h"

/* Vocabulary of reading devices, lists whose words are looked up, and what goes wrong. */

static const char kindle_schema[] =
    "CREATE TABLE BOOK_INFO (id TEXT PRIMARY KEY, asin TEXT, guid TEXT, lang TEXT, title TEXT,"
    " authors TEXT);"
    "CREATE TABLE LOOKUPS (id TEXT PRIMARY KEY, word_key TEXT, book_key TEXT, dict_key TEXT,"
    " pos TEXT, usage TEXT, timestamp INTEGER DEFAULT 0);"
    "CREATE TABLE WORDS (id TEXT PRIMARY KEY, word TEXT, stem TEXT, lang TEXT,"
    " category INTEGER DEFAULT 0, timestamp INTEGER DEFAULT 0, profileid TEXT);"
    "INSERT INTO BOOK_INFO VALUES ('b', '', '', 'it', 'Pinocchio', 'Collodi');"
    "INSERT INTO WORDS VALUES ('it:case', 'case', 'casa', 'it', 100, 1795176001000, '');"
    "INSERT INTO LOOKUPS VALUES ('l', 'it:case', 'b', '', '', 'Le case.', 1795176001000);";
static const char kindle_words[] = "it/casa/case/Le case.@3+4/Pinocchio//known//1\n";

static const char koreader_schema[] =
    "CREATE TABLE vocabulary (word TEXT NOT NULL UNIQUE, title_id INTEGER,"
    " create_time INTEGER NOT NULL, review_time INTEGER, due_time INTEGER NOT NULL,"
    " review_count INTEGER NOT NULL DEFAULT 0, prev_context TEXT, next_context TEXT,"
    " streak_count INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (word));"
    "CREATE TABLE title (id INTEGER NOT NULL UNIQUE, name TEXT UNIQUE,"
    " filter INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (id));"
    "INSERT INTO title (id, name) VALUES (1, 'Pinocchio');"
    "INSERT INTO vocabulary (word, title_id, create_time, due_time, prev_context, next_context)"
    " VALUES ('case', 1, 1795176001, 0, 'case o ', ', case'),"
    "  ('mare', NULL, 1795176002, 0, NULL, ' mosso.'), ('x', 1, -9, 0, '', '');";

/* Makes PATH with SCHEMA and whatever it puts into its tables. */
static void make_db(const char *path, const char *schema)
{
    struct db *db = NULL;

    unlink(path);
    CHECK(db_open(&db, path, DB_WRITE) == OK && db_exec(db, schema) == OK &&
              db_exec(db, "PRAGMA journal_mode = DELETE") == OK,
          "%s", err_message());
    db_close(db);
}

static const char *find_headword(void *ctx, struct str form, struct str sentence)
{
    (void)sentence;
    ++*(int *)ctx;
    return str_is(form, "case") ? "casa" : NULL;
}

static enum err take_looked_up(struct journal *journal, const char *format, const char *path,
                               struct intake_report *report, int *asked)
{
    const struct intake_request request = { .format = intake_find(format),
                                            .path = path,
                                            .lang = "it",
                                            .now_ms = noon_ms,
                                            .headword = find_headword,
                                            .ctx = asked };

    return intake_run(journal, &request, report);
}

static void test_devices(void)
{
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "device.db");
    const struct intake_format *format = NULL;
    struct intake_report report;
    int asked = 0;

    make_db(path, kindle_schema);
    CHECK(intake_recognise(&format, path) == OK, "%s", err_message());
    CHECK_STR(intake_name(format), "kindle", "recognised");
    CHECK(take_looked_up(journal, "kindle", path, &report, &asked) == OK, "%s", err_message());
    check_words(journal, kindle_words, "kindle");
    CHECK_INT(asked, 0, "a Kindle knows the stems");

    make_db(path, koreader_schema);
    CHECK(intake_recognise(&format, path) == OK, "%s", err_message());
    CHECK_STR(intake_name(format), "koreader", "recognised, without the column highlight");
    CHECK(take_looked_up(journal, "koreader", path, &report, &asked) == OK, "%s", err_message());
    CHECK(report.added == 2 && report.merged == 1, "%zu added, %zu merged", report.added,
          report.merged);
    check_words(journal,
                "it/casa/case/case o case, case@7+4/Pinocchio//known//1\n"
                "it/mare/mare/mare mosso.@0+4///learning//2\n"
                "it/x/x/@0+0/Pinocchio//learning//0\n",
                "koreader");
    CHECK_INT(report.reason_count, 1, "what no dictionary has");
    CHECK(report.reasons[0].came_in && report.reasons[0].count == 2, "comes in all the same");
    CHECK_STR(report.reasons[0].examples[0].text, "x", "the oldest first");
    CHECK(take_looked_up(journal, "koreader", path, &report, &asked) == OK, "%s", err_message());
    CHECK_INT(report.unchanged, 3, "once more");
    free(path);
    folder_end(journal);
}

static size_t count_files(const char *folder)
{
    DIR *files = opendir(folder);
    size_t count = 0;

    while (files != NULL && readdir(files) != NULL)
        count++;
    if (files != NULL)
        closedir(files);
    return count;
}

/* Whatever call fails, the journal has all of it or nothing, and no copy is left. */
static void test_faults(void)
{
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "device.db"), *base = file_join(journal_folder, "tmp");
    struct intake_report report;
    unsigned long nth;
    bool fired = true;

    CHECK(file_make_dirs(base, 0700) == OK && setenv("TMPDIR", base, 1) == 0, "%s", err_message());
    make_db(path, kindle_schema);
    for (nth = 1; fired && nth < 1000; nth++) {
        enum err rc;

        fault_arm(nth);
        rc = take(journal, "kindle", path, false, &report);
        fired = fault_fired();
        fault_arm(0);
        check_words(journal, rc == OK ? kindle_words : "", "all or nothing");
        CHECK_INT(count_files(base), 2, "no copy is left");
        fired = fired && rc != OK;
    }
    CHECK(nth > 20 && nth < 1000, "%lu calls failed", nth);
    unsetenv("TMPDIR");
    rmdir(base);
    free(base);
    free(path);
    folder_end(journal);
}

/* --- lists --- */

static const struct {
    const char *row, *text, *want;
    size_t kept_as_they_stand;
} lists[] = {
    { "words", "case\nmare\n", "it/casa/case/@0+0///learning//0\nit/mare/mare/@0+0///learning//0\n",
      1 },
    { "a sentence, CR LF", "case\tLe case, qui.\r\n\r\n",
      "it/casa/case/Le case, qui.@3+4///learning//0\n", 0 },
    { "CR alone, no end", "case\rcase\tDue case", "it/casa/case/Due case@4+4///learning//0\n", 0 },
    { "tabs in the sentence", "mare\tIl\tmare\n", "it/mare/mare/Il\tmare@3+4///learning//0\n", 1 },
    { "quotes, and what looks like more", "\"mare\"\n#x\n'; DROP TABLE word; --\n",
      "it/\"mare\"/\"mare\"/@0+0///learning//0\nit/#x/#x/@0+0///learning//0\n"
      "it/'; DROP TABLE word; --/'; DROP TABLE word; --/@0+0///learning//0\n",
      3 },
};

static void test_lists(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(lists); i++) {
        struct journal *journal = folder_begin();
        char *path = file_join(journal_folder, "in.txt");
        struct intake_report report;
        int asked = 0;

        CHECK(file_write(path, lists[i].text, strlen(lists[i].text), 0600) == OK, "%s",
              err_message());
        CHECK(take_looked_up(journal, "list", path, &report, &asked) == OK, "%s: %s", lists[i].row,
              err_message());
        check_words(journal, lists[i].want, lists[i].row);
        CHECK_INT(report.reason_count > 0 ? report.reasons[0].count : 0,
                  lists[i].kept_as_they_stand, lists[i].row);
        CHECK(take_looked_up(journal, "list", path, &report, &asked) == OK, "%s", err_message());
        CHECK_INT(report.unchanged, report.rows, lists[i].row);
        check_words(journal, lists[i].want, lists[i].row);
        free(path);
        folder_end(journal);
    }
}

/* --- rows that are left out --- */

static const struct {
    const char *row, *text, *why, *example;
    size_t line;
} skips[] = {
    { "no word", "word,note\ncasa,x\n,y\n", "no word", "", 3 },
    { "spaces and signs that are not seen", "word,sentence\ncasa,\n \x01\xe2\x80\xae ,Frase\n",
      "no word", "Frase", 3 },
    { "a state", "word,state\ncasa,known\nvia,new\n",
      "its state is none of learning, known, ignored", "new", 3 },
    { "a language", "word,language\ncasa,it\nvia,Italian language\n",
      "its language is no code, like \"it\"", "Italian language", 3 },
    { "a time", "word,last\ncasa,2026-11-20\nvia,yesterday\n",
      "its time is none, like 2026-11-20T12:00:00Z", "yesterday", 3 },
    { "a time before 1970", "word,last\ncasa,2026-11-20 12:00\nvia,1066-10-14T12:00:00Z\n",
      "its time is none, like 2026-11-20T12:00:00Z", "1066-10-14T12:00:00Z", 3 },
    { "a tag",
      "word,tags\ncasa,\"a,b\"\n\n\nvia,"
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      "aaaaaaaaaaaaaaa\n",
      "a tag longer than 100 bytes", "via", 5 },
};

static void test_skips(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(skips); i++) {
        struct journal *journal = folder_begin();
        char *path = file_join(journal_folder, "in");
        struct intake_report report;
        const struct intake_reason *reason = &report.reasons[0];

        CHECK(file_write(path, skips[i].text, strlen(skips[i].text), 0600) == OK, "%s",
              err_message());
        CHECK(take(journal, "csv", path, false, &report) == OK, "%s: %s", skips[i].row,
              err_message());
        CHECK(report.rows == 2 && report.added == 1 && report.skipped == 1, "%s: counts",
              skips[i].row);
        CHECK_INT(report.reason_count, 1, skips[i].row);
        CHECK(!reason->came_in && reason->count == 1, "%s: left out", skips[i].row);
        CHECK_STR(reason->text, skips[i].why, skips[i].row);
        CHECK_INT(reason->examples[0].line, skips[i].line, skips[i].row);
        CHECK_STR(reason->examples[0].text, skips[i].example, skips[i].row);
        CHECK_INT(journal_lookup_count(journal, "it", "casa"), 1, skips[i].row);
        CHECK_INT(journal_lookup_count(journal, "it", "via"), 0, skips[i].row);
        free(path);
        folder_end(journal);
    }
}

/* More of a reason than there are examples for; and more of all kinds than are told apart. */
static void test_many_skips(void)
{
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "in");
    struct intake_report report;
    struct buf text;
    int i;

    buf_init(&text, 1 << 16);
    buf_adds(&text, "word,note\n");
    for (i = 0; i < 50; i++)
        buf_adds(&text, ",x\n");
    CHECK(file_write(path, buf_text(&text), text.len, 0600) == OK, "%s", err_message());
    CHECK(take(journal, "csv", path, false, &report) == OK, "%s", err_message());
    CHECK(report.skipped == 50 && report.reason_count == 1 && report.reasons[0].count == 50 &&
              report.reasons[0].example_count == INTAKE_EXAMPLES_MAX &&
              report.reasons[0].examples[2].line == 4,
          "the first few of many");
    buf_dispose(&text);
    free(path);
    folder_end(journal);
}

/* --- where the form stands --- */

static const struct {
    const char *sentence, *form;
    enum err rc;
    size_t at;
} places[] = {
    { "una palla e la casa", "la", OK, 12 },
    { "La palla", "la", OK, 0 },
    { "palla", "la", OK, 3 },
    { "l'altra È qui", "è", OK, 8 },
    { "palla", "xyz", ERR_ABSENT, 0 },
    { "la", "palla", ERR_ABSENT, 0 },
    { "", "la", ERR_ABSENT, 0 },
    { "la", "", ERR_ABSENT, 0 },
    { "吾輩は猫である", "猫", OK, 9 },
};

static void test_places(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(places); i++) {
        size_t at = 99, len = 99;
        const enum err rc =
            form_place(str_of(places[i].sentence), str_of(places[i].form), &at, &len);

        CHECK_INT(rc, places[i].rc, places[i].sentence);
        CHECK_INT(at, rc == OK ? places[i].at : 99, places[i].sentence);
        CHECK_INT(len, rc == OK ? strlen(places[i].form) : 99, places[i].sentence);
    }
}

int main(void)
{
    test_devices();
    test_faults();
    test_lists();
    test_skips();
    test_many_skips();
    test_places();
    return check_done();
}
