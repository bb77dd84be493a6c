/* Archives: every kind, names that lead elsewhere, links, bombs, files cut short. */

#include "dict/archive.h"

#include <ftw.h>
#include <unistd.h>

#include "dict/base/fault.h"
#include "dict/base/mem.h"
#include "tests/made_archive.h"

static char folder[] = "/tmp/wordloot-archive-XXXXXX";
static const struct archive_limits usual = { (uint64_t)1 << 30, (uint64_t)1 << 30 };

static char *path_of(const char *name)
{
    return file_join(folder, name);
}

static void put(const char *name, const void *bytes, size_t len)
{
    char *path = path_of(name);

    CHECK(file_write(path, bytes, len, 0600) == OK, "%s: %s", name, err_message());
    free(path);
}

static void get(struct buf *out, const char *name)
{
    char *path = path_of(name);

    buf_init(out, (size_t)64 << 20);
    CHECK(file_read(out, path) == OK, "%s: %s", name, err_message());
    free(path);
}

static void make(const char *name, const char *format, const char *filter,
                 const struct made_member *members, size_t count)
{
    char *path = path_of(name);

    made_archive(path, format, filter, members, count);
    free(path);
}

/* "name=text;name=text;" of all members. */
static enum err list(struct buf *out, const char *name, enum archive_kind kind,
                     const struct archive_limits *limits)
{
    char *path = path_of(name);
    struct archive_reader *reader = NULL;
    const char *member = NULL;
    enum err rc = archive_reader_open(&reader, path, kind, limits);

    free(path);
    if (rc != OK)
        return rc;
    while (rc == OK && (rc = archive_reader_next(reader, &member)) == OK) {
        buf_printf(out, "%s=", member);
        rc = archive_reader_read(reader, out);
        buf_addc(out, ';');
    }
    archive_reader_close(reader);
    return rc == ERR_ABSENT ? OK : rc;
}

static void check_list(const char *name, enum archive_kind kind, enum err want_rc, const char *want)
{
    struct buf out;
    enum err rc;

    buf_init(&out, (size_t)256 << 20);
    rc = list(&out, name, kind, &usual);
    CHECK_INT(rc, want_rc, name);
    if (want_rc == OK)
        CHECK_STR(buf_text(&out), want, name);
    else
        CHECK(strstr(err_message(), want) != NULL, "%s: said \"%s\"", name, err_message());
    buf_dispose(&out);
}

static void test_kinds(void)
{
    static const struct made_member members[] = {
        { .name = "a.txt", .text = "one" },
        { .name = "sub", .type = S_IFDIR },
        { .name = "./sub/b.txt", .text = "two\n" },
        { .name = "empty", .text = "" },
    };
    static const struct {
        const char *name, *format, *filter;
    } rows[] = {
        { "a.zip", "zip", NULL },          { "a.tar", "gnutar", NULL },
        { "a.tar.gz", "ustar", "gzip" },   { "a.tar.xz", "gnutar", "xz" },
        { "a.tar.bz2", "ustar", "bzip2" }, { "a.tar.zst", "ustar", "zstd" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        make(rows[i].name, rows[i].format, rows[i].filter, members, ARRAY_LEN(members));
        check_list(rows[i].name, ARCHIVE_MEMBERS, OK, "a.txt=one;sub/b.txt=two\n;empty=;");
    }
}

static void test_streams(void)
{
    static const struct made_member text = { .name = "data", .text = "one\ntwo\n" };
    static const char *const filters[] = { NULL, "gzip", "xz", "bzip2", "zstd" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(filters); i++) {
        make("stream", "raw", filters[i], &text, 1);
        check_list("stream", ARCHIVE_STREAM, OK, "data=one\ntwo\n;");
    }
    check_list("stream", ARCHIVE_MEMBERS, ERR_FORMAT, "get the file anew");
}

static void test_names(void)
{
    static const struct {
        const char *name;
        enum err rc;
    } rows[] = {
        { "good/name.txt", OK },
        { "./good", OK },
        { "..good", OK },
        { "日本.txt", OK },
        { "/etc/passwd", ERR_FORMAT },
        { "../above", ERR_FORMAT },
        { "a/../../b", ERR_FORMAT },
        { "a/..", ERR_FORMAT },
        { "a//b", ERR_FORMAT },
        { "a/./b", ERR_FORMAT },
        { "..", ERR_FORMAT },
        { "a\\..\\b", ERR_FORMAT },
        { "a\nb", ERR_FORMAT },
        { "not\xff", OK }, /* passed over */
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        const struct made_member member = { .name = rows[i].name, .text = "x" };
        struct buf out;

        buf_init(&out, 1000);
        make("names.tar", "gnutar", NULL, &member, 1);
        CHECK_INT(list(&out, "names.tar", ARCHIVE_MEMBERS, &usual), rows[i].rc, rows[i].name);
        if (rows[i].rc != OK)
            CHECK(strstr(err_message(), "no safe name") != NULL, "%s: said \"%s\"", rows[i].name,
                  err_message());
        buf_dispose(&out);
    }
}

static void test_long_name(void)
{
    char name[ARCHIVE_NAME_MAX + 2];
    const struct made_member member = { .name = name, .text = "x" };

    memset(name, 'a', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    make("long.tar", "gnutar", NULL, &member, 1);
    check_list("long.tar", ARCHIVE_MEMBERS, ERR_FORMAT, "no safe name");
}

static void test_specials(void)
{
    static const struct made_member rows[] = {
        { .name = "symlink", .type = S_IFLNK, .link = "/etc/passwd" },
        { .name = "hardlink", .link = "a" },
        { .name = "fifo", .type = S_IFIFO },
        { .name = "device", .type = S_IFCHR },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        make("special.tar", "gnutar", NULL, &rows[i], 1);
        check_list("special.tar", ARCHIVE_MEMBERS, ERR_FORMAT, rows[i].name);
    }
}

static void test_ceilings(void)
{
    static const struct made_member zeros = { .name = "zeros", .len = (size_t)100 << 20 };
    static const struct made_member two[] = { { .name = "a", .len = 3000 },
                                              { .name = "b", .len = 3000 } };
    static const struct archive_limits small_member = { 2000, 10000 };
    static const struct archive_limits small_total = { 4000, 5000 };
    struct buf out;

    buf_init(&out, (size_t)256 << 20);
    make("bomb.zip", "zip", NULL, &zeros, 1);
    check_list("bomb.zip", ARCHIVE_MEMBERS, ERR_LIMIT, "not what it claims to be");
    make("bomb.gz", "raw", "gzip", &zeros, 1);
    check_list("bomb.gz", ARCHIVE_STREAM, ERR_LIMIT, "not what it claims to be");
    make("two.zip", "zip", NULL, two, 2);
    CHECK_INT(list(&out, "two.zip", ARCHIVE_MEMBERS, &small_member), ERR_LIMIT, "a member");
    CHECK_INT(list(&out, "two.zip", ARCHIVE_MEMBERS, &small_total), ERR_LIMIT, "all");
    CHECK_INT(list(&out, "two.zip", ARCHIVE_MEMBERS, &usual), OK, "the usual limits");
    buf_dispose(&out);
}

static void test_many_members(void)
{
    struct made_member *members = xcalloc(ARCHIVE_MEMBERS_MAX + 1, sizeof(*members));
    size_t i;

    for (i = 0; i <= ARCHIVE_MEMBERS_MAX; i++)
        members[i] = (struct made_member){ .name = "a", .text = "" };
    make("many.tar.gz", "ustar", "gzip", members, ARCHIVE_MEMBERS_MAX + 1);
    check_list("many.tar.gz", ARCHIVE_MEMBERS, ERR_LIMIT, "files in it");
    free(members);
}

/* A zip of 200 bytes of which the directory says that it holds nearly 4 GB. */
static void test_claims(void)
{
    static const struct made_member member = { .name = "a", .text = "text" };
    struct buf bytes;
    size_t at;

    make("claim.zip", "zip", NULL, &member, 1);
    get(&bytes, "claim.zip");
    at = str_find(buf_str(&bytes), str_of("PK\x01\x02"), 0);
    if (CHECK(at + 28 < bytes.len, "no directory in the sample")) {
        memset(bytes.data + at + 24, 0xfe, 4); /* the member's uncompressed size, */
        memset(bytes.data + 22, 0xfe, 4);      /* and again before its data */
        put("claim.zip", bytes.data, bytes.len);
        check_list("claim.zip", ARCHIVE_MEMBERS, ERR_LIMIT, "not what it claims to be");
    }
    buf_dispose(&bytes);
}

/* Cut anywhere, and with any byte changed: an error or what there is, never a crash. */
static void test_damage(void)
{
    static const struct made_member members[] = { { .name = "a", .text = "text text text" },
                                                  { .name = "b/c", .text = "more" } };
    static const char *const names[] = { "zip", "ustar" };
    struct buf bytes, out;
    size_t i, at;

    for (i = 0; i < ARRAY_LEN(names); i++) {
        make("whole", names[i], i == 0 ? NULL : "gzip", members, ARRAY_LEN(members));
        get(&bytes, "whole");
        for (at = 0; at < bytes.len; at++) {
            buf_init(&out, 100000);
            put("damaged", bytes.data, at);
            CHECK(list(&out, "damaged", ARCHIVE_MEMBERS, &usual) != OK, "%s cut to %zu bytes",
                  names[i], at);
            bytes.data[at] = (char)~bytes.data[at];
            put("damaged", bytes.data, bytes.len);
            if (list(&out, "damaged", ARCHIVE_MEMBERS, &usual) != OK)
                CHECK(strstr(err_message(), "damaged: ") != NULL, "said \"%s\"", err_message());
            bytes.data[at] = (char)~bytes.data[at];
            buf_dispose(&out);
        }
        buf_dispose(&bytes);
    }
    put("damaged", "", 0);
    check_list("damaged", ARCHIVE_STREAM, ERR_FORMAT, "empty");
    check_list("missing.zip", ARCHIVE_MEMBERS, ERR_ABSENT, "missing.zip");
}

/* --- lines --- */

static enum err count_lines(const char *name, size_t *count, size_t *longest)
{
    char *path = path_of(name);
    struct archive_reader *reader = NULL;
    const char *member = NULL;
    struct str line;
    enum err rc = archive_reader_open(&reader, path, ARCHIVE_STREAM, &usual);

    *count = *longest = 0;
    if (rc == OK)
        rc = archive_reader_next(reader, &member);
    while (rc == OK && (rc = archive_reader_line(reader, &line)) == OK) {
        ++*count;
        if (line.len > *longest)
            *longest = line.len;
    }
    archive_reader_close(reader);
    free(path);
    return rc;
}

static void test_lines(void)
{
    enum { LONG = 700000 };
    static const struct made_member endless = { .name = "x", .len = ARCHIVE_LINE_MAX + 1 };
    struct buf text;
    size_t count, longest, i;

    buf_init(&text, (size_t)4 << 20);
    buf_adds(&text, "first\n\n");
    for (i = 0; i < LONG; i++)
        buf_addc(&text, 'x');
    buf_adds(&text, "\nlast");
    put("lines", text.data, text.len);
    CHECK_INT(count_lines("lines", &count, &longest), ERR_ABSENT, "lines");
    CHECK_INT(count, 4, "lines");
    CHECK_INT(longest, LONG, "lines");
    buf_addc(&text, '\n');
    put("lines", text.data, text.len);
    CHECK_INT(count_lines("lines", &count, &longest), ERR_ABSENT, "a last line feed");
    CHECK_INT(count, 4, "a last line feed");
    make("endless", "raw", NULL, &endless, 1);
    CHECK_INT(count_lines("endless", &count, &longest), ERR_LIMIT, "an endless line");
    buf_dispose(&text);
}

/* --- extracting --- */

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *place)
{
    (void)info;
    (void)type;
    (void)place;
    return remove(path);
}

static void count_put(void *ctx, const char *name)
{
    int *count = ctx;

    CHECK(name[0] != '/', "%s", name);
    ++*count;
}

static bool refuse(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)what;
    return done > total;
}

static void test_extract(void)
{
    static const struct made_member members[] = { { .name = "a.txt", .text = "one" },
                                                  { .name = "deep/er/b.txt", .text = "two" } };
    const struct progress stop = { refuse, NULL };
    char *archive = path_of("x.tar.gz"), *to = path_of("to");
    struct buf got;
    int count = 0;

    make("x.tar.gz", "ustar", "gzip", members, ARRAY_LEN(members));
    CHECK(mkdir(to, 0700) == 0, "cannot make %s", to);
    CHECK_INT(archive_extract(archive, to, &usual, NULL, NULL, &stop), ERR_CANCELLED, "stopped");
    CHECK_INT(archive_extract(archive, to, &usual, NULL, NULL, NULL), ERR_IO, "there already");
    nftw(to, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    CHECK(mkdir(to, 0700) == 0, "cannot make %s", to);
    CHECK_INT(archive_extract(archive, to, &usual, count_put, &count, NULL), OK, "extracted");
    CHECK_INT(count, 2, "extracted");
    get(&got, "to/a.txt");
    CHECK_STR(buf_text(&got), "one", "a.txt");
    buf_dispose(&got);
    get(&got, "to/deep/er/b.txt");
    CHECK_STR(buf_text(&got), "two", "b.txt");
    buf_dispose(&got);
    free(archive);
    free(to);
}

/* A link that lies on the way is not followed, to a folder nor to a file. */
static void test_extract_links(void)
{
    static const struct made_member inside = { .name = "deep/b.txt", .text = "two" };
    char *archive = path_of("y.zip"), *to = path_of("trap"), *link = path_of("trap/deep");
    char *outside = path_of("outside"), *victim = path_of("outside/b.txt");

    make("y.zip", "zip", NULL, &inside, 1);
    CHECK(mkdir(to, 0700) == 0 && mkdir(outside, 0700) == 0 && symlink(outside, link) == 0,
          "cannot set the trap");
    CHECK_INT(archive_extract(archive, to, &usual, NULL, NULL, NULL), ERR_IO, "a folder's link");
    CHECK(!file_exists(victim), "it was written outside");
    CHECK(unlink(link) == 0 && mkdir(link, 0700) == 0, "cannot set the trap");
    free(link);
    link = path_of("trap/deep/b.txt");
    CHECK(symlink(victim, link) == 0, "cannot set the trap");
    CHECK_INT(archive_extract(archive, to, &usual, NULL, NULL, NULL), ERR_IO, "a file's link");
    CHECK(!file_exists(victim), "it was written outside");
    free(archive);
    free(to);
    free(link);
    free(outside);
    free(victim);
}

static void test_faults(void)
{
    struct buf out;
    unsigned long nth = 0;
    bool fired = true;

    while (fired) {
        buf_init(&out, 100000);
        fault_arm(++nth);
        if (list(&out, "a.tar.gz", ARCHIVE_MEMBERS, &usual) == OK)
            fired = false;
        fault_arm(0);
        buf_dispose(&out);
    }
    CHECK(nth > 2, "nothing could fail");
}

int main(void)
{
    if (mkdtemp(folder) == NULL)
        return 1;
    test_kinds();
    test_streams();
    test_names();
    test_long_name();
    test_specials();
    test_ceilings();
    test_many_members();
    test_claims();
    test_damage();
    test_lines();
    test_extract();
    test_extract_links();
    test_faults();
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return check_done();
}
