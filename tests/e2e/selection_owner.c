/* Stands in for the program that owns the clipboard, good and bad ones:
 *
 *   selection_owner CLIPBOARD|PRIMARY KIND
 *
 * KIND is one of those in kinds[]. Writes "ready" once it is the owner. */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>

enum { BIG = 10 << 20, MIDDLE = 30000, PART = 65536, SMALL_PART = 1000 };

static const struct kind {
    const char *name;
    const char *text;
    size_t size;  /* repeats text up to this many bytes; 0: as it is */
    size_t part;  /* sends parts of this size (INCR); 0: all at once */
    bool refuses; /* all targets */
    bool only_string;
    bool silent;
    bool stalls; /* begins with parts, sends none */
} kinds[] = {
    { "word", .text = "coinvolto" },
    { "line", .text = "Größe, città, 日本語\nund mehr" },
    { "latin1", .text = "citt\xe0", .only_string = true },
    { "empty", .text = "" },
    { "terminated", .text = "parola", .size = 7 },
    { "parts", .text = "abc ", .size = MIDDLE, .part = SMALL_PART },
    { "large", .text = "abc ", .size = BIG },
    { "large-parts", .text = "abc ", .size = BIG, .part = PART },
    { "binary", .text = "\x89PNG\r\n\x1a\n\xff\xfe" },
    { "picture", .text = "", .refuses = true },
    { "silent", .text = "", .silent = true },
    { "stalls", .text = "abc ", .size = MIDDLE, .part = SMALL_PART, .stalls = true },
};

struct owner {
    Display *display;
    Window window, requestor;
    Atom incr, utf8, property, target;
    const struct kind *kind;
    unsigned char *bytes;
    size_t len, sent;
};

/* "terminated" has the NUL after its text as its last byte. */
static bool fill(struct owner *owner)
{
    size_t i, text_len = strlen(owner->kind->text);

    owner->len = owner->kind->size > 0 ? owner->kind->size : text_len;
    owner->bytes = calloc(owner->len + 1, 1);
    for (i = 0; owner->bytes != NULL && i < owner->len; i++)
        owner->bytes[i] = owner->len == text_len + 1 && i == text_len
                              ? 0
                              : (unsigned char)owner->kind->text[i % text_len];
    return owner->bytes != NULL;
}

static void put(struct owner *owner, size_t from, size_t len)
{
    XChangeProperty(owner->display, owner->requestor, owner->property, owner->target, 8,
                    PropModeReplace, owner->bytes + from, (int)len);
}

static void begin_parts(struct owner *owner)
{
    long size = (long)owner->len;

    XSelectInput(owner->display, owner->requestor, PropertyChangeMask);
    XChangeProperty(owner->display, owner->requestor, owner->property, owner->incr, 32,
                    PropModeReplace, (const unsigned char *)&size, 1);
    owner->sent = 0;
}

/* The reader has taken the last part; after the text comes an empty one. */
static void send_part(struct owner *owner)
{
    size_t left = owner->len - owner->sent;
    size_t len = left < owner->kind->part ? left : owner->kind->part;

    put(owner, owner->sent, len);
    owner->sent += len;
    if (len == 0)
        XSelectInput(owner->display, owner->requestor, NoEventMask);
}

static bool refuses(const struct owner *owner, Atom target)
{
    if (owner->kind->only_string)
        return target != XA_STRING;
    return owner->kind->refuses || target != owner->utf8;
}

static void reply(struct owner *owner, const XSelectionRequestEvent *request)
{
    XEvent answer = { .xselection = { .type = SelectionNotify,
                                      .requestor = request->requestor,
                                      .selection = request->selection,
                                      .target = request->target,
                                      .property = request->property,
                                      .time = request->time } };

    if (owner->kind->silent)
        return;
    owner->requestor = request->requestor;
    owner->property = request->property;
    owner->target = request->target;
    if (refuses(owner, request->target))
        answer.xselection.property = None;
    else if (owner->kind->part > 0)
        begin_parts(owner);
    else
        put(owner, 0, owner->len);
    XSendEvent(owner->display, request->requestor, False, NoEventMask, &answer);
    XFlush(owner->display);
}

/* The reader may be gone at any time. */
static int ignore_error(Display *display, XErrorEvent *event)
{
    (void)display;
    (void)event;
    return 0;
}

static bool open_owner(struct owner *owner, const char *selection)
{
    Atom atom;

    owner->display = XOpenDisplay(NULL);
    if (owner->display == NULL || !fill(owner))
        return false;
    XSetErrorHandler(ignore_error);
    owner->incr = XInternAtom(owner->display, "INCR", False);
    owner->utf8 = XInternAtom(owner->display, "UTF8_STRING", False);
    atom = XInternAtom(owner->display, selection, False);
    owner->window =
        XCreateSimpleWindow(owner->display, DefaultRootWindow(owner->display), 0, 0, 1, 1, 0, 0, 0);
    XSetSelectionOwner(owner->display, atom, owner->window, CurrentTime);
    return XGetSelectionOwner(owner->display, atom) == owner->window;
}

static void serve(struct owner *owner)
{
    XEvent event;

    while (true) {
        XNextEvent(owner->display, &event);
        if (event.type == SelectionClear)
            return;
        if (event.type == SelectionRequest)
            reply(owner, &event.xselectionrequest);
        else if (event.type == PropertyNotify && event.xproperty.state == PropertyDelete &&
                 event.xproperty.window == owner->requestor && !owner->kind->stalls)
            send_part(owner);
    }
}

int main(int argc, char **argv)
{
    struct owner owner = { 0 };
    size_t i;

    for (i = 0; argc == 3 && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kinds[i].name, argv[2]) == 0)
            owner.kind = &kinds[i];
    }
    if (owner.kind == NULL || !open_owner(&owner, argv[1])) {
        fprintf(stderr, "selection_owner: no such kind, or no display\n");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    serve(&owner);
    free(owner.bytes);
    XCloseDisplay(owner.display);
    return 0;
}
