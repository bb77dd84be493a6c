/* What differs between two words: [what only the first has]. */

#include "app/review/differ.h"

#include <stdlib.h>

#include "dict/base/buf.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static char *marked(const char *text, const char *other)
{
    struct differ_run runs[DIFFER_RUNS_MAX];
    const size_t count = differ_runs(runs, str_of(text), str_of(other));
    struct buf out;
    size_t i;

    buf_init(&out, 10000);
    buf_adds(&out, "");
    for (i = 0; i < count; i++)
        buf_printf(&out, runs[i].shared ? "%.*s" : "[%.*s]", STR_ARG(runs[i].text));
    return out.len > 0 ? buf_take(&out) : xstrdup("");
}

int main(void)
{
    static const struct {
        const char *text, *other, *want;
    } rows[] = {
        { "spada", "spada", "spada" },
        { "spaddaX", "spada", "spad[d]a[X]" },
        { "spada", "spaddaX", "spada" },
        { "perche", "perché", "perch[e]" },
        { "abc", "", "[abc]" },
        { "", "abc", "" },
        { "xyz", "abc", "[xyz]" },
        { "la spada", "spada", "[la ]spada" },
        { "e\xcc\x81", "e", "[e\xcc\x81]" }, /* a letter with its mark is another letter */
    };
    char many[1000] = "", *text;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        text = marked(rows[i].text, rows[i].other);
        CHECK_STR(text, rows[i].want, rows[i].text);
        free(text);
    }
    for (i = 0; i < 600; i++)
        many[i] = "ab"[i % 2];
    text = marked(many, "a");
    CHECK(text[0] == '[', "a long text is one run");
    free(text);
    many[180] = '\0';
    text = marked(
        many, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
              "aaaaaaaaaaaaaaaaaaaaaaaaa");
    CHECK(text[0] == '[', "and so is one with too many runs");
    free(text);
    return check_done();
}
