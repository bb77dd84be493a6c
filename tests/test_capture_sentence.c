/* From lines that were read to a sentence: blocks, hyphens, speakers, and what is mended. */

#include "app/capture/sentence.h"

#include <stdlib.h>
#include <string.h>

#include "app/capture/correct.h"
#include "dict/base/mem.h"
#include "tests/check.h"

enum { LINES_MOST = 8 };

/* A dictionary of some words. */
static bool known(void *ctx, struct str word)
{
    static const char *const words[] = { "guerra", "della",   "modo", "mondo", "perché", "città",
                                         "casa",   "cosa",    "il",   "nord",  "well",   "ora",
                                         "torna",  "Königin", "und",  "corno", "anno",   "like" };
    size_t i;

    (void)ctx;
    for (i = 0; i < ARRAY_LEN(words); i++) {
        if (str_is(word, words[i]))
            return true;
    }
    return false;
}

/* Rows "x,y,width,height,text", separated by bars. */
static size_t lines_of(struct read_line lines[LINES_MOST], const char *rows, char **own)
{
    size_t count = 0;
    char *save = NULL, *row;

    *own = xstrdup(rows);
    for (row = strtok_r(*own, "|", &save); row != NULL && count < LINES_MOST;
         row = strtok_r(NULL, "|", &save)) {
        struct read_line *line = &lines[count++];
        char *end;

        line->x = (int)strtol(row, &end, 10);
        line->y = (int)strtol(end + 1, &end, 10);
        line->width = (int)strtol(end + 1, &end, 10);
        line->height = (int)strtol(end + 1, &end, 10);
        line->text = end + 1;
    }
    return count;
}

static void test_blocks(void)
{
    static const struct {
        const char *rows, *want;
    } rows[] = {
        { "", "" },
        { "20,10,400,20,Una riga sola.", "Una riga sola." },
        { "20,10,400,20,La prima riga|20,34,200,20,e la seconda.", "La prima riga e la seconda." },
        { "100,10,400,20,Al centro|150,34,300,20,anche questa", "Al centro anche questa" },
        /* A button beside the text is no part of it, nor is a heading of another size. */
        { "20,10,900,20,Il testo lungo della storia.|1150,200,60,20,Salta",
          "Il testo lungo della storia." },
        { "20,10,300,60,TITOLO|20,74,600,20,Il testo della storia.", "Il testo della storia." },
        { "20,10,400,20,Finì la guer-|20,34,200,20,ra, infine.", "Finì la guerra, infine." },
        { "20,10,400,20,un franco-|20,34,200,20,tedesco", "un franco-tedesco" },
        { "20,10,400,20,Delfador: Dobbiamo andare!", "Dobbiamo andare!" },
        { "20,10,400,20,Konrad il Giovane: Sì.", "Sì." },
        { "20,10,400,20,questo è il punto: andare", "questo è il punto: andare" },
        { "20,10,400,20,Sarà meglio così: domani.", "Sarà meglio così: domani." },
        { "20,10,400,20,Ora, dico io: basta", "Ora, dico io: basta" },
        { "20,10,400,20,Sono le 10:30 ormai", "Sono le 10:30 ormai" },
    };
    struct read_line lines[LINES_MOST];
    size_t i, count;
    char *own, *text;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        count = lines_of(lines, rows[i].rows, &own);
        text = sentence_of_lines(lines, count, known, NULL);
        CHECK_STR(text, rows[i].want, rows[i].rows);
        free(text);
        free(own);
    }
}

/* The word is between brackets. */
static void test_around(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        { "Uno. [Due] sono. Tre.", "Due sono." },
        { "[Uno]. Due.", "Uno." },
        { "Uno! Due? [Tre]…", "Tre…" },
        { "Senza [fine", "Senza fine" },
        { "Il sig. rossi [venne].", "Il sig. rossi venne." },
        { "La piazza di S. Marco [brilla]. Fine.", "La piazza di S. Marco brilla." },
        { "Costa 3.50 [euro]. Poi no.", "Costa 3.50 euro." },
        { "«Vieni!» [disse] lui. E basta.", "«Vieni!» disse lui." },
        { "«Vieni!» Lui [disse] no.", "Lui disse no." },
        { "王は死んだ。[戦争]が始まった。", "戦争が始まった。" },
        { "[王]は死んだ。戦争が始まった。", "王は死んだ。" },
        { "Aspetta... [Vieni] qui.", "Vieni qui." },
        { "Aspetta... [vieni] qui.", "Aspetta... vieni qui." },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        const char *open = strchr(rows[i].text, '['), *close = strchr(rows[i].text, ']');
        const size_t at = (size_t)(open - rows[i].text);
        char *text = close != NULL ? xasprintf("%.*s%.*s%s", (int)at, rows[i].text,
                                               (int)(close - open - 1), open + 1, close + 1)
                                   : xasprintf("%.*s%s", (int)at, rows[i].text, open + 1);
        const struct str found = sentence_around(str_of(text), at);
        char *got = xstrndup(found.ptr, found.len);

        CHECK_STR(got, rows[i].want, rows[i].text);
        free(got);
        free(text);
    }
}

static void test_mending(void)
{
    static const struct {
        const char *read, *want;
    } rows[] = {
        { "guerra", "guerra" },
        { "della casa", "della casa" },
        { "deIla", "della" }, /* I for l */
        { "de1la", "della" }, /* 1 for l */
        { "rnodo", "modo" },  /* rn for m */
        { "citta", "città" }, /* a lost accent */
        { "perche il nord", "perché il nord" },
        { "perchè", "perché" },
        { "cesa", "cesa" }, /* casa and cosa: not by a confusion that is known */
        { "wel|", "well" },
        { "xyz", "xyz" }, /* nothing near */
        { "Königin und", "Königin und" },
        { "Garard Il, Re di Wesnoth", "Garard II, Re di Wesnoth" },
        { "Garards des Il., König", "Garards des II., König" },
        { "Luigi lII.", "Luigi III." },
        { "Re Il Grande", "Re Il Grande" },
        { "Ll, disse", "Ll, disse" },
        { "Fine. Il, che", "Fine. Il, che" },
        { "citta xx yy zz ww", "citta xx yy zz ww" }, /* a dictionary of another language */
        { "", "" },
    };
    struct buf out;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        buf_init(&out, 1000);
        correct_text(&out, str_of(rows[i].read), known, NULL);
        CHECK_STR(buf_text(&out), rows[i].want, rows[i].read);
        buf_dispose(&out);
    }
}

int main(void)
{
    test_blocks();
    test_around();
    test_mending();
    return check_done();
}
