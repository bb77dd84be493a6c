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
    { "papa", "pope" },
    { "papà", "dad" },
    { NULL, NULL },
};
static const struct small_form it_forms[] = {
    { "andarono", "andare", "verb" }, { "andò", "andare", "verb" },
    { "fa", "fare", "verb" },         { "porta", "porta", "noun" },
    { "porta", "portare", "verb" },   { "alberi", "albero", "noun" },
    { "leggera", "leggero", "adj" },  { "dia", "dare", "verb" },
    { "chiavi", "chiave", "noun" },   { "papà", "papà", "noun" },
    { "papa", "papa", "noun" },       { NULL, NULL, NULL },
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
        { "papa", "", "papa:exact " },
        { "papà", "", "papà:exact " },
    };

    check_rows(it, rows, ARRAY_LEN(rows));
}

/* A phrase tells which words of the sentence it takes. */
static void test_phrase_place(struct library *it)
{
    static const struct {
        const char *form, *sentence, *want;
    } rows[] = {
        { "lupo", "Dico: in bocca al lupo, amici!", "in bocca al lupo" },
        { "andò", "Poi andò via.", "andò via" },
        { "porta", "Chiudi la porta!", "" },
    };
    struct answer answer;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        const struct candidate *best;
        char place[100];

        if (!look_up(it, &answer, rows[i].form, rows[i].sentence))
            continue;
        best = &answer.candidates[0];
        snprintf(place, sizeof(place), "%.*s",
                 STR_ARG(str_sub(str_of(rows[i].sentence), best->phrase_at, best->phrase_len)));
        CHECK_STR(place, rows[i].want, rows[i].form);
        answer_dispose(&answer);
    }
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
    { "klein", "small" },
    { "uni", "plain" },
    { "laut", "loud" },
    { "Laut", "sound" },
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
        { "kleine", "", "klein:" },
        { "kleinem", "", "klein:" },
        { "unies", "", "uni:" },
        { "Laut", "Ein Laut war zu hören.", "Laut:exact " },
        { "laut", "Er rief laut.", "laut:exact " },
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

/* --- English and Russian: participles, other spellings, contractions, reflexive verbs --- */

static const struct small_entry en_words[] = {
    { "walking", "Gehen" },
    { "walk", "gehen" },
    { "apologize", "sich entschuldigen" },
    { "apologise", "sich entschuldigen" },
    { "would", "würde" },
    { "have", "haben" },
    { "company", "Firma" },
    { "company's", "der Firma" },
    { "mail", "Post" },
    { "e-mail", "E-Mail" },
    { "email", "E-Mail" },
    { "good", "gut" },
    { "Best", "Best (name)" },
    { NULL, NULL },
};
static const struct small_form en_forms[] = {
    { "walking", "walking", "noun" },
    { "walking", "walk", "verb" },
    { "apologize", "apologise", "verb" },
    { "I'd", "have", "verb" },
    { "Best", "Best", "name" },
    { "e-mail", "e-mail", "noun" },
    { NULL, NULL, NULL },
};
static const char *const en_frequent[] = { "walk",  "have",    "good",    "mail",
                                           "would", "company", "walking", NULL };
static const struct small_dict en_dicts[] = {
    { "en-de", "en", "de", en_words, NULL, NULL, NULL },
    { "forms-en", "en", "en", NULL, en_forms, NULL, NULL },
    { "ngrams-en", "en", "en", NULL, NULL, en_frequent, NULL },
};

/* A noun in the language's own dictionary is less surely a mere form than one elsewhere. */
static const struct small_entry own_words[] = { { "regards", "an expression of greeting" },
                                                { NULL, NULL } };
static const struct small_entry other_words[] = { { "regard", "Blick" },
                                                  { "regards", "Blicke" },
                                                  { NULL, NULL } };
static const struct small_form regards_forms[] = { { "regards", "regard", "verb" },
                                                   { NULL, NULL, NULL } };
static const char *const regards_frequent[] = { "regards", "regard", NULL };
static const struct small_dict regards_dicts[] = {
    { "en-de", "en", "de", other_words, regards_forms, regards_frequent, NULL },
    { "en-en", "en", "en", own_words, NULL, NULL, NULL },
};

static const struct small_entry ru_words[] = {
    { "располагать", "to dispose" },
    { "располагаться", "to be situated" },
    { "иметь", "to have" },
    { "иметься", "to be there" },
    { "гусь", "goose" },
    { "сельский", "rural" },
    { NULL, NULL },
};
static const struct small_form ru_forms[] = {
    { "располагается", "располагать", "verb" },
    { "имеет", "иметь", "verb" },
    { "гусь", "гусь", "noun" },
    { NULL, NULL, NULL },
};
static const struct small_dict ru_dicts[] = {
    { "ru-en", "ru", "en", ru_words, NULL, NULL, NULL },
    { "forms-ru", "ru", "ru", NULL, ru_forms, NULL, NULL },
};

static void test_english(struct library *en)
{
    static const struct row rows[] = {
        { "walking", "", "walk:form walking:exact " },
        { "apologize", "", "apologize:exact " },
        { "I'd", "", "would:split " },
        { "company's", "", "company:stem " },
        { "e-mail", "", "e-mail:exact " },
        { "Best", "", "good:form " },
    };

    check_rows(en, rows, ARRAY_LEN(rows));
}

static double bent_points(struct library *library, const char *form)
{
    struct answer answer;
    double points = 0;
    size_t i, j;

    if (!look_up(library, &answer, form, ""))
        return 0;
    for (i = 0; i < answer.candidate_count; i++) {
        for (j = 0; j < answer.candidates[i].reason_count; j++) {
            if (strcmp(answer.candidates[i].headword, form) == 0 &&
                strcmp(answer.candidates[i].reasons[j].name, "bent") == 0)
                points = answer.candidates[i].reasons[j].points;
        }
    }
    answer_dispose(&answer);
    return points;
}

static void test_defined(void)
{
    struct library *own = small_library_open("en", regards_dicts, 2);
    struct library *other = small_library_open("en", regards_dicts, 1);

    CHECK(bent_points(own, "regards") < 0, "a form of another headword");
    CHECK(bent_points(own, "regards") > bent_points(other, "regards"),
          "but one that is defined for itself");
    library_close(own);
    library_close(other);
}

static void test_russian(struct library *ru)
{
    static const struct row rows[] = {
        { "располагается", "", "располагаться:form располагать:form " },
        { "имеется", "", "иметься:form иметь:form " },
        { "гусь", "", "гусь:exact " },
        { "сельского", "", "сельский:stem " },
        { "орксского", "", "орксский?:stem " },
    };

    check_rows(ru, rows, ARRAY_LEN(rows));
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

/* Of a word that no list has nothing is known, not that it is as frequent as another. */
static void test_unknown_frequency(struct library *en)
{
    struct answer answer;
    size_t i;

    if (!look_up(en, &answer, "Best", ""))
        return;
    for (i = 0; i < answer.candidate_count; i++)
        CHECK(has_reason(&answer.candidates[i], "frequency") ==
                  (strcmp(answer.candidates[i].headword, "good") == 0),
              "%s", answer.candidates[i].headword);
    CHECK(answer.candidate_count >= 2, "%zu candidates", answer.candidate_count);
    answer_dispose(&answer);
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

    struct library *en = small_library_open("en", en_dicts, ARRAY_LEN(en_dicts));
    struct library *ru = small_library_open("ru", ru_dicts, ARRAY_LEN(ru_dicts));

    test_italian(it);
    test_phrase_place(it);
    test_german(de);
    test_clitics(es, fr);
    test_english(en);
    test_defined();
    test_russian(ru);
    test_unknown_frequency(en);
    test_learner(it);
    library_close(it);
    library_close(de);
    library_close(es);
    library_close(fr);
    library_close(en);
    library_close(ru);
    return check_done();
}
