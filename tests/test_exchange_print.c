/* Sheets on their way to the program that prints, and as exports. */

#include "app/exchange/print.h"

#include "tests/sheet_desk.h"

/* --- to the printer --- */

/* What is refused; after @ comes what stands behind a good first line. */
static const char *const broken[] = {
    "",
    "{}\n",
    "[]\n",
    "{\"kind\":\"list\",\"paper\":\"a5\"}\n",
    "@{\"block\":9,\"flags\":0,\"number\":0,\"texts\":[]}\n",
    "@{\"block\":-1,\"flags\":0,\"number\":0,\"texts\":[]}\n",
    "@{\"block\":1,\"flags\":4,\"number\":0,\"texts\":[]}\n",
    "@{\"block\":1,\"flags\":0,\"number\":2001,\"texts\":[]}\n",
    "@{\"block\":1,\"flags\":0,\"number\":0,\"texts\":[[\"a\",\"b\",\"c\",3,\"it\"]]}\n",
    "@{\"block\":1,\"flags\":0,\"number\":0,\"texts\":[[\"a\",\"b\",\"c\",0]]}\n",
    "@{\"block\":1,\"flags\":0,\"number\":0,\"texts\":[[],[],[],[],[]]}\n",
    "@",
};

/* A title of LEN letters, and whether it is taken. */
static void check_length(size_t len, enum err want)
{
    struct making made = make_nth(SHEET_LIST, 1);
    char *title = xmalloc(len), *wire;
    struct sheet *back = NULL;

    memset(title, 'a', len);
    made.sheet->title = str_make(title, len);
    wire = wire_of(made.sheet);
    CHECK_INT(sheet_decode(&back, str_of(wire)), want, "a long title");
    sheet_free(back);
    free(wire);
    free(title);
    sheet_free(made.sheet);
}

static void test_wire(void)
{
    enum sheet_kind kind;
    size_t i;

    for (kind = SHEET_LIST; kind <= SHEET_TEST; kind++) {
        struct making made = make_nth(kind, 23);
        struct sheet *back = NULL;
        char *wire = wire_of(made.sheet), *again;

        if (CHECK(sheet_decode(&back, str_of(wire)) == OK, "%s", err_message())) {
            again = wire_of(back);
            CHECK_STR(again, wire, sheet_kind_name(kind));
            free(again);
        }
        sheet_free(back);
        free(wire);
        sheet_free(made.sheet);
    }
    check_length(SHEET_TEXT_MAX, OK);
    check_length(SHEET_TEXT_MAX + 1, ERR_FORMAT);
    for (i = 0; i < ARRAY_LEN(broken); i++) {
        static const char head[] =
            "{\"kind\":\"list\",\"paper\":\"a4\",\"lang\":\"\",\"title\":\"\",\"about\":\"\","
            "\"name\":\"\",\"page\":\"\",\"unsure\":\"\",\"advice\":\"\",\"created\":\"\"}\n";
        const bool after_head = broken[i][0] == '@';
        char *text = xasprintf("%s%s", after_head ? head : "", broken[i] + after_head);
        struct sheet *none = NULL;

        CHECK_INT(sheet_decode(&none, str_of(text)), ERR_FORMAT, broken[i]);
        CHECK(none == NULL, "%s: nothing came out", broken[i]);
        free(text);
    }
}

/* --- as exports --- */

static void test_limit(void)
{
    const struct sheet_options options = { .kind = SHEET_LIST };
    struct sheet_maker *maker = sheet_maker_new(&options, &labels, noon_ms);
    struct arena *arena = arena_new();
    const struct export_row row = nth_row(arena, 1);
    bool taken, changed;
    size_t i;

    for (i = 0; i < SHEET_WORDS_MAX; i++)
        CHECK(sheet_maker_add(maker, &row, str_of(""), str_of(""), &taken, &changed) == OK && taken,
              "%zu", i);
    CHECK_INT(sheet_maker_add(maker, &row, str_of(""), str_of(""), &taken, &changed), ERR_LIMIT,
              "one more");
    CHECK(strstr(err_message(), "--limit") != NULL, "%s", err_message());
    sheet_maker_free(maker);
    arena_free(arena);
}

static const struct desk_meaning meanings[] = { { "perch\xc3\xa9", "per quale ragione", NULL },
                                                { NULL, NULL, NULL } };

static struct journal *small_journal(void)
{
    struct journal *journal = folder_begin();

    (void)desk_put(journal, "perch\xc3\xa9", str_of("Non so perch\xc3\xa9 lui sia venuto qui."), 7,
                   7, NULL);
    (void)desk_put(journal, "rotto", str_of("uno \xff due\x01\x1b[2J tre quattro cinque sei"), 4, 5,
                   NULL);
    return journal;
}

/* Whatever call fails, what is there is the old file or a whole new one. */
static void check_faults(const char *format, const char *start, const char *end)
{
    struct journal *journal = small_journal();
    char *path = file_join(journal_folder, "out");
    unsigned long nth, failed = 0;
    bool fired = true;
    struct buf got;

    buf_init(&got, EXPORT_MAX);
    for (nth = 1; fired && nth < 200; nth++) {
        struct export_report report;
        enum err rc;

        CHECK(file_write(path, "old", 3, 0600) == OK, "%s", err_message());
        fault_arm(nth);
        rc = desk_export(journal, format, path, meanings, &report, NULL);
        fired = fault_fired();
        fault_arm(0);
        failed += rc != OK;
        buf_clear(&got);
        CHECK(file_read(&got, path) == OK, "%s", err_message());
        if (rc != OK)
            CHECK_STR(buf_text(&got), "old", format);
        else
            CHECK(str_starts(buf_str(&got), str_of(start)) &&
                      str_ends(str_trim(buf_str(&got)), str_of(end)),
                  "%s: call %lu: a whole file", format, nth);
        CHECK_INT(folder_count("out", NULL), 1, "nothing else is left behind");
    }
    CHECK(!fired && failed > 5, "%s: %lu failures", format, failed);
    buf_dispose(&got);
    free(path);
    folder_end(journal);
}

/* The same words at the same moment give the same bytes. */
static void test_same(void)
{
    static const char *const formats[] = { "html", "pdf" };
    struct journal *journal = small_journal();
    char *path = file_join(journal_folder, "out");
    struct export_report report = { 0 };
    struct buf first, second;
    size_t i;

    buf_init(&first, EXPORT_MAX);
    buf_init(&second, EXPORT_MAX);
    for (i = 0; i < ARRAY_LEN(formats); i++) {
        CHECK(desk_export(journal, formats[i], path, meanings, &report, &first) == OK &&
                  desk_export(journal, formats[i], path, meanings, &report, &second) == OK,
              "%s", err_message());
        CHECK(first.len > 1000 && str_eq(buf_str(&first), buf_str(&second)), "%s: the same",
              formats[i]);
        CHECK_INT(report.rows, 2, "words");
        CHECK_INT(report.changed, 1, "with a text that was broken");
    }
    buf_dispose(&first);
    buf_dispose(&second);
    free(path);
    folder_end(journal);
}

/* --- stopped --- */

static bool stop_at_printing(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)done;
    (void)total;
    return strcmp(what, "Printing") != 0;
}

static void test_stopped(void)
{
    struct journal *journal = small_journal();
    char *path = file_join(journal_folder, "out");
    const struct word_filter all = { 0 };
    const struct export_source source = { .text = NULL };
    const struct progress progress = { stop_at_printing, NULL };
    const struct export_request request = { .exporter = export_find("pdf"),
                                            .path = path,
                                            .filter = &all,
                                            .source = &source,
                                            .progress = &progress,
                                            .now_ms = noon_ms };
    struct export_report report;

    CHECK_INT(export_run(journal, &request, &report), ERR_CANCELLED, "while it is printed");
    CHECK_INT(folder_count("out", NULL), 0, "nothing is left behind");
    free(path);
    folder_end(journal);
}

int main(void)
{
    test_wire();
    test_limit();
    check_faults("html", "<!DOCTYPE html>", "</html>");
    check_faults("pdf", "%PDF-", "%%EOF");
    test_same();
    test_stopped();
    return check_done();
}
