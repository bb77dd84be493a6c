#include "dict/freedict.h"

#include <string.h>

/* The end of the part of LINE before its first " /" or " <". */
static size_t headword_end(struct str line)
{
    size_t ipa = str_find(line, str_of(" /"), 0), marks = str_find(line, str_of(" <"), 0);

    return ipa < marks ? ipa : marks;
}

/* What stands between OPEN and CLOSE from *AT on; *AT moves behind it. */
static bool take_between(struct str line, char open, char close, size_t *at, struct str *inside)
{
    size_t start = str_find_char(line, open, *at), end = str_find_char(line, close, start + 1);

    if (end >= line.len)
        return false;
    *inside = str_sub(line, start + 1, end - start - 1);
    *at = end + 1;
    return true;
}

static void add_grammar(struct entry_builder *builder, struct str text)
{
    struct entry *entry = &builder->entry;
    const char *copy = entry_text(builder, text);

    if (copy != NULL)
        entry->grammar = entry->grammar == NULL
                             ? copy
                             : arena_printf(builder->arena, "%s, %s", entry->grammar, copy);
}

/* "<masc, n, sg>": the part of speech, and the rest as grammar. */
static void read_marks(struct entry_builder *builder, struct str marks)
{
    struct entry *entry = &builder->entry;
    struct str mark;
    const char *pos;

    while (str_next(&marks, ',', &mark)) {
        mark = str_trim(mark);
        pos = entry_pos(mark);
        if (pos != NULL && entry->pos == NULL)
            entry->pos = pos;
        else if (pos == NULL && mark.len > 0)
            entry->grammar = entry->grammar == NULL ? entry_text(builder, mark)
                                                    : arena_printf(builder->arena, "%s, %.*s",
                                                                   entry->grammar, STR_ARG(mark));
    }
}

/* Leading "[mus.] [fig.]" in *LABELS; gives the rest. */
static struct str take_labels(struct str line, struct str *labels)
{
    size_t end, from = 0;

    line = str_trim(line);
    while (from < line.len && line.ptr[from] == '[') {
        end = str_find_char(line, ']', from);
        if (end == line.len)
            break;
        from = end + 1;
        while (from < line.len && line.ptr[from] == ' ')
            from++;
    }
    *labels = str_sub(line, 0, from);
    return str_from(line, from);
}

/* "sˈabːia"; some voices read what they cannot as "(en)..." */
static void read_ipa(struct entry_builder *builder, struct str ipa)
{
    if (builder->entry.ipa == NULL && str_find_char(ipa, '(', 0) == ipa.len)
        builder->entry.ipa = entry_text(builder, ipa);
}

/* "[news1] word /ipa/, reading /ipa/ <marks>": the first is the headword, other
 * ways to write it stand with the grammar. */
static void read_head(struct entry_builder *builder, struct str line)
{
    struct str part, labels;
    size_t at;

    while (line.len > 0 && line.ptr[0] != '<') {
        line = take_labels(line, &labels);
        at = headword_end(line);
        part = str_sub(line, 0, at);
        if (builder->entry.headword == NULL)
            builder->entry.headword = entry_text(builder, part);
        else
            add_grammar(builder, part);
        line = str_from(line, at);
        at = 0;
        if (str_starts(line, str_of(" /")) && take_between(line, '/', '/', &at, &part))
            read_ipa(builder, part);
        else if (at == 0 && line.len > 0 && !str_starts(str_trim(line), str_of("<")))
            return;
        line = str_trim(str_from(line, at));
        if (str_starts(line, str_of(", ")))
            line = str_from(line, 2);
        else
            break;
    }
    at = 0;
    if (take_between(line, '<', '>', &at, &part))
        read_marks(builder, part);
}

/* "{x}, {y}" */
static void read_refs(struct entry_builder *builder, enum ref_kind kind, struct str line)
{
    struct str inside;
    size_t at = 0;

    while (take_between(line, '{', '}', &at, &inside))
        entry_add_ref(builder, kind, inside);
}

static void add_labels(struct entry_builder *builder, struct str labels)
{
    struct str inside;
    size_t at = 0;

    while (take_between(labels, '[', ']', &at, &inside))
        entry_add_label(builder, inside);
}

/* A gloss without the marks of its own grammar: "chord <n>". */
static struct str without_marks(struct entry_builder *builder, struct str gloss)
{
    char *clean;
    size_t at = 0, used = 0, open, close;

    if (str_find_char(gloss, '<', 0) == gloss.len)
        return gloss;
    clean = arena_alloc(builder->arena, gloss.len + 1);
    while (at < gloss.len) {
        open = str_find_char(gloss, '<', at);
        close = str_find_char(gloss, '>', open);
        if (close == gloss.len)
            open = gloss.len;
        memcpy(clean + used, gloss.ptr + at, open - at);
        used += open - at;
        at = open < gloss.len ? close + 1 : gloss.len;
        if (used > 0 && clean[used - 1] == ' ' && (at == gloss.len || strchr(" ,;", gloss.ptr[at])))
            used--;
    }
    return str_make(clean, used);
}

/* "(intransitive verb)" on a line of its own belongs to the gloss after it. */
static bool is_remark(struct str line)
{
    int depth = 0;
    size_t i;

    for (i = 0; i < line.len; i++) {
        depth += (line.ptr[i] == '(') - (line.ptr[i] == ')');
        if (depth == 0)
            return i + 1 == line.len && line.len > 2;
    }
    return false;
}

static void add_gloss(struct entry_builder *builder, struct str line)
{
    struct str labels, gloss = take_labels(line, &labels);
    const struct sense *last = builder->senses + builder->entry.sense_count - 1;
    bool waits = builder->entry.sense_count > 0 && last->gloss[0] == '\0' && last->label != NULL;

    if (is_remark(gloss)) {
        if (!waits)
            entry_add_sense(builder, str_of(""));
        entry_add_label(builder, str_sub(gloss, 1, gloss.len - 2));
        return;
    }
    if (waits)
        entry_set_gloss(builder, without_marks(builder, gloss));
    else
        entry_add_sense(builder, without_marks(builder, gloss));
    add_labels(builder, labels);
}

/* `"text"  - translation` */
static void add_example(struct entry_builder *builder, struct str line)
{
    size_t end = str_find(line, str_of("\"  - "), 1);
    struct str translation = str_from(line, end + strlen("\"  - "));

    if (end == line.len && line.ptr[line.len - 1] == '"' && line.len > 1)
        end = line.len - 1;
    entry_add_example(builder, str_sub(line, 1, end - 1), translation);
}

/* The length of "12. " at the start of LINE, or 0. */
static size_t number_len(struct str line)
{
    size_t i = 0;

    while (i < line.len && line.ptr[i] >= '0' && line.ptr[i] <= '9')
        i++;
    return i > 0 && i <= 3 && str_starts(str_from(line, i), str_of(". ")) ? i + 2 : 0;
}

static bool after_word(struct str line, const char *word, struct str *rest)
{
    if (!str_starts(line, str_of(word)))
        return false;
    *rest = str_from(line, strlen(word));
    return true;
}

static void read_line(struct entry_builder *builder, struct str line)
{
    struct str rest;

    if (after_word(line, "Note:", &rest))
        entry_add_note(builder, rest);
    else if (after_word(line, "Synonym:", &rest) || after_word(line, "Synonyms:", &rest))
        read_refs(builder, REF_SYNONYM, rest);
    else if (after_word(line, "Antonym:", &rest) || after_word(line, "Antonyms:", &rest))
        read_refs(builder, REF_ANTONYM, rest);
    else if (after_word(line, "see:", &rest))
        read_refs(builder, REF_SEE, rest);
    else if (line.ptr[0] == '"')
        add_example(builder, line);
    else
        add_gloss(builder, str_from(line, number_len(line)));
}

void freedict_parse(struct entry_builder *builder, struct str text)
{
    struct str line;

    if (!str_next(&text, '\n', &line))
        return;
    read_head(builder, line);
    while (str_next(&text, '\n', &line)) {
        line = str_trim(line);
        if (line.len > 0)
            read_line(builder, line);
    }
}

/* --- other dictionaries --- */

/* "n 1: " or "2: " or "3. ": its length, with the part of speech in *POS. */
static size_t sense_start(struct str line, const char **pos)
{
    size_t word = str_find_char(line, ' ', 0), at = 0;

    *pos = NULL;
    if (word < line.len && word <= 5)
        *pos = entry_pos(str_sub(line, 0, word));
    if (*pos != NULL)
        at = word + 1;
    word = at;
    while (at < line.len && line.ptr[at] >= '0' && line.ptr[at] <= '9')
        at++;
    if (at == word || at - word > 3 || at + 1 >= line.len)
        return *pos != NULL && str_starts(str_from(line, word), str_of(": ")) ? word + 2 : 0;
    if ((line.ptr[at] == ':' || line.ptr[at] == '.' || line.ptr[at] == ')') &&
        line.ptr[at + 1] == ' ')
        return at + 2;
    return 0;
}

void plain_parse(struct entry_builder *builder, struct str text)
{
    struct buf sense;
    struct str line;
    const char *pos;
    size_t start;

    buf_init(&sense, ENTRY_TEXT_MAX);
    if (str_next(&text, '\n', &line))
        builder->entry.headword = entry_text(builder, line);
    while (str_next(&text, '\n', &line)) {
        line = str_trim(line);
        start = sense_start(line, &pos);
        if ((start > 0 || line.len == 0) && sense.len > 0) {
            entry_add_sense(builder, buf_str(&sense));
            buf_clear(&sense);
        }
        if (start > 0 && pos != NULL && builder->entry.pos == NULL)
            builder->entry.pos = pos;
        else if (start > 0 && pos != NULL && strcmp(pos, builder->entry.pos) != 0)
            buf_printf(&sense, "(%s) ", pos);
        else if (start == 0 && sense.len > 0 && line.len > 0)
            buf_addc(&sense, ' ');
        buf_add_str(&sense, str_from(line, start));
    }
    if (sense.len > 0)
        entry_add_sense(builder, buf_str(&sense));
    buf_dispose(&sense);
}
