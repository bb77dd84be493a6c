#ifndef BASE_STR_H
#define BASE_STR_H

/* Slices: a pointer and a length into text that somebody else owns. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *ptr;
    size_t len;
};

static inline struct str str_make(const char *ptr, size_t len)
{
    return (struct str){ ptr, len };
}

static inline struct str str_of(const char *text)
{
    return (struct str){ text, text != NULL ? strlen(text) : 0 };
}

bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *text);
bool str_starts(struct str a, struct str prefix);
bool str_ends(struct str a, struct str suffix);

/* Byte order, shorter first on a tie; as memcmp. */
int str_compare(struct str a, struct str b);
/* For tables of our own: FNV-1a (Fowler, Noll, Vo), 64 bits. */
uint64_t str_hash(struct str text);

/* Without ASCII spaces, tabs, CR and LF at both ends. */
struct str str_trim(struct str a);

/* From FROM (clamped) to the end; and at most LEN bytes from FROM. */
struct str str_from(struct str a, size_t from);
struct str str_sub(struct str a, size_t from, size_t len);

/* The next piece of *REST up to SEPARATOR, which is passed over. False when
 * *REST is used up; an empty *REST from the start gives no piece. */
bool str_next(struct str *rest, char separator, struct str *piece);

/* Offset of NEEDLE in A from FROM on, or A.len when it is not there. */
size_t str_find(struct str a, struct str needle, size_t from);
size_t str_find_char(struct str a, char c, size_t from);

/* For printf's "%.*s": STR_ARG(slice). */
#define STR_ARG(s) ((s).len > 0x7fffffff ? 0x7fffffff : (int)(s).len), (s).ptr

#endif
