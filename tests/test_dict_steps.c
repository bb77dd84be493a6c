/* The steps from a form to its headwords, over dictionaries of a few words and
 * the language files as they are. */

#include "tests/small_library.h"

struct row {
    const char *form, *sentence;
    const char *want; /* the candidates that the answer begins with, "headword:how" */
};

/* "headword:how ...", "?" behind those in no dictionary. */
static const char *describe(const struct answer *answer)
{
    const char *all = "";
    size_t i;

    for (i = 0; i < answer->shown_count; i++)
        all = arena_printf(answer->arena, "%s%s%s:%s ", all, answer->candidates[i].headword,
                           answer->candidates[i].in_dictionary ? "" : "?",
                           how_name(answer->candidates[i].how));
    return all;
}

static bool look_up(struct library *library, struct answer *answer, const char *form,
                    const char *sentence)
{
    struct query query = { .form = str_of(form), .sentence = str_of(sentence) };

    query.form_at = sentence[0] != '\0' ? str_find(query.sentence, query.form, 0) : SIZE_MAX;
    return CHECK(library_lookup(library, answer, &query) == OK, "%s: %s", form, err_message());
}

static void check_rows(struct library *library, const struct row *rows, size_t count)
{
    struct answer answer;
    const char *got;
    size_t i;

    for (i = 0; i < count; i++) {
        if (!look_up(library, &answer, rows[i].form, rows[i].sentence))
            continue;
        got = describe(&answer);
        CHECK(strncmp(got, rows[i].want, strlen(rows[i].want)) == 0, "%s: got \"%s\", want \"%s\"",
              rows[i].form, got, rows[i].want);
        answer_dispose(&answer);
    }
}

/* --- Italian: tables of forms, elisions, clitics, phrases --- */

static const struct small_entry it_words[] = {
    { "andare", "to go" },
    { "fare", "to do" },
    { "albero", "tree" },
    { "bocca", "mouth" },
    { "in bocca al lupo", "good luck" },
    { "andare via", "to leave" },
    { "porta", "door" },
    { "portare", "to carry" },
    { "il", "the" },
    { "alberi", "trees (as the name of a street)" },
    { "leggere", "to read" },
    { "leggero", "light" },
    { "chiave", "key" },
    { NULL, NULL },
};
static const struct small_form it_forms[] = {
    { "andarono", "andare", "verb" }, { "andò", "andare", "verb" },
    { "fa", "fare", "verb" },         { "porta", "porta", "noun" },
    { "porta", "portare", "verb" },   { "alberi", "albero", "noun" },
    { "leggera", "leggero", "adj" },  { "dia", "dare", "verb" },
    { "chiavi", "chiave", "noun" },   { NULL, NULL, NULL },
};
static const char *const it_frequent[] = { "il", "fare", "andare", "portare", "porta", NULL };
static const struct small_dict it_dicts[] = {
    { "it-en", "it", "en", it_words, NULL, NULL, NULL },
    { "forms-it", "it", "it", NULL, it_forms, NULL, NULL },
    { "ngrams-it", "it", "it", NULL, NULL, it_frequent, NULL },
};

static void test_italian(struct library *it)
{
    static const struct row rows[] = {
        { "andarono", "", "andare:form " },
        { "ANDARONO", "", "andare:form " },
        { "ando", "", "andare:form " },
        { "l'albero", "", "albero:split " },
        { "dell'albero", "", "albero:split " },
        { "alberi", "", "albero:form alberi:exact " },
        { "farlo", "", "fare:split " },
        { "dia", "", "dare?:form " },
        { "bocca", "In bocca al lupo, amici!", "in bocca al lupo:phrase bocca:exact " },
        { "lupo", "In bocca al lupo, amici!", "in bocca al lupo:phrase " },
        { "andò", "Poi andò via.", "andare via:phrase andare:form " },
        { "bocca", "In bocca, al lupo", "bocca:exact " },
        { "porta", "Chiudi la porta!", "porta:exact " },
        { "porta", "Mi porta un libro.", "portare:form " },
        { "andaronno", "", "andare:near " },
        { "anadrono", "", "andare:near " },
        { "kiave", "", "chiave:near " },
        { "kiavi", "", "chiave:near " },
    };

    check_rows(it, rows, ARRAY_LEN(rows));
}

/* --- German: compounds, separable verbs, contractions, capitals --- */

static const struct small_entry de_words[] = {
    { "finden", "to find" },
    { "stattfinden", "to take place" },
    { "Schloss", "castle" },
    { "Tor", "gate" },
    { "Frieden", "peace" },
    { "Vertrag", "treaty" },
    { "an", "at" },
    { "kommen", "to come" },
    { "ankommen", "to arrive" },
    { "zu", "to" },
    { "Haus", "house" },
    { "Band", "ribbon" },
    { "essen", "to eat" },
    { "Essen", "meal" },
    { NULL, NULL },
};
static const struct small_form de_forms[] = {
    { "fand", "finden", "verb" }, { "kam", "kommen", "verb" },       { "Tore", "Tor", "noun" },
    { "Häuser", "Haus", "noun" }, { "Verträge", "Vertrag", "noun" }, { NULL, NULL, NULL },
};
static const struct small_dict de_dicts[] = {
    { "de-en", "de", "en", de_words, NULL, NULL, NULL },
    { "forms-de", "de", "de", NULL, de_forms, NULL, NULL },
};

static void test_german(struct library *de)
{
    static const struct row rows[] = {
        { "fand", "Das Fest fand gestern statt.", "stattfinden:compound finden:form " },
        { "fand", "Ich fand es.", "finden:form " },
        { "kam", "Er kam um acht an.", "ankommen:compound kommen:form " },
        { "stattfand", "", "stattfinden:compound " },
        { "Schlosstor", "", "Tor:compound " },
        { "Schlosstore", "", "Tor:compound " },
        { "Friedensvertrag", "", "Vertrag:compound " },
        { "Friedensverträge", "", "Vertrag:compound " },
        { "Häuser", "", "Haus:form " },
        { "HÄUSER", "", "Haus:form " },
        { "zum", "", "zu:split " },
        { "Essen", "Das Essen ist gut.", "Essen:exact " },
        { "essen", "Wir essen gut.", "essen:exact " },
    };

    check_rows(de, rows, ARRAY_LEN(rows));
}

/* --- Spanish and French: clitics, hyphens --- */

static const struct small_entry es_words[] = {
    { "dar", "to give" }, { "quedar", "to stay" }, { "encontrar", "to find" }, { NULL, NULL }
};
static const struct small_form es_forms[] = { { "da", "dar", "verb" },
                                              { "encontrando", "encontrar", "verb" },
                                              { NULL, NULL, NULL } };
static const struct small_dict es_dicts[] = {
    { "es-en", "es", "en", es_words, NULL, NULL, NULL },
    { "forms-es", "es", "es", NULL, es_forms, NULL, NULL },
};
static const struct small_entry fr_words[] = {
    { "être", "to be" }, { "donner", "to give" }, { "idée", "idea" }, { NULL, NULL }
};
static const struct small_form fr_forms[] = { { "est", "être", "verb" },
                                              { "donne", "donner", "verb" },
                                              { NULL, NULL, NULL } };
static const struct small_dict fr_dicts[] = {
    { "fr-en", "fr", "en", fr_words, NULL, NULL, NULL },
    { "forms-fr", "fr", "fr", NULL, fr_forms, NULL, NULL },
};

static void test_clitics(struct library *es, struct library *fr)
{
    static const struct row spanish[] = {
        { "dámelo", "", "dar:split " },
        { "quedarse", "", "quedar:split " },
        { "encontrándose", "", "encontrar:split " },
    };
    static const struct row french[] = {
        { "donne-moi", "", "donner:split " },
        { "C'est", "", "être:split " },
        { "l'idée", "", "idée:split " },
        { "L’IDÉE", "", "idée:split " },
    };

    check_rows(es, spanish, ARRAY_LEN(spanish));
    check_rows(fr, french, ARRAY_LEN(french));
}

/* --- the order, and why --- */

static int kept_carry(void *ctx, const char *headword)
{
    (void)ctx;
    return strcmp(headword, "portare") == 0 ? 3 : 0;
}

static bool has_reason(const struct candidate *candidate, const char *name)
{
    size_t i;

    for (i = 0; i < candidate->reason_count; i++) {
        if (strcmp(candidate->reasons[i].name, name) == 0)
            return true;
    }
    return false;
}

static double sum_of(const struct candidate *candidate)
{
    double sum = 0;
    size_t i;

    for (i = 0; i < candidate->reason_count; i++)
        sum += candidate->reasons[i].points;
    return sum;
}

/* What this learner chose before moves up. */
static void test_learner(struct library *it)
{
    const struct query query = { .form = str_of("porta"), .form_at = SIZE_MAX, .kept = kept_carry };
    struct answer answer;

    if (!CHECK(library_lookup(it, &answer, &query) == OK, "%s", err_message()))
        return;
    CHECK_STR(answer.candidates[0].headword, "portare", "kept three times");
    CHECK(has_reason(&answer.candidates[0], "kept"), "the reason is told");
    CHECK(has_reason(&answer.candidates[0], "frequency"), "frequency is known");
    CHECK(answer.candidates[0].score == sum_of(&answer.candidates[0]), "reasons sum up");
    answer_dispose(&answer);
}

int main(void)
{
    struct library *it = small_library_open("it", it_dicts, ARRAY_LEN(it_dicts));
    struct library *de = small_library_open("de", de_dicts, ARRAY_LEN(de_dicts));
    struct library *es = small_library_open("es", es_dicts, ARRAY_LEN(es_dicts));
    struct library *fr = small_library_open("fr", fr_dicts, ARRAY_LEN(fr_dicts));

    test_italian(it);
    test_german(de);
    test_clitics(es, fr);
    test_learner(it);
    library_close(it);
    library_close(de);
    library_close(es);
    library_close(fr);
    return check_done();
}
