/* Checksums: the digests that FIPS 180 gives for known texts. */

#include "tests/check.h"

#include <stdlib.h>
#include <unistd.h>

#include "dict/base/fault.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/checksum.h"

#define ABC_256 "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define ABC_512                                                                                    \
    "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3" \
    "c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"

static void test_known(void)
{
    static const struct {
        const char *text;
        bool known;
    } rows[] = {
        { ABC_256, true },
        { ABC_512, true },
        { "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", true },
        { "", false },
        { "sha256:", false },
        { "sha256:ba7816", false },
        { ABC_256 "0", false },
        { "sha256:zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", false },
        { "sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", false },
        { "md5:900150983cd24fb0d6963f7d28e17f72", false },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_INT(checksum_is_known(rows[i].text), rows[i].known, rows[i].text);
}

static void verify(const char *path, const char *text, const char *checksum, enum err want)
{
    CHECK_INT(file_write(path, text, strlen(text), 0600), OK, "written");
    CHECK_INT(checksum_verify(path, checksum, NULL), want, checksum);
}

static bool stop(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)what;
    return done < total;
}

int main(void)
{
    const struct progress progress = { stop, NULL };
    char dir[] = "/tmp/wordloot-checksum-XXXXXX";
    char *path;

    if (!CHECK(mkdtemp(dir) != NULL, "a folder"))
        return check_done();
    path = file_join(dir, "file");
    test_known();
    CHECK_INT(checksum_verify(path, ABC_256, NULL), ERR_ABSENT, "no file");
    verify(path, "abc", ABC_256, OK);
    verify(path, "abc", ABC_512, OK);
    verify(path, "abc", "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
           OK);
    verify(path, "abd", ABC_256, ERR_FORMAT);
    verify(path, "abd", ABC_512, ERR_FORMAT);
    verify(path, "", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", OK);
    CHECK_INT(file_write(path, "abc", 3, 0600), OK, "written");
    CHECK_INT(checksum_verify(path, ABC_256, &progress), ERR_CANCELLED, "stopped");
    fault_arm(1);
    CHECK_INT(checksum_verify(path, ABC_256, NULL), ERR_IO, "a disk that fails");
    remove(path);
    rmdir(dir);
    free(path);
    return check_done();
}
