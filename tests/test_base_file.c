#include "dict/base/file.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dict/base/fault.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static char folder[] = "/tmp/wordloot-file-XXXXXX";

static enum err read_into(struct buf *out, const char *path, size_t max)
{
    buf_dispose(out);
    buf_init(out, max);
    return file_read(out, path);
}

static void test_read_and_write(void)
{
    char *path = file_join(folder, "a"), *fifo = file_join(folder, "fifo");
    struct buf text;
    struct stat info;

    buf_init(&text, 0);
    CHECK(file_write(path, "uno", 3, 0640) == OK, "write: %s", err_message());
    CHECK(stat(path, &info) == 0 && (info.st_mode & 0777) == 0640, "mode");
    CHECK(read_into(&text, path, 100) == OK && str_is(buf_str(&text), "uno"), "read");
    CHECK(read_into(&text, path, 2) == ERR_LIMIT, "a ceiling holds");
    CHECK(read_into(&text, "/nonexistent/a", 9) == ERR_ABSENT, "no file");
    CHECK(read_into(&text, folder, 9) == ERR_IO, "a folder is no file");
    CHECK(mkfifo(fifo, 0600) == 0 && read_into(&text, fifo, 9) == ERR_IO, "a FIFO does not hang");
    CHECK(file_write("/nonexistent/b", "x", 1, 0600) != OK, "no folder to write to");
    buf_dispose(&text);
    free(path);
    free(fifo);
}

static void test_failed_write_leaves_the_old(void)
{
    char *path = file_join(folder, "old");
    struct buf text;

    buf_init(&text, 0);
    CHECK(file_write(path, "old", 3, 0600) == OK, "first");
    fault_arm(1);
    CHECK(file_write(path, "new", 3, 0600) == ERR_IO, "the planned failure is told");
    fault_arm(0);
    CHECK(read_into(&text, path, 100) == OK && str_is(buf_str(&text), "old"), "the old text stays");
    buf_dispose(&text);
    free(path);
}

static void test_folders(void)
{
    char *deep = file_join(folder, "x/y/z"), *under = file_join(folder, "old/z");

    CHECK(file_make_dirs(deep, 0700) == OK && file_exists(deep), "made");
    CHECK(file_make_dirs(deep, 0700) == OK, "made again");
    CHECK(file_make_dirs(under, 0700) == ERR_IO, "a folder below a file");
    free(deep);
    free(under);
}

int main(void)
{
    char *command;

    if (mkdtemp(folder) == NULL)
        return 1;
    test_read_and_write();
    test_failed_write_leaves_the_old();
    test_folders();
    command = xasprintf("rm -r %s", folder);
    CHECK(system(command) == 0, "clean up");
    free(command);
    return check_done();
}
