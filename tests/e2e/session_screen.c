/* What is on the screen, and who has the keys. */

#include "tests/e2e/session.h"

#include <stdio.h>
#include <X11/Xutil.h>

static XImage *grab_screen(struct session *session, int x, int y, unsigned width, unsigned height)
{
    Display *display = session_display(session);

    return XGetImage(display, DefaultRootWindow(display), x, y, width, height, AllPlanes, ZPixmap);
}

uint32_t session_pixel(struct session *session, int x, int y)
{
    XImage *image = grab_screen(session, x, y, 1, 1);
    uint32_t pixel;

    if (image == NULL)
        return 0;
    pixel = (uint32_t)XGetPixel(image, 0, 0) & 0xFFFFFF;
    XDestroyImage(image);
    return pixel;
}

static void write_ppm(FILE *file, XImage *image)
{
    int x, y;

    fprintf(file, "P6 %d %d 255\n", image->width, image->height);
    for (y = 0; y < image->height; y++) {
        for (x = 0; x < image->width; x++) {
            unsigned long pixel = XGetPixel(image, x, y);

            fputc((int)(pixel >> 16 & 0xFF), file);
            fputc((int)(pixel >> 8 & 0xFF), file);
            fputc((int)(pixel & 0xFF), file);
        }
    }
}

bool session_picture(struct session *session, const char *path)
{
    XImage *image = grab_screen(session, 0, 0, SESSION_WIDTH, SESSION_HEIGHT);
    FILE *file = fopen(path, "wb");
    bool written = image != NULL && file != NULL;

    if (written)
        write_ppm(file, image);
    if (file != NULL && fclose(file) != 0)
        written = false;
    if (image != NULL)
        XDestroyImage(image);
    return written;
}

Window session_focus(struct session *session)
{
    Window focus = None;
    int revert;

    XGetInputFocus(session_display(session), &focus, &revert);
    return focus;
}

Window session_active(struct session *session)
{
    Display *display = session_display(session);
    Atom type = None;
    unsigned char *bytes = NULL;
    unsigned long len = 0, left;
    int format = 0;
    Window active = None;

    XGetWindowProperty(display, DefaultRootWindow(display),
                       XInternAtom(display, "_NET_ACTIVE_WINDOW", False), 0, 1, False,
                       AnyPropertyType, &type, &format, &len, &left, &bytes);
    if (format == 32 && len == 1)
        active = *(const Window *)(const void *)bytes;
    if (bytes != NULL)
        XFree(bytes);
    return active;
}
