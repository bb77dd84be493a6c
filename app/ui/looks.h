#ifndef UI_LOOKS_H
#define UI_LOOKS_H

/* What every window is drawn with: theme, fonts and texts, opened together. */

#include "app/ui/fonts.h"
#include "app/ui/texts.h"
#include "app/ui/theme.h"

struct looks {
    struct theme *theme;
    struct fonts *fonts;
    struct texts *texts;
};

/* From the folder ASSETS_DIR, in the interface language UI (NULL: the desktop's). OUT is
 * yours: looks_close(), also after a failure. Errors as theme_open(), texts_open() and
 * fonts_open(). */
MUST_CHECK enum err looks_open(struct looks *out, const char *assets_dir, const char *ui);
void looks_close(struct looks *looks);

#endif
