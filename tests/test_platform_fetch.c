/* Which addresses are asked. Downloads themselves: tests/test_dict_get.sh. */

#include "tests/check.h"

#include <stdlib.h>
#include <unistd.h>

#include "app/platform/fetch.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

int main(void)
{
    /* Nothing listens on port 1, so that an address which is allowed fails otherwise. */
    static const struct {
        const char *url;
        enum err want;
    } rows[] = {
        { "http://127.0.0.1:1/a", ERR_IO },
        { "http://localhost:1/a", ERR_IO },
        { "http://[::1]:1/a", ERR_IO },
        { "https://127.0.0.1:1/a", ERR_IO },
        { "http://127.0.0.2:1/a", ERR_USAGE },
        { "http://example.invalid/a", ERR_USAGE },
        { "http://127.0.0.1.example.invalid/a", ERR_USAGE },
        { "http://127.0.0.1@example.invalid/a", ERR_USAGE },
        { "http://example.invalid\\@127.0.0.1/a", ERR_USAGE },
        { "ftp://127.0.0.1:1/a", ERR_USAGE },
        { "file:///etc/passwd", ERR_USAGE },
        { "gopher://127.0.0.1:1/a", ERR_USAGE },
        { "/etc/passwd", ERR_USAGE },
        { "", ERR_USAGE },
    };
    char dir[] = "/tmp/wordloot-fetch-XXXXXX";
    char *path;
    size_t i;

    if (!CHECK(mkdtemp(dir) != NULL, "a folder"))
        return check_done();
    setenv("no_proxy", "*", 1);
    path = file_join(dir, "file");
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        const struct fetch fetch = { .url = rows[i].url, .path = path, .what = "a", .max = 10 };

        CHECK_INT(fetch_file(&fetch), rows[i].want, rows[i].url);
    }
    CHECK(rmdir(dir) == 0, "nothing is left");
    free(path);
    return check_done();
}
