#ifndef UI_PNG_H
#define UI_PNG_H

/* Pictures as PNG files, by libpng. */

#include "app/ui/canvas.h"

/* Puts CANVAS at PATH, as file_write() does. ERR_IO, ERR_LIMIT. */
MUST_CHECK enum err png_write(const struct canvas *canvas, const char *path);

#endif
