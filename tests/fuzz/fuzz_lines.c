/* Lines of text in any picture: two bytes for its width, then its shades. */

#include <stdint.h>
#include <stdlib.h>

#include "app/capture/lines.h"
#include "dict/base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_line(const struct text_line *line, int width, int height)
{
    if (line->x < 0 || line->y < 0 || line->width <= 0 || line->height <= 0 ||
        line->x + line->width > width || line->y + line->height > height ||
        line->shades.pixels == NULL)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    enum { WIDTH_MOST = 200, HEIGHT_MOST = 120 };
    struct text_lines lines;
    uint32_t *pixels;
    int width, height;
    size_t i;

    if (len < 2)
        return 0;
    width = bytes[0] % WIDTH_MOST + 1;
    height = (int)((len - 1) / (size_t)width);
    if (height > HEIGHT_MOST)
        height = HEIGHT_MOST;
    pixels = xcalloc((size_t)width * (size_t)height + 1, sizeof(*pixels));
    for (i = 0; i < (size_t)width * (size_t)height; i++)
        pixels[i] = bytes[1 + i] * 0x010101u;
    text_lines_find(&lines, pixels, width, height);
    for (i = 0; i < lines.count; i++)
        check_line(&lines.lines[i], width, height);
    text_lines_dispose(&lines);
    free(pixels);
    return 0;
}
