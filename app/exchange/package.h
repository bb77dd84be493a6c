#ifndef EXCHANGE_PACKAGE_H
#define EXCHANGE_PACKAGE_H

/* Zip files in which a program keeps a few files side by side, as Anki's .apkg: written
 * member by member, and read with nothing in them believed. The one place of this module
 * that knows libarchive.
 *
 * The format: APPNOTE.TXT of PKWARE. Reading goes by the directory at the end alone: what is
 * cut off is no package then, and no second list of members can contradict it. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/exchange/writer.h"
#include "dict/base/err.h"
#include "dict/base/str.h"

enum {
    PACKAGE_MEMBERS_MAX = 200000,
    PACKAGE_NAME_MAX = 255, /* bytes of a member's name */
    PACKAGE_SWELL_MAX = 250 /* unpacked bytes for each of the file's, past the first 64 MB */
};

/* --- writing --- */

struct package_writer;

/* The package goes to WRITER, borrowed until the end. *OUT is yours: package_end() or
 * package_drop(). ERR_UNSUPPORTED: this libarchive cannot write zip. */
MUST_CHECK enum err package_begin(struct package_writer **out, struct writer *writer);

enum package_method { PACKAGE_STORED, PACKAGE_DEFLATED };

/* A member of SIZE bytes, which package_put() gives piece by piece; the one before must have
 * got all of its own. The caller's names are distinct and plain. A failure is remembered, and
 * what comes after it is left out. */
void package_add(struct package_writer *package, const char *name, uint64_t size,
                 enum package_method method);
void package_put(struct package_writer *package, const void *bytes, size_t len);
/* The bytes of the file at PATH as a member. */
void package_add_file(struct package_writer *package, const char *name, const char *path);

/* Writes the directory and frees PACKAGE whatever comes; the writer is still to be committed.
 * The first failure of all. */
MUST_CHECK enum err package_end(struct package_writer *package);
/* Frees PACKAGE; NULL is fine. */
void package_drop(struct package_writer *package);

/* --- reading --- */

struct package;

/* Looks through the directory. On success *OUT is yours: package_close(). ERR_ABSENT, ERR_IO;
 * ERR_FORMAT: no zip file, cut off, a name that is there twice or leads elsewhere (slashes,
 * "..", control characters), a link, something encrypted; ERR_LIMIT: too many members, or
 * larger than an honest package unpacked. */
MUST_CHECK enum err package_open(struct package **out, const char *path);
/* The same over bytes, borrowed until the end. NAME is for messages. */
MUST_CHECK enum err package_open_bytes(struct package **out, const uint8_t *bytes, size_t len,
                                       const char *name);
void package_close(struct package *package);

bool package_has(const struct package *package, const char *member);

/* The bytes of MEMBER piece by piece, checked against its checksum: an error from SINK ends
 * the reading and is given back. ERR_ABSENT: there is no such member (the message says so);
 * ERR_FORMAT: damaged; ERR_LIMIT: more than MAX bytes. */
typedef enum err package_sink(void *ctx, struct str piece);
MUST_CHECK enum err package_read(const struct package *package, const char *member, uint64_t max,
                                 package_sink *sink, void *ctx);

#endif
