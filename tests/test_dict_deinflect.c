/* Japanese forms and what they come from, by the rules of assets/languages/ja.json. */

#include "dict/deinflect.h"

#include <string.h>

#include "dict/base/buf.h"
#include "tests/check.h"

static struct deinflected bases[DEINFLECT_MAX];

static const struct deinflected *find(const struct language *ja, struct arena *arena,
                                      const char *form, const char *base, const char *class)
{
    size_t count = deinflect(ja, arena, str_of(form), bases), i;

    for (i = 0; i < count; i++) {
        if (str_is(bases[i].text, base) && strcmp(bases[i].class, class) == 0)
            return &bases[i];
    }
    return NULL;
}

static void test_forms(const struct language *ja)
{
    static const struct {
        const char *form, *base, *class;
    } rows[] = {
        { "食べた", "食べる", "v1" },
        { "食べます", "食べる", "v1" },
        { "食べさせられた", "食べる", "v1" },
        { "食べたくない", "食べる", "v1" },
        { "食べてしまった", "食べる", "v1" },
        { "飲んだ", "飲む", "v5" },
        { "飲まされた", "飲む", "v5" },
        { "書いている", "書く", "v5" },
        { "書いてる", "書く", "v5" },
        { "話せない", "話す", "v5" },
        { "買わなければ", "買う", "v5" },
        { "待とう", "待つ", "v5" },
        { "死ね", "死ぬ", "v5" },
        { "遊んじゃった", "遊ぶ", "v5" },
        { "行った", "行く", "v5" },
        { "知らねえ", "知る", "v5" },
        { "高かった", "高い", "adj" },
        { "高くない", "高い", "adj" },
        { "高すぎる", "高い", "adj" },
        { "来なかった", "来る", "vk" },
        { "勉強した", "勉強する", "vs" },
        { "勉強させられる", "勉強する", "vs" },
        { "泳ぎながら", "泳ぐ", "v5" },
        { "読みやすい", "読む", "v5" },
        { "強", "強い", "adj" },
        { "恐ろし", "恐ろしい", "adj" },
        { "コンピュータ", "コンピューター", "n" },
        { "信じた", "信ずる", "vz" },
    };
    struct arena *arena = arena_new();
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK(find(ja, arena, rows[i].form, rows[i].base, rows[i].class) != NULL,
              "%s comes from %s, a %s", rows[i].form, rows[i].base, rows[i].class);
    arena_free(arena);
}

/* A rule is taken only by a word of its class: nothing comes from nowhere. */
static void test_classes(const struct language *ja)
{
    struct arena *arena = arena_new();

    CHECK(find(ja, arena, "飲んだ", "飲んる", "v1") == NULL, "飲んだ is of no such verb");
    CHECK(find(ja, arena, "ねこ", "ねこい", "adj") == NULL, "a noun is no adjective");
    CHECK_INT(deinflect(ja, arena, str_of("abc"), bases), 0, "no Japanese");
    CHECK_INT(deinflect(ja, arena, str_of(""), bases), 0, "nothing");
    arena_free(arena);
}

/* A text of endings alone ends as soon as any other. */
static void test_bounds(const struct language *ja)
{
    struct arena *arena = arena_new();
    struct buf text;
    size_t count, i;

    buf_init(&text, 10000);
    for (i = 0; i < 200; i++)
        buf_adds(&text, "られ");
    buf_adds(&text, "ました");
    count = deinflect(ja, arena, buf_str(&text), bases);
    CHECK(count > 0 && count <= DEINFLECT_MAX, "bounded: %zu", count);
    for (i = 0; i < count; i++)
        CHECK(bases[i].depth <= DEINFLECT_DEPTH_MAX, "%zu rules deep", (size_t)bases[i].depth);
    buf_dispose(&text);
    arena_free(arena);
}

int main(void)
{
    const struct language *ja = NULL;

    if (CHECK(language_load(&ja, WORDLOOT_SOURCE_DIR "/assets", "ja") == OK, "%s", err_message())) {
        test_forms(ja);
        test_classes(ja);
        test_bounds(ja);
    }
    language_free(ja);
    return check_done();
}
