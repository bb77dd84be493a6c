#include "app/classroom/report_html.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/classroom/report.h"
#include "dict/base/mem.h"

enum { WORDS_MAX = 1000, FIGURE = 200 };

struct page {
    struct buf *out;
    const struct engine *engine;
    const struct texts *texts;
    const char *lang;
};

static const char style[] =
    "@page{size:auto;margin:15mm}"
    "body{font:12pt/1.45 system-ui,sans-serif;color:#1d2733;max-width:48rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.7rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 "
    ".5rem;break-after:avoid}svg{margin-top:1rem;break-inside:avoid}"
    ".sub{color:#4d5a68;margin:.2rem 0 1.5rem}table{border-collapse:collapse;width:100%}"
    "th{text-align:left;font-size:.85rem;color:#4d5a68}thead{display:table-header-group}"
    "th,td{padding:.3rem .6rem .3rem 0;border-bottom:1px solid #cfd6de;vertical-align:top}"
    "tr{break-inside:avoid}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
    ".bar{display:inline-block;width:8rem;height:.8rem;border:1px solid #4d5a68;"
    "background:linear-gradient(#2f6f9f,#2f6f9f) no-repeat;vertical-align:middle;"
    "print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    ".def{color:#4d5a68;font-size:.9rem}dl{display:grid;grid-template-columns:minmax(10rem,17rem) "
    "1fr;"
    "gap:.35rem 1rem;margin:0}dt{color:#4d5a68}dd{margin:0;font-weight:600}"
    "small,.small{font-size:.8rem;color:#4d5a68}@media print{body{margin:0;max-width:none}}";

static void add_escaped(struct buf *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        switch (*text) {
        case '<':
            buf_adds(out, "&lt;");
            break;
        case '>':
            buf_adds(out, "&gt;");
            break;
        case '&':
            buf_adds(out, "&amp;");
            break;
        case '"':
            buf_adds(out, "&quot;");
            break;
        default:
            buf_addc(out, *text);
        }
    }
}

static void add_text(const struct page *page, const char *key)
{
    add_escaped(page->out, texts_get(page->texts, key));
}

static void add_heading(const struct page *page, const char *key)
{
    buf_adds(page->out, "<h2>");
    add_text(page, key);
    buf_adds(page->out, "</h2>\n");
}

/* KEY's text with FIRST and SECOND for {a} and {b}. */
static void add_filled(const struct page *page, const char *key, const char *first,
                       const char *second)
{
    char *text = texts_fill(page->texts, key, TEXT_ARGS({ "a", first }, { "b", second }));

    add_escaped(page->out, text);
    free(text);
}

/* --- figures of the tests --- */

static void add_figure(const struct page *page, const char *key, const char *format, ...)
    PRINTF_LIKE(3, 4);

static void add_figure(const struct page *page, const char *key, const char *format, ...)
{
    char figure[FIGURE];
    va_list args;

    va_start(args, format);
    vsnprintf(figure, sizeof(figure), format, args);
    va_end(args);
    buf_adds(page->out, "<dt>");
    add_text(page, key);
    buf_adds(page->out, "</dt><dd>");
    add_escaped(page->out, figure);
    buf_adds(page->out, "</dd>\n");
}

/* Rounded as it is shown, so that no "-0" stands there. */
static double shown(double value)
{
    const double rounded = round(value * 10) / 10;

    return fabs(rounded) < 0.05 ? 0 : rounded;
}

static void add_gains(const struct page *page, const struct statistics *tests)
{
    if (tests->has_class_gain)
        add_figure(page, "class-report.class-gain", "%.2f", tests->class_gain);
    if (tests->own_gains > 0)
        add_figure(page, "class-report.own-gain", "%.2f (n = %zu)", tests->own_gain,
                   tests->own_gains);
    if (tests->has_interval)
        add_figure(page, "class-report.interval", "%+.1f … %+.1f", shown(tests->interval_low),
                   shown(tests->interval_high));
    if (tests->sign_p < 0.001)
        add_figure(page, "class-report.sign", "p < 0.001");
    else
        add_figure(page, "class-report.sign", "p = %.3f", tests->sign_p);
}

/* The quartiles as a box on a scale of 0 to 100, with a tick at the median. */
static void add_box(const struct page *page, const char *key, const struct quartiles *quartiles,
                    int y)
{
    enum { LEFT = 130, LONG = 400 };
    const double low = LEFT + LONG * quartiles->low / 100;
    const double high = LEFT + LONG * quartiles->high / 100;
    const double median = LEFT + LONG * quartiles->median / 100;

    buf_printf(page->out, "<text x=\"0\" y=\"%d\">", y + 13);
    add_text(page, key);
    buf_printf(page->out,
               "</text><path d=\"M%d %dh%d\" stroke=\"#9aa5b1\"/>"
               "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"#a9cbe3\" "
               "stroke=\"#2f6f9f\"/><path d=\"M%.1f %dv24\" stroke=\"#1d2733\" "
               "stroke-width=\"3\"/>\n",
               LEFT, y + 8, LONG, low, y, high - low, median, y - 4);
}

static void add_chart(const struct page *page, const struct statistics *tests)
{
    buf_adds(page->out, "<svg viewBox=\"0 0 560 84\" role=\"img\" font-size=\"13\" "
                        "fill=\"#1d2733\">\n");
    add_box(page, "class-report.box-before", &tests->before, 8);
    add_box(page, "class-report.box-after", &tests->after, 40);
    buf_adds(page->out, "<text x=\"130\" y=\"80\">0</text><text x=\"322\" y=\"80\">50</text>"
                        "<text x=\"502\" y=\"80\">100 %</text></svg>\n");
}

static void add_tests(const struct page *page)
{
    const struct report_figures figures = report_figures(page->engine);
    const struct statistics *tests = &figures.tests;

    if (tests->matched == 0)
        return;
    add_heading(page, "class-report.tests");
    buf_adds(page->out, "<dl>\n");
    add_figure(page, "class-report.matched", "%zu", tests->matched);
    add_figure(page, "class-report.before", "%.0f %% (%.0f–%.0f)", tests->before.median,
               tests->before.low, tests->before.high);
    add_figure(page, "class-report.after", "%.0f %% (%.0f–%.0f)", tests->after.median,
               tests->after.low, tests->after.high);
    add_figure(page, "class-report.gain", "%+.1f", shown(tests->gain.median));
    add_figure(page, "class-report.gain-words", "%+.1f", shown(tests->gain_words));
    add_figure(page, "class-report.moved", "%zu / %zu / %zu", tests->rose, tests->stayed,
               tests->fell);
    add_gains(page, tests);
    if (figures.has_over_control)
        add_figure(page, "class-report.over-control", "%+.1f", shown(figures.over_control));
    buf_adds(page->out, "</dl>\n");
    add_chart(page, tests);
    buf_adds(page->out, "<p class=\"small\">");
    add_text(page, "class-report.small-print");
    buf_adds(page->out, "</p>\n");
}

/* --- words --- */

static void add_bar(const struct page *page, size_t part, size_t whole)
{
    const size_t percent = whole > 0 ? 100 * part / whole : 0;

    buf_printf(page->out,
               "<span class=\"bar\" style=\"background-size:%zu%% 100%%\" role=\"img\" "
               "aria-label=\"%zu %%\"></span> %zu %%",
               percent, percent, percent);
}

/* What was chosen instead, as "ponte 3". */
static void add_distractors(const struct page *page, const struct report_word *word)
{
    bool is_first = true;

    for (size_t i = 0; i < word->question->choice_count; i++) {
        if (i == word->question->right || word->choices[i] == 0)
            continue;
        buf_adds(page->out, is_first ? "" : "; ");
        add_escaped(page->out, word->question->choices[i]);
        buf_printf(page->out, " %zu", word->choices[i]);
        is_first = false;
    }
}

static void add_word(const struct page *page, const struct report_word *word)
{
    buf_printf(page->out, "<tr><td><b lang=\"%s\" dir=\"auto\">", page->lang);
    add_escaped(page->out, word->question->headword);
    buf_printf(page->out, "</b><br><span class=\"def\" dir=\"auto\">");
    add_escaped(page->out, word->question->definition);
    buf_adds(page->out, "</span></td><td>");
    add_bar(page, word->right, word->answers);
    buf_printf(page->out, "</td><td class=\"n\">%zu / %zu</td><td class=\"n\">%zu</td><td>",
               word->right, word->answers, word->unsure);
    add_distractors(page, word);
    if (word->median_step > 0)
        buf_printf(page->out, "</td><td class=\"n\">%.1f</td></tr>\n", word->median_step);
    else
        buf_adds(page->out, "</td><td class=\"n\">–</td></tr>\n");
}

static void add_head_row(const struct page *page, const char *const *keys, size_t count)
{
    buf_adds(page->out, "<table><thead><tr>");
    for (size_t i = 0; i < count; i++) {
        /* Figures stand on the right, and so do their headings. */
        buf_adds(page->out, keys[i][0] == '#' ? "<th class=\"n\">" : "<th>");
        add_text(page, keys[i] + (keys[i][0] == '#'));
        buf_adds(page->out, "</th>");
    }
    buf_adds(page->out, "</tr></thead><tbody>\n");
}

static void add_words(const struct page *page)
{
    static const char *const keys[] = { "class-report.word",        "class-report.right",
                                        "#class-report.of",         "#class-report.unsure",
                                        "class-report.distractors", "#class-report.step" };
    struct report_word *words = xcalloc(WORDS_MAX, sizeof(*words));
    const size_t count = report_words(page->engine, words, WORDS_MAX);

    if (count > 0) {
        add_heading(page, "class-report.words");
        add_head_row(page, keys, ARRAY_LEN(keys));
        for (size_t i = 0; i < count; i++)
            add_word(page, &words[i]);
        buf_adds(page->out, "</tbody></table>\n<p class=\"small\">");
        add_text(page, "class-report.words-print");
        buf_adds(page->out, "</p>\n");
    }
    free(words);
}

/* --- learners --- */

static void add_learners(const struct page *page)
{
    static const char *const keys[] = { "class-report.learner", "class-report.right",
                                        "#class-report.of", "#class-report.unsure" };
    const size_t count = engine_learner_count(page->engine);
    char code[REPORT_CODE_LEN];

    if (count == 0)
        return;
    add_heading(page, "class-report.learners");
    add_head_row(page, keys, ARRAY_LEN(keys));
    for (size_t i = 0; i < count; i++) {
        const struct report_learner learner = report_learner(page->engine, i);

        report_code(code, i);
        buf_printf(page->out, "<tr><td>%s</td><td>", code);
        add_bar(page, learner.right, learner.answers);
        buf_printf(page->out, "</td><td class=\"n\">%zu / %zu</td><td class=\"n\">%zu</td></tr>\n",
                   learner.right, learner.answers, learner.unsure);
    }
    buf_adds(page->out, "</tbody></table>\n<p class=\"small\">");
    add_text(page, "class-report.learners-print");
    buf_adds(page->out, "</p>\n");
}

void report_html(struct buf *out, const struct engine *engine, const struct report_head *head,
                 const struct texts *texts)
{
    const struct page page = { out, engine, texts, head->lang };
    char learners[FIGURE];

    buf_printf(out,
               "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
               "<meta name=\"viewport\" content=\"width=device-width\"><title>",
               texts_lang(texts));
    add_escaped(out, head->title);
    buf_printf(out, "</title><style>%s</style></head><body>\n<h1>", style);
    add_escaped(out, head->title);
    buf_adds(out, "</h1>\n<p class=\"sub\">");
    snprintf(learners, sizeof(learners), "%zu", engine_learner_count(engine));
    add_filled(&page, "class-report.head", head->date, learners);
    buf_adds(out, "</p>\n");
    add_tests(&page);
    add_words(&page);
    add_learners(&page);
    if (engine_slot_count(engine) == 0) {
        buf_adds(out, "<p>");
        add_text(&page, "class-report.empty");
        buf_adds(out, "</p>\n");
    }
    buf_adds(out, "</body></html>\n");
}
