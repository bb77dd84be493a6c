#include "dict/base/fault.h"
#include "tests/small_library.h"

static const struct small_entry words_it_en[] = {
    { "gatto", "cat" },    { "casa", "house" },     { "casa", "home" },
    { "perché", "why" },   { "perché", "because" }, { "Perù", "Peru" },
    { "però", "however" }, { "pero", "pear tree" }, { "albero", "tree" },
    { "anno", "year" },    { "porto", "harbour" },  { "portare", "to carry" },
    { "po'", "a little" }, { "Po", "the Po" },      { "l'altro ieri", "the day before yesterday" },
    { "c'è", "there is" }, { "ecc.", "etc." },      { "andare", "to go" },
    { "la", "the" },       { "La", "A (note)" },    { "Roma", "Rome" },
    { "libro", "book" },   { "libero", "free" },    { "lavorare", "to work" },
    { NULL, NULL },
};
static const struct small_entry words_it_it[] = {
    { "gatto", "animale domestico" },
    { "sempronio", "persona qualunque" },
    { NULL, NULL },
};
static const struct small_entry words_de_en[] = {
    { "Essen", "meal" },
    { "essen", "to eat" },
    { "fand", "found" },
    { "Haus", "house" },
    { "Größe", "size" },
    { "Straße", "road" },
    { "Fand", "a find" },
    { "groß", "big" },
    { "Habe", "goods" },
    { "haben", "to have" },
    { "sagen", "to say" },
    { "sägte", "sawed" },
    { "Geschwindigkeit", "speed" },
    { NULL, NULL },
};
static const struct small_entry words_ja_en[] = {
    { "日本", "Japan" },  { "日本語", "Japanese" }, { "語", "word" },    { "食べる", "to eat" },
    { "食べ", "eating" }, { "か", "question" },     { "が", "subject" }, { NULL, NULL },
};
static const struct small_dict it_dicts[] = {
    { .name = "it-it", .lang = "it", .gloss = "it", .entries = words_it_it },
    { .name = "it-en", .lang = "it", .gloss = "en", .entries = words_it_en }
};
static const struct small_dict de_dicts[] = {
    { .name = "de-en", .lang = "de", .gloss = "en", .entries = words_de_en }
};
static const struct small_dict ja_dicts[] = {
    { .name = "ja-en", .lang = "ja", .gloss = "en", .entries = words_ja_en }
};

static const char *taught_one(void *ctx, const char *form)
{
    (void)ctx;
    return strcmp(form, "andarono") == 0 ? "andare" : NULL;
}

/* "headword:how headword:how ...", "?" behind those in no dictionary. */
static const char *describe(const struct answer *answer)
{
    const struct candidate *candidate;
    const char *all = "";
    size_t i;

    for (i = 0; i < answer->shown_count; i++) {
        candidate = &answer->candidates[i];
        all = arena_printf(answer->arena, "%s%s%s%s:%s", all, i > 0 ? " " : "", candidate->headword,
                           candidate->in_dictionary ? "" : "?", how_name(candidate->how));
    }
    return all;
}

struct row {
    const char *form, *sentence, *want;
};

static void check_rows(struct library *library, const struct row *rows, size_t count)
{
    struct answer answer;
    struct query query;
    struct str sentence;
    size_t i;

    for (i = 0; i < count; i++) {
        sentence = str_of(rows[i].sentence);
        query = (struct query){ .form = str_of(rows[i].form), .sentence = sentence };
        query.form_at = str_find(sentence, query.form, 0);
        if (!CHECK(library_lookup(library, &answer, &query) == OK, "%s: %s", rows[i].form,
                   err_message()))
            continue;
        CHECK_STR(describe(&answer), rows[i].want, rows[i].form);
        answer_dispose(&answer);
    }
}

static void test_italian(struct library *it)
{
    static const struct row rows[] = {
        { "gatto", "", "gatto:exact" },
        { "  «gatto»! ", "", "gatto:exact" },
        { "ga\xcc\x80tto", "", "gatto:fold" },
        { "perche\xcc\x81", "", "perché:exact" },
        { "PERCHÉ", "", "perché:fold" },
        { "perche", "", "perché:fold" },
        { "pero", "", "pero:exact però:fold" },
        { "però", "", "però:exact pero:fold" },
        { "gatti", "", "gatto:stem" },
        { "GATTI", "", "gatto:stem" },
        { "porto", "", "porto:exact portare:stem" },
        { "tizio", "", "sempronio:stem" },
        { "l'albero", "", "albero:split" },
        { "l’albero", "", "albero:split" },
        { "Dell'anno", "", "anno:split" },
        { "l'altro ieri", "", "l'altro ieri:exact" },
        { "c'è", "", "c'è:exact" },
        { "d'un'casa", "", "casa:split" },
        { "z'albero", "", "" },
        { "po'", "", "po':exact" },
        { "'casa'", "", "casa:exact" },
        { "casa'", "", "casa:exact" },
        { "ecc.", "", "ecc.:exact" },
        { "ecc", "", "ecc.:near" },
        { "La", "La casa", "La:exact la:fold" },
        { "La", "Ecco! «La casa»", "La:exact la:fold" },
        { "La", "Vedo La casa", "La:exact la:fold" },
        { "la", "", "la:exact La:fold" },
        { "gattto", "", "gatto:near" },
        { "lbiro", "", "libro:near" },
        { "xxxxxxxxxxxx", "", "" },
        { "!!!", "", "" },
    };

    check_rows(it, rows, ARRAY_LEN(rows));
}

static void test_german(struct library *de)
{
    static const struct row rows[] = {
        { "essen", "", "essen:exact Essen:fold" },
        { "Essen", "Das Essen ist gut.", "Essen:exact essen:fold" },
        { "Essen", "Essen ist gut.", "Essen:exact essen:fold" },
        { "fand", "", "fand:exact Fand:fold" },
        { "habe", "", "haben:form" },
        { "habe", "Ich habe Zeit.", "haben:form" },
        { "HABE", "ICH HABE ZEIT.", "haben:form" },
        { "sagte", "", "sagen:stem sägte:fold" },
        { "Größen", "", "Größe:stem" },
        { "größen", "", "Größe:stem" },
        { "strasse", "", "Straße:fold" },
        { "Häuser", "", "Haus:form" },
        { "Geschwindikgeit", "", "Geschwindigkeit:near" },
    };

    check_rows(de, rows, ARRAY_LEN(rows));
}

static void test_japanese(struct library *ja)
{
    static const struct row rows[] = {
        { "日本語", "", "日本語:exact" },
        { "日本語が", "", "日本語:split" },
        { "食べました", "", "食べる:form" },
        { "が", "", "が:exact" },
        { "猫", "", "" },
    };

    check_rows(ja, rows, ARRAY_LEN(rows));
}

static void test_entries(struct library *it)
{
    const struct query query = { .form = str_of("gatto"), .form_at = SIZE_MAX };
    struct answer answer;
    const struct entry *entries;

    if (!CHECK(library_lookup(it, &answer, &query) == OK, "%s", err_message()))
        return;
    entries = answer.candidates[0].entries;
    CHECK_INT(answer.candidates[0].entry_count, 2, "gatto");
    CHECK_STR(entries[0].dict, "it-it", "gatto");
    CHECK(entries[0].in_language && !entries[1].in_language, "gatto: the definition first");
    CHECK_STR(entries[1].senses[0].gloss, "cat", "gatto");
    CHECK_STR(entries[1].headword, "gatto", "gatto");
    answer_dispose(&answer);
    CHECK(answer.arena == NULL, "disposed of");
}

static void test_taught(struct library *it)
{
    const struct query query = { .form = str_of("«andarono»"), .taught = taught_one };
    struct answer answer;

    if (!CHECK(library_lookup(it, &answer, &query) == OK, "%s", err_message()))
        return;
    CHECK_STR(describe(&answer), "andare:override", "andarono");
    CHECK_STR(answer.query, "andarono", "cleaned");
    answer_dispose(&answer);
}

static void test_suggestions(struct library *it)
{
    static const struct {
        const char *form, *first; /* NULL: none */
    } rows[] = {
        { "gatto", NULL }, { "PERCHE", NULL }, { "gattto", "gatto" }, { "lbiro", "libro" }
    };
    struct query query = { .form_at = SIZE_MAX };
    struct answer answer;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        query.form = str_of(rows[i].form);
        if (!CHECK(library_lookup(it, &answer, &query) == OK, "%s", err_message()))
            continue;
        CHECK(answer.suggestion_count <= 5, "%s: at most five", rows[i].form);
        if (rows[i].first == NULL)
            CHECK_INT(answer.suggestion_count, 0, rows[i].form);
        else if (CHECK(answer.suggestion_count > 0, "%s: a suggestion", rows[i].form))
            CHECK_STR(answer.suggestions[0], rows[i].first, rows[i].form);
        answer_dispose(&answer);
    }
}

static void test_refused(struct library *it)
{
    char *letters = xcalloc(10001, 1);
    struct answer answer;
    struct query query = { .form = str_of("") };

    CHECK_INT(library_lookup(it, &answer, &query), ERR_USAGE, "empty");
    query.form = str_of("gat\xfft");
    CHECK_INT(library_lookup(it, &answer, &query), ERR_USAGE, "broken UTF-8");
    query.form = str_make("a\0b", 3);
    CHECK_INT(library_lookup(it, &answer, &query), ERR_USAGE, "a NUL");
    memset(letters, 'a', 10000);
    query.form = str_of(letters);
    CHECK_INT(library_lookup(it, &answer, &query), ERR_USAGE, "10,000 letters");
    query.form = str_make(letters, QUERY_MAX);
    if (CHECK(library_lookup(it, &answer, &query) == OK, "the longest: %s", err_message())) {
        CHECK_INT(answer.shown_count, 0, "the longest");
        answer_dispose(&answer);
    }
    free(letters);
}

#ifdef WORDLOOT_FAULTS
/* A dictionary that fails while it is read costs its entries and nothing else. */
static void test_faults(struct library *it)
{
    enum { CALLS = 1000 };
    const struct query query = { .form = str_of("gattto"), .form_at = SIZE_MAX };
    struct answer answer;
    unsigned long nth;
    bool fired = true;
    enum err rc;

    for (nth = 1; nth < CALLS && fired; nth++) {
        fault_arm(nth);
        rc = library_lookup(it, &answer, &query);
        fired = fault_fired();
        fault_arm(0);
        if (CHECK(rc == OK, "call %lu fails: %s", nth, err_message()))
            answer_dispose(&answer);
    }
    CHECK(nth > 2 && !fired, "every call failed once");
    rc = library_lookup(it, &answer, &query);
    if (CHECK(rc == OK, "afterwards: %s", err_message())) {
        CHECK_STR(describe(&answer), "gatto:near", "afterwards");
        answer_dispose(&answer);
    }
}
#endif

/* Whether a line of LIBRARY's problems has TEXT in it. */
static bool tells(const struct library *library, const char *text)
{
    const char *line;
    size_t i;

    for (i = 0; (line = library_problem(library, i)) != NULL; i++) {
        if (strstr(line, text) != NULL)
            return true;
    }
    return false;
}

/* With nothing installed every word is an answer still, and the user is told. */
static void test_bare(void)
{
    char folder[] = "/tmp/test_lookup.XXXXXX";
    struct library_options options = { .assets_dir = WORDLOOT_SOURCE_DIR "/assets",
                                       .lang = "it",
                                       .gloss = "en" };
    const struct query query = { .form = str_of("gatti"), .form_at = SIZE_MAX };
    struct library *library;
    struct answer answer;

    CHECK(mkdtemp(folder) != NULL, "a folder of our own");
    setenv("WORDLOOT_HUNSPELL", folder, 1);
    options.config_dir = options.cache_dir = folder;
    if (CHECK(library_open(&library, &options) == OK, "%s", err_message())) {
        library_warm(library);
        CHECK(tells(library, "./app/start --learn it") && tells(library, "wordloot dict scan"),
              "no dictionary: what to do");
        CHECK(tells(library, "hunspell-it"), "no spelling file: what to do");
        CHECK_INT(library_dict_count(library), 0, "nothing installed");
        CHECK_STR(library_language(library)->name, "Italian", "nothing installed");
        if (CHECK(library_lookup(library, &answer, &query) == OK, "%s", err_message())) {
            CHECK_INT(answer.shown_count, 0, "nothing installed");
            answer_dispose(&answer);
        }
        library_close(library);
    }
    options.lang = "xx";
    CHECK_INT(library_open(&library, &options), ERR_USAGE, "a language without a file");
    rmdir(folder);
}

int main(void)
{
    struct library *it = small_library_open("it", it_dicts, ARRAY_LEN(it_dicts));
    struct library *de = small_library_open("de", de_dicts, ARRAY_LEN(de_dicts));
    struct library *ja = small_library_open("ja", ja_dicts, ARRAY_LEN(ja_dicts));

    test_italian(it);
    test_german(de);
    test_japanese(ja);
    test_entries(it);
    test_taught(it);
    test_suggestions(it);
    test_refused(it);
#ifdef WORDLOOT_FAULTS
    test_faults(it);
#endif
    library_close(it);
    library_close(de);
    library_close(ja);
    test_bare();
    return check_done();
}
