/* How often the right headword is found, language by language, over lists of forms
 * with their lemmas: ../shared/lemma where it is present, tests/data/lemma otherwise.
 *
 *   bench_lemma [--lang L] [--misses N] [--data DIR] [--home DIR] [--smoke]
 *
 * The dictionaries are those that packages give; they are compiled into DIR at the
 * first call. --smoke: what is compiled there already, over our own lists. A match is
 * equality without case, with ё as е. */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/dict.h"
#include "tests/bench/figures.h"

enum { LANGS_MAX = 10, FILE_BYTES_MAX = 4 << 20 };

struct options {
    const char *data, *home;
    const char *langs[LANGS_MAX + 1];
    size_t lang_count;
    int misses;
    bool smoke;
};

/* Shares of what was counted. */
struct share {
    long right, all;
};

struct result {
    struct share any_tokens, any_types, bent, first, held;
    double shown;
    long tokens;
};

static struct figures times;

/* --- matching --- */

static bool is_same(const char *headword, struct str lemma)
{
    char *a = text_fold_case_dup(str_of(headword)), *b = text_fold_case_dup(lemma), *at;
    bool same;

    for (at = a; (at = strstr(at, "ё")) != NULL;)
        memcpy(at, "е", strlen("е"));
    for (at = b; (at = strstr(at, "ё")) != NULL;)
        memcpy(at, "е", strlen("е"));
    same = strcmp(a, b) == 0;
    free(a);
    free(b);
    return same;
}

/* Where the lemma stands among the candidates, and how many headwords are shown. */
struct place {
    bool among, held, first;
    size_t shown;
};

static void match(struct place *place, const struct answer *answer, struct str lemma)
{
    size_t i;

    *place = (struct place){ 0 };
    for (i = 0; i < answer->candidate_count; i++) {
        const struct candidate *candidate = &answer->candidates[i];
        const bool is_shown =
            i < answer->shown_count && candidate->in_dictionary && candidate->how != HOW_NEAR;
        const bool same = is_same(candidate->headword, lemma);

        place->first |= same && is_shown && place->shown == 0;
        place->shown += is_shown;
        place->among |= same;
    }
}

/* Whether a dictionary has LEMMA as a headword, asked for by itself. */
static bool is_held(struct library *library, struct str lemma)
{
    const struct query query = { .form = lemma, .form_at = SIZE_MAX };
    struct answer answer;
    bool held = false;
    size_t i;

    if (library_lookup(library, &answer, &query) != OK)
        return false;
    for (i = 0; i < answer.candidate_count && !held; i++)
        held = answer.candidates[i].in_dictionary && answer.candidates[i].how != HOW_NEAR &&
               is_same(answer.candidates[i].headword, lemma);
    answer_dispose(&answer);
    return held;
}

static void count(struct share *share, bool right, long times_met)
{
    share->right += right ? times_met : 0;
    share->all += times_met;
}

static double percent(const struct share *share)
{
    return share->all > 0 ? 100.0 * (double)share->right / (double)share->all : 0;
}

/* --- one list --- */

struct row {
    struct str form, lemma, pos;
    long count;
};

static bool read_row(struct str line, struct row *row)
{
    struct str number;
    char text[16];

    if (!str_next(&line, '\t', &row->form) || !str_next(&line, '\t', &row->lemma) ||
        !str_next(&line, '\t', &row->pos) || !str_next(&line, '\t', &number))
        return false;
    snprintf(text, sizeof(text), "%.*s", STR_ARG(number));
    row->count = strtol(text, NULL, 10);
    return row->count > 0;
}

static bool look_up(struct library *library, struct str form, struct str sentence, size_t at,
                    struct answer *answer)
{
    const struct query query = { .form = form, .sentence = sentence, .form_at = at };
    const int64_t start = clock_mono_us();
    const bool done = library_lookup(library, answer, &query) == OK;

    figures_add(&times, clock_mono_us() - start);
    return done;
}

static void print_miss(const char *what, const struct row *row, const struct answer *answer)
{
    size_t i;

    printf("   %s: %ld %.*s (%.*s):", what, row->count, STR_ARG(row->form), STR_ARG(row->lemma));
    for (i = 0; i < answer->candidate_count; i++)
        printf(" %s:%s%s", answer->candidates[i].headword, how_name(answer->candidates[i].how),
               answer->candidates[i].in_dictionary ? "" : "?");
    putchar('\n');
}

static void measure_row(struct result *result, const struct row *row, const struct place *place)
{
    count(&result->any_tokens, place->among, row->count);
    count(&result->any_types, place->among, 1);
    count(&result->held, place->held, row->count);
    if (place->held)
        count(&result->first, place->first, row->count);
    if (!is_same("", row->form) && !str_eq(row->form, row->lemma))
        count(&result->bent, place->among, row->count);
    result->shown += (double)place->shown * (double)row->count;
    result->tokens += row->count;
}

/* FORM|PARTICLE as a sentence: the form, other words, the particle. */
static bool look_up_row(struct library *library, struct row *row, struct buf *sentence,
                        struct answer *answer)
{
    size_t bar = str_find_char(row->form, '|', 0);

    if (bar == row->form.len)
        return look_up(library, row->form, str_make("", 0), SIZE_MAX, answer);
    buf_clear(sentence);
    buf_printf(sentence, "Es %.*s dort %.*s.", STR_ARG(str_sub(row->form, 0, bar)),
               STR_ARG(str_from(row->form, bar + 1)));
    return look_up(library, str_sub(row->form, 0, bar), buf_str(sentence), strlen("Es "), answer);
}

/* "fand|statt": finden, or stattfinden. */
static void match_row(struct place *place, const struct answer *answer, const struct row *row)
{
    size_t bar = str_find_char(row->form, '|', 0);
    struct place other;
    char *verb;

    match(place, answer, row->lemma);
    if (bar == row->form.len)
        return;
    verb = xasprintf("%.*s%.*s", STR_ARG(str_from(row->form, bar + 1)), STR_ARG(row->lemma));
    match(&other, answer, str_of(verb));
    place->among |= other.among;
    free(verb);
}

/* False if there is no such list. */
static bool measure_list(struct result *result, struct library *library, const char *path,
                         int misses)
{
    struct file_map file;
    struct buf sentence;
    struct str rest, line;
    struct answer answer;
    struct place place;
    struct row row;

    *result = (struct result){ 0 };
    if (file_map(&file, path, FILE_BYTES_MAX) != OK)
        return false;
    buf_init(&sentence, QUERY_MAX * 4);
    rest = str_make((const char *)file.bytes, file.len);
    while (str_next(&rest, '\n', &line)) {
        if (!read_row(line, &row) || !look_up_row(library, &row, &sentence, &answer))
            continue;
        match_row(&place, &answer, &row);
        place.held = is_held(library, row.lemma);
        measure_row(result, &row, &place);
        if (!place.among && misses-- > 0)
            print_miss("missed", &row, &answer);
        else if (place.held && !place.first && misses-- > 0)
            print_miss("not first", &row, &answer);
        answer_dispose(&answer);
    }
    buf_dispose(&sentence);
    file_unmap(&file);
    return true;
}

/* --- one language --- */

static struct library *open_library(const struct options *options, const char *lang)
{
    const struct library_options wanted = { .assets_dir = WORDLOOT_SOURCE_DIR "/assets",
                                            .config_dir = options->home,
                                            .cache_dir = options->home,
                                            .lang = lang,
                                            .gloss = "en" };
    struct library *library = NULL;
    struct shelf *shelf = NULL;
    enum err rc = file_make_dirs(options->home, 0755);

    if (rc == OK && !options->smoke) {
        rc = shelf_open(&shelf, wanted.assets_dir, options->home, options->home);
        if (rc == OK)
            rc = shelf_scan(shelf, NULL, lang, NULL);
        if (rc == OK)
            rc = shelf_compile(shelf, lang, NULL, NULL, NULL);
        shelf_close(shelf);
    }
    if (rc == OK)
        rc = library_open(&library, &wanted);
    if (rc != OK)
        fprintf(stderr, "bench_lemma: %s: %s\n", lang, err_message());
    return library;
}

static void print_extra(struct library *library, const struct options *options, const char *lang,
                        const char *kind, const char *name)
{
    char *path = xasprintf("%s/%s-dev%s.tsv", options->data, lang, kind);
    struct result result;

    if (measure_list(&result, library, path, options->misses))
        printf("   %-46s %5.1f %% of %ld\n", name, percent(&result.any_tokens), result.tokens);
    free(path);
}

static void measure_language(const struct options *options, const char *lang)
{
    struct library *library = open_library(options, lang);
    char *path = xasprintf("%s/%s-dev.tsv", options->data, lang);
    struct result result;

    if (library != NULL) {
        library_warm(library);
        times = (struct figures){ .name = "   a lookup" };
        if (measure_list(&result, library, path, options->misses)) {
            printf("%s  any %.2f (types %.2f, bent %.2f)  first %.2f  headword %.2f  shown %.2f\n",
                   lang, percent(&result.any_tokens), percent(&result.any_types),
                   percent(&result.bent), percent(&result.first), percent(&result.held),
                   result.shown / (double)(result.tokens > 0 ? result.tokens : 1));
            figures_print(&times);
        }
        print_extra(library, options, lang, "-chunk", "chunks (l'idea, c'est)");
        print_extra(library, options, lang, "-mwt", "verbs with clitics (farne)");
        print_extra(library, options, lang, "-sep", "separable verbs, given the sentence");
    }
    free(path);
    library_close(library);
}

/* --- the call --- */

static bool read_options(struct options *options, int argc, char **argv)
{
    int i;

    for (i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;

        if (strcmp(argv[i], "--smoke") == 0) {
            options->smoke = true;
            options->data = WORDLOOT_SOURCE_DIR "/tests/data/lemma";
            continue;
        }
        if (value == NULL)
            return false;
        if (strcmp(argv[i], "--lang") == 0 && options->lang_count < LANGS_MAX)
            options->langs[options->lang_count++] = value;
        else if (strcmp(argv[i], "--misses") == 0)
            options->misses = (int)strtol(value, NULL, 10);
        else if (strcmp(argv[i], "--data") == 0)
            options->data = value;
        else if (strcmp(argv[i], "--home") == 0)
            options->home = value;
        else
            return false;
        i++;
    }
    return true;
}

int main(int argc, char **argv)
{
    static const char *const usual[] = { "it", "de", "fr", "es", "en", "ru", "ja", NULL };
    struct options options = { .data = WORDLOOT_SOURCE_DIR "/../shared/lemma",
                               .home = "/var/tmp/wordloot-lemma" };
    const char *const *lang;

    if (access(options.data, R_OK) != 0)
        options.data = WORDLOOT_SOURCE_DIR "/tests/data/lemma";
    if (!read_options(&options, argc, argv)) {
        fputs("usage: bench_lemma [--lang L] [--misses N] [--data DIR] [--home DIR] [--smoke]\n",
              stderr);
        return 2;
    }
    printf("right headwords, in per cent of the tokens of %s\n", options.data);
    for (lang = options.lang_count > 0 ? options.langs : usual; *lang != NULL; lang++)
        measure_language(&options, *lang);
    return 0;
}
