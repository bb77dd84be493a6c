#include "app/capture/scene.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <webp/encode.h>

#include "dict/base/mem.h"

enum { METHOD_FAST = 2, TRIES = 4 };
static const float first_quality = 70, quality_step = 20;

/* Into the picture's own memory, and smaller. */
static bool import(WebPPicture *picture, const uint32_t *pixels, int width, int height)
{
    const int longer = width > height ? width : height;

    picture->width = width;
    picture->height = height;
    /* In memory the bytes are blue, green, red and one that is not used. */
    if (!WebPPictureImportBGRX(picture, (const uint8_t *)pixels, width * 4))
        return false;
    if (longer <= SCENE_SIDE_MAX)
        return true;
    return WebPPictureRescale(picture, width == longer ? SCENE_SIDE_MAX : 0,
                              width == longer ? 0 : SCENE_SIDE_MAX);
}

/* At QUALITY into WRITER, whose memory is set free first. */
static bool encode(WebPPicture *picture, WebPMemoryWriter *writer, float quality)
{
    WebPConfig config;

    WebPMemoryWriterClear(writer);
    WebPMemoryWriterInit(writer);
    if (!WebPConfigPreset(&config, WEBP_PRESET_PICTURE, quality))
        return false;
    config.method = METHOD_FAST;
    picture->writer = WebPMemoryWrite;
    picture->custom_ptr = writer;
    return WebPEncode(&config, picture) != 0;
}

enum err scene_encode(uint8_t **out, size_t *len, const uint32_t *pixels, int width, int height)
{
    WebPMemoryWriter writer;
    WebPPicture picture;
    float quality = first_quality;
    bool done = false;
    int tries;

    if (width <= 0 || height <= 0 || width > WEBP_MAX_DIMENSION || height > WEBP_MAX_DIMENSION)
        return err_set(ERR_LIMIT, "a scene of %d by %d cannot be kept", width, height);
    WebPMemoryWriterInit(&writer);
    if (!WebPPictureInit(&picture))
        return err_set(ERR_IO, "the scene's picture could not be made");
    if (import(&picture, pixels, width, height)) {
        for (tries = 0; tries < TRIES && !done; tries++) {
            done = encode(&picture, &writer, quality > 0 ? quality : 0) &&
                   writer.size <= SCENE_BYTES_MAX;
            quality -= quality_step;
        }
    }
    if (done) {
        *len = writer.size;
        *out = xcalloc(writer.size, 1);
        memcpy(*out, writer.mem, writer.size);
    }
    WebPMemoryWriterClear(&writer);
    WebPPictureFree(&picture);
    return done ? OK : err_set(ERR_IO, "the scene's picture could not be made");
}
