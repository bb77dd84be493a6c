#include "dict/freedict.h"

#include <string.h>

#include "dict/base/text.h"
#include "dict/dictd.h"

/* Columns at which lines that are not glosses begin; a gloss begins before. */
enum { INDENTED = 2 };

/* Moves *AT behind CLOSE and gives what lies before it. */
static bool take_until(struct str line, struct str close, size_t *at, struct str *inside)
{
    size_t end = str_find(line, close, *at);

    if (end == line.len)
        return false;
    *inside = str_sub(line, *at, end - *at);
    *at = end + close.len;
    return true;
}

/* Where the round bracket that opens at OPEN is closed, or LINE.len. */
static size_t bracket_end(struct str line, size_t open)
{
    size_t depth = 0, i;

    for (i = open; i < line.len; i++) {
        if (line.ptr[i] == '(')
            depth++;
        else if (line.ptr[i] == ')' && --depth == 0)
            break;
    }
    return i;
}

/* Whether LINE is one pair of round brackets and what is in it. */
static bool is_bracketed(struct str line)
{
    return line.len >= 2 && line.ptr[0] == '(' && bracket_end(line, 0) == line.len - 1;
}

/* --- the headword's line --- */

/* FreeDict lets a speech synthesiser read headwords. It tells where it changed the
 * language, "(en)", and spells out what it cannot read. Some have "<sup>w</sup>". */
static void read_ipa(struct entry_builder *builder, struct str ipa)
{
    char *clean = arena_strndup(builder->arena, ipa.ptr, ipa.len), *mark;
    size_t len;

    if (strstr(clean, "lˈe̞tə") != NULL || strchr(clean, '?') != NULL)
        return;
    for (mark = clean; (mark = strpbrk(mark, "(<")) != NULL; mark += len == 0) {
        len = strcspn(mark, *mark == '(' ? ")" : ">");
        len = mark[len] != '\0' && (*mark == '<' || len == 3) ? len + 1 : 0;
        memmove(mark, mark + len, strlen(mark + len) + 1);
    }
    builder->entry.ipa = entry_text(builder, str_of(clean));
}

/* What stands in bars at AT; *END is behind it. False if the bars are not closed. */
static bool take_sound(struct str line, size_t at, size_t *end, struct str *sound)
{
    size_t i;

    for (i = at + 1; i < line.len; i++) {
        if (line.ptr[i] != '/' || (i + 1 < line.len && strchr(" ,)", line.ptr[i + 1]) == NULL))
            continue;
        *sound = str_sub(line, at + 1, i - at - 1);
        *end = i + 1;
        return true;
    }
    return false;
}

/* Where " /ipa/" begins. A bar between spaces, "wenn / obwohl", is the headword's own. */
static size_t find_sound(struct str line)
{
    size_t at = 0;

    while ((at = str_find(line, str_of(" /"), at)) + 2 < line.len) {
        if (line.ptr[at + 2] != ' ')
            return at;
        at += 2;
    }
    return line.len;
}

/* The end of the first way to write the headword: before ", " that follows its sound, but
 * not within brackets. */
static size_t find_form_end(struct str line)
{
    static const char border[] = "/, ";
    size_t at = 0;

    while ((at = str_find(line, str_of(border), at)) < line.len) {
        at += strlen(border);
        if (at < line.len && line.ptr[at] != ')')
            return at - 2;
    }
    return line.len;
}

/* "(3D /ipa/)" is an abbreviation, "([+ gen])" a rule of grammar. */
static void read_bracket(struct entry_builder *builder, struct str inside)
{
    struct str form = str_sub(inside, 0, find_sound(inside));

    form = str_trim(form);
    if (str_starts(form, str_of("[")) && str_ends(form, str_of("]")))
        entry_add_grammar(builder, str_sub(form, 1, form.len - 2));
    else
        entry_add_ref(builder, REF_SYNONYM, form);
}

static void read_brackets(struct entry_builder *builder, struct str line)
{
    size_t open = 0, end;

    while ((open = str_find(line, str_of(" ("), open)) < line.len) {
        end = bracket_end(line, ++open);
        if (end == line.len)
            return;
        read_bracket(builder, str_sub(line, open + 1, end - open - 1));
        open = end;
    }
}

/* How much of FORM stands before the word: "[news1]  ", "(usually in kana)  ", or the end
 * of such a remark that had a stroke in it, "reading)  "; 0 if the word begins it. */
static size_t mark_len(struct str form)
{
    const size_t close = str_find_char(form, ')', 0);
    size_t end = 0;

    if (form.len > 0 && form.ptr[0] == '[')
        end = str_find_char(form, ']', 0);
    else if (form.len > 0 && form.ptr[0] == '(')
        end = bracket_end(form, 0);
    else if (close < str_find_char(form, '(', 0))
        end = close;
    return end > 0 && str_starts(str_from(form, end + 1), str_of(" ")) ? end + 1 : 0;
}

/* Japanese headwords come with marks of how frequent each writing is, and of its use. */
static struct str without_marks(struct str form)
{
    size_t len;

    form = str_trim(form);
    while ((len = mark_len(form)) > 0)
        form = str_trim(str_from(form, len));
    return form;
}

/* One way to write the headword, with how it is said behind it. */
static void read_form(struct entry_builder *builder, struct str word, struct str text)
{
    const char *before = builder->entry.headword;
    size_t end = find_sound(text), at;
    struct str form = without_marks(str_sub(text, 0, end)), ipa;

    if (before != NULL && (dictd_is_same(word, str_of(before)) || !dictd_is_same(word, form))) {
        entry_add_ref(builder, REF_SYNONYM, form);
        return;
    }
    builder->entry.headword = entry_text(builder, form);
    if (before != NULL)
        entry_add_ref(builder, REF_SYNONYM, str_of(before));
    builder->entry.ipa = NULL;
    if (!take_sound(text, end + 1, &at, &ipa))
        return;
    read_ipa(builder, ipa);
    read_brackets(builder, str_from(text, at));
}

static void read_head(struct entry_builder *builder, struct str word, struct str line)
{
    struct str marks = { NULL, 0 };
    size_t open = str_find(line, str_of(" <"), 0), end;

    if (str_ends(line, str_of(">")) && open < line.len) {
        marks = str_sub(line, open + 2, line.len - open - 3);
        line = str_sub(line, 0, open);
    }
    while (line.len > 0) {
        end = find_form_end(line);
        read_form(builder, word, str_sub(line, 0, end));
        line = str_from(line, end + 2);
    }
    entry_add_marks(builder, marks);
    /* Ding marks plural nouns so. */
    if (str_is(marks, "pl"))
        builder->entry.pos = "noun";
}

/* --- glosses --- */

/* A gloss as it is being rid of what clutters it. It never grows. */
struct cleaning {
    char *text;
    size_t len;
    size_t abbr_at;   /* where an abbreviation may begin, or NOWHERE */
    size_t abbrs_end; /* behind the abbreviation added last */
};
#define NOWHERE SIZE_MAX

/* The glosses' own parts of speech: "<n>", "<v, trans>". */
static bool is_marks(struct str inside)
{
    size_t i;

    for (i = 0; i < inside.len; i++) {
        if ((inside.ptr[i] < 'a' || inside.ptr[i] > 'z') && strchr(", ", inside.ptr[i]) == NULL)
            return false;
    }
    return inside.len > 0 && inside.ptr[0] != ' ';
}

/* Where the abbreviation stuck to the last word begins: "modelDEM". */
static size_t find_capitals(const struct cleaning *to)
{
    size_t start = to->len, i;

    while (start > 0 && to->text[start - 1] != ' ')
        start--;
    for (i = start + 1; i < to->len; i++) {
        if (to->text[i] >= 'A' && to->text[i] <= 'Z' && to->text[i - 1] >= 'a' &&
            to->text[i - 1] <= 'z')
            return i;
    }
    return NOWHERE;
}

/* What was copied last was "ABBR", and its ",  /ipa/" is next: makes it "(ABBR)", or
 * adds it to the brackets before it. */
static void bracket_abbreviation(struct cleaning *to)
{
    size_t start = to->abbr_at != NOWHERE ? to->abbr_at : find_capitals(to);
    bool more = start != NOWHERE && start > 0 && start == to->abbrs_end;
    struct str abbr;

    if (start == NOWHERE)
        return;
    abbr = str_trim(str_make(to->text + start, to->len - start));
    if (abbr.len == 0)
        return;
    /* "), " stands for ")" and " (" for nothing or a space: two bytes more at most. */
    start -= more;
    while (!more && start > 0 && to->text[start - 1] == ' ')
        start--;
    memmove(to->text + start + 2, abbr.ptr, abbr.len);
    memcpy(to->text + start, more ? ", " : " (", 2);
    to->len = start + 2 + abbr.len;
    to->text[to->len++] = ')';
    to->abbr_at = to->abbrs_end = to->len;
}

/* Passes over a mark or an abbreviation's sound at *AT; false if there is none. */
static bool pass_clutter(struct cleaning *to, struct str gloss, size_t *at)
{
    struct str rest = str_from(gloss, *at), inside;
    size_t end = 1;

    if (rest.ptr[0] == '<' && take_until(rest, str_of(">"), &end, &inside) && is_marks(inside)) {
        while (to->len > 0 && to->text[to->len - 1] == ' ')
            to->len--;
        to->abbr_at = to->len;
        *at += end;
        return true;
    }
    end = strlen(",  /");
    if (str_starts(rest, str_of(",  /")) && take_until(rest, str_of("/"), &end, &inside)) {
        bracket_abbreviation(to);
        *at += end;
        return true;
    }
    /* The space of " ," is left over from a label. */
    *at += str_starts(rest, str_of(" ,"));
    return str_starts(rest, str_of(" ,"));
}

/* "head office <n>HO,  /hˈoː/" becomes "head office (HO)": how a German reads an
 * English abbreviation helps nobody. */
static struct str clean_gloss(struct entry_builder *builder, struct str gloss)
{
    struct cleaning to = { .abbr_at = NOWHERE, .abbrs_end = NOWHERE };
    size_t at = 0;

    if (str_find_char(gloss, '<', 0) == gloss.len &&
        str_find(gloss, str_of(" ,"), 0) == gloss.len &&
        str_find(gloss, str_of(",  /"), 0) == gloss.len)
        return gloss;
    to.text = arena_alloc(builder->arena, gloss.len + 1);
    while (at < gloss.len) {
        if (pass_clutter(&to, gloss, &at))
            continue;
        to.text[to.len++] = gloss.ptr[at];
        if (gloss.ptr[at] == ',')
            to.abbr_at = NOWHERE;
        else if (gloss.ptr[at] == ']')
            to.abbr_at = to.len;
        at++;
    }
    return str_make(to.text, to.len);
}

/* Takes leading "[mus.]  [fig.]" as labels of the last sense. */
static struct str take_labels(struct entry_builder *builder, struct str line)
{
    struct str inside;
    size_t at;

    while (line.len > 0 && line.ptr[0] == '[') {
        at = 1;
        if (!take_until(line, str_of("]"), &at, &inside) || at == line.len)
            break;
        entry_add_label(builder, inside);
        line = str_trim(str_from(line, at));
    }
    return line;
}

/* Leading "{x}, {y}" are references. */
static struct str take_refs(struct entry_builder *builder, struct str line)
{
    struct str inside;
    size_t at;

    while (line.len > 0 && line.ptr[0] == '{') {
        at = 1;
        if (!take_until(line, str_of("}"), &at, &inside))
            break;
        entry_add_ref(builder, REF_SEE, inside);
        line = str_from(line, at);
        if (str_starts(line, str_of(", ")))
            line = str_from(line, 2);
    }
    return line;
}

/* A remark's leading "(geografia) " are labels of the last sense. */
static struct str take_fields(struct entry_builder *builder, struct str line)
{
    struct str inside;
    size_t at;

    while (line.len > 0 && line.ptr[0] == '(') {
        at = 1;
        if (!take_until(line, str_of(") "), &at, &inside) ||
            str_find_char(inside, '(', 0) < inside.len)
            break;
        entry_add_label(builder, inside);
        line = str_trim(str_from(line, at));
    }
    return line;
}

/* What belongs to the last sense: its gloss, if there is none yet; else a remark, such as
 * Polish dictionaries put on the line below. */
static void read_gloss(struct entry_builder *builder, struct str line)
{
    const struct entry *entry = &builder->entry;
    bool open = entry->sense_count == 0 || entry->senses[entry->sense_count - 1].gloss[0] == '\0';

    if (!open) {
        line = take_fields(builder, line);
        line.len -= str_ends(line, str_of(";"));
        entry_add_note(builder, clean_gloss(builder, line));
        return;
    }
    line = take_refs(builder, take_labels(builder, line));
    entry_add_gloss(builder, clean_gloss(builder, line));
}

/* "(common) (futsuumeishi)" is two words of grammar. */
static void add_brackets(struct entry_builder *builder, struct str text)
{
    struct str inside;
    size_t at = 1;

    if (!str_starts(text, str_of("(")) || !str_ends(text, str_of(")"))) {
        entry_add_grammar(builder, text);
        return;
    }
    text.len--;
    while (take_until(text, str_of(") ("), &at, &inside))
        entry_add_grammar(builder, inside);
    entry_add_grammar(builder, str_from(text, at));
}

/* "(noun (common))" before a gloss: grammar of the entry or, once there are senses,
 * of the sense. */
static void read_remark(struct entry_builder *builder, struct str inside)
{
    size_t end = str_find_char(inside, ' ', 0);
    const char *pos = entry_pos(str_sub(inside, 0, end));

    if (builder->entry.sense_count > 0) {
        entry_add_label(builder, inside);
    } else if (pos != NULL && builder->entry.pos == NULL) {
        builder->entry.pos = pos;
        add_brackets(builder, str_trim(str_from(inside, end)));
    } else {
        entry_add_grammar(builder, inside);
    }
}

/* --- the other lines --- */

/* `"text"  - translation` */
static void add_example(struct entry_builder *builder, struct str line)
{
    static const char border[] = "\"  - ";
    size_t end = str_find(line, str_of(border), 1);
    struct str translation = str_from(line, end + strlen(border));

    if (end == line.len && line.len > 1 && line.ptr[line.len - 1] == '"')
        end = line.len - 1;
    entry_add_example(builder, str_sub(line, 1, end - 1), translation);
}

/* The length of "12." and a space or the line's end at the start of LINE, or 0. */
static size_t number_len(struct str line)
{
    size_t i = 0;

    while (i < line.len && line.ptr[i] >= '0' && line.ptr[i] <= '9')
        i++;
    if (i == 0 || i > 3 || i == line.len || line.ptr[i] != '.')
        return 0;
    return i + 1 == line.len || line.ptr[i + 1] == ' ' ? i + 1 : 0;
}

static bool read_refs_line(struct entry_builder *builder, struct str line)
{
    static const struct {
        const char *word;
        enum ref_kind kind;
    } words[] = {
        { "see: {", REF_SEE },          { "Synonym: {", REF_SYNONYM },
        { "Synonyms: {", REF_SYNONYM }, { "Antonym: {", REF_ANTONYM },
        { "Antonyms: {", REF_ANTONYM },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(words); i++) {
        if (!str_starts(line, str_of(words[i].word)))
            continue;
        entry_add_refs(builder, words[i].kind, line);
        return true;
    }
    return false;
}

static void read_line(struct entry_builder *builder, struct str line, size_t indent, bool is_last)
{
    const struct str note = str_of("Note:");
    size_t number = number_len(line);

    if (number > 0 && indent < INDENTED) {
        entry_add_sense(builder, str_of(""));
        line = str_trim(str_from(line, number));
    }
    if (line.len == 0 || read_refs_line(builder, line))
        return;
    if (indent >= INDENTED && str_starts(line, note))
        entry_add_note(builder, clean_gloss(builder, str_from(line, note.len)));
    else if (indent >= INDENTED && line.ptr[0] == '"')
        add_example(builder, line);
    else if (is_bracketed(line) && !(is_last && builder->entry.sense_count == 0))
        read_remark(builder, str_sub(line, 1, line.len - 2));
    else
        read_gloss(builder, line);
}

/* A sense that is only a label or a remark: that is its gloss then. */
static void fill_glosses(struct entry_builder *builder)
{
    struct sense *sense = builder->senses, *end = sense + builder->entry.sense_count;

    for (; sense < end; sense++) {
        const char **spare = sense->label != NULL ? &sense->label : &sense->note;

        if (sense->gloss[0] != '\0' || *spare == NULL)
            continue;
        sense->gloss = *spare;
        *spare = NULL;
    }
}

void freedict_parse(struct entry_builder *builder, struct str word, struct str text)
{
    struct str line, trimmed;

    while (text.len > 0 && text.ptr[text.len - 1] == '\n')
        text.len--;
    if (!str_next(&text, '\n', &line))
        return;
    read_head(builder, word, line);
    while (str_next(&text, '\n', &line)) {
        trimmed = str_trim(line);
        if (trimmed.len > 0)
            read_line(builder, trimmed, (size_t)(trimmed.ptr - line.ptr), text.len == 0);
    }
    fill_glosses(builder);
}
