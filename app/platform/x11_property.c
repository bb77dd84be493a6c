/* Properties of windows: bytes that other programs wrote, read up to a limit. */

#include "app/platform/x11.h"

#include <stdint.h>
#include <stdio.h>
#include <X11/Xatom.h>

#include "dict/base/text.h"

enum { TEXT_BYTES_MAX = 4096 };

static void add_latin1(struct buf *out, const unsigned char *bytes, size_t len)
{
    size_t i;

    for (i = 0; i < len; i++)
        text_put(out, bytes[i]);
}

void x11_clean_line(char *out, size_t size, struct str text)
{
    struct buf line;

    buf_init(&line, size);
    text_clean_line(&line, text, size - 1);
    snprintf(out, size, "%s", buf_text(&line));
    buf_dispose(&line);
}

void x11_text_property(struct platform *platform, Window window, Atom property, char *out,
                       size_t size)
{
    Atom type = None;
    int format = 0;
    unsigned long len = 0, left = 0;
    unsigned char *bytes = NULL;
    struct buf raw;

    out[0] = '\0';
    if (XGetWindowProperty(platform->display, window, property, 0, TEXT_BYTES_MAX / 4, False,
                           AnyPropertyType, &type, &format, &len, &left, &bytes) != Success)
        return;
    buf_init(&raw, 2 * TEXT_BYTES_MAX);
    if (format == 8 && type == XA_STRING)
        add_latin1(&raw, bytes, len);
    else if (format == 8)
        buf_add(&raw, bytes, len);
    x11_clean_line(out, size, buf_str(&raw));
    buf_dispose(&raw);
    if (bytes != NULL)
        XFree(bytes);
}

size_t x11_values(struct platform *platform, Window window, Atom property, unsigned long *out,
                  size_t max)
{
    Atom type = None;
    int format = 0;
    unsigned long len = 0, left = 0;
    unsigned char *bytes = NULL;
    size_t i, count = 0;

    if (XGetWindowProperty(platform->display, window, property, 0, (long)max, False,
                           AnyPropertyType, &type, &format, &len, &left, &bytes) != Success)
        return 0;
    if (format == 32) {
        for (i = 0; i < len && count < max; i++)
            out[count++] = ((const unsigned long *)(const void *)bytes)[i];
    }
    if (bytes != NULL)
        XFree(bytes);
    return count;
}

void x11_set_value(struct platform *platform, Window window, enum x11_atom property, Atom type,
                   unsigned long value)
{
    XChangeProperty(platform->display, window, platform->atoms[property], type, 32, PropModeReplace,
                    (const unsigned char *)&value, 1);
}
