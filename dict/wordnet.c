#include "dict/wordnet.h"

#include <stdio.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { NUMBER_DIGITS_MAX = 10, KEY_BYTES_MAX = 300 };

const char *wordnet_part_name(enum wordnet_part part)
{
    static const char *const names[] = { "noun", "verb", "adj", "adv" };

    return names[part];
}

bool wordnet_part_of(char letter, enum wordnet_part *part)
{
    static const char letters[] = "nvars";
    static const enum wordnet_part parts[] = { WORDNET_NOUN, WORDNET_VERB, WORDNET_ADJ, WORDNET_ADV,
                                               WORDNET_ADJ };
    const char *found = letter != '\0' ? strchr(letters, letter) : NULL;

    if (found == NULL)
        return false;
    *part = parts[found - letters];
    return true;
}

/* --- columns --- */

static bool next_column(struct str *rest, struct str *column)
{
    while (str_next(rest, ' ', column)) {
        if (column->len > 0)
            return true;
    }
    return false;
}

static bool parse_number(struct str text, unsigned base, uint64_t *out)
{
    static const char digits[] = "0123456789abcdef";
    uint64_t value = 0;
    size_t i;

    if (text.len == 0 || text.len > NUMBER_DIGITS_MAX)
        return false;
    for (i = 0; i < text.len; i++) {
        const char *found = text.ptr[i] != '\0' ? strchr(digits, text.ptr[i]) : NULL;

        if (found == NULL || found >= digits + base)
            return false;
        value = value * base + (uint64_t)(found - digits);
    }
    *out = value;
    return true;
}

static bool next_number(struct str *rest, unsigned base, uint64_t *out)
{
    struct str column;

    return next_column(rest, &column) && parse_number(column, base, out);
}

/* --- synsets --- */

/* "happy(p)" says where an adjective may stand. */
static struct str without_marker(struct str word)
{
    return str_sub(word, 0, str_find_char(word, '(', 0));
}

static bool read_words(struct wordnet_synset *out, struct str *rest)
{
    uint64_t count, id, i;
    struct str word;

    if (!next_number(rest, 16, &count))
        return false;
    for (i = 0; i < count; i++) {
        if (!next_column(rest, &word) || !next_number(rest, 16, &id))
            return false;
        if (i >= WORDNET_WORDS_MAX)
            continue;
        out->words[i].text = without_marker(word);
        out->words[i].id = (unsigned)id;
        out->word_count++;
    }
    return true;
}

static void split_gloss(struct wordnet_synset *out, struct str gloss)
{
    size_t at = str_find_char(gloss, '"', 0);

    out->definition = str_trim(str_sub(gloss, 0, at));
    while (str_ends(out->definition, str_of(";")) || str_ends(out->definition, str_of(":")))
        out->definition = str_trim(str_sub(out->definition, 0, out->definition.len - 1));
    out->examples = str_from(gloss, at);
}

static unsigned type_number(char letter)
{
    static const char letters[] = "nvars";

    return (unsigned)(strchr(letters, letter) - letters) + 1;
}

bool wordnet_read(struct wordnet_synset *out, const struct wordnet *net, enum wordnet_part part,
                  uint64_t offset)
{
    struct str data = net->data[part], line, type;
    uint64_t number, file;
    size_t bar;

    if (offset >= data.len || (offset > 0 && data.ptr[offset - 1] != '\n'))
        return false;
    line = str_sub(data, offset, str_find_char(data, '\n', offset) - offset);
    bar = str_find(line, str_of(" | "), 0);
    *out = (struct wordnet_synset){ .part = part, .offset = offset };
    split_gloss(out, str_trim(str_from(line, bar + 3)));
    line = str_sub(line, 0, bar);
    if (!next_number(&line, 10, &number) || number != offset || !next_number(&line, 10, &file) ||
        !next_column(&line, &type) || type.len != 1 || strchr("nvars", type.ptr[0]) == NULL ||
        !read_words(out, &line) || !next_number(&line, 10, &number))
        return false;
    out->type = type_number(type.ptr[0]);
    out->file = (unsigned)file;
    out->pointers = line;
    return out->word_count > 0;
}

void wordnet_word(struct buf *out, struct str text)
{
    size_t i;

    for (i = 0; i < text.len; i++)
        buf_addc(out, text.ptr[i] == '_' ? ' ' : text.ptr[i]);
}

/* `"one"; "two" - somebody` */
void wordnet_add_examples(struct entry_builder *builder, const struct wordnet_synset *synset)
{
    struct str rest = synset->examples;
    size_t start = 0, end;

    while ((start = str_find_char(rest, '"', start)) < rest.len) {
        end = str_find_char(rest, '"', start + 1);
        entry_add_example(builder, str_sub(rest, start + 1, end - start - 1), str_of(""));
        start = end + 1;
    }
}

bool wordnet_next_antonym(struct str *rest, size_t at, enum wordnet_part *part, uint64_t *offset,
                          size_t *word)
{
    struct str symbol, letter, words;
    uint64_t source, target;

    while (next_column(rest, &symbol) && next_number(rest, 10, offset) &&
           next_column(rest, &letter) && next_column(rest, &words)) {
        if (!str_is(symbol, "!") || words.len != 4 || letter.len != 1 ||
            !parse_number(str_sub(words, 0, 2), 16, &source) ||
            !parse_number(str_from(words, 2), 16, &target) || source != at + 1 || target == 0 ||
            !wordnet_part_of(letter.ptr[0], part))
            continue;
        *word = (size_t)target - 1;
        return true;
    }
    return false;
}

/* --- counts --- */

/* Where the line around AT begins. */
static size_t line_start(struct str text, size_t at)
{
    while (at > 0 && text.ptr[at - 1] != '\n')
        at--;
    return at;
}

/* The first line that is not below KEY: its place in TEXT, whose lines are sorted. */
static size_t find_line(struct str text, struct str key)
{
    size_t low = 0, high = text.len;

    while (low < high) {
        size_t start = line_start(text, low + (high - low) / 2);
        size_t end = str_find_char(text, '\n', start);
        struct str line = str_sub(text, start, end - start < key.len ? end - start : key.len);

        if (str_compare(line, key) < 0)
            low = end + 1;
        else
            high = start;
    }
    return low;
}

int64_t wordnet_count(const struct wordnet *net, const struct wordnet_synset *synset, size_t at)
{
    char key[KEY_BYTES_MAX];
    struct str word = synset->words[at].text, line, column;
    uint64_t count = 0;
    struct buf lower;
    size_t start;
    int len;

    buf_init(&lower, KEY_BYTES_MAX);
    text_lower(&lower, word);
    len = snprintf(key, sizeof(key), "%s%%%u:%02u:%02u:", buf_text(&lower), synset->type,
                   synset->file, synset->words[at].id);
    buf_dispose(&lower);
    if (len < 0 || (size_t)len >= sizeof(key))
        return 0;
    start = find_line(net->counts, str_make(key, (size_t)len));
    line = str_sub(net->counts, start, str_find_char(net->counts, '\n', start) - start);
    if (!str_starts(line, str_make(key, (size_t)len)) || !next_column(&line, &column) ||
        !next_column(&line, &column) || !next_number(&line, 10, &count))
        return 0;
    return (int64_t)count;
}

/* --- indexes --- */

enum err wordnet_next_lemma(struct str *rest, struct wordnet_lemma *lemma, const char *name)
{
    struct str line, column, behind;
    uint64_t senses, pointers, skipped;
    int i;

    do {
        if (!str_next(rest, '\n', &line))
            return ERR_ABSENT;
        behind = line;
        /* The licence stands on lines that begin with a blank. */
    } while (line.len == 0 || line.ptr[0] == ' ');
    lemma->offset_count = 0;
    if (!next_column(&line, &lemma->text) || !next_column(&line, &column) ||
        !next_number(&line, 10, &senses) || !next_number(&line, 10, &pointers))
        return err_set(ERR_FORMAT, "%s: \"%.*s\" is no line of an index", name,
                       STR_ARG(str_sub(behind, 0, 40)));
    while (pointers > 0 && next_column(&line, &column))
        pointers--;
    for (i = 0; i < 2; i++)
        next_number(&line, 10, &skipped);
    while (lemma->offset_count < WORDNET_OFFSETS_MAX && lemma->offset_count < senses &&
           next_number(&line, 10, &lemma->offsets[lemma->offset_count]))
        lemma->offset_count++;
    return OK;
}
