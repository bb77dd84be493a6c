#include "app/classroom/preparation_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/ui/layout.h"
#include "app/ui/widgets.h"
#include "dict/base/mem.h"

enum { LIST_PART = 3, PAGE_PARTS = 8, LINES_MAX = 6, NUMBER_MAX = 64 };

struct page {
    const struct looks *looks;
    struct canvas *canvas;
    struct brush brush;
    struct preparation *preparation;
    struct preparation_spots *spots;
    const char *lang; /* of what is learnt */
    int gap, padding, foot;
};

static const char *get(const struct page *page, const char *key)
{
    return texts_get(page->looks->texts, key);
}

static void add_spot(struct page *page, struct area area, enum preparation_act act, size_t at)
{
    struct preparation_spots *spots = page->spots;

    if (spots->count == PREPARATION_SPOTS)
        return;
    spots->items[spots->count].area = area;
    spots->items[spots->count].act = act;
    spots->items[spots->count++].at = at;
}

/* Gives the height it takes. */
static int put_spans(const struct page *page, const struct span *spans, size_t count,
                     struct area area, size_t max_lines)
{
    const struct layout_options options = { .width = area.width, .max_lines = max_lines };
    struct layout *layout =
        layout_new(page->looks->fonts, page->looks->theme, spans, count, &options);
    const int height = layout_height(layout);

    layout_draw(layout, page->canvas, area.x, area.y);
    layout_free(layout);
    return height;
}

static int put(const struct page *page, enum role role, const char *text, const char *lang,
               struct area area, size_t max_lines)
{
    const struct span span = { str_of(text), role, lang };

    return put_spans(page, &span, 1, area, max_lines);
}

/* --- the list --- */

static const char *kind_text(const struct page *page, enum question_kind kind)
{
    static const char *const keys[QUESTION_KINDS] = {
        "class-set.cloze",      "class-set.choice", "class-set.word",
        "class-set.definition", "class-set.order",
    };

    return get(page, keys[kind]);
}

/* "Test A", "control word"; NULL for what is practised. */
static const char *form_text(const struct page *page, const struct question *question)
{
    if (question->is_old && question->form == FORM_PRACTICE)
        return get(page, "class-set.old");
    if (question->form == FORM_PRACTICE)
        return NULL;
    if (question->is_control)
        return get(page, question->form == FORM_A ? "class-set.control-a" : "class-set.control-b");
    return get(page, question->form == FORM_A ? "class-set.test-a" : "class-set.test-b");
}

static void draw_row(struct page *page, size_t at, struct area row)
{
    const struct area whole = row;
    const struct question *question = &page->preparation->set->items[at];
    const struct theme *theme = page->looks->theme;
    const bool is_chosen = at == page->preparation->at;
    const char *form = form_text(page, question);
    const int column = 4 * page->gap;
    char number[NUMBER_MAX];
    const struct span spans[] = {
        { str_of(question->headword), is_chosen ? ROLE_COMPLETION_OWN : ROLE_COMPLETION,
          page->lang },
        { str_of("   "), ROLE_NOTE, NULL },
        { str_of(kind_text(page, question->kind)), ROLE_NOTE, NULL },
        { str_of(form != NULL ? " · " : ""), ROLE_NOTE, NULL },
        { str_of(form != NULL ? form : ""), ROLE_NOTE, NULL },
    };

    snprintf(number, sizeof(number), "%zu", at + 1);
    if (is_chosen) {
        canvas_round(page->canvas, row, theme_space(theme, SPACE_RADIUS_SMALL),
                     theme_colour(theme, SURFACE_STRIP));
        canvas_fill(page->canvas, (struct area){ row.x, row.y, page->gap / 2, row.height },
                    theme_colour(theme, SURFACE_ACCENT));
    }
    row.x += 2 * page->gap;
    row.width -= 2 * page->gap + column;
    put(page, ROLE_NUMBER, number, NULL,
        (struct area){ row.x, row.y + page->gap / 2, column, row.height }, 1);
    put_spans(page, spans, ARRAY_LEN(spans),
              (struct area){ row.x + column, row.y + page->gap / 4, row.width, row.height }, 1);
    add_spot(page, whole, PREPARE_CHOOSE, at);
}

static void draw_list(struct page *page, struct area area)
{
    struct preparation *preparation = page->preparation;
    const int line = theme_style(page->looks->theme, ROLE_COMPLETION)->line + page->gap / 2;
    const size_t room = area.height / line > 0 ? (size_t)(area.height / line) : 1;
    size_t i;

    if (preparation->at < preparation->scroll)
        preparation->scroll = preparation->at;
    if (preparation->at >= preparation->scroll + room)
        preparation->scroll = preparation->at - room + 1;
    preparation->lines_shown = room;
    for (i = 0; i < room && preparation->scroll + i < preparation->set->count; i++)
        draw_row(page, preparation->scroll + i,
                 (struct area){ area.x, area.y + (int)i * line, area.width, line });
}

/* --- a question as it will be seen --- */

static int put_sentence(const struct page *page, const struct question *question, struct area area)
{
    const struct str sentence = str_of(question->sentence);
    const bool has_gap = question->gap_len > 0;
    const struct span spans[] = {
        { str_sub(sentence, 0, has_gap ? question->gap_at : sentence.len), ROLE_SENTENCE,
          page->lang },
        { str_sub(sentence, question->gap_at, question->gap_len), ROLE_WORD_CHOSEN, page->lang },
        { has_gap ? str_from(sentence, question->gap_at + question->gap_len) : str_of(""),
          ROLE_SENTENCE, page->lang },
    };

    return put_spans(page, spans, has_gap ? ARRAY_LEN(spans) : 1, area, LINES_MAX);
}

static int put_choices(const struct page *page, const struct question *question, struct area area)
{
    int y = area.y;

    for (size_t i = 0; i < question->choice_count; i++) {
        const bool is_right = i == question->right;
        const char letter[] = { (char)('A' + i), ' ', ' ', '\0' };
        const struct span spans[] = {
            { str_of(letter), ROLE_NUMBER, NULL },
            { str_of(question->choices[i]), is_right ? ROLE_COMPLETION_OWN : ROLE_COMPLETION,
              page->lang },
            { str_of(is_right ? "  ✓" : ""), ROLE_COMPLETION_OWN, NULL },
        };

        y += put_spans(page, spans, ARRAY_LEN(spans),
                       (struct area){ area.x, y, area.width, area.height }, 2) +
             page->gap / 2;
    }
    return y - area.y;
}

static int put_labelled(const struct page *page, const char *key, const char *text,
                        const char *lang, struct area area)
{
    int height;

    if (text == NULL)
        return 0;
    height = put(page, ROLE_LABEL, get(page, key), NULL, area, 1);
    area.y += height;
    return height + put(page, ROLE_DEFINITION, text, lang, area, LINES_MAX) + page->gap;
}

static void draw_question(struct page *page, struct area area)
{
    const struct question *question = preparation_now(page->preparation);
    const int bottom = area.y + area.height;

    if (question == NULL) {
        put(page, ROLE_NOTE, get(page, "class-set.empty"), NULL, area, LINES_MAX);
        return;
    }
    area.y += put(page, ROLE_LABEL, kind_text(page, question->kind), NULL, area, 1) + page->gap;
    area.y += put(page, ROLE_HEADWORD, question->headword, page->lang, area, 2) + page->gap;
    if (question->sentence != NULL)
        area.y += put_sentence(page, question, area) + page->gap;
    if (question->game != NULL)
        area.y += put(page, ROLE_NOTE, question->game, NULL, area, 1) + page->gap;
    area.y +=
        put_labelled(page, "class-set.definition-field", question->definition, page->lang, area);
    area.y += put_labelled(page, "class-set.translation-field", question->translation, NULL, area);
    if (area.y < bottom)
        put_choices(page, question, area);
}

/* --- a question being changed --- */

static const char *field_text(const struct page *page, size_t field)
{
    const struct question *question = preparation_now(page->preparation);

    static const char *const keys[] = { "class-set.sentence-field", "class-set.answer-field",
                                        "class-set.definition-field",
                                        "class-set.translation-field" };

    if (field < ARRAY_LEN(keys))
        return get(page, keys[field]);
    return get(page, field - FIELD_CHOICE_1 == question->right ? "class-set.right-field"
                                                               : "class-set.choice-field");
}

static int draw_field(struct page *page, size_t field, struct area area)
{
    const struct preparation *preparation = page->preparation;
    const struct line_edit *edit = &preparation->fields[field];
    const struct theme *theme = page->looks->theme;
    const struct str text = buf_str(&edit->text);
    const bool is_now = field == preparation->field_at;
    const struct span spans[] = {
        { str_sub(text, 0, edit->at), ROLE_SENTENCE, page->lang },
        { str_of(is_now ? "|" : ""), ROLE_COMPLETION_OWN, NULL },
        { str_from(text, edit->at), ROLE_SENTENCE, page->lang },
    };
    const struct layout_options options = { .width = area.width - 2 * page->gap, .max_lines = 4 };
    struct layout *layout;
    struct area box;

    area.y += put(page, ROLE_LABEL, field_text(page, field), NULL, area, 1);
    layout = layout_new(page->looks->fonts, theme, spans, ARRAY_LEN(spans), &options);
    box = (struct area){ area.x, area.y, area.width, layout_height(layout) + page->gap };
    if (layout_height(layout) == 0)
        box.height += theme_style(theme, ROLE_SENTENCE)->line;
    canvas_round(page->canvas, box, theme_space(theme, SPACE_RADIUS_SMALL),
                 theme_colour(theme, SURFACE_FIELD));
    canvas_frame(page->canvas, box, theme_space(theme, SPACE_RADIUS_SMALL),
                 theme_space(theme, SPACE_HAIRLINE),
                 theme_colour(theme, is_now ? SURFACE_ACCENT : SURFACE_LINE));
    layout_draw(layout, page->canvas, box.x + page->gap, box.y + page->gap / 2);
    layout_free(layout);
    add_spot(page, box, PREPARE_FIELD, field);
    return box.y + box.height + page->gap / 2;
}

static void draw_fields(struct page *page, struct area area)
{
    for (size_t i = 0; i < PREPARATION_FIELDS; i++)
        if (preparation_has(page->preparation, (enum preparation_field)i))
            area.y = draw_field(page, i, area);
}

/* --- the foot --- */

static int draw_button(struct page *page, const char *key, enum preparation_act act, bool is_main,
                       int x, int y)
{
    const struct area area =
        pill_draw(&page->brush, is_main ? ROLE_WORD_CHOSEN : ROLE_KEY_CAP, get(page, key), x, y);

    add_spot(page, area, act, 0);
    return x + area.width + page->gap;
}

static void draw_buttons(struct page *page, struct area area)
{
    const int line = theme_style(page->looks->theme, ROLE_WORD_CHOSEN)->line;
    const int y = area.y + (line - theme_style(page->looks->theme, ROLE_KEY_CAP)->line) / 2;
    int x = area.x;

    if (page->preparation->is_editing) {
        x = draw_button(page, "class-set.keep", PREPARE_KEEP, true, x, area.y);
        draw_button(page, "class-set.cancel", PREPARE_CANCEL, false, x, y);
        return;
    }
    x = draw_button(page, "class-set.start", PREPARE_START, true, x, area.y);
    x = draw_button(page, "class-set.again", PREPARE_AGAIN, false, x, y);
    x = draw_button(page, "class-set.edit", PREPARE_EDIT, false, x, y);
    x = draw_button(page, "class-set.remove", PREPARE_REMOVE, false, x, y);
    draw_button(page, "class-set.save", PREPARE_SAVE, false, x, y);
}

static void draw_strip(struct page *page, struct area area)
{
    const struct strip_key choosing[] = {
        { "↑ ↓", get(page, "class-set.key-choose") }, { "R", get(page, "class-set.again") },
        { "E", get(page, "class-set.edit") },         { "Del", get(page, "class-set.remove") },
        { "Ctrl+S", get(page, "class-set.save") },    { "Enter", get(page, "class-set.start") },
        { "Esc", get(page, "class-set.leave") },
    };
    const struct strip_key editing[] = { { "Tab", get(page, "class-set.key-field") },
                                         { "Enter", get(page, "class-set.keep") },
                                         { "Esc", get(page, "class-set.cancel") } };

    if (page->preparation->is_editing)
        strip_draw(&page->brush, area, editing, ARRAY_LEN(editing));
    else
        strip_draw(&page->brush, area, choosing, ARRAY_LEN(choosing));
}

/* How it went, or how many questions there are. */
static int draw_notice(struct page *page, struct area area)
{
    const struct preparation *preparation = page->preparation;
    char *text;
    int height;

    if (preparation->notice != NULL)
        text = texts_fill(page->looks->texts, preparation->notice,
                          TEXT_ARGS({ "detail", preparation->detail }));
    else
        text = texts_plural(page->looks->texts, "class-set.count", (long)preparation->set->count,
                            NULL, 0);
    height = put(page, ROLE_NOTE, text, NULL, area, 2);
    free(text);
    return height;
}

void preparation_draw(const struct looks *looks, struct canvas *canvas,
                      struct preparation *preparation, struct preparation_spots *spots)
{
    const int width = canvas_width(canvas), height = canvas_height(canvas);
    struct page page = {
        .looks = looks,
        .canvas = canvas,
        .brush = { canvas, looks->fonts, looks->theme },
        .preparation = preparation,
        .spots = spots,
        .lang = preparation->set->lang,
        .gap = theme_space(looks->theme, SPACE_TIGHT),
        .padding = theme_space(looks->theme, SPACE_PADDING),
    };
    const int strip = strip_height(&page.brush);
    const int buttons = theme_style(looks->theme, ROLE_WORD_CHOSEN)->line + page.padding;
    const int list = width * LIST_PART / PAGE_PARTS;
    struct area side = { list, page.padding, width - list - page.padding, 0 };
    int top = page.padding;

    spots->count = 0;
    canvas_fill(canvas, (struct area){ 0, 0, width, height },
                theme_colour(looks->theme, SURFACE_CARD));
    top += put(&page, ROLE_TITLE, preparation->set->title, NULL,
               (struct area){ page.padding, top, list - 2 * page.padding, 0 }, 1);
    top += draw_notice(&page, (struct area){ page.padding, top, list - 2 * page.padding, 0 }) +
           page.gap;
    draw_list(&page, (struct area){ page.padding, top, list - 2 * page.padding,
                                    height - strip - top - page.gap });
    side.height = height - strip - buttons - side.y;
    if (preparation->is_editing)
        draw_fields(&page, side);
    else
        draw_question(&page, side);
    draw_buttons(&page, (struct area){ side.x, height - strip - buttons, side.width, buttons });
    draw_strip(&page, (struct area){ 0, height - strip, width, strip });
}

enum preparation_act preparation_hit(const struct preparation_spots *spots, int x, int y,
                                     size_t *at)
{
    for (size_t i = 0; i < spots->count; i++) {
        if (area_common(spots->items[i].area, (struct area){ x, y, 1, 1 }).width == 0)
            continue;
        *at = spots->items[i].at;
        return spots->items[i].act;
    }
    return PREPARE_NOTHING;
}
