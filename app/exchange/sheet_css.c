/* How a sheet looks in a browser and on its paper (CSS Paged Media: @page, its margin boxes,
 * and what must not be torn apart by the end of a page). Nothing is told by colour alone, and
 * no letter is smaller than 12 points. */

#include "app/exchange/sheet_html.h"

static const char common[] =
    ":root{--ink:#111;--soft:#444;--rule:#888}\n"
    "*{box-sizing:border-box}\n"
    "html{font:12pt/1.4 \"Noto Sans\",\"Open Sans\",Lato,\"Segoe UI\",Roboto,\"Helvetica Neue\","
    "Arial,sans-serif;color:var(--ink);background:#fff;overflow-wrap:anywhere}\n"
    "body{margin:0}\n"
    "h1{font-size:20pt;line-height:1.2;margin:0 0 1mm;font-weight:700}\n"
    "header{border-bottom:.6mm solid var(--ink);padding-bottom:2mm;margin-bottom:4mm;"
    "break-after:avoid}\n"
    ".from{margin:0;color:var(--soft)}\n"
    ".note{margin:0 0 4mm;color:var(--soft);break-after:avoid}\n"
    "* + .note{margin-top:6mm}\n"
    "header + .note{margin-top:0}\n"
    ".group{break-inside:avoid}\n"
    ".group + .group{margin-top:8mm}\n"
    "ol,ul{list-style:none;margin:0;padding:0}\n"
    "b{font-weight:700}\n"
    /* The list: the last column is folded away. */
    "table{width:100%;border-collapse:collapse;table-layout:fixed}\n"
    "thead{display:table-header-group}\n"
    "tr{break-inside:avoid}\n"
    "th{text-align:start;border-bottom:.5mm solid var(--ink);padding:1mm 3mm 1mm 0}\n"
    "td{vertical-align:top;border-bottom:.2mm solid var(--rule);padding:2mm 3mm 2mm 0}\n"
    "td p{margin:0}\n"
    "td p + p{margin-top:1mm}\n"
    ".word{font-weight:700}\n"
    ".soft{color:var(--soft)}\n"
    "td .sentence{color:var(--soft)}\n"
    "td .sentence b{color:var(--ink)}\n"
    ".own{border-inline-start:.4mm dashed var(--ink);padding-inline-start:3mm}\n"
    /* Sentences with gaps, and questions. */
    ".bank{border:.4mm solid var(--ink);border-radius:2mm;padding:2mm 4mm;margin-bottom:4mm;"
    "display:flex;flex-wrap:wrap;gap:0 8mm;break-after:avoid;break-inside:avoid}\n"
    ".bank li{font-weight:700}\n"
    ".items li{display:flex;gap:3mm;margin-bottom:1.7mm;line-height:1.4;break-inside:avoid}\n"
    ".n{flex:none;min-width:9mm;text-align:end}\n"
    ".q{flex:1}\n"
    ".gap{white-space:nowrap}\n"
    ".ask{flex:none;max-width:50%;font-weight:700}\n"
    ".items .asked{align-items:baseline;margin-bottom:5mm}\n"
    ".line{flex:1;border-bottom:.3mm solid var(--ink)}\n"
    ".hint{color:var(--soft);line-height:1.3}\n"
    ".sheet-test .items li{margin-bottom:4.5mm}\n"
    ".unsure{flex:none;align-self:last baseline;white-space:nowrap;color:var(--soft)}\n"
    ".box{display:inline-block;width:4mm;height:4mm;border:.4mm solid var(--ink);"
    "vertical-align:-.6mm;margin-inline-end:1.5mm}\n"
    ".key{display:grid;gap:1mm 6mm}\n"
    ".key li{display:flex;gap:3mm;break-inside:avoid}\n"
    ".sheet-test .key{grid-template-columns:1fr 1fr}\n"
    ".sheet-cloze .key{grid-template-columns:1fr 1fr 1fr}\n"
    /* Cards to cut out. */
    ".cards{display:grid;grid-template-columns:1fr 1fr}\n"
    ".card{--cut:.3mm dashed var(--ink);position:relative;overflow:hidden;padding:4mm 5mm;"
    "text-align:center;line-height:1.3;display:flex;flex-direction:column;align-items:center;"
    "justify-content:center;border-bottom:var(--cut);border-right:var(--cut)}\n"
    /* Each line between two cards is drawn by one of them. */
    ".card:nth-child(-n+2){border-top:var(--cut)}\n"
    ".card:nth-child(odd),.empty + .card{border-left:var(--cut)}\n"
    ".card.empty{border:0}\n"
    ".card .n{position:absolute;top:1.5mm;left:2mm;min-width:0;"
    "color:var(--soft)}\n"
    ".card p{margin:0;display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden;"
    "-webkit-line-clamp:5}\n"
    ".card p + p{margin-top:2mm}\n"
    ".front p:first-of-type{font-size:17pt;font-weight:700;-webkit-line-clamp:2}\n"
    ".back p + p{color:var(--soft);-webkit-line-clamp:2}\n";

static const char screen[] =
    "@media screen{\n"
    "html{background:#e4e2dd}\n"
    ".page{background:#fff;width:var(--width);max-width:100%;padding:15mm;margin:8mm auto;"
    "box-shadow:0 1mm 4mm #0004}\n"
    ".advice{max-width:var(--width);margin:8mm auto;padding:0 4mm}\n"
    "@media (max-width:700px){.page{padding:5mm;margin:0 0 4mm}}\n"
    "}\n"
    "@media print{\n"
    ".page + .page{break-before:page}\n"
    ".advice{display:none}\n"
    "}\n";

/* TEXT as a string of CSS, which cannot end the style sheet either. */
static void add_string(struct buf *out, struct str text)
{
    size_t i;

    buf_addc(out, '"');
    for (i = 0; i < text.len; i++) {
        const char c = text.ptr[i];

        if (c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || (unsigned char)c < ' ')
            buf_printf(out, "\\%x ", (unsigned)(unsigned char)c);
        else
            buf_addc(out, c);
    }
    buf_adds(out, "\" ");
}

/* "page {page} of {pages}": strings with counters between. */
static void add_page_number(struct buf *out, struct str format)
{
    static const struct {
        const char *place, *counter;
    } places[] = { { "{page}", "counter(page) " }, { "{pages}", "counter(pages) " } };
    size_t at = 0, i;

    while (at < format.len) {
        const size_t open = str_find_char(format, '{', at);
        const struct str rest = str_from(format, open);

        add_string(out, str_sub(format, at, open - at));
        at = open;
        for (i = 0; i < sizeof(places) / sizeof(places[0]) && at == open; i++) {
            if (str_starts(rest, str_of(places[i].place))) {
                buf_adds(out, places[i].counter);
                at += strlen(places[i].place);
            }
        }
        if (at == open && open < format.len) {
            add_string(out, str_sub(format, open, 1));
            at++;
        }
    }
}

static void add_page_rule(struct buf *out, const struct sheet *sheet)
{
    static const char line[] = ": ______________";
    const bool a4 = sheet->paper == PAPER_A4;

    buf_printf(
        out,
        "@page{size:%s;margin:15mm;font:12pt/1.2 \"Noto Sans\",\"Open Sans\",Lato,"
        "\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif;color:#444;white-space:pre;\n",
        a4 ? "A4" : "letter");
    buf_adds(out, "@bottom-left{content:");
    add_string(out, sheet->about);
    buf_adds(out, ";text-align:left}\n@bottom-center{content:");
    add_string(out, sheet->name);
    add_string(out, str_of(line));
    buf_adds(out, ";padding:0 4mm}\n@bottom-right{content:");
    add_page_number(out, sheet->page);
    buf_adds(out, ";text-align:right}\n}\n");
    /* Five rows of cards fill a page but for a millimetre. */
    buf_printf(out, ":root{--width:%s}\n.cards{grid-auto-rows:%s}\n", a4 ? "210mm" : "8.5in",
               a4 ? "53mm" : "49.5mm");
}

void sheet_css(struct buf *out, const struct sheet *sheet)
{
    add_page_rule(out, sheet);
    buf_adds(out, common);
    buf_adds(out, screen);
}
