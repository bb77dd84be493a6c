#include "app/exchange/sheet_html.h"

/* Blocks that follow each other in one element: a table, a list, a page of cards. */
enum holder { HOLDER_NONE, HOLDER_TABLE, HOLDER_BANK, HOLDER_ITEMS, HOLDER_CARDS, HOLDER_KEY };

static const struct {
    const char *open, *close;
} holders[] = {
    [HOLDER_NONE] = { "", "" },
    [HOLDER_TABLE] = { "<table>\n<colgroup><col style=\"width:26%\"><col><col "
                       "style=\"width:27%\"></colgroup>\n",
                       "</table>\n" },
    [HOLDER_BANK] = { "<ul class=\"bank\">\n", "</ul>\n" },
    [HOLDER_ITEMS] = { "<ol class=\"items\">\n", "</ol>\n" },
    [HOLDER_CARDS] = { "<div class=\"cards\">\n", "</div>\n" },
    [HOLDER_KEY] = { "<ol class=\"key\">\n", "</ol>\n" },
};

static const enum holder holder_of[BLOCK_KINDS] = {
    [BLOCK_TITLE] = HOLDER_NONE, [BLOCK_NOTE] = HOLDER_NONE,  [BLOCK_HEAD] = HOLDER_TABLE,
    [BLOCK_ROW] = HOLDER_TABLE,  [BLOCK_BANK] = HOLDER_BANK,  [BLOCK_GAP] = HOLDER_ITEMS,
    [BLOCK_ASK] = HOLDER_ITEMS,  [BLOCK_CARD] = HOLDER_CARDS, [BLOCK_KEY] = HOLDER_KEY,
};

struct html {
    struct buf *out;
    const struct sheet *sheet;
    enum holder holder;
    bool page_open, group_open;
    unsigned pages;
};

/* --- texts --- */

static void add(struct html *html, struct str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        const char c = text.ptr[i];

        if (c == '<' || c == '>')
            buf_adds(html->out, c == '<' ? "&lt;" : "&gt;");
        else if (c == '&' || c == '"')
            buf_adds(html->out, c == '&' ? "&amp;" : "&quot;");
        else
            buf_addc(html->out, c);
    }
}

static bool is_empty(const struct sheet_text *text)
{
    return text->before.len + text->middle.len + text->after.len == 0 && text->mark == MARK_NONE;
}

/* <TAG class="CLASS" lang dir="auto">TEXT</TAG>; dir="auto" also keeps what is written from
 * right to left from turning what is around it. */
static void add_text(struct html *html, const char *tag, const char *class,
                     const struct sheet_text *text)
{
    buf_printf(html->out, "<%s class=\"%s\"", tag, class);
    if (text->lang.len > 0) {
        buf_adds(html->out, " lang=\"");
        add(html, text->lang);
        buf_adds(html->out, "\"");
    }
    buf_adds(html->out, " dir=\"auto\">");
    add(html, text->before);
    if (text->mark == MARK_GAP) {
        buf_adds(html->out, "<span class=\"gap\">" SHEET_GAP "</span>");
    } else if (text->middle.len > 0) {
        buf_adds(html->out, "<b>");
        add(html, text->middle);
        buf_adds(html->out, "</b>");
    }
    add(html, text->after);
    buf_printf(html->out, "</%s>", tag);
}

static void add_text_if(struct html *html, const char *tag, const char *class,
                        const struct sheet_text *text)
{
    if (!is_empty(text))
        add_text(html, tag, class, text);
}

static void add_number(struct html *html, const struct sheet_block *block, const char *after)
{
    buf_printf(html->out, "<span class=\"n\">%u%s</span>", block->number, after);
}

/* --- blocks --- */

static void add_title(struct html *html, const struct sheet_block *block)
{
    buf_adds(html->out, "<header>");
    add_text(html, "h1", "title", &block->texts[0]);
    add_text_if(html, "p", "from", &block->texts[1]);
    buf_adds(html->out, "</header>\n");
}

static void add_head(struct html *html, const struct sheet_block *block)
{
    buf_adds(html->out, "<thead><tr>");
    add_text(html, "th", "head", &block->texts[0]);
    add_text(html, "th", "head", &block->texts[1]);
    add_text(html, "th", "own", &block->texts[2]);
    buf_adds(html->out, "</tr></thead>\n");
}

static void add_row(struct html *html, const struct sheet_block *block)
{
    buf_adds(html->out, "<tr><td>");
    add_text(html, "p", "word", &block->texts[0]);
    add_text_if(html, "p", "soft", &block->texts[1]);
    buf_adds(html->out, "</td><td>");
    add_text_if(html, "p", "meaning", &block->texts[2]);
    add_text_if(html, "p", "sentence", &block->texts[3]);
    buf_adds(html->out, "</td><td class=\"own\"></td></tr>\n");
}

static void add_unsure(struct html *html)
{
    if (html->sheet->kind != SHEET_TEST)
        return;
    buf_adds(html->out, "<span class=\"unsure\"><span class=\"box\"></span>");
    add(html, html->sheet->unsure);
    buf_adds(html->out, "</span>");
}

static void add_item(struct html *html, const struct sheet_block *block)
{
    buf_adds(html->out, block->kind == BLOCK_ASK ? "<li class=\"asked\">" : "<li>");
    add_number(html, block, ".");
    if (block->kind == BLOCK_ASK) {
        add_text(html, "span", "ask", &block->texts[0]);
        buf_adds(html->out, "<span class=\"line\"></span>");
    } else {
        buf_adds(html->out, "<div class=\"q\">");
        add_text(html, "div", "sentence", &block->texts[0]);
        add_text_if(html, "div", "hint", &block->texts[1]);
        buf_adds(html->out, "</div>");
    }
    add_unsure(html);
    buf_adds(html->out, "</li>\n");
}

/* Pages of cards are fronts and backs by turns. */
static void add_card(struct html *html, const struct sheet_block *block)
{
    buf_printf(html->out, "<div class=\"card %s\">",
               block->number == 0     ? "empty"
               : html->pages % 2 == 1 ? "front"
                                      : "back");
    if (block->number > 0) {
        add_number(html, block, "");
        add_text(html, "p", "large", &block->texts[0]);
        add_text_if(html, "p", "small", &block->texts[1]);
    }
    buf_adds(html->out, "</div>\n");
}

static void add_key(struct html *html, const struct sheet_block *block)
{
    buf_adds(html->out, "<li>");
    add_number(html, block, ".");
    buf_adds(html->out, "<div>");
    add_text(html, "div", "word", &block->texts[0]);
    add_text_if(html, "div", "soft", &block->texts[1]);
    buf_adds(html->out, "</div></li>\n");
}

static void add_content(struct html *html, const struct sheet_block *block)
{
    switch (block->kind) {
    case BLOCK_TITLE:
        add_title(html, block);
        break;
    case BLOCK_NOTE:
        add_text(html, "p", "note", &block->texts[0]);
        buf_adds(html->out, "\n");
        break;
    case BLOCK_HEAD:
        add_head(html, block);
        break;
    case BLOCK_ROW:
        add_row(html, block);
        break;
    case BLOCK_BANK:
        add_text(html, "li", "choice", &block->texts[0]);
        buf_adds(html->out, "\n");
        break;
    case BLOCK_GAP:
    case BLOCK_ASK:
        add_item(html, block);
        break;
    case BLOCK_CARD:
        add_card(html, block);
        break;
    case BLOCK_KEY:
        add_key(html, block);
        break;
    }
}

/* --- what holds them --- */

static void close_holder(struct html *html, enum holder next)
{
    buf_adds(html->out, holders[html->holder].close);
    html->holder = next;
    buf_adds(html->out, holders[next].open);
}

static void close_group(struct html *html)
{
    close_holder(html, HOLDER_NONE);
    if (html->group_open)
        buf_adds(html->out, "</div>\n");
    html->group_open = false;
}

static void close_page(struct html *html)
{
    close_group(html);
    if (html->page_open)
        buf_adds(html->out, "</section>\n");
    html->page_open = false;
}

static void add_block(struct html *html, const struct sheet_block *block)
{
    if (block->new_page || !html->page_open) {
        close_page(html);
        buf_adds(html->out, "<section class=\"page\">\n");
        html->page_open = true;
        html->pages++;
    }
    if (block->new_group) {
        close_group(html);
        buf_adds(html->out, "<div class=\"group\">\n");
        html->group_open = true;
    }
    if (html->holder != holder_of[block->kind])
        close_holder(html, holder_of[block->kind]);
    add_content(html, block);
}

static void add_top(struct html *html)
{
    const struct sheet *sheet = html->sheet;

    buf_adds(html->out, "<!DOCTYPE html>\n<html lang=\"");
    add(html, sheet->lang);
    buf_adds(html->out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" "
                        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    add(html, sheet->title);
    buf_adds(html->out, "</title>\n<style>\n");
    sheet_css(html->out, sheet);
    buf_printf(html->out, "</style>\n</head>\n<body class=\"sheet-%s\">\n",
               sheet_kind_name(sheet->kind));
    if (sheet->advice.len > 0) {
        buf_adds(html->out, "<p class=\"advice\">");
        add(html, sheet->advice);
        buf_adds(html->out, "</p>\n");
    }
}

void sheet_html(struct buf *out, const struct sheet *sheet)
{
    struct html html = { .out = out, .sheet = sheet };
    size_t i;

    add_top(&html);
    for (i = 0; i < sheet->count; i++)
        add_block(&html, &sheet->blocks[i]);
    close_page(&html);
    buf_adds(out, "</body>\n</html>\n");
}
