#include "app/exchange/export.h"

#include "tests/export_desk.h"

#define SENTENCE "Ho \"visto\"\ti <b>gatti</b>,\n# {=tutti} ~ \\n & 1 * 2; =cmd|' /C calc'!A0"
enum { FORM_AT = 16, FORM_LEN = 5 };

static const struct desk_meaning meanings[] = {
    { "=gatto, #1\t<script>\n\"x\"", "animale\ndomestico <i>", "cat & \"kitten\"" },
    { "\xd7\x97\xd7\xaa\xd7\x95\xd7\x9c", NULL, "cat" }, /* from right to left */
    { NULL, NULL, NULL },
};

/* What each format makes of one word with all that means something in some format. */
static const struct {
    const char *format, *want;
} hostile[] = {
    { "csv",
      "word,language,form,definition,translation,sentence,form_at,form_len,game,tags,state,times,"
      "first,last,stability,due,note\r\n"
      "\"=gatto, #1\t<script>\n\"\"x\"\"\",it,gatti,\"animale\ndomestico <i>\","
      "\"cat & \"\"kitten\"\"\",\"Ho \"\"visto\"\"\ti <b>gatti</b>,\n# {=tutti} ~ \\n & 1 * 2; "
      "=cmd|' /C calc'!A0\",16,5,Celeste,a::b cibo,learning,1,2026-11-20T12:00:00Z,"
      "2026-11-20T12:00:00Z,12.50,2026-11-20T12:00:00Z,-mente\r\n" },
    { "csv-excel",
      "\xef\xbb\xbfword,language,form,definition,translation,sentence,form_at,form_len,game,tags,"
      "state,times,first,last,stability,due,note\r\n"
      "\"'=gatto, #1\t<script>\n\"\"x\"\"\",it,gatti,\"animale\ndomestico <i>\","
      "\"cat & \"\"kitten\"\"\",\"Ho \"\"visto\"\"\ti <b>gatti</b>,\n# {=tutti} ~ \\n & 1 * 2; "
      "=cmd|' /C calc'!A0\",16,5,Celeste,a::b cibo,learning,1,2026-11-20T12:00:00Z,"
      "2026-11-20T12:00:00Z,12.50,2026-11-20T12:00:00Z,'-mente\r\n" },
    { "anki",
      "#separator:Tab\n#html:true\n#deck column:1\n#tags column:8\n"
      "#columns:Deck\tWord\tMeaning\tSentence\tForm\tGame\tId\tTags\n"
      "Wordloot::Italian\t=gatto, #1 &lt;script&gt;<br>&quot;x&quot;\t"
      "animale<br>domestico &lt;i&gt;<br>cat &amp; &quot;kitten&quot;\t"
      "Ho &quot;visto&quot; i &lt;b&gt;<b>gatti</b>&lt;/b&gt;,<br># {=tutti} ~ \\n &amp; 1 * 2; "
      "=cmd|' /C calc'!A0\tgatti\tCeleste\tu-1\ta::b cibo\n" },
    { "quizlet", "=gatto, #1 <script> \"x\"\tanimale domestico <i>\n" },
    { "mnemosyne",
      "=gatto, #1 &lt;script&gt;<br>&quot;x&quot;\tanimale<br>domestico &lt;i&gt;<br>"
      "cat &amp; &quot;kitten&quot;<br><br>Ho &quot;visto&quot; i &lt;b&gt;<b>gatti</b>&lt;/b&gt;,"
      "<br># {=tutti} ~ \\n &amp; 1 * 2; =cmd|' /C calc'!A0\n" },
    { "markdown",
      "# Words\n\n- **=gatto, \\#1 &lt;script&gt; \"x\"** – animale; domestico &lt;i&gt; = "
      "cat &amp; \"kitten\" (Celeste)  \n  > Ho \"visto\" i &lt;b&gt;**gatti**&lt;/b&gt;, "
      "\\# {=tutti} \\~ \\\\n &amp; 1 \\* 2; =cmd\\|' /C calc'\\!A0\n" },
    { "lute", "language,term,translation,parent,status,tags\n"
              /* A parent with a comma would be two parents. */
              "Italian,\"=gatto, #1 <script> \"\"x\"\"\",\"animale\ndomestico <i>\ncat & "
              "\"\"kitten\"\"\",,3,\"a::b,cibo\"\n" },
    { "gift",
      "// Words met while playing, kept by Wordloot.\n\n"
      "::\\=gatto, \\#1 <script> \"x\"::[plain]Ho \"visto\" i <b>{=gatti}</b>, \\# "
      "\\{\\=tutti\\} \\~ \\\\n & 1 * 2; \\=cmd|' /C calc'!A0 (animale domestico <i>)\n\n" },
    { "ics",
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Wordloot//words due//EN\r\nBEGIN:VEVENT\r\n"
      "UID:due-20261120@id.wordloot\r\nDTSTAMP:20261120T120000Z\r\n"
      "DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261121\r\n"
      "SUMMARY:Wordloot: 1 word due\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n" },
    { "jsonl",
      "{\"format\":\"wordloot\",\"version\":1}\n{\"type\":\"game\",\"name\":\"Celeste\"}\n"
      "{\"type\":\"word\",\"uuid\":\"u-1\",\"lang\":\"it\",\"headword\":\"=gatto, "
      "#1\\t<script>\\n\\\"x\\\"\",\"state\":\"learning\",\"note\":\"-mente\",\"changed_ms\":"
      "1795176000000,\"met\":0}\n"
      "{\"type\":\"tag\",\"lang\":\"it\",\"headword\":\"=gatto, #1\\t<script>\\n\\\"x\\\"\","
      "\"tag\":\"a::b\"}\n"
      "{\"type\":\"tag\",\"lang\":\"it\",\"headword\":\"=gatto, #1\\t<script>\\n\\\"x\\\"\","
      "\"tag\":\"cibo\"}\n"
      "{\"type\":\"session\",\"uuid\":\"s\",\"game\":\"Celeste\",\"lang\":\"it\",\"start_ms\":"
      "1795176000000,\"end_ms\":1795176000000}\n"
      "{\"type\":\"encounter\",\"id\":\"e\",\"lang\":\"it\",\"headword\":\"=gatto, "
      "#1\\t<script>\\n\\\"x\\\"\",\"form\":\"gatti\",\"sentence\":\"Ho \\\"visto\\\"\\ti "
      "<b>gatti</b>,\\n# {=tutti} ~ \\\\n & 1 * 2; =cmd|' /C calc'!A0\",\"form_at\":16,"
      "\"form_len\":5,\"game\":\"Celeste\",\"session\":\"s\",\"time_ms\":1795176000000}\n" },
};

static void put_card(struct journal *journal, int64_t word, double stability, int64_t due_ms)
{
    const struct card_row card = { .word = word, .stability = stability, .due_ms = due_ms };

    CHECK(journal_card_put(journal, &card) == OK, "%s", err_message());
}

static struct journal *hostile_journal(void)
{
    struct journal *journal = folder_begin();
    const int64_t word =
        desk_put(journal, meanings[0].headword, str_of(SENTENCE), FORM_AT, FORM_LEN, "-mente");

    CHECK(journal_tag_add(journal, word, "cibo") == OK &&
              journal_tag_add(journal, word, "a::b") == OK &&
              db_exec(journal->db, "UPDATE encounter SET id = 'e'; UPDATE play_session SET uuid = "
                                   "'s'; UPDATE word SET changed_ms = 1795176000000") == OK,
          "%s", err_message());
    put_card(journal, word, 12.5, noon_ms);
    return journal;
}

static void test_hostile(void)
{
    struct journal *journal = hostile_journal();
    char *path = file_join(journal_folder, "out");
    struct buf got;
    size_t i;

    buf_init(&got, EXPORT_MAX);
    for (i = 0; i < ARRAY_LEN(hostile); i++) {
        struct export_report report = { 0 };

        CHECK(desk_export(journal, hostile[i].format, path, meanings, &report, &got) == OK,
              "%s: %s", hostile[i].format, err_message());
        CHECK_STR(buf_text(&got), hostile[i].want, hostile[i].format);
        CHECK(report.rows > 0 && report.skipped == 0, "%s: counts", hostile[i].format);
    }
    /* Sheets are looked at in test_exchange_sheet.c. */
    while (export_format(i) != NULL && export_is_sheet(export_format(i)))
        i++;
    CHECK(export_format(i) == NULL, "every format is in the table above");
    buf_dispose(&got);
    free(path);
    folder_end(journal);
}

/* --- what is counted --- */

static void check_counts(struct journal *journal, const char *format, size_t rows, size_t changed,
                         size_t skipped)
{
    char *path = file_join(journal_folder, "out");
    struct export_report report = { 0 };

    CHECK(desk_export(journal, format, path, meanings, &report, NULL) == OK, "%s: %s", format,
          err_message());
    CHECK_INT(report.rows, rows, format);
    CHECK_INT(report.changed, changed, format);
    CHECK_INT(report.skipped, skipped, format);
    free(path);
}

static void test_counts(void)
{
    struct journal *journal = folder_begin();
    const int64_t plain = desk_put(journal, "casa", str_of("Una casa."), 4, 4, NULL);
    const int64_t bare = desk_put(journal, "-mente", str_of(""), 0, 0, NULL);

    (void)desk_put(journal, "a<b", str_of("due\nrighe"), 0, 0, NULL);
    put_card(journal, plain, 1, noon_ms);
    check_counts(journal, "csv", 3, 0, 0);
    check_counts(journal, "csv-excel", 3, 1, 0);
    check_counts(journal, "anki", 3, 1, 0);
    check_counts(journal, "quizlet", 2, 1, 1);
    check_counts(journal, "mnemosyne", 2, 1, 1);
    check_counts(journal, "gift", 1, 0, 2);
    check_counts(journal, "ics", 1, 0, 2);
    check_counts(journal, "lute", 3, 0, 0);
    CHECK(journal_set_state(journal, plain, WORD_KNOWN) == OK, "%s", err_message());
    check_counts(journal, "ics", 0, 0, 3);
    CHECK(bare != plain, "two words");
    folder_end(journal);
}

/* --- every format can hold it --- */

/* A megabyte, bytes that are no text, control characters, and writing from right to left. */
static void test_odd_texts(void)
{
    static const char broken[] = "uno \xff due\x01\x1b[2J tre\x7f";
    static const char hebrew[] = "\xd7\x94\xd7\x97\xd7\xaa\xd7\x95\xd7\x9c \xe2\x80\xae.";
    const size_t len = 1 << 20;
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "out"), *long_text = xmalloc(len);
    struct export_report report;
    struct buf got;
    size_t i, at;

    memset(long_text, '"', len);
    (void)desk_put(journal, "lungo", str_make(long_text, len), 5, 3, NULL);
    (void)desk_put(journal, "rotto", str_of(broken), 4, 5, NULL);
    put_card(journal, desk_put(journal, meanings[1].headword, str_of(hebrew), 2, 8, NULL), 1,
             noon_ms);
    buf_init(&got, EXPORT_MAX);
    for (i = 0; export_format(i) != NULL; i++) {
        const char *name = export_name(export_format(i));
        const bool is_sheet = export_is_sheet(export_format(i));
        const bool has_texts = strcmp(name, "ics") != 0;

        CHECK(desk_export(journal, name, path, meanings, &report, &got) == OK, "%s: %s", name,
              err_message());
        if (strcmp(name, "pdf") == 0) { /* which is no text */
            CHECK(str_starts(buf_str(&got), str_of("%PDF-")), "%s", name);
            continue;
        }
        CHECK(text_is_valid(buf_str(&got)), "%s: valid UTF-8", name);
        for (at = 0; at < got.len; at++) {
            if ((unsigned char)got.data[at] < ' ' && strchr("\t\r\n", got.data[at]) == NULL)
                break;
        }
        CHECK_INT(at, got.len, name);
        /* The long word has no meaning, so Lute's terms do without its sentence; what is to
         * be printed is cut. */
        if (has_texts && !is_sheet && strcmp(name, "lute") != 0)
            CHECK(got.len > len, "%s: %zu bytes", name, got.len);
        if (has_texts)
            CHECK(str_find(buf_str(&got), str_of(meanings[1].headword), 0) < got.len,
                  "%s: from right to left", name);
    }
    buf_dispose(&got);
    free(long_text);
    free(path);
    folder_end(journal);
}

/* Where the form stands is still right when what is before it was replaced. */
static void test_moved_form(void)
{
    static const char want[] = "[plain]\xef\xbf\xbd\xef\xbf\xbd {=due}.";
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "out");
    struct export_report report;
    unsigned long nth, failed = 0;
    bool fired = true;
    struct buf got;

    (void)desk_put(journal, "due", str_of("\xff\xff due."), 3, 3, NULL);
    buf_init(&got, EXPORT_MAX);
    for (nth = 1; fired && nth < 100; nth++) {
        enum err rc;

        buf_clear(&got);
        fault_arm(nth);
        rc = desk_export(journal, "gift", path, NULL, &report, NULL);
        fired = fault_fired();
        fault_arm(0);
        failed += rc != OK;
        if (rc == OK)
            CHECK(file_read(&got, path) == OK && strstr(buf_text(&got), want) != NULL,
                  "call %lu: %s", nth, buf_text(&got));
    }
    CHECK(!fired && failed > 5, "%lu failures", failed);
    buf_dispose(&got);
    free(path);
    folder_end(journal);
}

/* --- Lute's terms --- */

static void test_lute_terms(void)
{
    static const char want[] = "language,term,translation,parent,status,tags\n"
                               "Italian,sono,,essere,1,\n"
                               "Italian,sonare,,,W,\n"
                               "Italian,Sole,,,5,\n";
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "out");
    struct export_report report = { 0 };
    struct buf got;
    int64_t word;

    /* The last kept comes first. */
    (void)desk_put(journal, "sole", str_of("sole"), 0, 4, NULL);
    word = desk_put(journal, "Sole", str_of("Sole"), 0, 4, NULL);
    put_card(journal, word, 365, noon_ms);
    word = desk_put(journal, "sonare", str_of("sono"), 0, 4, NULL);
    CHECK(journal_set_state(journal, word, WORD_KNOWN) == OK, "%s", err_message());
    (void)desk_put(journal, "essere", str_of("Sono"), 0, 4, NULL);
    CHECK(db_exec(journal->db, "UPDATE encounter SET form = 'sono' WHERE form = 'Sono'") == OK,
          "%s", err_message());
    buf_init(&got, EXPORT_MAX);
    CHECK(desk_export(journal, "lute", path, NULL, &report, &got) == OK, "%s", err_message());
    CHECK_STR(buf_text(&got), want, "terms");
    CHECK_INT(report.skipped, 1, "a term comes once");
    buf_dispose(&got);
    free(path);
    folder_end(journal);
}

/* --- the calendar --- */

static void test_calendar_days(void)
{
    const int64_t day_ms = INT64_C(86400000);
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "out");
    struct export_report report = { 0 };
    struct buf got;

    put_card(journal, desk_put(journal, "a", str_of(""), 0, 0, NULL), 1, noon_ms - 9 * day_ms);
    put_card(journal, desk_put(journal, "b", str_of(""), 0, 0, NULL), 1, noon_ms);
    put_card(journal, desk_put(journal, "c", str_of(""), 0, 0, NULL), 1, noon_ms + 11 * day_ms);
    put_card(journal, desk_put(journal, "d", str_of(""), 0, 0, NULL), 1, INT64_MAX);
    buf_init(&got, EXPORT_MAX);
    CHECK(desk_export(journal, "ics", path, NULL, &report, &got) == OK, "%s", err_message());
    CHECK(strstr(buf_text(&got), "UID:due-20261120@id.wordloot\r\n") != NULL, "today");
    CHECK(strstr(buf_text(&got), "SUMMARY:Wordloot: 2 words due\r\n") != NULL, "with what is late");
    CHECK(strstr(buf_text(&got), "DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202\r\n") !=
              NULL,
          "over a month's end");
    CHECK_INT(report.rows, 3, "words with a day");
    CHECK_INT(report.skipped, 1, "no calendar goes so far");
    buf_dispose(&got);
    free(path);
    folder_end(journal);
}

/* --- all or nothing --- */

static bool holds(const char *path, const char *want)
{
    struct buf now;
    bool same;

    buf_init(&now, EXPORT_MAX);
    same = file_read(&now, path) == OK && strcmp(buf_text(&now), want) == 0;
    buf_dispose(&now);
    return same;
}

/* Whatever call fails, what is there is the old file or the new one. */
static void test_faults(void)
{
    struct journal *journal = hostile_journal();
    char *path = file_join(journal_folder, "out");
    struct export_report report;
    unsigned long nth, failed = 0;
    size_t i;

    for (i = 0; i < ARRAY_LEN(hostile); i++) {
        bool fired = true;

        for (nth = 1; fired && nth < 500; nth++) {
            enum err rc;

            CHECK(file_write(path, "old", 3, 0600) == OK, "%s", err_message());
            fault_arm(nth);
            rc = desk_export(journal, hostile[i].format, path, meanings, &report, NULL);
            fired = fault_fired();
            fault_arm(0);
            failed += rc != OK;
            CHECK(holds(path, rc == OK ? hostile[i].want : "old"), "%s: call %lu: %d",
                  hostile[i].format, nth, rc);
            CHECK_INT(folder_count("out", NULL), 1, "nothing else is left behind");
        }
        CHECK(!fired, "%s: it ended", hostile[i].format);
    }
    CHECK(failed > ARRAY_LEN(hostile), "%lu failures", failed);
    free(path);
    folder_end(journal);
}

static void test_nothing(void)
{
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "out");
    struct export_report report;
    size_t i;

    CHECK(file_write(path, "old", 3, 0600) == OK, "%s", err_message());
    for (i = 0; export_format(i) != NULL; i++) {
        const char *name = export_name(export_format(i));

        report = (struct export_report){ 9, 9, 9 };
        CHECK(desk_export(journal, name, path, NULL, &report, NULL) == OK && report.rows == 0,
              "%s: %s", name, err_message());
        CHECK(holds(path, "old"), "%s: the file is as it was", name);
    }
    (void)folder_keep(journal, "casa", NULL, noon_ms);
    CHECK_INT(desk_export(journal, "csv", journal_path, NULL, &report, NULL), ERR_USAGE,
              "the journal itself");
    CHECK(export_find("CSV") == NULL && export_find("") == NULL, "no format");
    free(path);
    folder_end(journal);
}

static bool stop_at(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    (void)what;
    (void)total;
    return done < *(const uint64_t *)ctx;
}

static void test_stopped(void)
{
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "out");
    const struct word_filter all = { 0 };
    const struct export_source source = { .day_of = export_desk_day };
    struct export_report report;
    size_t i;

    (void)folder_keep(journal, "uno", NULL, noon_ms);
    (void)folder_keep(journal, "due", NULL, noon_ms);
    CHECK(file_write(path, "old", 3, 0600) == OK, "%s", err_message());
    for (i = 0; export_format(i) != NULL; i++) {
        uint64_t at = 1;
        const struct progress progress = { stop_at, &at };
        const struct export_request request = { .exporter = export_format(i),
                                                .path = path,
                                                .filter = &all,
                                                .source = &source,
                                                .progress = &progress,
                                                .now_ms = noon_ms };

        CHECK_INT(export_run(journal, &request, &report), ERR_CANCELLED,
                  export_name(export_format(i)));
        CHECK(holds(path, "old"), "%s: the file is as it was", export_name(export_format(i)));
        CHECK_INT(folder_count("out", NULL), 1, "nothing else is left behind");
    }
    free(path);
    folder_end(journal);
}

int main(void)
{
    test_hostile();
    test_counts();
    test_odd_texts();
    test_moved_form();
    test_lute_terms();
    test_calendar_days();
    test_faults();
    test_nothing();
    test_stopped();
    return check_done();
}
