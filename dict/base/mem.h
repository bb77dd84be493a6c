#ifndef BASE_MEM_H
#define BASE_MEM_H

/* Memory. The x-functions stop the program when memory is gone and are for
 * small things of a size we chose. Whatever is sized by a file, a clipboard or
 * a socket goes through mem_try() and may fail. */

#include <stddef.h>

#include "dict/base/err.h"

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t count, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len);
/* Formats into a new string; yours to free. */
char *xasprintf(const char *format, ...) PRINTF_LIKE(1, 2);

/* COUNT * SIZE zeroed bytes in *OUT, yours to free; ERR_LIMIT when that is
 * more than CEILING bytes or more than there is. WHAT names it in the message. */
MUST_CHECK enum err mem_try(void **out, size_t count, size_t size, size_t ceiling,
                            const char *what);

/* An arena: many small allocations that die together. */
struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);
void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any type */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t len);
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

#endif
