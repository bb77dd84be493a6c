#include "app/ui/picture.h"

#include <stdlib.h>

#include <webp/decode.h>

#include "dict/base/mem.h"

enum { CHANNELS = 4 };

/* Into WIDTH by HEIGHT, never larger than it is. */
static void fit(WebPDecoderConfig *config, int width, int height)
{
    const int wide = config->input.width, high = config->input.height;
    int to_width = wide, to_height = high;

    if (to_width > width) {
        to_height = high * width / wide;
        to_width = width;
    }
    if (to_height > height) {
        to_width = wide * height / high;
        to_height = height;
    }
    config->options.use_scaling = 1;
    config->options.scaled_width = to_width > 0 ? to_width : 1;
    config->options.scaled_height = to_height > 0 ? to_height : 1;
}

static void put_pixels(struct canvas *canvas, const uint8_t *pixels, int width, int height)
{
    int x, y;

    for (y = 0; y < height; y++) {
        for (x = 0; x < width; x++, pixels += CHANNELS) {
            const uint32_t colour =
                0xff000000 | (uint32_t)pixels[0] << 16 | (uint32_t)pixels[1] << 8 | pixels[2];

            canvas_fill(canvas, (struct area){ x, y, 1, 1 }, colour);
        }
    }
}

static enum err decode(WebPDecoderConfig *config, struct canvas **out, const uint8_t *bytes,
                       size_t len)
{
    const int width = config->options.scaled_width, height = config->options.scaled_height;
    const size_t size = (size_t)width * (size_t)height * CHANNELS;
    uint8_t *pixels = xcalloc(size, 1);
    enum err rc = OK;

    config->output.colorspace = MODE_RGBA;
    config->output.is_external_memory = 1;
    config->output.u.RGBA.rgba = pixels;
    config->output.u.RGBA.stride = width * CHANNELS;
    config->output.u.RGBA.size = size;
    if (WebPDecode(bytes, len, config) != VP8_STATUS_OK)
        rc = err_set(ERR_FORMAT, "the picture of the scene is damaged");
    if (rc == OK)
        rc = canvas_new(out, width, height);
    if (rc == OK)
        put_pixels(*out, pixels, width, height);
    free(pixels);
    return rc;
}

enum err picture_decode(struct canvas **out, const uint8_t *bytes, size_t len, int width,
                        int height)
{
    WebPDecoderConfig config;
    enum err rc;

    if (width <= 0 || height <= 0)
        return err_set(ERR_LIMIT, "there is no room for a picture");
    if (!WebPInitDecoderConfig(&config) ||
        WebPGetFeatures(bytes, len, &config.input) != VP8_STATUS_OK)
        return err_set(ERR_FORMAT, "the picture of the scene is none that can be shown");
    if (config.input.width > PICTURE_SIDE_MAX || config.input.height > PICTURE_SIDE_MAX ||
        config.input.width <= 0 || config.input.height <= 0)
        return err_set(ERR_LIMIT, "the picture of the scene is too large");
    fit(&config, width, height);
    rc = decode(&config, out, bytes, len);
    WebPFreeDecBuffer(&config.output);
    return rc;
}
