#ifndef DICT_INSTALL_H
#define DICT_INSTALL_H

/* Puts what was downloaded where it belongs. Below DATA_DIR:
 *
 *     dictionaries/NAME/     an installed dictionary, which is on the shelf
 *     dictionaries/.get-NAME/    its downloads, until it is installed
 *     hunspell/              spelling files
 *
 * A dictionary counts as installed once it is on the shelf, which is the last step. What
 * an interrupted call has left behind, the next one uses or removes. */

#include <stdbool.h>

#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/catalogue.h"
#include "dict/shelf.h"

/* Whether ENTRY's files were installed here. */
bool install_is_done(const struct shelf *shelf, const char *data_dir,
                     const struct catalogue_entry *entry);

/* Makes the folder for ENTRY's downloads, and moves there what an interrupted call had
 * already taken further. On success *DIR is yours to free: each file is to be put there
 * under its name, unless it is there. */
MUST_CHECK enum err install_begin(char **dir, const struct shelf *shelf, const char *data_dir,
                                  const struct catalogue_entry *entry);

/* Checks the downloads, unpacks what is an archive, moves all to its place and puts the
 * dictionary on the shelf, compiled; then the downloads are gone. ERR_FORMAT, ERR_LIMIT:
 * they are not what they should be, and are removed. After other failures they are kept.
 * Whatever fails, the shelf and the places are as before. */
MUST_CHECK enum err install_finish(struct shelf *shelf, const char *data_dir,
                                   const struct catalogue_entry *entry,
                                   const struct progress *progress);

/* Removes the folder of an installed dictionary that left the shelf. False, and nothing
 * done, if SOURCE_PATH is none of its files. */
bool install_forget(const char *data_dir, const char *source_path);

/* The folder of spelling files, there or not. Yours to free. */
char *install_spelling_dir(const char *data_dir);

/* One call at a time: *LOCK is yours, install_unlock(). ERR_BUSY: another one runs. */
MUST_CHECK enum err install_lock(int *lock, const char *data_dir);
void install_unlock(int lock);

#endif
