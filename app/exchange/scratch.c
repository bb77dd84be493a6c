#include "app/exchange/scratch.h"

#include <stdlib.h>
#include <unistd.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"

struct scratch {
    char *folder, *path;
};

enum err scratch_make(struct scratch **out, const char *name)
{
    /* /tmp can be memory that is taken for a disk. */
    const char *const places[] = { getenv("TMPDIR"), "/var/tmp", "/tmp" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(places); i++) {
        char *folder = places[i] != NULL ? file_join(places[i], "wordloot-XXXXXX") : NULL;

        if (folder != NULL && mkdtemp(folder) != NULL) {
            *out = xcalloc(1, sizeof(**out));
            (*out)->folder = folder;
            (*out)->path = file_join(folder, name);
            return OK;
        }
        free(folder);
    }
    return err_set(ERR_IO, "no temporary file can be made in /tmp: set TMPDIR to a folder that "
                           "can be written to");
}

const char *scratch_path(const struct scratch *scratch)
{
    return scratch->path;
}

void scratch_remove(struct scratch *scratch)
{
    static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
    size_t i;

    if (scratch == NULL)
        return;
    for (i = 0; i < ARRAY_LEN(endings); i++) {
        char *path = xasprintf("%s%s", scratch->path, endings[i]);

        unlink(path);
        free(path);
    }
    rmdir(scratch->folder);
    free(scratch->folder);
    free(scratch->path);
    free(scratch);
}
