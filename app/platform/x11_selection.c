/* Clipboard and selection (ICCCM, section 2). Their owner is another program,
 * which may be slow, dead, or have a gigabyte: nothing here waits for it, and
 * no more is read than is kept. Each transfer has a window of its own, so that
 * what comes too late meets nothing. */

#include "app/platform/x11.h"

#include <stdint.h>
#include <X11/Xatom.h>
#include <X11/extensions/Xfixes.h>

#include "dict/base/text.h"

enum {
    SILENT_MS = 2000,
    /* Marking with the mouse claims the selection anew with each movement. */
    QUIET_MS = 200
};

void x11_selection_open(struct platform *platform)
{
    int event, error;

    buf_init(&platform->selections.handed, PLATFORM_TEXT_LIMIT);
    if (XFixesQueryExtension(platform->display, &event, &error))
        platform->selections.fixes_event = event;
}

static void end_transfer(struct platform *platform, struct x11_transfer *transfer)
{
    if (transfer->state != TRANSFER_IDLE && !platform->lost)
        XDestroyWindow(platform->display, transfer->window);
    transfer->state = TRANSFER_IDLE;
}

void x11_selection_close(struct platform *platform)
{
    size_t i;

    for (i = 0; i < 2; i++) {
        end_transfer(platform, &platform->selections.transfers[i]);
        buf_dispose(&platform->selections.transfers[i].bytes);
    }
    buf_dispose(&platform->selections.handed);
}

static Atom atom_of(const struct platform *platform, enum platform_selection selection)
{
    return selection == PLATFORM_PRIMARY ? XA_PRIMARY : platform->atoms[ATOM_CLIPBOARD];
}

/* --- answers --- */

static void answer(struct platform *platform, struct x11_transfer *transfer,
                   enum platform_text_state state)
{
    end_transfer(platform, transfer);
    transfer->answered = true;
    transfer->answer = state;
    if (state != PLATFORM_TEXT_OK)
        buf_dispose(&transfer->bytes);
}

/* The owner learns by our reading on that we are here: it is left to finish,
 * and what it sends is thrown away. */
static void answer_too_large(struct platform *platform, struct x11_transfer *transfer, bool drain)
{
    transfer->until_ms = x11_now_ms() + SILENT_MS;
    transfer->answered = true;
    transfer->answer = PLATFORM_TEXT_TOO_LARGE;
    buf_dispose(&transfer->bytes);
    if (drain)
        transfer->state = TRANSFER_DRAIN;
    else
        end_transfer(platform, transfer);
}

static void latin1_to_utf8(struct buf *bytes)
{
    struct buf wide;
    size_t i;

    buf_init(&wide, bytes->max);
    for (i = 0; i < bytes->len; i++)
        text_put(&wide, (unsigned char)bytes->data[i]);
    buf_dispose(bytes);
    *bytes = wide;
}

/* Some programs count the terminating NUL. */
static void drop_last_nul(struct buf *bytes)
{
    if (bytes->len > 0 && bytes->data[bytes->len - 1] == '\0')
        buf_truncate(bytes, bytes->len - 1);
}

/* Control characters that stand in no text tell a file from it. */
static bool is_text(struct str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if ((c < ' ' && (c < '\t' || c > '\r')) || c == 0x7F)
            return false;
    }
    return text_is_valid(text);
}

static void finish(struct platform *platform, struct x11_transfer *transfer)
{
    enum platform_text_state state = PLATFORM_TEXT_OK;

    drop_last_nul(&transfer->bytes);
    if (transfer->bytes.len == 0)
        state = PLATFORM_TEXT_EMPTY;
    else if (transfer->latin1)
        latin1_to_utf8(&transfer->bytes);
    if (transfer->bytes.failed)
        state = PLATFORM_TEXT_TOO_LARGE;
    else if (state == PLATFORM_TEXT_OK && !is_text(buf_str(&transfer->bytes)))
        state = PLATFORM_TEXT_NOT_TEXT;
    answer(platform, transfer, state);
}

/* --- asking --- */

static void ask(struct platform *platform, enum platform_selection selection, Atom target)
{
    struct x11_transfer *transfer = &platform->selections.transfers[selection];

    transfer->target = target;
    transfer->until_ms = x11_now_ms() + SILENT_MS;
    XConvertSelection(platform->display, atom_of(platform, selection), target,
                      platform->atoms[ATOM_TRANSFER], transfer->window, CurrentTime);
    XFlush(platform->display);
}

void platform_request_text(struct platform *platform, enum platform_selection selection)
{
    struct x11_transfer *transfer = &platform->selections.transfers[selection];
    XSetWindowAttributes attributes = { .event_mask = PropertyChangeMask };

    if (platform->lost || transfer->answered || transfer->state == TRANSFER_ASKED ||
        transfer->state == TRANSFER_PARTS)
        return;
    end_transfer(platform, transfer);
    buf_dispose(&transfer->bytes);
    buf_init(&transfer->bytes, PLATFORM_TEXT_LIMIT);
    transfer->latin1 = false;
    if (XGetSelectionOwner(platform->display, atom_of(platform, selection)) == None) {
        answer(platform, transfer, PLATFORM_TEXT_EMPTY);
        return;
    }
    transfer->window = XCreateWindow(platform->display, platform->root, -1, -1, 1, 1, 0, 0,
                                     InputOnly, CopyFromParent, CWEventMask, &attributes);
    transfer->state = TRANSFER_ASKED;
    ask(platform, selection, platform->atoms[ATOM_UTF8_STRING]);
}

enum err platform_watch_text(struct platform *platform, enum platform_selection selection, bool on)
{
    if (platform->selections.fixes_event == 0)
        return err_set(ERR_UNSUPPORTED, "the display does not tell when the clipboard changes "
                                        "(no XFixes extension)");
    XFixesSelectSelectionInput(platform->display, platform->own, atom_of(platform, selection),
                               on ? XFixesSetSelectionOwnerNotifyMask : 0);
    XFlush(platform->display);
    platform->selections.changed_ms[selection] = 0;
    return OK;
}

/* --- reading --- */

struct part {
    Atom type;
    int format;
    unsigned long len, left;
    unsigned char *bytes; /* Xlib's */
};

/* What lies in the transfer's property, at most MAX bytes of it, and removes
 * it. False if nothing lies there. */
static bool take_part(struct platform *platform, const struct x11_transfer *transfer, size_t max,
                      struct part *part)
{
    Atom property = platform->atoms[ATOM_TRANSFER];

    *part = (struct part){ 0 };
    if (XGetWindowProperty(platform->display, transfer->window, property, 0, (long)(max / 4 + 1),
                           False, AnyPropertyType, &part->type, &part->format, &part->len,
                           &part->left, &part->bytes) != Success ||
        part->type == None)
        return false;
    XDeleteProperty(platform->display, transfer->window, property);
    XFlush(platform->display);
    return true;
}

/* Adds PART; false when the transfer has been answered instead. */
static bool add_part(struct platform *platform, struct x11_transfer *transfer,
                     const struct part *part)
{
    bool in_parts = transfer->state == TRANSFER_PARTS;

    if (part->format != 8 ||
        (part->type != platform->atoms[ATOM_UTF8_STRING] && part->type != XA_STRING)) {
        answer(platform, transfer, PLATFORM_TEXT_NOT_TEXT);
        return false;
    }
    transfer->latin1 = part->type == XA_STRING && transfer->target == XA_STRING;
    buf_add(&transfer->bytes, part->bytes, part->len);
    if (part->left > 0 || transfer->bytes.failed) {
        answer_too_large(platform, transfer, in_parts);
        return false;
    }
    return true;
}

static void refused(struct platform *platform, enum platform_selection selection)
{
    struct x11_transfer *transfer = &platform->selections.transfers[selection];

    if (transfer->target != XA_STRING)
        ask(platform, selection, XA_STRING);
    else if (XGetSelectionOwner(platform->display, atom_of(platform, selection)) == None)
        answer(platform, transfer, PLATFORM_TEXT_EMPTY);
    else
        answer(platform, transfer, PLATFORM_TEXT_NOT_TEXT);
}

/* The owner has put all of it into the property, or "INCR" and the least size. */
static void read_whole(struct platform *platform, enum platform_selection selection)
{
    struct x11_transfer *transfer = &platform->selections.transfers[selection];
    struct part part;

    if (!take_part(platform, transfer, PLATFORM_TEXT_LIMIT, &part)) {
        refused(platform, selection);
    } else if (part.type == platform->atoms[ATOM_INCR]) {
        transfer->state = TRANSFER_PARTS;
        transfer->until_ms = x11_now_ms() + SILENT_MS;
        if (part.format == 32 && part.len == 1 &&
            *(const unsigned long *)(const void *)part.bytes > PLATFORM_TEXT_LIMIT)
            answer_too_large(platform, transfer, true);
    } else if (add_part(platform, transfer, &part)) {
        finish(platform, transfer);
    }
    if (part.bytes != NULL)
        XFree(part.bytes);
}

/* One of the parts that follow; an empty one is the last. */
static void read_part(struct platform *platform, struct x11_transfer *transfer)
{
    bool drain = transfer->state == TRANSFER_DRAIN;
    struct part part;

    if (!take_part(platform, transfer, drain ? 0 : PLATFORM_TEXT_LIMIT - transfer->bytes.len,
                   &part))
        return;
    if (part.len == 0 && part.left == 0) {
        if (drain)
            end_transfer(platform, transfer);
        else
            finish(platform, transfer);
    } else if (!drain && add_part(platform, transfer, &part)) {
        transfer->until_ms = x11_now_ms() + SILENT_MS;
    }
    XFree(part.bytes);
}

/* --- events --- */

static void note_property(struct platform *platform, const XPropertyEvent *event)
{
    struct x11_transfer *transfer;
    size_t i;

    for (i = 0; i < 2; i++) {
        transfer = &platform->selections.transfers[i];
        if ((transfer->state == TRANSFER_PARTS || transfer->state == TRANSFER_DRAIN) &&
            event->window == transfer->window && event->state == PropertyNewValue &&
            event->atom == platform->atoms[ATOM_TRANSFER])
            read_part(platform, transfer);
    }
}

static void note_reply(struct platform *platform, const XSelectionEvent *event)
{
    struct x11_transfer *transfer;
    int i;

    for (i = 0; i < 2; i++) {
        transfer = &platform->selections.transfers[i];
        if (transfer->state != TRANSFER_ASKED || event->requestor != transfer->window ||
            event->target != transfer->target)
            continue;
        if (event->property == None)
            refused(platform, (enum platform_selection)i);
        else
            read_whole(platform, (enum platform_selection)i);
    }
}

static void note_owner(struct platform *platform, const XFixesSelectionNotifyEvent *event)
{
    int64_t *changed_ms = platform->selections.changed_ms;

    if (event->owner == None)
        return;
    if (event->selection == XA_PRIMARY)
        changed_ms[PLATFORM_PRIMARY] = x11_now_ms() + QUIET_MS;
    else
        changed_ms[PLATFORM_CLIPBOARD] = x11_now_ms();
}

void x11_selection_event(struct platform *platform, const XEvent *event)
{
    int fixes = platform->selections.fixes_event;

    if (event->type == SelectionNotify)
        note_reply(platform, &event->xselection);
    else if (event->type == PropertyNotify)
        note_property(platform, &event->xproperty);
    else if (fixes != 0 && event->type == fixes + XFixesSelectionNotify)
        note_owner(platform, (const XFixesSelectionNotifyEvent *)(const void *)event);
}

/* --- deadlines --- */

int64_t x11_selection_until_ms(const struct platform *platform)
{
    const struct x11_selections *selections = &platform->selections;
    int64_t until = INT64_MAX;
    size_t i;

    for (i = 0; i < 2; i++) {
        if (selections->transfers[i].answered)
            return 0;
        if (selections->transfers[i].state != TRANSFER_IDLE &&
            selections->transfers[i].until_ms < until)
            until = selections->transfers[i].until_ms;
        if (selections->changed_ms[i] != 0 && selections->changed_ms[i] < until)
            until = selections->changed_ms[i];
    }
    return until;
}

static bool hand_out(struct platform *platform, enum platform_selection selection,
                     struct platform_event *out)
{
    struct x11_transfer *transfer = &platform->selections.transfers[selection];

    if (!transfer->answered)
        return false;
    transfer->answered = false;
    *out = (struct platform_event){ .kind = PLATFORM_TEXT,
                                    .selection = selection,
                                    .text_state = transfer->answer };
    if (transfer->answer == PLATFORM_TEXT_OK) {
        platform->selections.handed = transfer->bytes;
        transfer->bytes = (struct buf){ 0 };
        out->text = buf_str(&platform->selections.handed);
    }
    return true;
}

bool x11_selection_expired(struct platform *platform, struct platform_event *out)
{
    struct x11_selections *selections = &platform->selections;
    int64_t now = x11_now_ms();
    struct x11_transfer *transfer;
    int i;

    for (i = 0; i < 2; i++) {
        transfer = &selections->transfers[i];
        if (transfer->state == TRANSFER_DRAIN && now >= transfer->until_ms)
            end_transfer(platform, transfer);
        else if (transfer->state != TRANSFER_IDLE && now >= transfer->until_ms)
            answer(platform, transfer, PLATFORM_TEXT_NO_ANSWER);
        if (hand_out(platform, (enum platform_selection)i, out))
            return true;
        if (selections->changed_ms[i] != 0 && now >= selections->changed_ms[i]) {
            selections->changed_ms[i] = 0;
            *out = (struct platform_event){ .kind = PLATFORM_TEXT_CHANGED,
                                            .selection = (enum platform_selection)i };
            return true;
        }
    }
    return false;
}
