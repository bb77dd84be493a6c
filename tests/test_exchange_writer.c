#include "app/exchange/writer.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "tests/journal_folder.h"

enum { LONG = 200000 };

static void check_file(const char *path, const char *want, const char *row)
{
    struct buf now;

    buf_init(&now, LONG * 2);
    CHECK(file_read(&now, path) == OK, "%s: %s", row, err_message());
    CHECK_STR(buf_text(&now), want, row);
    buf_dispose(&now);
}

static struct writer *begin(const char *path)
{
    struct writer *writer = NULL;

    if (!CHECK(writer_open(&writer, path) == OK, "%s: %s", path, err_message()))
        exit(1);
    return writer;
}

static void test_whole(const char *path)
{
    struct writer *writer = begin(path);
    struct stat info;

    writer_puts(writer, "uno ");
    writer_put_str(writer, str_of("due"));
    writer_put_str(writer, str_make(NULL, 0));
    CHECK(!file_exists(path), "not there before it is whole");
    CHECK(writer_commit(writer) == OK, "%s", err_message());
    check_file(path, "uno due", "new");
    CHECK(stat(path, &info) == 0 && (info.st_mode & 0777) == 0600, "nobody else's to read");

    CHECK(chmod(path, 0644) == 0, "a file for all");
    writer = begin(path);
    writer_puts(writer, "tre");
    check_file(path, "uno due", "as it was until then");
    CHECK(writer_commit(writer) == OK, "%s", err_message());
    check_file(path, "tre", "replaced");
    CHECK(stat(path, &info) == 0 && (info.st_mode & 0777) == 0644, "still for all");

    writer = begin(path);
    writer_puts(writer, "quattro");
    writer_abort(writer);
    writer_abort(NULL);
    check_file(path, "tre", "left as it was");
    CHECK_INT(folder_count("out", NULL), 1, "nothing else is left behind");
}

/* Pieces longer and shorter than any buffer. */
static void test_long(const char *path)
{
    char *text = xmalloc(LONG + 1);
    struct writer *writer = begin(path);
    size_t at;

    memset(text, 'a', LONG);
    text[LONG] = '\0';
    text[70000] = 'b';
    writer_puts(writer, text);
    CHECK(writer_commit(writer) == OK, "%s", err_message());
    check_file(path, text, "in one piece");
    writer = begin(path);
    for (at = 0; at < LONG; at += 7)
        writer_put(writer, text + at, LONG - at < 7 ? LONG - at : 7);
    CHECK(writer_commit(writer) == OK, "%s", err_message());
    check_file(path, text, "in many");
    free(text);
}

static void test_places(const char *path)
{
    char *link = file_join(journal_folder, "link"), *pipe = file_join(journal_folder, "pipe");
    char *nowhere = file_join(journal_folder, "nowhere/out");
    struct writer *writer = NULL;
    struct stat info;

    CHECK(symlink("out", link) == 0, "a link");
    writer = begin(link);
    writer_puts(writer, "behind a link");
    CHECK(writer_commit(writer) == OK, "%s", err_message());
    check_file(path, "behind a link", "the file");
    CHECK(lstat(link, &info) == 0 && S_ISLNK(info.st_mode), "still a link");

    CHECK(mkfifo(pipe, 0600) == 0, "a pipe");
    CHECK_INT(writer_open(&writer, pipe), ERR_IO, "a pipe");
    CHECK_INT(writer_open(&writer, "/dev/null"), ERR_IO, "a device");
    CHECK_INT(writer_open(&writer, journal_folder), ERR_IO, "a folder");
    CHECK(writer_open(&writer, nowhere) != OK, "no folder");
    free(nowhere);
    free(pipe);
    free(link);
}

/* The standard output becomes a file of ours. */
static void test_standard_output(const char *path)
{
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const int old = dup(STDOUT_FILENO);
    struct writer *writer = begin("-");

    CHECK(file >= 0 && dup2(file, STDOUT_FILENO) >= 0, "a file as the output");
    writer_puts(writer, "uno");
    CHECK(writer_commit(writer) == OK, "%s", err_message());
    dup2(old, STDOUT_FILENO);
    close(old);
    close(file);
    check_file(path, "uno", "the output");
}

int main(void)
{
    char *path;

    folder_make();
    path = file_join(journal_folder, "out");
    test_whole(path);
    test_long(path);
    test_places(path);
    test_standard_output(path);
    free(path);
    folder_remove();
    return check_done();
}
