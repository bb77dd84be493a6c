#include "dict/spelling.h"

#include <stdlib.h>
#include <string.h>

#include <hunspell/hunspell.h>
#include <iconv.h>

#include "dict/base/file.h"
#include "dict/base/text.h"

enum {
    RESULT_MAX = 4096, /* bytes of one analysis */
    STEM_DEPTH = 3     /* stems of stems of stems */
};

struct spelling {
    char *aff, *dic; /* NULL when there is no file */
    Hunhandle *hunspell;
    iconv_t to_file, from_file; /* unused when the file is in UTF-8 */
    bool is_utf8;
    bool tried;
};

static bool find_in(struct spelling *spelling, const char *folder, const char *name)
{
    char *aff = xasprintf("%s/%s.aff", folder, name);
    char *dic = xasprintf("%s/%s.dic", folder, name);

    if (file_exists(aff) && file_exists(dic)) {
        spelling->aff = aff;
        spelling->dic = dic;
        return true;
    }
    free(aff);
    free(dic);
    return false;
}

struct spelling *spelling_new(string_list names, const char *own)
{
    static const char *const packaged[] = { "/usr/share/hunspell", "/usr/share/myspell/dicts",
                                            "/usr/local/share/hunspell" };
    struct spelling *spelling = xcalloc(1, sizeof(*spelling));
    const char *const only[] = { getenv("WORDLOOT_HUNSPELL") };
    const char *const *folders = only[0] != NULL ? only : packaged;
    size_t count = only[0] != NULL ? ARRAY_LEN(only) : ARRAY_LEN(packaged);
    size_t name, folder;

    for (name = 0; names[name] != NULL; name++) {
        if (own != NULL && find_in(spelling, own, names[name]))
            return spelling;
        for (folder = 0; folder < count; folder++) {
            if (find_in(spelling, folders[folder], names[name]))
                return spelling;
        }
    }
    return spelling;
}

static void unload(struct spelling *spelling)
{
    if (spelling->hunspell == NULL)
        return;
    if (!spelling->is_utf8) {
        iconv_close(spelling->to_file);
        iconv_close(spelling->from_file);
    }
    Hunspell_destroy(spelling->hunspell);
    spelling->hunspell = NULL;
}

void spelling_free(struct spelling *spelling)
{
    if (spelling == NULL)
        return;
    unload(spelling);
    free(spelling->aff);
    free(spelling->dic);
    free(spelling);
}

bool spelling_is_found(const struct spelling *spelling)
{
    return spelling->aff != NULL;
}

/* Opens both directions between UTF-8 and what the .aff file's SET line says. */
static enum err open_encoding(struct spelling *spelling)
{
    const struct str vendor = str_of("microsoft-");
    const char *encoding = Hunspell_get_dic_encoding(spelling->hunspell);
    const iconv_t none = (iconv_t)-1;

    if (encoding == NULL)
        return err_set(ERR_FORMAT, "%s: has no encoding", spelling->aff);
    if (str_starts(str_of(encoding), vendor)) /* microsoft-cp1251 */
        encoding += vendor.len;
    spelling->is_utf8 = strcmp(encoding, "UTF-8") == 0;
    if (spelling->is_utf8)
        return OK;
    spelling->to_file = iconv_open(encoding, "UTF-8");
    if (spelling->to_file == none)
        return err_set(ERR_FORMAT, "%s: encoding \"%s\" is not known", spelling->aff, encoding);
    spelling->from_file = iconv_open("UTF-8", encoding);
    if (spelling->from_file == none) {
        iconv_close(spelling->to_file);
        return err_set(ERR_FORMAT, "%s: encoding \"%s\" is not known", spelling->aff, encoding);
    }
    return OK;
}

enum err spelling_load(struct spelling *spelling)
{
    enum err rc;

    if (spelling->hunspell != NULL)
        return OK;
    if (spelling->aff == NULL)
        return err_set(ERR_ABSENT, "no spelling file");
    if (spelling->tried)
        return err_set(ERR_FORMAT, "%s: cannot be used", spelling->aff);
    spelling->tried = true;
    spelling->hunspell = Hunspell_create(spelling->aff, spelling->dic);
    if (spelling->hunspell == NULL)
        return err_set(ERR_FORMAT, "%s: Hunspell cannot load it", spelling->aff);
    rc = open_encoding(spelling);
    if (rc != OK) {
        Hunspell_destroy(spelling->hunspell);
        spelling->hunspell = NULL;
    }
    return rc;
}

/* TEXT through CONVERTER into OUT of SIZE bytes, terminated; false when it has
 * letters that the other side lacks, or is too long. */
static bool convert(iconv_t converter, struct str text, char *out, size_t size)
{
    char in[RESULT_MAX];
    char *from = in, *to = out;
    size_t from_left = text.len, to_left = size - 1;

    if (text.len > sizeof(in))
        return false;
    memcpy(in, text.ptr, text.len);
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &from, &from_left, &to, &to_left) != 0 || from_left != 0)
        return false;
    *to = '\0';
    return true;
}

/* FORM as Hunspell wants it; false when it is not for Hunspell. */
static bool to_file(struct spelling *spelling, struct str form, char out[SPELLING_WORD_MAX + 1])
{
    if (form.len == 0 || form.len > SPELLING_WORD_MAX || !text_is_valid(form) ||
        spelling_load(spelling) != OK)
        return false;
    if (!spelling->is_utf8)
        return convert(spelling->to_file, form, out, SPELLING_WORD_MAX + 1);
    memcpy(out, form.ptr, form.len);
    out[form.len] = '\0';
    return true;
}

/* Words gathered in the order they came, without repeats. */
struct words {
    struct spelling *spelling;
    struct arena *arena;
    const char **out;
    size_t count, max;
};

/* WORD in the file's encoding. What is not valid is dropped: some analyses
 * of UTF-8 files are cut inside a letter. */
static void add_word(struct words *words, struct str word)
{
    char utf8[RESULT_MAX];
    size_t i;

    if (!words->spelling->is_utf8) {
        if (!convert(words->spelling->from_file, word, utf8, sizeof(utf8)))
            return;
        word = str_of(utf8);
    }
    word = str_trim(word);
    if (word.len == 0 || word.len > SPELLING_WORD_MAX || words->count == words->max ||
        !text_is_valid(word))
        return;
    for (i = 0; i < words->count; i++) {
        if (str_is(word, words->out[i]))
            return;
    }
    words->out[words->count++] = arena_strndup(words->arena, word.ptr, word.len);
}

/* The "st:" fields of one analysis. One with parts ("pa:") is of a compound:
 * the stems in it are of its parts. */
static void add_stem_fields(struct words *words, struct str analysis)
{
    struct str rest = analysis, token;

    while (str_next(&rest, ' ', &token)) {
        if (str_starts(token, str_of("pa:")))
            return;
    }
    while (str_next(&analysis, ' ', &token)) {
        if (str_starts(token, str_of("st:")))
            add_word(words, str_from(token, 3));
    }
}

static void add_stems(struct words *words, const char *form)
{
    Hunhandle *hunspell;
    char word[SPELLING_WORD_MAX + 1];
    char **analyses = NULL, **stems = NULL;
    int analysis_count, stem_count, i;

    if (!to_file(words->spelling, str_of(form), word))
        return;
    hunspell = words->spelling->hunspell;
    analysis_count = Hunspell_analyze(hunspell, &analyses, word);
    stem_count = Hunspell_stem2(hunspell, &stems, analyses, analysis_count);
    for (i = 0; i < stem_count; i++)
        add_word(words, str_of(stems[i]));
    for (i = 0; i < analysis_count; i++)
        add_stem_fields(words, str_of(analyses[i]));
    Hunspell_free_list(hunspell, &stems, stem_count);
    Hunspell_free_list(hunspell, &analyses, analysis_count);
}

size_t spelling_stems(struct spelling *spelling, struct arena *arena, struct str form,
                      const char **out, size_t max)
{
    struct words words = { spelling, arena, out, 0, max };
    size_t from = 0, to, depth;

    if (form.len > SPELLING_WORD_MAX)
        return 0;
    add_stems(&words, arena_strndup(arena, form.ptr, form.len));
    for (depth = 1; depth < STEM_DEPTH; depth++) {
        for (to = words.count; from < to; from++) {
            if (!str_is(form, out[from]))
                add_stems(&words, out[from]);
        }
    }
    return words.count;
}
