#include "dict/ding.h"

#include <string.h>

#include "dict/base/buf.h"

enum {
    TERM_BYTES_MAX = 1 << 12,
    GLOSS_BYTES_MAX = 1 << 14,
    BRACKET_BYTES_MAX = 1000,
    WORDS_MAX = 6 /* of a headword: more nobody looks up */
};

/* --- cutting --- */

static char closing_of(char open)
{
    switch (open) {
    case '{':
        return '}';
    case '[':
        return ']';
    case '(':
        return ')';
    case '<':
        return '>';
    default:
        return '\0';
    }
}

/* Where the bracket that opens at FROM ends: its closing one, or FROM itself if there
 * is none near. Those of one kind nest. */
static size_t bracket_end(struct str text, size_t from)
{
    char open = text.ptr[from], close = closing_of(open);
    size_t at, depth = 0;

    for (at = from; close != '\0' && at < text.len && at - from < BRACKET_BYTES_MAX; at++) {
        if (text.ptr[at] == open)
            depth++;
        else if (text.ptr[at] == close && --depth == 0)
            return at;
    }
    return from;
}

/* The next piece of *REST up to a SEPARATOR that stands outside brackets. */
static bool next_piece(struct str *rest, char separator, struct str *piece)
{
    size_t at;

    if (rest->len == 0)
        return false;
    for (at = 0; at < rest->len && rest->ptr[at] != separator; at++) {
        if (closing_of(rest->ptr[at]) != '\0')
            at = bracket_end(*rest, at);
    }
    *piece = str_trim(str_sub(*rest, 0, at));
    *rest = str_from(*rest, at + 1);
    return true;
}

bool ding_next_word(struct str *rest, struct str *word)
{
    while (str_next(rest, ' ', word)) {
        if (word->len > 0)
            return true;
    }
    return false;
}

static bool is_one_of(struct str word, const char *const *list, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (str_is(word, list[i]))
            return true;
    }
    return false;
}

bool ding_is_placeholder(struct str word)
{
    static const char *const names[] = { "etw.", "jdn.", "jdm.", "jds.", "jd.", "jmd.", "jmdn." };
    struct str name;
    bool all = word.len > 0;

    while (all && str_next(&word, '/', &name))
        all = is_one_of(name, names, ARRAY_LEN(names));
    return all;
}

bool ding_is_preposition(struct str word)
{
    static const char *const names[] = { "an",    "auf",    "aus",     "bei",   "durch", "für",
                                         "gegen", "hinter", "in",      "mit",   "nach",  "neben",
                                         "ohne",  "über",   "um",      "unter", "von",   "vor",
                                         "wegen", "zu",     "zwischen" };
    struct str name;
    bool all = word.len > 0;

    while (all && str_next(&word, '/', &name))
        all = is_one_of(name, names, ARRAY_LEN(names));
    return all;
}

/* --- marks --- */

/* What stands in braces, and what we make of it. */
static const struct mark {
    const char *mark, *pos, *grammar;
} marks[] = {
    { "f", "noun", "fem" },    { "pl", "noun", "pl" },           { "m", "noun", "masc" },
    { "n", "noun", "neut" },   { "adj", "adj", NULL },           { "vt", "verb", "trans" },
    { "adv", "adv", NULL },    { "vi", "verb", "intr" },         { "v", "verb", NULL },
    { "vr", "verb", "refl" },  { "interj", "interj", NULL },     { "num", "num", NULL },
    { "pron", "pron", NULL },  { "conj", "conj", NULL },         { "prp", "prep", NULL },
    { "ppron", "pron", NULL }, { "relativ.pron", "pron", NULL }, { "pron interrog", "pron", NULL },
    { "art", "art", NULL },
};

static const char *join(struct arena *arena, const char *a, const char *b, const char *gap)
{
    return a == NULL ? b : arena_printf(arena, "%s%s%s", a, gap, b);
}

static const char *keep(struct arena *arena, struct str text)
{
    return arena_strndup(arena, text.ptr, text.len);
}

static void add_mark(struct ding_term *term, struct arena *arena, struct str name)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(marks) && !str_is(name, marks[i].mark); i++)
        continue;
    if (i == ARRAY_LEN(marks)) {
        term->grammar = join(arena, term->grammar, keep(arena, name), ", ");
        return;
    }
    if (term->pos == NULL)
        term->pos = marks[i].pos;
    term->plural |= str_is(name, "pl");
    if (marks[i].grammar != NULL)
        term->grammar = join(arena, term->grammar, marks[i].grammar, ", ");
}

/* "m,f" or "prp; +Dat.": words, and the cases that they take. */
static void add_marks(struct ding_term *term, struct arena *arena, struct str list)
{
    struct str half, name;

    while (str_next(&list, ';', &half)) {
        while (str_next(&half, ',', &name)) {
            name = str_trim(name);
            if (name.len > 0)
                add_mark(term, arena, name);
        }
    }
}

static void add_also(struct ding_term *term, struct arena *arena, struct str text)
{
    size_t i = 0;

    while (i < DING_ALSO_MAX && term->also[i] != NULL)
        i++;
    text = str_trim(text);
    if (i < DING_ALSO_MAX && text.len > 0)
        term->also[i] = keep(arena, text);
}

static void add_bracket(struct ding_term *term, struct arena *arena, char open, struct str inner)
{
    inner = str_trim(inner);
    if (inner.len == 0)
        return;
    if (open == '{')
        add_marks(term, arena, inner);
    else if (open == '[')
        term->label = join(arena, term->label, keep(arena, inner), ", ");
    else if (open == '(')
        term->note = join(arena, term->note, keep(arena, inner), "; ");
    else
        add_also(term, arena, inner);
}

/* --- terms --- */

/* Whether "(x)" from FROM to TO is a part of a word, as in "(zurück)rufen". */
static bool is_within_word(struct str text, size_t from, size_t to)
{
    bool glued_before = from > 0 && text.ptr[from - 1] != ' ';
    bool glued_behind = to + 1 < text.len && text.ptr[to + 1] != ' ' && text.ptr[to + 1] != ';';

    return text.ptr[from] == '(' && (glued_before || glued_behind);
}

/* Where "/AU/" that opens at FROM ends; FROM itself if it is none. */
static size_t abbreviation_end(struct str text, size_t from)
{
    size_t end = str_find_char(text, '/', from + 1);

    if (text.ptr[from] != '/' || (from > 0 && text.ptr[from - 1] != ' ') || end == text.len ||
        end == from + 1 || (end + 1 < text.len && text.ptr[end + 1] != ' '))
        return from;
    return str_find_char(str_sub(text, from, end - from), ' ', 0) == end - from ? end : from;
}

static void add_blank(struct buf *out)
{
    if (out->len > 0 && out->data[out->len - 1] != ' ')
        buf_addc(out, ' ');
}

/* TEXT without its brackets to OUT; what they say to TERM. */
static void clean_term(struct buf *out, struct ding_term *term, struct arena *arena,
                       struct str text)
{
    size_t at, end;

    for (at = 0; at < text.len; at++) {
        end = bracket_end(text, at);
        if (end > at && is_within_word(text, at, end)) {
            buf_add_str(out, str_sub(text, at + 1, end - at - 1));
        } else if (end > at) {
            add_bracket(term, arena, text.ptr[at], str_sub(text, at + 1, end - at - 1));
            add_blank(out);
        } else if ((end = abbreviation_end(text, at)) > at) {
            add_also(term, arena, str_sub(text, at + 1, end - at - 1));
        } else if (text.ptr[at] == ' ') {
            add_blank(out);
        } else {
            buf_addc(out, text.ptr[at]);
        }
        at = end;
    }
}

/* "die Polizei", but not "das A und O" */
static bool is_article(struct str word, struct str behind)
{
    static const char *const names[] = { "der", "die", "das" };

    behind = str_trim(behind);
    return is_one_of(word, names, ARRAY_LEN(names)) && behind.len > 0 && behind.ptr[0] >= 'A' &&
           behind.ptr[0] <= 'Z' && str_find_char(behind, ' ', 0) == behind.len;
}

/* Of "sich an etw. erinnern" what is no placeholder, nor a preposition before one; of
 * verbs no "sich" either. */
static struct str strip_construction(struct buf *out, struct str text, bool is_verb)
{
    struct str word, behind, next = { NULL, 0 };

    while (ding_next_word(&text, &word)) {
        behind = text;
        if (!ding_next_word(&behind, &next))
            next = str_of("");
        if (ding_is_placeholder(word) || (out->len == 0 && is_article(word, text)) ||
            (is_verb && str_is(word, "sich")) ||
            (ding_is_preposition(word) && ding_is_placeholder(next)))
            continue;
        add_blank(out);
        buf_add_str(out, word);
    }
    return buf_str(out);
}

/* Whether the construction says more than that there is an object. */
static bool is_telling(struct str text, struct str headword)
{
    struct str first, rest = text;

    if (text.len == headword.len || !ding_next_word(&rest, &first))
        return false;
    return !str_eq(str_trim(rest), headword) || str_is(first, "sich") ||
           str_find(first, str_of("jdm."), 0) < first.len;
}

static void set_headword(struct ding_term *term, struct arena *arena)
{
    bool is_verb = term->pos != NULL && str_is(str_of(term->pos), "verb");
    struct str text = str_of(term->text), headword;
    struct buf out;

    buf_init(&out, TERM_BYTES_MAX);
    headword = str_trim(strip_construction(&out, text, is_verb));
    term->headword = headword.len > 0 ? keep(arena, headword) : term->text;
    if (headword.len > 0 && is_telling(text, headword))
        term->note = join(arena, term->note, term->text, "; ");
    buf_dispose(&out);
}

static bool is_register(const char *label)
{
    static const char *const names[] = { "ugs.",    "geh.",   "Ös.",       "Schw.",     "Dt.",
                                         "Bayr.",   "selten", "veraltet",  "veraltend", "alt",
                                         "Norddt.", "Süddt.", "Mitteldt.", "pej.",      "vulg.",
                                         "slang",   "obs.",   "tm",        "humor.",    "poet." };
    struct str list = str_of(label), name;

    while (str_next(&list, ',', &name)) {
        if (is_one_of(str_trim(name), names, ARRAY_LEN(names)))
            return true;
    }
    return false;
}

/* What stands behind a term holds for those before it that have nothing of their own:
 * {adj}, and of the last one [zool.] and its remark too. Gender and register are each
 * term's own. */
static void share_marks(struct ding_term *terms, size_t count)
{
    const struct ding_term *last = &terms[count - 1], *marked = NULL;
    bool shares_label = last->label != NULL && !is_register(last->label);
    size_t i;

    for (i = count; i-- > 0;) {
        if (terms[i].pos != NULL) {
            marked = str_is(str_of(terms[i].pos), "noun") ? NULL : &terms[i];
        } else if (marked != NULL) {
            terms[i].pos = marked->pos;
            terms[i].grammar = terms[i].grammar == NULL ? marked->grammar : terms[i].grammar;
        }
        if (shares_label && terms[i].label == NULL)
            terms[i].label = last->label;
        if (terms[i].note == NULL)
            terms[i].note = last->note;
    }
}

static void read_terms(struct ding_part *part, struct arena *arena)
{
    struct ding_term terms[DING_TERMS_MAX], *kept;
    struct str rest = part->german, piece;
    size_t count = 0, i;
    struct buf out;

    buf_init(&out, TERM_BYTES_MAX);
    while (count < DING_TERMS_MAX && next_piece(&rest, ';', &piece)) {
        buf_clear(&out);
        terms[count] = (struct ding_term){ .text = NULL };
        clean_term(&out, &terms[count], arena, piece);
        if (str_trim(buf_str(&out)).len > 0)
            terms[count++].text = keep(arena, str_trim(buf_str(&out)));
    }
    buf_dispose(&out);
    if (count == 0)
        return;
    share_marks(terms, count);
    if (terms[count - 1].pos == NULL && str_starts(str_of(part->gloss), str_of("to ")))
        terms[count - 1].pos = "verb";
    for (i = 0; i < count; i++)
        set_headword(&terms[i], arena);
    kept = arena_alloc(arena, count * sizeof(*kept));
    memcpy(kept, terms, count * sizeof(*kept));
    part->terms = kept;
    part->term_count = count;
}

/* The English terms; their remarks and fields stay, grammar and spellings go. */
static const char *read_gloss(struct arena *arena, struct str text)
{
    struct buf out;
    size_t at, end;
    const char *gloss;

    buf_init(&out, GLOSS_BYTES_MAX);
    for (at = 0; at < text.len; at++) {
        end = bracket_end(text, at);
        if (end > at && (text.ptr[at] == '{' || text.ptr[at] == '<')) {
            at = end;
        } else if (end > at) {
            buf_add_str(&out, str_sub(text, at, end - at + 1));
            at = end;
        } else if ((end = abbreviation_end(text, at)) > at) {
            buf_printf(&out, "(%.*s)", STR_ARG(str_sub(text, at + 1, end - at - 1)));
            at = end;
        } else if (text.ptr[at] == ';') {
            while (out.len > 0 && out.data[out.len - 1] == ' ')
                buf_truncate(&out, out.len - 1);
            buf_addc(&out, ',');
        } else if (text.ptr[at] == ' ') {
            add_blank(&out);
        } else {
            buf_addc(&out, text.ptr[at]);
        }
    }
    gloss = keep(arena, str_trim(buf_str(&out)));
    buf_dispose(&out);
    return gloss;
}

/* --- lines --- */

/* A sentence, or more words than anybody looks up. */
static bool is_example(const char *text)
{
    struct str rest = str_of(text), word = { NULL, 0 };
    size_t words = 0;

    if (str_starts(rest, str_of("„")) || str_starts(rest, str_of("'")))
        return true;
    while (ding_next_word(&rest, &word))
        words++;
    return words > WORDS_MAX || (words > 2 && !ding_is_placeholder(word) &&
                                 strchr(".!?", word.ptr[word.len - 1]) != NULL);
}

bool ding_parse(struct ding_line *line, struct arena *arena, struct str text)
{
    size_t at = str_find(text, str_of(" :: "), 0);
    struct str german = str_sub(text, 0, at), english = str_from(text, at + 4), piece;

    line->arena = arena;
    line->part_count = 0;
    if (at == text.len || str_starts(text, str_of("#")))
        return false;
    while (line->part_count < DING_PARTS_MAX && next_piece(&german, '|', &piece)) {
        struct ding_part *part = &line->parts[line->part_count];

        *part = (struct ding_part){ .german = piece };
        part->gloss = next_piece(&english, '|', &piece) ? read_gloss(arena, piece) : "";
        read_terms(part, arena);
        if (part->term_count == 0)
            continue;
        if (line->part_count > 0 && is_example(part->terms[0].text))
            part->kind = DING_EXAMPLE;
        line->part_count++;
    }
    return line->part_count > 0;
}
