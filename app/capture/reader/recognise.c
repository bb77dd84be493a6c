#include "app/capture/reader/recognise.h"

#include <string.h>

#include <tesseract/capi.h>

#include "app/capture/lines.h"
#include "app/capture/reader_protocol.h"
#include "dict/base/mem.h"

enum { DOTS_AN_INCH = 300, CONFIDENCE_LEAST = 50 };

struct recogniser {
    TessBaseAPI *tesseract;
    char lang[READER_LANG_MAX]; /* loaded; "" for none */
};

struct recogniser *recogniser_new(void)
{
    struct recogniser *recogniser = xcalloc(1, sizeof(*recogniser));

    recogniser->tesseract = TessBaseAPICreate();
    return recogniser;
}

void recogniser_free(struct recogniser *recogniser)
{
    TessBaseAPIEnd(recogniser->tesseract);
    TessBaseAPIDelete(recogniser->tesseract);
    free(recogniser);
}

/* Debian's packages have a hyphen where Tesseract has "chi_sim". */
static enum err say_missing(const char *lang)
{
    char package[READER_LANG_MAX];
    size_t i;

    for (i = 0; lang[i] != '\0' && i + 1 < sizeof(package); i++)
        package[i] = (char)(lang[i] == '_' ? '-' : lang[i]);
    package[i] = '\0';
    return err_set(ERR_ABSENT,
                   "the text recognition has no data for \"%s\": install tesseract-ocr-%s", lang,
                   package);
}

/* A line is upright and dark on white already: nothing of that is to be tried again. */
static enum err load(struct recogniser *recogniser, const char *lang)
{
    TessBaseAPI *tesseract = recogniser->tesseract;

    if (strcmp(recogniser->lang, lang) == 0)
        return OK;
    recogniser->lang[0] = '\0';
    if (TessBaseAPIInit2(tesseract, NULL, lang, OEM_LSTM_ONLY) != 0)
        return say_missing(lang);
    TessBaseAPISetVariable(tesseract, "tessedit_do_invert", "0");
    TessBaseAPISetVariable(tesseract, "debug_file", "/dev/null");
    TessBaseAPISetPageSegMode(tesseract, PSM_SINGLE_LINE);
    memcpy(recogniser->lang, lang, strlen(lang) + 1);
    return OK;
}

/* NULL if nothing can be read in it. */
static json_t *read_line(struct recogniser *recogniser, const struct text_line *line)
{
    const struct shades *shades = &line->shades;
    json_t *object = NULL;
    int confidence;
    char *text;

    TessBaseAPISetImage(recogniser->tesseract, shades->pixels, shades->width, shades->height, 1,
                        shades->width);
    TessBaseAPISetSourceResolution(recogniser->tesseract, DOTS_AN_INCH);
    text = TessBaseAPIGetUTF8Text(recogniser->tesseract);
    confidence = TessBaseAPIMeanTextConf(recogniser->tesseract);
    if (text != NULL && text[strspn(text, " \n\f")] != '\0' && confidence >= CONFIDENCE_LEAST)
        object = json_pack("{s:i, s:i, s:i, s:i, s:i, s:o}", "x", line->x, "y", line->y, "width",
                           line->width, "height", line->height, "confidence", confidence, "text",
                           json_str(str_of(text)));
    TessDeleteText(text);
    return object;
}

enum err recognise(json_t **out, struct recogniser *recogniser, const char *lang,
                   const uint32_t *pixels, int width, int height)
{
    struct text_lines lines;
    json_t *list;
    size_t i;
    enum err rc = load(recogniser, lang);

    if (rc != OK)
        return rc;
    list = json_array();
    text_lines_find(&lines, pixels, width, height);
    for (i = 0; i < lines.count; i++) {
        json_t *line = read_line(recogniser, &lines.lines[i]);

        if (line != NULL)
            json_array_append_new(list, line);
    }
    text_lines_dispose(&lines);
    *out = json_pack("{s:o}", "lines", list);
    return OK;
}
