/* A scene's picture, as a journal from elsewhere may hold it. */

#include <stdint.h>
#include <stdlib.h>

#include "app/ui/picture.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    enum { WIDTH = 200, HEIGHT = 100 };
    struct canvas *canvas = NULL;

    if (picture_decode(&canvas, bytes, len, WIDTH, HEIGHT) != OK)
        return 0;
    if (canvas_width(canvas) > WIDTH || canvas_height(canvas) > HEIGHT)
        abort();
    canvas_free(canvas);
    return 0;
}
