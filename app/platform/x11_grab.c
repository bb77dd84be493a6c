/* The screen's pixels, through memory shared with the server where that is possible. */

#include "app/platform/grab.h"

#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>

#include "app/platform/x11.h"
#include "dict/base/mem.h"

enum { ONLY_OWNER = 0600 };

/* --- where --- */

static struct platform_rect on_screen(struct platform *platform, struct platform_rect area)
{
    XWindowAttributes root = { 0 };
    int right = area.x + area.width, bottom = area.y + area.height;

    XGetWindowAttributes(platform->display, platform->root, &root);
    if (area.x < 0)
        area.x = 0;
    if (area.y < 0)
        area.y = 0;
    right = right < root.width ? right : root.width;
    bottom = bottom < root.height ? bottom : root.height;
    area.width = right - area.x;
    area.height = bottom - area.y;
    return area;
}

/* --- pixels --- */

static bool is_plain(const XImage *image)
{
    return image->bits_per_pixel == 32 && image->red_mask == 0xff0000 &&
           image->green_mask == 0xff00 && image->blue_mask == 0xff &&
           image->byte_order == (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? LSBFirst : MSBFirst);
}

/* A colour's eight bits from a pixel of any layout. */
static uint32_t channel(unsigned long pixel, unsigned long mask)
{
    unsigned long most = mask;
    unsigned long value = pixel & mask;

    while (most != 0 && (most & 1) == 0) {
        most >>= 1;
        value >>= 1;
    }
    return most != 0 ? (uint32_t)(value * 255 / most) : 0;
}

static void copy_pixels(const XImage *image, uint32_t *out)
{
    const bool plain = is_plain(image);
    int x, y;

    for (y = 0; y < image->height; y++) {
        const uint32_t *row =
            (const uint32_t *)(const void *)(image->data + (ptrdiff_t)y * image->bytes_per_line);

        for (x = 0; x < image->width; x++) {
            unsigned long pixel;

            if (plain) {
                *out++ = row[x] & 0xffffff;
                continue;
            }
            pixel = XGetPixel((XImage *)(uintptr_t)image, x, y);
            *out++ = channel(pixel, image->red_mask) << 16 |
                     channel(pixel, image->green_mask) << 8 | channel(pixel, image->blue_mask);
        }
    }
}

static enum err take_pixels(const XImage *image, struct platform_picture *out)
{
    if (image->red_mask == 0 || image->green_mask == 0 || image->blue_mask == 0)
        return err_set(ERR_UNSUPPORTED,
                       "this screen has no true colours, so that text cannot be read from it");
    out->pixels = xcalloc((size_t)image->width * (size_t)image->height, sizeof(*out->pixels));
    copy_pixels(image, out->pixels);
    return OK;
}

/* --- through shared memory, and without --- */

static bool attach(struct platform *platform, XShmSegmentInfo *segment, size_t size)
{
    segment->shmid = shmget(IPC_PRIVATE, size, IPC_CREAT | ONLY_OWNER);
    if (segment->shmid < 0)
        return false;
    segment->shmaddr = shmat(segment->shmid, NULL, 0);
    segment->readOnly = False;
    if (segment->shmaddr != (char *)-1) {
        x11_trap(platform);
        XShmAttach(platform->display, segment);
        if (x11_trapped(platform) == 0) {
            /* It goes with the last of its two users. */
            shmctl(segment->shmid, IPC_RMID, NULL);
            return true;
        }
        shmdt(segment->shmaddr);
    }
    shmctl(segment->shmid, IPC_RMID, NULL);
    return false;
}

/* ERR_UNSUPPORTED: it must be done without. */
static enum err grab_shared(struct platform *platform, struct platform_picture *out)
{
    const struct platform_rect area = out->place;
    const int screen = DefaultScreen(platform->display);
    XShmSegmentInfo segment = { 0 };
    enum err rc = ERR_UNSUPPORTED;
    XImage *image;

    if (!XShmQueryExtension(platform->display))
        return rc;
    image = XShmCreateImage(platform->display, DefaultVisual(platform->display, screen),
                            (unsigned)DefaultDepth(platform->display, screen), ZPixmap, NULL,
                            &segment, (unsigned)area.width, (unsigned)area.height);
    if (image == NULL)
        return rc;
    if (attach(platform, &segment, (size_t)image->bytes_per_line * (size_t)image->height)) {
        image->data = segment.shmaddr;
        x11_trap(platform);
        XShmGetImage(platform->display, platform->root, image, area.x, area.y, AllPlanes);
        if (x11_trapped(platform) == 0)
            rc = take_pixels(image, out);
        XShmDetach(platform->display, &segment);
        XSync(platform->display, False);
        shmdt(segment.shmaddr);
    }
    image->data = NULL;
    XDestroyImage(image);
    return rc;
}

static enum err grab_copied(struct platform *platform, struct platform_picture *out)
{
    const struct platform_rect area = out->place;
    XImage *image;
    enum err rc;

    x11_trap(platform);
    image = XGetImage(platform->display, platform->root, area.x, area.y, (unsigned)area.width,
                      (unsigned)area.height, AllPlanes, ZPixmap);
    if (x11_trapped(platform) != 0 || image == NULL)
        return err_set(ERR_IO, "the screen could not be read");
    rc = take_pixels(image, out);
    XDestroyImage(image);
    return rc;
}

enum err platform_grab(struct platform *platform, struct platform_rect area,
                       struct platform_picture *out)
{
    enum err rc;

    *out = (struct platform_picture){ .pixels = NULL };
    if (platform->lost)
        return err_set(ERR_IO, "the display is gone");
    out->place = on_screen(platform, area);
    if (out->place.width <= 0 || out->place.height <= 0)
        return err_set(ERR_USAGE, "the region lies outside of the screen");
    rc = grab_shared(platform, out);
    return rc == ERR_UNSUPPORTED ? grab_copied(platform, out) : rc;
}

void platform_picture_dispose(struct platform_picture *picture)
{
    free(picture->pixels);
    *picture = (struct platform_picture){ .pixels = NULL };
}
