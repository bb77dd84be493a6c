#include "dict/wordnet_files.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

static const size_t FILE_BYTES_MAX = (size_t)512 << 20;

static enum err map(struct wordnet_files *files, struct str *out, const char *dir, const char *name,
                    const char *ending)
{
    char *path = xasprintf("%s/%s%s", dir, name, ending);
    struct file_map *file = &files->maps[files->map_count];
    enum err rc = file_map(file, path, FILE_BYTES_MAX);

    if (rc == OK) {
        files->map_count++;
        *out = str_make((const char *)file->bytes, file->len);
    }
    if (rc == OK && !text_is_valid(*out))
        rc = err_set(ERR_FORMAT, "%s: it is not valid UTF-8; get the file anew", path);
    free(path);
    return rc;
}

static enum err map_optional(struct wordnet_files *files, struct str *out, const char *dir,
                             const char *name, const char *ending)
{
    enum err rc = map(files, out, dir, name, ending);

    return rc == ERR_ABSENT ? OK : rc;
}

static enum err map_part(struct wordnet_files *files, enum wordnet_part part, const char *dir)
{
    const char *name = wordnet_part_name(part);
    char ending[16] = ".";
    enum err rc;

    memcpy(ending + 1, name, strlen(name) + 1);
    rc = map(files, &files->net.data[part], dir, "data", ending);
    if (rc == ERR_ABSENT)
        return err_set(ERR_FORMAT, "%s: WordNet's data.%s is not there; install wordnet-base", dir,
                       name);
    if (rc == OK)
        rc = map_optional(files, &files->net.index[part], dir, "index", ending);
    if (rc == OK)
        rc = map_optional(files, &files->net.exceptions[part], dir, name, ".exc");
    return rc;
}

enum err wordnet_files_open(struct wordnet_files *out, const char *data_path)
{
    char *dir = xstrdup(data_path), *slash = strrchr(dir, '/');
    enum err rc = OK;
    int part;

    *out = (struct wordnet_files){ .map_count = 0 };
    if (slash != NULL)
        *slash = '\0';
    for (part = 0; part < WORDNET_PARTS && rc == OK; part++)
        rc = map_part(out, (enum wordnet_part)part, slash != NULL ? dir : ".");
    if (rc == OK)
        rc = map_optional(out, &out->net.counts, slash != NULL ? dir : ".", "cntlist", ".rev");
    free(dir);
    return rc;
}

void wordnet_files_close(struct wordnet_files *files)
{
    while (files->map_count > 0)
        file_unmap(&files->maps[--files->map_count]);
}
