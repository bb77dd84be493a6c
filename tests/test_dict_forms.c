/* Form tables: what is written is found again, in its order, and a damaged file is
 * refused or read without harm. */

#include "dict/forms.h"

#include <stdlib.h>
#include <unistd.h>

#include "dict/base/fault.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/forms_file.h"
#include "tests/check.h"

static const struct {
    const char *form, *lemma, *pos;
} rows[] = {
    { "sono", "essere", "verb" },
    { "sono", "sonare", "verb" },
    { "Sono", "sono", "name" },
    { "andarono", "andare", "verb" },
    { "è", "essere", "verb" },
    { "e", "e", "conj" },
    { "Häuser", "Haus", "noun" },
    { "fand … statt", "stattfinden", "verb" },
    { "caffe\u0300", "caffè", "noun" },
    { "ёлки", "ёлка", NULL },
    { "食べた", "食べる", "verb" },
    { "sono", "essere", "verb" },
    { "sono", "essere", "noun" },
    { " gatti ", "gatto ", "noun" },
    { "", "empty", "noun" },
    { "empty", "", "noun" },
    { "broken\xff", "broken", "noun" },
    { "broken", "\xc3", "noun" },
};

/* Each fold that is asked for, and what comes, in the order it was added. */
static const struct {
    const char *fold, *found;
} searches[] = {
    { "sono", "sono essere verb;sono sonare verb;Sono sono name;sono essere noun;" },
    { "andarono", "andarono andare verb;" },
    { "e", "è essere verb;e e conj;" },
    { "hauser", "Häuser Haus noun;" },
    { "fand ... statt", "fand … statt stattfinden verb;" },
    { "caffe", "caffè caffè noun;" },
    { "елки", "ёлки ёлка -;" },
    { "食べた", "食べた 食べる verb;" },
    { "gatti", "gatti gatto noun;" },
    { "andaron", "" },
    { "andaronoo", "" },
    { "", "" },
    { "zzz", "" },
    { "empty", "" },
    { "broken", "" },
};

enum { WRITTEN_ROWS = 13 }; /* of ROWS: one repeats another, four are of no use */

static char *table_path(char folder[])
{
    CHECK(mkdtemp(folder) != NULL, "a folder");
    return file_join(folder, "words.forms");
}

static struct forms_builder *fill(void)
{
    struct forms_builder *builder = forms_builder_new();
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_INT(
            forms_builder_add(builder, str_of(rows[i].form), str_of(rows[i].lemma), rows[i].pos),
            OK, rows[i].form);
    return builder;
}

static bool list_form(void *ctx, const struct form *form)
{
    buf_printf(ctx, "%.*s %.*s %s;", STR_ARG(form->form), STR_ARG(form->lemma),
               form->pos != NULL ? form->pos : "-");
    return true;
}

static bool list_one(void *ctx, const struct form *form)
{
    list_form(ctx, form);
    return false;
}

static void check_searches(const struct forms *forms)
{
    struct buf got;
    size_t i;

    buf_init(&got, 10000);
    for (i = 0; i < ARRAY_LEN(searches); i++) {
        buf_clear(&got);
        forms_find(forms, str_of(searches[i].fold), list_form, &got);
        CHECK_STR(buf_text(&got), searches[i].found, searches[i].fold);
    }
    buf_clear(&got);
    forms_find(forms, str_of("sono"), list_one, &got);
    CHECK_STR(buf_text(&got), "sono essere verb;", "no more is wanted");
    buf_dispose(&got);
}

struct order {
    char last[FORM_TEXT_MAX * 8];
    size_t count;
};

/* Rows come by their folds. */
static bool check_order(void *ctx, const struct form *form)
{
    struct order *order = ctx;
    char *fold = text_fold_dup(form->form);

    CHECK(strcmp(order->last, fold) <= 0, "%s comes after %s", fold, order->last);
    snprintf(order->last, sizeof(order->last), "%s", fold);
    order->count++;
    free(fold);
    return true;
}

static void test_table(void)
{
    char folder[] = "/tmp/test_forms_XXXXXX";
    char *path = table_path(folder);
    struct forms_builder *builder = fill();
    struct forms *forms = NULL;
    struct order order = { .count = 0 };

    CHECK_INT(forms_builder_count(builder), WRITTEN_ROWS + 1, "the repeated row too");
    CHECK_INT(forms_builder_write(builder, path, "words", NULL), OK, "write");
    CHECK(forms_open(&forms, path) == OK, "%s", err_message());
    if (forms != NULL) {
        CHECK_INT(forms_count(forms), WRITTEN_ROWS, "rows");
        check_searches(forms);
        forms_each(forms, check_order, &order);
        CHECK_INT(order.count, WRITTEN_ROWS, "each");
    }
    forms_close(forms);
    forms_builder_free(builder);
    unlink(path);
    rmdir(folder);
    free(path);
}

/* What cannot be told apart any more by one byte of length must not get in. */
static void test_long_texts(void)
{
    static const struct {
        size_t form_len, lemma_len;
        size_t kept;
    } sizes[] = { { 255, 255, 1 }, { 256, 1, 0 }, { 1, 256, 0 }, { 100000, 1, 0 } };
    size_t i;

    for (i = 0; i < ARRAY_LEN(sizes); i++) {
        struct forms_builder *builder = forms_builder_new();
        char *form = xcalloc(1, sizes[i].form_len + 1), *lemma = xcalloc(1, sizes[i].lemma_len + 1);

        memset(form, 'a', sizes[i].form_len);
        memset(lemma, 'b', sizes[i].lemma_len);
        CHECK_INT(forms_builder_add(builder, str_of(form), str_of(lemma), "noun"), OK, "long");
        CHECK(forms_builder_count(builder) == sizes[i].kept, "%zu and %zu bytes", sizes[i].form_len,
              sizes[i].lemma_len);
        forms_builder_free(builder);
        free(form);
        free(lemma);
    }
}

/* A fold that is longer than its form is measured too. */
static void test_long_fold(void)
{
    struct forms_builder *builder = forms_builder_new();
    struct buf form;

    buf_init(&form, 1000);
    while (form.len < 252)
        buf_adds(&form, "ΐ");
    CHECK_INT(forms_builder_add(builder, buf_str(&form), str_of("x"), NULL), OK, "long fold");
    buf_dispose(&form);
    forms_builder_free(builder);
}

/* --- many --- */

enum { MANY = 20000 };

static void test_many(void)
{
    char folder[] = "/tmp/test_forms_XXXXXX", text[32], lemma[32];
    char *path = table_path(folder);
    struct forms_builder *builder = forms_builder_new();
    struct forms *forms = NULL;
    struct buf got;
    int i;

    buf_init(&got, 1000);
    for (i = 0; i < MANY; i++) {
        snprintf(text, sizeof(text), "w%d", (i * 7919) % MANY);
        snprintf(lemma, sizeof(lemma), "l%d", (i * 7919) % MANY / 10);
        CHECK_INT(forms_builder_add(builder, str_of(text), str_of(lemma), "verb"), OK, text);
    }
    CHECK_INT(forms_builder_write(builder, path, "many", NULL), OK, "many");
    CHECK(forms_open(&forms, path) == OK, "%s", err_message());
    for (i = 0; i < MANY && forms != NULL; i += 97) {
        snprintf(text, sizeof(text), "w%d", i);
        snprintf(lemma, sizeof(lemma), "w%d l%d verb;", i, i / 10);
        buf_clear(&got);
        forms_find(forms, str_of(text), list_form, &got);
        CHECK_STR(buf_text(&got), lemma, text);
    }
    buf_dispose(&got);
    forms_close(forms);
    forms_builder_free(builder);
    unlink(path);
    rmdir(folder);
    free(path);
}

/* --- damage --- */

struct table {
    char folder[32];
    char *path;
    struct buf bytes;
};

static void make_table(struct table *table)
{
    struct forms_builder *builder = fill();

    snprintf(table->folder, sizeof(table->folder), "/tmp/test_forms_XXXXXX");
    table->path = table_path(table->folder);
    CHECK_INT(forms_builder_write(builder, table->path, "words", NULL), OK, "write");
    buf_init(&table->bytes, 1 << 20);
    CHECK_INT(file_read(&table->bytes, table->path), OK, "read");
    forms_builder_free(builder);
}

static void drop_table(struct table *table)
{
    unlink(table->path);
    rmdir(table->folder);
    free(table->path);
    buf_dispose(&table->bytes);
}

/* Opens what BYTES are, and reads all of it where that goes. */
static enum err read_bytes(const struct table *table, const void *bytes, size_t len)
{
    struct forms *forms = NULL;
    struct buf got;
    enum err rc;

    CHECK_INT(file_write(table->path, bytes, len, 0600), OK, "write");
    rc = forms_open(&forms, table->path);
    if (rc != OK)
        return rc;
    buf_init(&got, 1 << 20);
    forms_each(forms, list_form, &got);
    forms_find(forms, str_of("sono"), list_form, &got);
    buf_dispose(&got);
    forms_close(forms);
    return OK;
}

static void test_cut(void)
{
    struct table table;
    size_t len;

    make_table(&table);
    CHECK_INT(read_bytes(&table, table.bytes.data, table.bytes.len), OK, "whole");
    for (len = 0; len < table.bytes.len; len += 5)
        CHECK(read_bytes(&table, table.bytes.data, len) == ERR_FORMAT, "cut at %zu", len);
    buf_addc(&table.bytes, 'x');
    CHECK_INT(read_bytes(&table, table.bytes.data, table.bytes.len), ERR_FORMAT, "a byte more");
    drop_table(&table);
}

/* Claims that need not be true; rows are looked at only when they are read. */
static void test_claims(void)
{
    struct table table;
    struct forms_header header;
    struct forms_row row = { UINT32_MAX, UINT32_MAX, UINT32_MAX - 3, 255, 255, 255, 255 };
    size_t i;

    make_table(&table);
    memcpy(&header, table.bytes.data, sizeof(header));
    for (i = 0; i < WRITTEN_ROWS; i++)
        memcpy(table.bytes.data + sizeof(header) + header.filter_size + i * sizeof(row), &row,
               sizeof(row));
    CHECK_INT(read_bytes(&table, table.bytes.data, table.bytes.len), OK, "rows that point away");
    header = (struct forms_header){ FORMS_MAGIC, UINT32_MAX, UINT32_MAX, 0, 0 };
    CHECK_INT(read_bytes(&table, &header, sizeof(header)), ERR_FORMAT, "four billion rows");
    header = (struct forms_header){ FORMS_MAGIC, 0, 0, UINT32_MAX - 63, 0 };
    CHECK_INT(read_bytes(&table, &header, sizeof(header)), ERR_FORMAT, "a filter of 4 GB");
    header = (struct forms_header){ FORMS_MAGIC, 0, 8, 0, 0 };
    memcpy(table.bytes.data, &header, sizeof(header));
    CHECK_INT(read_bytes(&table, table.bytes.data, sizeof(header) + 8), OK, "texts alone");
    header = (struct forms_header){ FORMS_MAGIC, 0, 0, 8, 0 };
    memcpy(table.bytes.data, &header, sizeof(header));
    CHECK_INT(read_bytes(&table, table.bytes.data, sizeof(header) + 8), ERR_FORMAT,
              "a filter that is none");
    header = (struct forms_header){ FORMS_MAGIC, 0, 0, 0, 0 };
    CHECK_INT(read_bytes(&table, &header, sizeof(header)), OK, "none");
    header.magic = __builtin_bswap64(header.magic);
    CHECK_INT(read_bytes(&table, &header, sizeof(header)), ERR_FORMAT, "another machine's");
    drop_table(&table);
}

static void test_absent(void)
{
    struct forms *forms = NULL;

    CHECK_INT(forms_open(&forms, "/tmp/no/such/file.forms"), ERR_ABSENT, "absent");
    CHECK(forms == NULL, "absent");
    forms_close(NULL);
}

static bool stop_at_once(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    (void)what;
    (void)done;
    (void)total;
    ++*(int *)ctx;
    return false;
}

/* Neither a stop nor a failure of any call leaves half a table. */
static void test_unfinished(void)
{
    int calls = 0;
    const struct progress progress = { stop_at_once, &calls };
    char folder[] = "/tmp/test_forms_XXXXXX";
    char *path = table_path(folder);
    struct forms_builder *builder = fill();
    unsigned long nth;
    enum err rc = ERR_IO;

    CHECK_INT(forms_builder_write(builder, path, "words", &progress), ERR_CANCELLED, "stopped");
    CHECK(calls == 1 && !file_exists(path), "stopped: %d calls", calls);
    forms_builder_free(builder);
    for (nth = 1; rc != OK && nth < 100; nth++) {
        builder = fill();
        fault_arm(nth);
        rc = forms_builder_write(builder, path, "words", NULL);
        fault_arm(0);
        CHECK(rc == OK || !file_exists(path), "failure %lu: half a table", nth);
        forms_builder_free(builder);
    }
    CHECK_INT(rc, OK, "in the end");
    unlink(path);
    CHECK(rmdir(folder) == 0, "something is left in %s", folder);
    free(path);
}

int main(void)
{
    test_table();
    test_long_texts();
    test_long_fold();
    test_many();
    test_cut();
    test_claims();
    test_absent();
    test_unfinished();
    return check_done();
}
