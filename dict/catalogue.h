#ifndef DICT_CATALOGUE_H
#define DICT_CATALOGUE_H

/* What can be downloaded: assets/catalogue.json, and FreeDict's own list, which that
 * file names. Reading them fetches nothing.
 *
 * The file: {"freedict": {"list", "files", "licence"}, "entries": [{"name", "title",
 * "kind", "lang", "gloss", "licence", "files": [{"url", "size", "checksum"}]}]}. A file's
 * size in bytes and its checksum ("sha512:" and hexadecimal digits) may be missing;
 * without a checksum the size is about right. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/str.h"
#include "dict/language.h"

enum catalogue_kind {
    CATALOGUE_DICTD,      /* an archive with a .index file in it */
    CATALOGUE_YOMITAN,    /* a zip that is read as it is */
    CATALOGUE_WIKTIONARY, /* JSON lines of a Wiktionary extract */
    CATALOGUE_WORDNET,    /* a tab file of the Open Multilingual Wordnet */
    CATALOGUE_HUNSPELL    /* an .aff and a .dic file */
};
const char *catalogue_kind_name(enum catalogue_kind kind);

enum { CATALOGUE_FILES_MAX = 2 };

struct catalogue_file {
    const char *url;
    const char *name;     /* the last part of the address: a plain file name */
    const char *checksum; /* "sha512:cf83e1…", NULL where the source gives none */
    uint64_t size;        /* bytes; 0: not known */
};

struct catalogue_entry {
    const char *name; /* unique; a plain file name */
    const char *title;
    enum catalogue_kind kind;
    const char *lang, *gloss; /* codes; the same for what explains a language in itself */
    const char *licence;
    struct catalogue_file files[CATALOGUE_FILES_MAX];
    size_t file_count; /* at least 1 */
};
/* Bytes to download; 0: not known. */
uint64_t catalogue_entry_size(const struct catalogue_entry *entry);

struct catalogue;

/* On success *OUT is yours: catalogue_free(). ERR_FORMAT names WHAT and the entry. */
MUST_CHECK enum err catalogue_parse(struct catalogue **out, const uint8_t *bytes, size_t len,
                                    const char *what);
/* The file PATH. Errors also as file_read(). */
MUST_CHECK enum err catalogue_read(struct catalogue **out, const char *path);
void catalogue_free(struct catalogue *catalogue);

/* The address of FreeDict's list; NULL if the catalogue has none. */
const char *catalogue_freedict_list(const struct catalogue *catalogue);

/* Adds the dictionaries of FreeDict's list (freedict-database.json, described on the
 * page FreeDict-API of its wiki), as far as CODES (its names of languages and ours; ends
 * in one whose FROM is NULL) has both languages, the catalogue not the name, and a file
 * lies where the catalogue says that FreeDict's lie. Whatever else the list has is passed
 * over. ERR_FORMAT: it is no such list. */
MUST_CHECK enum err catalogue_add_freedict(struct catalogue *catalogue, const uint8_t *bytes,
                                           size_t len, const struct language_pair *codes);

size_t catalogue_count(const struct catalogue *catalogue);
/* Borrowed until the catalogue grows. */
const struct catalogue_entry *catalogue_get(const struct catalogue *catalogue, size_t at);
/* NULL if there is none of that name. */
const struct catalogue_entry *catalogue_find(const struct catalogue *catalogue, const char *name);

#endif
