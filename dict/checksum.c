#include "dict/checksum.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <nettle/sha2.h>

#include "dict/base/fault.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/str.h"

enum { CHUNK = 1 << 16, DIGEST_MAX = SHA512_DIGEST_SIZE };

struct hash {
    bool is_512;
    struct sha256_ctx sha256;
    struct sha512_ctx sha512;
};

static const struct {
    const char *prefix;
    size_t bytes;
} kinds[] = { { "sha256:", SHA256_DIGEST_SIZE }, { "sha512:", SHA512_DIGEST_SIZE } };

/* The digits behind a prefix that is known; NULL if it is not, or they are not as many
 * as they must be. */
static const char *digits_of(const char *checksum)
{
    const char *digits;
    size_t i;

    for (i = 0; i < ARRAY_LEN(kinds); i++) {
        if (!str_starts(str_of(checksum), str_of(kinds[i].prefix)))
            continue;
        digits = checksum + strlen(kinds[i].prefix);
        if (strlen(digits) == kinds[i].bytes * 2 &&
            strspn(digits, "0123456789abcdefABCDEF") == kinds[i].bytes * 2)
            return digits;
    }
    return NULL;
}

bool checksum_is_known(const char *checksum)
{
    return digits_of(checksum) != NULL;
}

static void update(struct hash *hash, const uint8_t *bytes, size_t len)
{
    if (hash->is_512)
        sha512_update(&hash->sha512, len, bytes);
    else
        sha256_update(&hash->sha256, len, bytes);
}

static void finish(struct hash *hash, char digits[DIGEST_MAX * 2 + 1])
{
    uint8_t digest[DIGEST_MAX];
    size_t len = hash->is_512 ? SHA512_DIGEST_SIZE : SHA256_DIGEST_SIZE, i;

    if (hash->is_512)
        sha512_digest(&hash->sha512, len, digest);
    else
        sha256_digest(&hash->sha256, len, digest);
    for (i = 0; i < len; i++)
        snprintf(digits + i * 2, 3, "%02x", digest[i]);
}

static enum err read_all(struct hash *hash, const char *path, const struct progress *progress)
{
    uint8_t chunk[CHUNK];
    struct file_id id = { 0 };
    uint64_t done = 0;
    size_t got;
    FILE *file;
    enum err rc = file_identify(&id, path);

    if (rc != OK)
        return rc;
    file = fopen(path, "rbe");
    if (file == NULL)
        return err_set(ERR_IO, "%s: %s", path, strerror(errno));
    while (rc == OK && (got = fread(chunk, 1, sizeof(chunk), file)) > 0) {
        update(hash, chunk, got);
        done += got;
        if (!progress_step(progress, "checking", done, (uint64_t)id.size))
            rc = err_set(ERR_CANCELLED, "stopped");
    }
    if (rc == OK && (ferror(file) || fault_hit()))
        rc = err_set(ERR_IO, "%s: it cannot be read", path);
    fclose(file);
    return rc;
}

enum err checksum_verify(const char *path, const char *checksum, const struct progress *progress)
{
    struct hash hash = { .is_512 = str_starts(str_of(checksum), str_of("sha512:")) };
    char digits[DIGEST_MAX * 2 + 1];
    enum err rc;

    sha256_init(&hash.sha256);
    sha512_init(&hash.sha512);
    rc = read_all(&hash, path, progress);
    if (rc != OK)
        return rc;
    finish(&hash, digits);
    if (strcasecmp(digits, digits_of(checksum)) != 0)
        return err_set(ERR_FORMAT, "%s: its checksum is not the one its source gives",
                       file_base(path));
    return OK;
}
