/* Zip packages: what is written is read again, and what no honest program writes is refused. */

#include "app/exchange/package.h"

#include "dict/base/fault.h"
#include "tests/journal_folder.h"
#include "tests/made_archive.h"

static char *package_path;

static enum err gather(void *ctx, struct str piece)
{
    buf_add_str(ctx, piece);
    return OK;
}

/* What MEMBER of the package is; its length, or the error. */
static enum err read_member(const struct package *package, const char *member, struct buf *out)
{
    buf_clear(out);
    return package_read(package, member, 1 << 24, gather, out);
}

/* --- out and in --- */

static enum err write_three(size_t len)
{
    struct package_writer *package = NULL;
    struct writer *writer = NULL;
    char *big = xmalloc(len);
    size_t i;
    enum err rc = writer_open(&writer, package_path);

    for (i = 0; i < len; i++)
        big[i] = (char)(i * 31 >> (i % 7));
    if (rc == OK)
        rc = package_begin(&package, writer);
    if (rc == OK) {
        package_add(package, "0", len, PACKAGE_STORED);
        for (i = 0; i < len; i += 1000)
            package_put(package, big + i, len - i < 1000 ? len - i : 1000);
        package_add(package, "media", 0, PACKAGE_DEFLATED);
        package_add_file(package, "journal", journal_path);
        rc = package_end(package);
    }
    if (rc == OK)
        rc = writer_commit(writer);
    else
        writer_abort(writer);
    free(big);
    return rc;
}

static void test_round_trip(void)
{
    const size_t len = 300001;
    struct package *package = NULL;
    struct buf got, want;

    buf_init(&got, 1 << 24);
    buf_init(&want, 1 << 24);
    CHECK(write_three(len) == OK, "%s", err_message());
    if (CHECK(package_open(&package, package_path) == OK, "%s", err_message())) {
        CHECK(package_has(package, "0") && package_has(package, "media") &&
                  !package_has(package, "1") && !package_has(package, ""),
              "what is in it");
        CHECK(read_member(package, "0", &got) == OK, "%s", err_message());
        CHECK_INT(got.len, len, "stored");
        CHECK(got.len == len && got.data[200000] == (char)(200000 * 31 >> (200000 % 7)), "bytes");
        CHECK(read_member(package, "media", &got) == OK, "%s", err_message());
        CHECK_INT(got.len, 0, "empty");
        CHECK(read_member(package, "journal", &got) == OK && file_read(&want, journal_path) == OK,
              "%s", err_message());
        CHECK(want.len > 0 && str_eq(buf_str(&got), buf_str(&want)), "a file's bytes");
        CHECK(read_member(package, "1", &got) == ERR_ABSENT, "there is none");
        CHECK(package_read(package, "0", 1000, gather, &got) == ERR_LIMIT, "more than was asked");
    }
    package_close(package);
    buf_dispose(&want);
    buf_dispose(&got);
}

/* --- what is refused --- */

static enum err open_it(void)
{
    struct package *package = NULL;
    const enum err rc = package_open(&package, package_path);

    package_close(package);
    return rc;
}

static void test_names(void)
{
    static const struct {
        const char *name;
        enum err want;
    } rows[] = {
        { "collection.anki2", OK }, { "..a", OK },           { "..", ERR_FORMAT },
        { ".", ERR_FORMAT },        { "../up", ERR_FORMAT }, { "/etc/passwd", ERR_FORMAT },
        { "a/b", ERR_FORMAT },      { "a\\b", ERR_FORMAT },  { "a\nb", ERR_FORMAT },
        { "a\x1b[2J", ERR_FORMAT },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        const struct made_member member = { .name = rows[i].name, .text = "x" };

        made_archive(package_path, "zip", NULL, &member, 1);
        CHECK_INT(open_it(), rows[i].want, rows[i].name);
        if (rows[i].want != OK)
            CHECK(strchr(err_message(), '\n') == NULL &&
                      strncmp(err_message(), package_path, strlen(package_path)) == 0,
                  "%s: %s", rows[i].name, err_message());
    }
}

static void test_members(void)
{
    const struct made_member twice[] = { { .name = "media", .text = "{}" },
                                         { .name = "0", .text = "x" },
                                         { .name = "media", .text = "{\"0\":\"x\"}" } };
    const struct made_member link[] = { { .name = "l", .type = S_IFLNK, .link = "/etc/passwd" } };
    const struct made_member folder[] = { { .name = "f/", .type = S_IFDIR } };

    made_archive(package_path, "zip", NULL, twice, 3);
    CHECK(open_it() == ERR_FORMAT && strstr(err_message(), "twice") != NULL, "%s", err_message());
    made_archive(package_path, "zip", NULL, twice, 2);
    CHECK(open_it() == OK, "once: %s", err_message());
    made_archive(package_path, "zip", NULL, link, 1);
    CHECK(open_it() == ERR_FORMAT, "a link");
    made_archive(package_path, "zip", NULL, folder, 1);
    CHECK(open_it() == ERR_FORMAT, "a folder");
    made_archive(package_path, "zip", NULL, NULL, 0);
    CHECK(open_it() == ERR_FORMAT, "nothing in it");
    made_archive(package_path, "ustar", NULL, twice, 2);
    CHECK(open_it() == ERR_FORMAT, "no zip file");
    CHECK(file_write(package_path, "", 0, 0600) == OK && open_it() == ERR_FORMAT, "empty");
    unlink(package_path);
    CHECK(open_it() == ERR_ABSENT, "none");
}

/* Zeros: 300 MB of them take less than 300 kB. */
static void test_bomb(void)
{
    const struct made_member bomb = { .name = "collection.anki2", .len = (size_t)300 << 20 };

    made_archive(package_path, "zip", NULL, &bomb, 1);
    CHECK(open_it() == ERR_LIMIT && strstr(err_message(), "unpacked") != NULL, "%s", err_message());
}

/* One that says it is small, in the directory and before its bytes. */
static void test_liar(void)
{
    const struct made_member bomb = { .name = "collection.anki2", .len = 300000 };
    struct package *package = NULL;
    struct buf bytes, out;
    size_t at;

    buf_init(&bytes, 1 << 20);
    buf_init(&out, 1 << 20);
    made_archive(package_path, "zip", NULL, &bomb, 1);
    CHECK(file_read(&bytes, package_path) == OK, "%s", err_message());
    for (at = 0; at + 4 < bytes.len; at++) {
        if (memcmp(bytes.data + at, "\xe0\x93\x04\x00", 4) == 0)
            memcpy(bytes.data + at, "\x10\x00\x00\x00", 4);
    }
    CHECK(file_write(package_path, bytes.data, bytes.len, 0600) == OK, "%s", err_message());
    if (CHECK(package_open(&package, package_path) == OK, "%s", err_message()))
        CHECK(read_member(package, "collection.anki2", &out) == ERR_FORMAT, "got %zu bytes",
              out.len);
    package_close(package);
    buf_dispose(&out);
    buf_dispose(&bytes);
}

/* Each bit of a stored member changed, and the file cut off anywhere. */
static void test_damage(void)
{
    static const char text[] = "the quick brown fox jumps over the lazy dog";
    const struct made_member member = { .name = "0", .text = text };
    struct buf bytes, out;
    size_t at, refused = 0, changed = 0;

    buf_init(&bytes, 1 << 20);
    buf_init(&out, 1 << 20);
    made_archive(package_path, "zip", NULL, &member, 1);
    CHECK(file_read(&bytes, package_path) == OK, "%s", err_message());
    for (at = 0; at < bytes.len; at++) {
        struct package *package = NULL;

        refused += package_open_bytes(&package, (const uint8_t *)bytes.data, at, "cut") != OK;
        package_close(package);
    }
    CHECK_INT(refused, bytes.len, "cut off anywhere");
    for (at = 0; at < bytes.len; at++) {
        struct package *package = NULL;

        bytes.data[at] ^= 0x10;
        if (package_open_bytes(&package, (const uint8_t *)bytes.data, bytes.len, "bit") == OK &&
            read_member(package, "0", &out) == OK)
            changed += !str_is(buf_str(&out), text);
        package_close(package);
        bytes.data[at] ^= 0x10;
    }
    CHECK_INT(changed, 0, "no wrong bytes are given");
    buf_dispose(&out);
    buf_dispose(&bytes);
}

static void test_encrypted(void)
{
    const struct made_member member = { .name = "0", .text = "secret" };
    struct archive *archive = archive_write_new();

    CHECK(archive_write_set_format_zip(archive) == ARCHIVE_OK &&
              archive_write_set_options(archive, "zip:encryption=traditional") == ARCHIVE_OK &&
              archive_write_set_passphrase(archive, "key") == ARCHIVE_OK &&
              archive_write_open_filename(archive, package_path) == ARCHIVE_OK,
          "%s", archive_error_string(archive));
    made_add(archive, &member);
    CHECK(archive_write_close(archive) == ARCHIVE_OK, "%s", archive_error_string(archive));
    archive_write_free(archive);
    CHECK(open_it() == ERR_FORMAT && strstr(err_message(), "encrypted") != NULL, "%s",
          err_message());
}

/* A disk that is full: the reason is told, and nothing is left. */
static void test_write_failure(void)
{
    unsigned long nth, failed = 0;
    bool fired = true;

    for (nth = 1; fired && nth < 100; nth++) {
        enum err rc;

        unlink(package_path);
        fault_arm(nth);
        rc = write_three(300001);
        fired = fault_fired();
        fault_arm(0);
        failed += rc != OK;
        CHECK(rc == OK || !file_exists(package_path), "call %lu: %s", nth, err_message());
        CHECK(!fired || rc != OK, "call %lu failed unnoticed", nth);
    }
    CHECK(!fired && failed > 3, "%lu failures", failed);
    CHECK_INT(folder_count("package", NULL), 1, "no temporary file");
}

int main(void)
{
    struct journal *journal = folder_begin();

    package_path = file_join(journal_folder, "package");
    test_round_trip();
    test_names();
    test_members();
    test_bomb();
    test_liar();
    test_damage();
    test_encrypted();
    test_write_failure();
    free(package_path);
    folder_end(journal);
    return check_done();
}
