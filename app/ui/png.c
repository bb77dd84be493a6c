#include "app/ui/png.h"

#include <png.h>
#include <stdlib.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { CHANNELS = 3, FILE_MODE = 0644 };

/* Rows of red, green and blue; yours. */
static uint8_t *pixels_of(const struct canvas *canvas)
{
    const int width = canvas_width(canvas), height = canvas_height(canvas);
    uint8_t *pixels = xcalloc((size_t)width * (size_t)height, CHANNELS), *at = pixels;
    int x, y;

    for (y = 0; y < height; y++) {
        for (x = 0; x < width; x++, at += CHANNELS) {
            const uint32_t pixel = canvas_pixel(canvas, x, y);

            at[0] = (uint8_t)(pixel >> 16);
            at[1] = (uint8_t)(pixel >> 8);
            at[2] = (uint8_t)pixel;
        }
    }
    return pixels;
}

static enum err failed(const png_image *image, const char *path)
{
    return err_set(ERR_IO, "%s: the picture could not be made (%s)", path, image->message);
}

enum err png_write(const struct canvas *canvas, const char *path)
{
    png_image image = { .version = PNG_IMAGE_VERSION,
                        .width = (png_uint_32)canvas_width(canvas),
                        .height = (png_uint_32)canvas_height(canvas),
                        .format = PNG_FORMAT_RGB };
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    uint8_t *pixels = pixels_of(canvas), *file = xcalloc(size, 1);
    enum err rc;

    if (png_image_write_to_memory(&image, file, &size, 0, pixels, 0, NULL))
        rc = file_write(path, file, size, FILE_MODE);
    else
        rc = failed(&image, path);
    png_image_free(&image);
    free(pixels);
    free(file);
    return rc;
}
