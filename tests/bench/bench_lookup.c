/* Lookup and completion over FreeDict German-English (519,423 headwords) with
 * Hunspell's German file: median, p99 and worst of each kind, and memory. The
 * compiled dictionary stays in a cache folder for the next run. --smoke: few words. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/dict.h"
#include "tests/bench/figures.h"

enum { SAMPLE = 4000, SMOKE_SAMPLE = 50, TYPED_MAX = 4 };

static const char index_path[] = "/usr/share/dictd/freedict-deu-eng.index";

/* Numbers that are the same in every run (Knuth's MMIX generator). */
static uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* MAX random headwords (fewer if there are no more), by reservoir sampling; read from the dictionary's
 * own index, so that nothing of the compiled file is in memory yet. */
static size_t read_headwords(char **out, size_t max, uint64_t *seed)
{
    FILE *index = fopen(index_path, "r");
    char *line = NULL;
    size_t cap = 0, seen = 0, at;
    ssize_t len;
    struct str word;

    if (index == NULL)
        return 0;
    while ((len = getline(&line, &cap, index)) > 0) {
        word = str_make(line, (size_t)len);
        word.len = str_find_char(word, '\t', 0);
        if (word.len == 0 || word.len > QUERY_MAX || !text_is_valid(word) ||
            str_starts(word, str_of("00")))
            continue;
        at = seen < max ? seen : next_random(seed) % (seen + 1);
        seen++;
        if (at >= max)
            continue;
        free(out[at]);
        out[at] = xstrndup(word.ptr, word.len);
    }
    free(line);
    (void)fclose(index);
    return seen < max ? seen : max;
}

static void report_memory(const char *when)
{
    FILE *rollup = fopen("/proc/self/smaps_rollup", "r");
    const char field[] = "Pss:";
    char line[200];

    while (rollup != NULL && fgets(line, sizeof(line), rollup) != NULL) {
        if (strncmp(line, field, strlen(field)) == 0)
            printf("%-28s %28.1f MB PSS\n", when,
                   (double)strtol(line + strlen(field), NULL, 10) / 1024);
    }
    if (rollup != NULL)
        (void)fclose(rollup);
}

/* --- kinds of queries --- */

static const char *inflect(struct arena *arena, const char *word, uint64_t *seed)
{
    static const char *const endings[] = { "n", "en", "s", "es", "e", "er", "em", "te", "st" };

    return arena_printf(arena, "%s%s", word, endings[next_random(seed) % ARRAY_LEN(endings)]);
}

/* One letter left out, doubled, changed, or swapped with the next. */
static const char *slip(struct arena *arena, const char *word, uint64_t *seed)
{
    const struct str text = str_of(word);
    size_t at = 0, skip = next_random(seed) % text_grapheme_count(text), end, next;
    struct str before, letter, after;

    while (skip-- > 0)
        at = text_grapheme_end(text, at);
    end = text_grapheme_end(text, at);
    next = text_grapheme_end(text, end);
    before = str_sub(text, 0, at);
    letter = str_sub(text, at, end - at);
    after = str_from(text, end);
    switch (next_random(seed) % 4) {
    case 0:
        return arena_printf(arena, "%.*s%.*s", STR_ARG(before), STR_ARG(after));
    case 1:
        return arena_printf(arena, "%.*s%.*s%.*s%.*s", STR_ARG(before), STR_ARG(letter),
                            STR_ARG(letter), STR_ARG(after));
    case 2:
        return arena_printf(arena, "%.*s%c%.*s", STR_ARG(before),
                            (int)('a' + next_random(seed) % 26), STR_ARG(after));
    default:
        return arena_printf(arena, "%.*s%.*s%.*s%.*s", STR_ARG(before),
                            STR_ARG(str_sub(text, end, next - end)), STR_ARG(letter),
                            STR_ARG(str_from(text, next)));
    }
}

/* Looks up each word, or what MAKE makes of it unless that is NULL. Those whose first headword is reached by
 * TO or an earlier step count as one kind, the rest as another. */
static void measure(struct library *library, char **words, size_t count,
                    const char *(*make)(struct arena *, const char *, uint64_t *), enum how to,
                    struct figures *kind, struct figures *rest)
{
    struct arena *arena = arena_new();
    uint64_t seed = 7;
    size_t i;

    for (i = 0; i < count; i++) {
        const char *form = make != NULL ? make(arena, words[i], &seed) : words[i];
        const struct query query = { .form = str_of(form), .form_at = SIZE_MAX };
        struct answer answer;
        struct figures *figures;
        int64_t start = clock_mono_us(), took;

        if (library_lookup(library, &answer, &query) != OK)
            continue;
        took = clock_mono_us() - start;
        figures = answer.candidate_count > 0 && answer.candidates[0].how <= to ? kind : rest;
        figures_add(figures, took);
        answer_dispose(&answer);
    }
    arena_free(arena);
}

static void ignore(void *ctx, const char *headword)
{
    (void)ctx;
    (void)headword;
}

static void measure_typing(struct library *library, char **words, size_t count,
                           struct figures *figures)
{
    size_t i, typed, end;

    for (i = 0; i < count; i++) {
        const struct str word = str_of(words[i]);

        for (typed = 0, end = 0; typed < TYPED_MAX && end < word.len; typed++) {
            int64_t start = clock_mono_us();

            end = text_grapheme_end(word, end);
            if (library_complete(library, str_sub(word, 0, end), 8, NULL, ignore, NULL) != OK)
                continue;
            figures_add(figures, clock_mono_us() - start);
        }
    }
}

/* --- the dictionary --- */

static enum err compile(const char *assets, const char *folder)
{
    struct shelf *shelf = NULL;
    enum err rc = file_make_dirs(folder, 0700);
    bool known = false;
    size_t i;

    if (rc == OK)
        rc = shelf_open(&shelf, assets, folder, folder);
    for (i = 0; rc == OK && i < shelf_count(shelf); i++)
        known |= strcmp(shelf_get(shelf, i).path, index_path) == 0;
    if (rc == OK && !known)
        rc = shelf_add(shelf, index_path, NULL, "de", "en", NULL, NULL);
    if (rc == OK)
        rc = shelf_compile(shelf, "de", NULL, NULL, NULL);
    shelf_close(shelf);
    return rc;
}

static char *cache_folder(void)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

    if (cache != NULL && cache[0] == '/')
        return file_join(cache, "wordloot-bench");
    return xasprintf("%s/.cache/wordloot-bench", home != NULL ? home : "");
}

static enum err run(const char *assets, const char *folder, size_t sample)
{
    static struct figures exact = { .name = "lookup, headword" },
                          other = { .name = "lookup, not a headword" },
                          stem = { .name = "lookup, inflected" },
                          unknown = { .name = "lookup, no such form" },
                          miss = { .name = "lookup, misspelt" },
                          lucky = { .name = "lookup, misspelt to a form" },
                          typing = { .name = "completion, a key" };
    const struct library_options options = {
        .assets_dir = assets, .config_dir = folder, .cache_dir = folder, .lang = "de", .gloss = "en"
    };
    char *words[SAMPLE] = { NULL };
    uint64_t seed = 1;
    size_t count = read_headwords(words, sample, &seed), i;
    struct library *library;
    const char *problem;
    enum err rc = library_open(&library, &options);

    if (rc != OK)
        return rc;
    for (i = 0; (problem = library_problem(library, i)) != NULL; i++)
        printf("%s\n", problem);
    report_memory("before the first lookup");
    library_warm(library);
    report_memory("with Hunspell");
    measure(library, words, count, NULL, HOW_FOLD, &exact, &other);
    measure(library, words, count, inflect, HOW_STEM, &stem, &unknown);
    report_memory("after the lookups");
    measure(library, words, count, slip, HOW_STEM, &lucky, &miss);
    measure_typing(library, words, count, &typing);
    report_memory("after misses and typing");
    figures_print(&exact);
    figures_print(&other);
    figures_print(&stem);
    figures_print(&unknown);
    figures_print(&miss);
    figures_print(&lucky);
    figures_print(&typing);
    library_close(library);
    for (i = 0; i < count; i++)
        free(words[i]);
    return OK;
}

int main(int argc, char **argv)
{
    bool smoke = argc > 1 && strcmp(argv[1], "--smoke") == 0;
    const char *assets = getenv("WORDLOOT_ASSETS");
    char *folder = cache_folder();
    enum err rc;

    if (!file_exists(index_path)) {
        puts("not measured: install dict-freedict-deu-eng and hunspell-de-de");
        free(folder);
        return 0;
    }
    if (assets == NULL)
        assets = WORDLOOT_SOURCE_DIR "/assets";
    rc = compile(assets, folder);
    if (rc == OK)
        rc = run(assets, folder, smoke ? SMOKE_SAMPLE : SAMPLE);
    if (rc != OK)
        fprintf(stderr, "bench_lookup: %s\n", err_message());
    free(folder);
    return rc != OK;
}
