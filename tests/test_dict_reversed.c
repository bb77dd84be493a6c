/* A dictionary read backwards: its glosses lead to its headwords, and a lookup
 * finds them when nothing else has the word. */

#include "dict/reversed.h"
#include "dict/forms.h"
#include "tests/small_library.h"

static const struct small_entry en_it[] = {
    { "sabre", "sciabola" },
    { "tree", "albero, pianta (bot.)" },
    { "to go", "andare; recarsi" },
    { "house", "la casa / l'abitazione" },
    { "plant", "pianta" },
    { "long", "una glossa che spiega molto a lungo" },
    { NULL, NULL },
};
static const struct small_dict dict = {
    .name = "en-it", .lang = "en", .gloss = "it", .entries = en_it
};
static const struct small_entry it_en[] = { { "gatto", "cat" },
                                            { "albero", "tree" },
                                            { NULL, NULL } };
static const struct small_form it_forms[] = { { "sciabole", "sciabola", "noun" },
                                              { NULL, NULL, NULL } };
static const struct small_dict it_dicts[] = {
    { .name = "it-en", .lang = "it", .gloss = "en", .entries = it_en },
    { .name = "forms", .lang = "it", .gloss = "it", .forms = it_forms },
};

static bool join(void *ctx, const struct form *row)
{
    struct buf *all = ctx;

    buf_printf(all, "%.*s=%.*s ", STR_ARG(row->form), STR_ARG(row->lemma));
    return true;
}

static void check_glosses(const struct forms *glosses)
{
    static const struct {
        const char *fold, *want;
    } rows[] = {
        { "sciabola", "sciabola=sabre " },
        { "pianta", "pianta=tree pianta=plant " },
        { "recarsi", "recarsi=to go " },
        { "casa", "casa=house " },
        { "bot", "" },
        { "una glossa che spiega molto a lungo", "" },
    };
    struct buf all;
    size_t i;

    buf_init(&all, 1000);
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        buf_clear(&all);
        forms_find(glosses, str_of(rows[i].fold), join, &all);
        CHECK_STR(buf_text(&all), rows[i].want, rows[i].fold);
    }
    buf_dispose(&all);
}

static void check_lookup(struct library *library, const char *form, const char *headword,
                         const char *gloss)
{
    const struct query query = { .form = str_of(form), .form_at = SIZE_MAX };
    struct answer answer;

    if (!CHECK(library_lookup(library, &answer, &query) == OK, "%s", err_message()))
        return;
    if (CHECK(answer.candidate_count > 0 && answer.candidates[0].how == HOW_REVERSED,
              "%s: reached backwards", form)) {
        CHECK_STR(answer.candidates[0].headword, headword, form);
        CHECK_STR(answer.candidates[0].entries[0].senses[0].gloss, gloss, form);
        CHECK_STR(answer.candidates[0].entries[0].dict, "en-it", form);
    }
    answer_dispose(&answer);
}

/* What a dictionary of the language has is never looked for backwards. */
static void check_direct(struct library *library)
{
    const struct query query = { .form = str_of("albero"), .form_at = SIZE_MAX };
    struct answer answer;

    if (!CHECK(library_lookup(library, &answer, &query) == OK, "%s", err_message()))
        return;
    CHECK_INT(answer.candidate_count, 1, "albero");
    CHECK_INT(answer.candidates[0].how, HOW_EXACT, "albero");
    answer_dispose(&answer);
}

static struct forms *build(const struct language *language)
{
    char folder[] = "/tmp/test_reversed.XXXXXX";
    struct forms *glosses = NULL;
    char *path, *built;

    CHECK(mkdtemp(folder) != NULL, "a folder of our own");
    path = file_join(folder, "en-it.dict");
    built = reversed_path(path);
    small_dict_compile(&dict, path);
    CHECK(reversed_build(path, language, NULL) == OK, "%s", err_message());
    CHECK(forms_open(&glosses, built) == OK, "%s", err_message());
    unlink(path);
    unlink(built);
    rmdir(folder);
    free(path);
    free(built);
    return glosses;
}

int main(void)
{
    struct library *it = small_library_open("it", it_dicts, ARRAY_LEN(it_dicts));

    it->reversed = xcalloc(1, sizeof(*it->reversed));
    it->reversed[0] = (struct reversed){ xstrdup("en-it"), build(it->language) };
    it->reversed_count = 1;
    check_glosses(it->reversed[0].glosses);
    check_lookup(it, "sciabola", "sciabola", "sabre");
    check_lookup(it, "Sciabole", "sciabola", "sabre");
    check_lookup(it, "pianta", "pianta", "tree");
    check_direct(it);
    library_close(it);
    return check_done();
}
