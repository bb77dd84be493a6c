/* Runs a fuzz target over the files of the folders given: its corpus, and what
 * fuzzing has found, as an ordinary test. */

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "dict/base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const size_t INPUT_MAX = (size_t)64 << 20;

/* How many inputs there were; a file that cannot be read counts for none. */
static int replay_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *item;
    int count = 0;

    while (dir != NULL && (item = readdir(dir)) != NULL) {
        char *path = file_join(folder, item->d_name);
        struct buf bytes;

        buf_init(&bytes, INPUT_MAX);
        if (item->d_name[0] != '.' && file_read(&bytes, path) == OK) {
            LLVMFuzzerTestOneInput((const uint8_t *)buf_text(&bytes), bytes.len);
            count++;
        }
        buf_dispose(&bytes);
        free(path);
    }
    if (dir != NULL)
        closedir(dir);
    return count;
}

int main(int argc, char **argv)
{
    int i, count = 0;

    for (i = 1; i < argc; i++)
        count += replay_folder(argv[i]);
    fprintf(stderr, "%d inputs replayed\n", count);
    return count > 0 ? 0 : 1;
}
