/* From a piece of an article to senses. Texts with markup are a flow of tags: blocks
 * end a line, and each line is a sense, an example, a part of speech or the sound, by
 * the tag that it stands in and by how it looks. */

#include <string.h>

#include "dict/base/text.h"
#include "dict/dictd.h"
#include "dict/markup.h"
#include "dict/stardict.h"
#include "dict/stardict_wiki.h"

enum { DEPTH_MAX = 32, NUMBER_DIGITS_MAX = 2 };

enum role {
    ROLE_NONE,
    ROLE_BLOCK,
    ROLE_SKIP,    /* with all that is in it */
    ROLE_MARK,    /* perhaps a part of speech, where a line begins with it */
    ROLE_LABEL,   /* an abbreviation: a part of speech or a field */
    ROLE_IPA,     /* how it sounds */
    ROLE_NOTE,    /* a remark */
    ROLE_EXAMPLE, /* a block */
    ROLE_REF,     /* its text is a headword */
    ROLE_SYNONYM  /* likewise, and no part of the line */
};

/* What tags mean in each type of data: x is XDXF, h HTML, g Pango, w what is left of
 * MediaWiki's, n WordNet's, k PowerWord's (where all the others are blocks). */
static const struct {
    const char *types, *names;
    enum role role;
} roles[] = {
    { "x", "k rref iref", ROLE_SKIP },
    { "x", "tr", ROLE_IPA },
    { "x", "abr", ROLE_LABEL },
    { "x", "co", ROLE_NOTE },
    { "x", "kref", ROLE_REF },
    { "x", "ex", ROLE_EXAMPLE },
    { "x", "def ar br", ROLE_BLOCK },
    { "n", "type wordgroup gloss", ROLE_BLOCK },
    { "n", "word", ROLE_SYNONYM },
    { "k", "DC", ROLE_SKIP },
    { "k", "CB YB", ROLE_IPA },
    { "hw", "script style head title", ROLE_SKIP },
    { "hw", "p div br hr li dd dt tr ul ol dl table h1 h2 h3 h4 h5 h6 section", ROLE_BLOCK },
    { "hw", "blockquote q", ROLE_EXAMPLE },
    { "hwgx", "i em abbr acronym small span font c", ROLE_MARK },
};

struct article {
    struct entry_builder *builder;
    char type;
    bool lines; /* a line feed ends a line; else it is a blank */
    struct buf line, spare;
    bool is_example;
    bool numbered;     /* senses have numbers: what has none belongs to the one before */
    size_t ref_bytes;  /* of the line, that are references */
    const char *label; /* of the next sense */
    struct {
        struct str name;
        enum role role;
        size_t start; /* of its text in the line */
    } open[DEPTH_MAX];
    size_t depth, skipping;
};

/* --- lines --- */

/* Whether TEXT is nothing but marks: "n.", "s. f.", "adj, adv". */
static bool is_marks(struct str text)
{
    struct str part, mark;
    bool any = false;

    while (str_next(&text, ',', &part)) {
        while (str_next(&part, '.', &mark)) {
            mark = str_trim(mark);
            if (mark.len == 0)
                continue;
            if (!any && entry_pos(mark) == NULL)
                return false;
            any = true;
        }
    }
    return any;
}

static void take_marks(struct article *article, struct str text)
{
    const struct entry *entry = &article->builder->entry;

    if (entry->sense_count == 0 && entry->pos == NULL)
        entry_add_marks(article->builder, text);
    else
        article->label = entry_text(article->builder, text);
}

/* "(x) s. f." at the start of an article. */
static bool take_sound_and_marks(struct article *article, struct str text)
{
    size_t end = text.len > 0 && text.ptr[0] == '(' ? str_find_char(text, ')', 0) : text.len;

    if (end == text.len || !is_marks(str_from(text, end + 1)))
        return false;
    article->builder->entry.ipa = entry_text(article->builder, str_sub(text, 1, end - 1));
    take_marks(article, str_from(text, end + 1));
    return true;
}

/* "/x/" or "[x]" as a whole. */
static bool is_sound(struct str text)
{
    char first = text.len > 2 ? text.ptr[0] : '\0', last = first == '[' ? ']' : first;

    return (first == '/' || first == '[') && str_find_char(text, last, 1) == text.len - 1;
}

static void take_sound(struct article *article, struct str text)
{
    struct entry *entry = &article->builder->entry;

    text = str_trim(text);
    if (is_sound(text))
        text = str_trim(str_sub(text, 1, text.len - 2));
    if (entry->ipa == NULL)
        entry->ipa = entry_text(article->builder, text);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The length of "1.", "2)", "3°" at the start of TEXT; 0 if there is no number. */
static size_t number_len(struct str text)
{
    static const char *const signs[] = { ".", ")", ":", "°" };
    size_t digits = 0, i, end;

    while (digits < text.len && digits <= NUMBER_DIGITS_MAX && is_digit(text.ptr[digits]))
        digits++;
    for (i = 0; i < ARRAY_LEN(signs) && digits > 0; i++) {
        end = digits + strlen(signs[i]);
        if (str_starts(str_from(text, digits), str_of(signs[i])) &&
            (end == text.len || text.ptr[end] == ' '))
            return end;
    }
    return 0;
}

static struct str strip_bullet(struct str text)
{
    static const char *const bullets[] = { "• ", "- ", "* ", "◦ ", "– " };
    size_t i;

    for (i = 0; i < ARRAY_LEN(bullets); i++) {
        if (str_starts(text, str_of(bullets[i])))
            return str_trim(str_from(text, strlen(bullets[i])));
    }
    return text;
}

static bool is_known_gloss(const struct article *article, struct str text)
{
    const struct entry *entry = &article->builder->entry;
    size_t i;

    for (i = 0; i < entry->sense_count; i++) {
        if (str_is(text, entry->senses[i].gloss))
            return true;
    }
    return false;
}

static void take_example(struct article *article, struct str text)
{
    struct str dash = str_of(" — ");
    size_t at = str_find(text, dash, 0);

    entry_add_example(article->builder, str_sub(text, 0, at), str_from(text, at + dash.len));
}

static void take_sense(struct article *article, struct str text)
{
    if (is_known_gloss(article, text))
        return;
    entry_add_sense(article->builder, text);
    if (article->label != NULL)
        entry_add_label(article->builder, str_of(article->label));
    article->label = NULL;
}

static void take_line(struct article *article, struct str text)
{
    const struct entry *entry = &article->builder->entry;
    size_t number = number_len(text);

    article->numbered |= number > 0;
    text = strip_bullet(str_trim(str_from(text, number)));
    if (text.len == 0 || article->ref_bytes >= text.len)
        return;
    if (entry->sense_count == 0 && dictd_is_same(text, str_of(entry->headword)))
        return;
    if (entry->sense_count == 0 && take_sound_and_marks(article, text))
        return;
    if (entry->sense_count == 0 && is_sound(text))
        take_sound(article, text);
    else if (is_marks(text))
        take_marks(article, text);
    else if (entry->sense_count > 0 && (article->is_example || (article->numbered && number == 0)))
        take_example(article, text);
    else
        take_sense(article, text);
}

static void end_line(struct article *article)
{
    size_t i;

    take_line(article, str_trim(buf_str(&article->line)));
    buf_clear(&article->line);
    article->ref_bytes = 0;
    for (i = 0; i < article->depth; i++)
        article->open[i].start = 0;
}

static void add_text(struct article *article, struct str text)
{
    size_t i;

    if (article->skipping > 0)
        return;
    for (i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '\n' && article->lines)
            end_line(article);
        else if ((unsigned char)c > ' ')
            buf_addc(&article->line, c);
        else if (article->line.len > 0 && article->line.data[article->line.len - 1] != ' ')
            buf_addc(&article->line, ' ');
    }
}

/* --- tags --- */

static enum role role_of(const struct article *article, const struct markup_piece *tag)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(roles); i++) {
        if (strchr(roles[i].types, article->type) != NULL && markup_is(tag, roles[i].names))
            return roles[i].role;
    }
    if (markup_is(tag, "a") && str_starts(markup_attribute(tag, "href"), str_of("bword://")))
        return ROLE_REF;
    return article->type == 'k' ? ROLE_BLOCK : ROLE_NONE;
}

static bool is_block(enum role role)
{
    return role == ROLE_BLOCK || role == ROLE_EXAMPLE;
}

static void open_tag(struct article *article, const struct markup_piece *tag)
{
    enum role role = role_of(article, tag);

    if (role != ROLE_SKIP && str_starts(markup_attribute(tag, "class"), str_of("ex")))
        role = ROLE_EXAMPLE;
    if (is_block(role))
        end_line(article);
    if (tag->is_empty || markup_is(tag, "br hr img") || article->depth == DEPTH_MAX)
        return;
    article->open[article->depth].name = tag->name;
    article->open[article->depth].role = role;
    article->open[article->depth].start = article->line.len;
    article->depth++;
    article->skipping += role == ROLE_SKIP;
    article->is_example |= role == ROLE_EXAMPLE;
}

/* The text of an element that has ended, which then leaves the line or stays. */
static void take_inline(struct article *article, enum role role, size_t start)
{
    struct entry_builder *builder = article->builder;
    struct str text = str_trim(str_from(buf_str(&article->line), start));
    struct str before = str_trim(str_sub(buf_str(&article->line), 0, start));
    bool at_start = before.len == 0 || number_len(before) == before.len;

    if (text.len == 0)
        return;
    if (role == ROLE_REF) {
        entry_add_ref(builder, REF_SEE, text);
        article->ref_bytes += text.len;
        return;
    }
    if (role == ROLE_IPA)
        take_sound(article, text);
    else if (role == ROLE_NOTE && builder->entry.sense_count > 0)
        entry_add_note(builder, text);
    else if (role == ROLE_SYNONYM)
        entry_add_ref(builder, REF_SYNONYM, text);
    else if ((role == ROLE_MARK || role == ROLE_LABEL) && at_start && is_marks(text))
        take_marks(article, text);
    else if (role == ROLE_LABEL && at_start)
        article->label = entry_text(builder, text);
    else
        return;
    buf_truncate(&article->line, start);
}

static void pop_tag(struct article *article)
{
    enum role role = article->open[article->depth - 1].role;
    size_t start = article->open[article->depth - 1].start;

    article->depth--;
    article->skipping -= role == ROLE_SKIP;
    if (is_block(role))
        end_line(article);
    else
        take_inline(article, role, start);
    if (role == ROLE_EXAMPLE)
        article->is_example = false;
}

/* Ends the element of that name and those left open in it. */
static void close_tag(struct article *article, const struct markup_piece *tag)
{
    size_t at = article->depth;

    while (at > 0 && !str_eq(article->open[at - 1].name, tag->name))
        at--;
    while (at > 0 && article->depth >= at)
        pop_tag(article);
}

/* PowerWord writes "&b{bold}". */
static void drop_powerword_marks(struct buf *text)
{
    size_t i, used = 0;

    for (i = 0; i < text->len; i++) {
        if (text->data[i] == '&' && i + 2 < text->len && text->data[i + 2] == '{')
            i += 2;
        else if (text->data[i] != '}')
            text->data[used++] = text->data[i];
    }
    buf_truncate(text, used);
}

static void read_markup(struct article *article, struct str text)
{
    struct markup_piece piece;

    while (markup_next(&text, &piece)) {
        if (piece.kind == MARKUP_OPEN) {
            open_tag(article, &piece);
        } else if (piece.kind == MARKUP_CLOSE) {
            close_tag(article, &piece);
        } else {
            buf_clear(&article->spare);
            markup_decode(&article->spare, piece.text);
            if (article->type == 'k')
                drop_powerword_marks(&article->spare);
            add_text(article, buf_str(&article->spare));
        }
    }
    while (article->depth > 0)
        pop_tag(article);
    end_line(article);
}

/* --- pieces --- */

/* Before UTF-8 was the rule, texts were in the locale of whoever made them. */
static struct str to_utf8(struct buf *spare, struct str data)
{
    size_t i;

    if (text_is_valid(data))
        return data;
    for (i = 0; i < data.len; i++)
        text_put(spare, (unsigned char)data.ptr[i]);
    return buf_str(spare);
}

static void read_text(struct article *article, char type, struct str text)
{
    if (type == 'm' || type == 'l') {
        add_text(article, text);
        end_line(article);
    } else {
        read_markup(article, text);
    }
}

void stardict_read_field(struct entry_builder *builder, char type, struct str data)
{
    struct article article = { .builder = builder, .type = type };
    struct buf utf8, wiki;
    struct str text;

    if (strchr("mlgtxykwhn", type) == NULL || type == '\0')
        return;
    article.lines = strchr("mlgxw", type) != NULL;
    buf_init(&utf8, (size_t)ENTRY_TEXT_MAX * 3);
    buf_init(&wiki, (size_t)ENTRY_TEXT_MAX * 3);
    buf_init(&article.line, ENTRY_TEXT_MAX);
    buf_init(&article.spare, (size_t)ENTRY_TEXT_MAX * 3);
    text = to_utf8(&utf8, data);
    if (type == 't') {
        take_sound(&article, text);
    } else if (type == 'y') {
        builder->entry.reading = entry_text(builder, text);
    } else if (type == 'w') {
        stardict_unwiki(&wiki, text);
        read_text(&article, type, buf_str(&wiki));
    } else {
        read_text(&article, type, text);
    }
    buf_dispose(&utf8);
    buf_dispose(&wiki);
    buf_dispose(&article.line);
    buf_dispose(&article.spare);
}
