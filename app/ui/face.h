#ifndef UI_FACE_H
#define UI_FACE_H

/* A font file, and the same opened at one size: what fonts.c finds and keeps.
 * SDL_ttf is reached through here only. */

#include <stdbool.h>
#include <stdint.h>

#include "app/ui/fonts.h"
#include "dict/base/file.h"

struct font_file {
    char *path;
    struct file_map map; /* shared by its faces: FreeType reads in many small pieces */
};

struct source {
    const struct font_file *file;
    int index;         /* in a collection of fonts */
    bool bold, italic; /* wanted, and not in the file: drawn */
    bool bitmap;       /* has one size only, which is shrunk */
};

/* NULL, and a line in the log, if the file cannot be used. Its mapping must
 * outlive the face. To be closed with face_close(). */
struct face *face_open(const struct source *source, int pixels);
void face_close(struct face *face);
bool face_is(const struct face *face, const struct source *source, int pixels);

/* False for joiners, variation selectors and spaces: they have no shape. */
bool face_needs_glyph(uint32_t code);

#endif
