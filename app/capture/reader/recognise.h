#ifndef CAPTURE_READER_RECOGNISE_H
#define CAPTURE_READER_RECOGNISE_H

/* Reading the lines of a picture, by Tesseract. */

#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/json.h"

struct recogniser;

/* Yours: recogniser_free(). No language is loaded yet. */
struct recogniser *recogniser_new(void);
void recogniser_free(struct recogniser *recogniser);

/* The text of the WIDTH by HEIGHT PIXELS 0x00RRGGBB in LANG ("ita"), as reader_protocol.h has
 * it; yours: json_decref(). ERR_ABSENT: LANG's data are not installed. */
MUST_CHECK enum err recognise(json_t **out, struct recogniser *recogniser, const char *lang,
                              const uint32_t *pixels, int width, int height);

#endif
