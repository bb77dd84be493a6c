/* Errors, slices, buffers, arenas, ids: the small things. */

#include <stdint.h>
#include <stdlib.h>

#include "dict/base/buf.h"
#include "dict/base/clock.h"
#include "dict/base/err.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "dict/base/str.h"
#include "tests/check.h"

static void test_err(void)
{
    CHECK(err_set(ERR_FORMAT, "%s", "two\nlines\x1b") == ERR_FORMAT, "the code comes back");
    CHECK_STR(err_message(), "two lines ", "one line");
    CHECK(err_prefix(ERR_IO, "file %d", 7) == ERR_IO, "prefix");
    CHECK_STR(err_message(), "file 7: two lines ", "prefix");
}

static void test_str(void)
{
    struct str rest = str_of("a,,b,"), piece;
    char seen[64] = "";

    while (str_next(&rest, ',', &piece))
        snprintf(seen + strlen(seen), sizeof(seen) - strlen(seen), "[%.*s]", STR_ARG(piece));
    CHECK_STR(seen, "[a][][b]", "pieces");
    CHECK(str_is(str_trim(str_of(" \t x y\r\n")), "x y"), "trim");
    CHECK(str_is(str_sub(str_of("abc"), 1, SIZE_MAX), "bc"), "sub clamps");
    CHECK(str_from(str_of("abc"), 9).len == 0, "from clamps");
    CHECK_INT(str_find(str_of("ababc"), str_of("abc"), 0), 2, "find");
    CHECK_INT(str_find(str_of("ab"), str_of("abc"), 0), 2, "find nothing");
    CHECK(str_compare(str_of("a"), str_of("ab")) < 0, "shorter first");
    CHECK(str_ends(str_of("abc"), str_of("bc")) && !str_ends(str_of("c"), str_of("bc")), "ends");
}

static void test_buf(void)
{
    struct buf buf;

    buf_init(&buf, 8);
    buf_adds(&buf, "12345678");
    CHECK(buf_ok(&buf, "b") == OK && buf.len == 8, "full");
    buf_addc(&buf, '9');
    CHECK(buf_ok(&buf, "b") == ERR_LIMIT && buf.len == 0, "too much empties it");
    buf_adds(&buf, "x");
    CHECK_STR(buf_text(&buf), "", "a failed one stays failed");
    buf_clear(&buf);
    buf_printf(&buf, "%d", 42);
    CHECK_STR(buf_text(&buf), "42", "clear forgets the failure");
    buf_dispose(&buf);
}

static void test_memory(void)
{
    struct arena *arena = arena_new();
    void *memory = NULL;
    size_t i;

    for (i = 0; i < 1000; i++)
        CHECK((uintptr_t)arena_alloc(arena, i) % sizeof(void *) == 0, "aligned %zu", i);
    CHECK_STR(arena_printf(arena, "%s-%d", "a", 1), "a-1", "printf");
    arena_free(arena);
    CHECK(mem_try(&memory, SIZE_MAX / 2, 4, 1000, "claim") == ERR_LIMIT, "a wrapping size");
    CHECK(mem_try(&memory, 4, 250, 1000, "fits") == OK, "fits");
    free(memory);
}

static void test_uuid(void)
{
    char before[UUID_LEN + 1] = "", id[UUID_LEN + 1];
    int i;

    for (i = 0; i < 1000; i++) {
        CHECK(uuid_new(id, 1763877600000) == OK, "made");
        CHECK(strcmp(before, id) < 0, "rising: %s after %s", id, before);
        memcpy(before, id, sizeof(id));
    }
    CHECK(strncmp(id, "019aaf4c-3b00-7", 15) == 0, "time and version first: %s", id);
    CHECK(strchr("89ab", id[19]) != NULL, "variant: %s", id);
}

static void test_json(void)
{
    json_t *value = NULL;
    struct buf deep;
    int i;

    CHECK(json_parse(&value, str_of("{\"a\":1,\"a\":2}"), "x") == ERR_FORMAT, "a key twice");
    CHECK(json_parse(&value, str_of("{\"a\":\n}"), "f.json") == ERR_FORMAT, "broken");
    CHECK(strstr(err_message(), "f.json: line 2") != NULL, "where: %s", err_message());
    buf_init(&deep, 100000);
    for (i = 0; i < 10000; i++)
        buf_addc(&deep, '[');
    CHECK(json_parse(&value, buf_str(&deep), "deep") == ERR_FORMAT, "10,000 deep");
    buf_dispose(&deep);
    value = json_str(str_make("a\xff", 2));
    CHECK_STR(json_string_value(value), "a\xef\xbf\xbd", "repaired");
    json_decref(value);
}

int main(void)
{
    test_err();
    test_str();
    test_buf();
    test_memory();
    test_uuid();
    test_json();
    return check_done();
}
