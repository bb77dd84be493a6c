/* Ding's file: lines into parts, and a sample of it as a dictionary. */

#include "dict/ding.h"

#include "tests/import_sample.h"

/* The terms of a line's first part: "text|headword|pos|grammar|label|note". */
static const struct {
    const char *line, *want;
} terms[] = {
    { "Haus {n} :: house", "Haus|Haus|noun|neut|-|-" },
    { "Haus {n}; Bau {m} (groß) [arch.] :: house",
      "Haus|Haus|noun|neut|arch.|groß; Bau|Bau|noun|masc|arch.|groß" },
    { "Haus {n}; Bude {f} [ugs.] :: house", "Haus|Haus|noun|neut|-|-; Bude|Bude|noun|fem|ugs.|-" },
    { "groß; weit {adj} :: big", "groß|groß|adj|-|-|-; weit|weit|adj|-|-|-" },
    { "etw. nehmen {vt} :: to take sth.", "etw. nehmen|nehmen|verb|trans|-|-" },
    { "jdm. helfen {vi} :: to help sb.", "jdm. helfen|helfen|verb|intr|-|jdm. helfen" },
    { "sich an jdn./etw. erinnern {vr} :: to remember",
      "sich an jdn./etw. erinnern|erinnern|verb|refl|-|sich an jdn./etw. erinnern" },
    { "sich freuen {vr} :: to be glad", "sich freuen|freuen|verb|refl|-|sich freuen" },
    { "wegen {prp; +Gen.} :: because of", "wegen|wegen|prep|+Gen.|-|-" },
    { "(zurück)rufen {vt} :: to call", "zurückrufen|zurückrufen|verb|trans|-|-" },
    { "gut (so) sein :: to be fine", "gut sein|gut sein|verb|-|-|so" },
    { "Haus {n} am See :: house", "Haus am See|Haus am See|noun|neut|-|-" },
    { "die Polizei :: the police", "die Polizei|Polizei|-|-|-|-" },
    { "das A und O :: the essence", "das A und O|das A und O|-|-|-|-" },
    { "etw. {pron} :: sth.", "etw.|etw.|pron|-|-|-" },
    { "Leidende {m,f} :: sufferer", "Leidende|Leidende|noun|masc, fem|-|-" },
    { "a) eins :: b", "a) eins|a) eins|-|-|-|-" },
    { "offen { :: open", "offen {|offen {|-|-|-|-" },
    { " {m} :: nothing", NULL },
    { "# Haus :: house", NULL },
    { "Haus", NULL },
    { "", NULL },
};

static const char *or_dash(const char *text)
{
    return text != NULL ? text : "-";
}

static void test_terms(void)
{
    struct ding_line *line = xcalloc(1, sizeof(*line));
    struct buf out;
    size_t i, k;

    buf_init(&out, 10000);
    for (i = 0; i < ARRAY_LEN(terms); i++) {
        struct arena *arena = arena_new();
        bool parsed = ding_parse(line, arena, str_of(terms[i].line));

        buf_clear(&out);
        CHECK_INT(parsed, terms[i].want != NULL, terms[i].line);
        for (k = 0; parsed && k < line->parts[0].term_count; k++) {
            const struct ding_term *term = &line->parts[0].terms[k];

            buf_printf(&out, "%s%s|%s|%s|%s|%s|%s", k > 0 ? "; " : "", term->text, term->headword,
                       or_dash(term->pos), or_dash(term->grammar), or_dash(term->label),
                       or_dash(term->note));
        }
        if (terms[i].want != NULL)
            CHECK_STR(buf_text(&out), terms[i].want, terms[i].line);
        arena_free(arena);
    }
    buf_dispose(&out);
    free(line);
}

static void test_glosses(void)
{
    static const struct {
        const char *english, *want;
    } rows[] = {
        { "house; building [Br.]", "house, building [Br.]" },
        { "to go {went; gone}", "to go" },
        { "eel <el> ; fish (in a river)", "eel, fish (in a river)" },
        { "air handling unit /AHU/", "air handling unit (AHU)" },
        { "and/or", "and/or" },
    };
    struct ding_line *line = xcalloc(1, sizeof(*line));
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena *arena = arena_new();
        char *text = xasprintf("x :: %s", rows[i].english);

        CHECK(ding_parse(line, arena, str_of(text)), "%s", text);
        CHECK_STR(line->parts[0].gloss, rows[i].want, rows[i].english);
        free(text);
        arena_free(arena);
    }
    free(line);
}

static void test_entries(struct import_sample *sample)
{
    static const struct {
        const char *word, *want;
    } rows[] = {
        { "Haus", "Haus: noun (neut)\n"
                  "1. [arch.] house, building [Br.] (groß)\n"
                  "   ein Haus bauen - to build a house\n"
                  "   Das Haus brennt. - The house is on fire.\n"
                  "2. home" },
        { "Gebäude", "Gebäude: noun (neut)\n[arch.] house, building [Br.] (groß)" },
        { "Reihenhaus", "Reihenhaus: noun (neut)\nterraced house (TH)" },
        { "Leiter", "Leiter: noun (masc)\nmanager\n--\n"
                    "Leiter: noun (fem)\nladder\n   auf eine Leiter steigen - to climb a ladder" },
        { "gehen", "gehen: verb\n1. to go\n   zu weit gehen - to go too far\n"
                   "2. to attend (eine Veranstaltung)" },
        { "zu weit gehen", "zu weit gehen: verb\nto go too far" },
        { "erinnern", "erinnern: verb (refl)\n"
                      "to remember sb./sth. (sich an jdn./etw. erinnern)" },
        { "Polizei", "Polizei: the police" },
        { "wegen", "wegen: prep (+Gen.)\nbecause of" },
        { "größer", "" },
        { "Häuser", "" },
        { "ging", "" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_STR(sample_entries(sample, rows[i].word), rows[i].want, rows[i].word);
}

static void test_forms(struct import_sample *sample)
{
    static const struct {
        const char *form, *want;
    } rows[] = {
        { "Häuser", "Haus noun" },
        { "Reihenhäuser", "Reihenhaus noun" },
        { "Leitern", "Leiter noun" },
        { "gegangen", "gehen verb" },
        { "geht", "gehen verb" },
        { "ging", "gehen verb" },
        { "geh", "gehen verb" },
        { "entdeckt", "entdecken verb" },
        { "wahrgenommen", "wahrnehmen verb" },
        { "nahm wahr", "wahrnehmen verb" },
        { "erinnert", "erinnern verb" },
        { "erweckend", "erwecken verb" },
        { "größer", "groß adj" },
        { "weitesten", "weit adj" },
        { "Angestellter", "Angestellte noun" },
        { "AU", "Arbeitsunfähigkeit noun" },
        { "Arbeits-Unfähigkeit", "Arbeitsunfähigkeit noun" },
        { "ich", "" },
        { "Haus", "" },
        { "groß", "" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_STR(sample_lemmas(sample, rows[i].form), rows[i].want, rows[i].form);
}

static void test_sample(void)
{
    struct import_sample sample;
    char *path = sample_data("ding/de-en");

    sample_open(&sample);
    if (CHECK(sample_add(&sample, path, NULL, NULL, NULL) == OK, "%s", err_message())) {
        CHECK_STR(compiled_meta(sample.compiled)->name, "ding-de-en", "its name");
        CHECK_STR(compiled_meta(sample.compiled)->lang, "de", "its language");
        CHECK_STR(compiled_meta(sample.compiled)->gloss, "en", "its glosses");
        test_entries(&sample);
        test_forms(&sample);
    }
    sample_close(&sample);
    free(path);
}

static void test_damaged(void)
{
    static const struct {
        const char *name, *bytes, *why;
    } rows[] = {
        { "no word", "# Version :: x\n", "no entry" },
        { "broken text", "# Version :: x\nHaus :: h\xff\n", "line 2" },
        { "another file", "Haus :: house\n", "no dictionary format" },
        { "empty", "", "no dictionary format" },
    };
    struct import_sample sample;
    size_t i;

    sample_open(&sample);
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        char *path = sample_put(&sample, "de-en", rows[i].bytes, strlen(rows[i].bytes));

        CHECK(sample_add(&sample, path, NULL, NULL, NULL) == ERR_FORMAT, "%s", rows[i].name);
        CHECK(strstr(err_message(), rows[i].why) != NULL, "%s: %s", rows[i].name, err_message());
        free(path);
    }
    sample_close(&sample);
}

int main(void)
{
    test_terms();
    test_glosses();
    test_sample();
    test_damaged();
    return check_done();
}
