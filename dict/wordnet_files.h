#ifndef DICT_WORDNET_FILES_H
#define DICT_WORDNET_FILES_H

/* WordNet's files, from a folder. */

#include "dict/base/file.h"
#include "dict/wordnet.h"

struct wordnet_files {
    struct wordnet net;
    struct file_map maps[WORDNET_PARTS * 3 + 1];
    size_t map_count;
};

/* Opens the files beside DATA_PATH, a data.noun. All four data files must be there
 * (ERR_FORMAT says which is not); the others may be missing. wordnet_files_close() is
 * right in any case. */
MUST_CHECK enum err wordnet_files_open(struct wordnet_files *out, const char *data_path);
void wordnet_files_close(struct wordnet_files *files);

#endif
