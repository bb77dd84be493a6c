#include "app/classroom/qr.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <qrencode.h>

#include "dict/base/mem.h"

enum { QUIET = 4 }; /* ISO/IEC 18004, 6.3.8 */

static const uint32_t white = 0xffffffff, black = 0xff000000;

struct qr {
    QRcode *code;
};

enum err qr_make(struct qr **out, const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

    if (code == NULL)
        return err_set(ERR_LIMIT, "\"%.60s\" does not fit into a QR code (%s)", text,
                       strerror(errno));
    *out = xcalloc(1, sizeof(**out));
    (*out)->code = code;
    return OK;
}

void qr_free(struct qr *qr)
{
    if (qr == NULL)
        return;
    QRcode_free(qr->code);
    free(qr);
}

int qr_side(const struct qr *qr)
{
    return qr->code->width;
}

bool qr_is_dark(const struct qr *qr, int x, int y)
{
    const int side = qr->code->width;

    if (x < 0 || y < 0 || x >= side || y >= side)
        return false;
    return (qr->code->data[y * side + x] & 1) != 0;
}

struct area qr_draw(const struct qr *qr, struct canvas *canvas, struct area area)
{
    const int modules = qr_side(qr) + 2 * QUIET;
    const int room = area.width < area.height ? area.width : area.height;
    const int module = room / modules > 0 ? room / modules : 1, side = module * modules;
    const struct area whole = { area.x + (area.width - side) / 2, area.y + (area.height - side) / 2,
                                side, side };

    canvas_fill(canvas, whole, white);
    for (int y = 0; y < qr_side(qr); y++)
        for (int x = 0; x < qr_side(qr); x++)
            if (qr_is_dark(qr, x, y))
                canvas_fill(canvas,
                            (struct area){ whole.x + (QUIET + x) * module,
                                           whole.y + (QUIET + y) * module, module, module },
                            black);
    return whole;
}

void qr_print(const struct qr *qr, struct buf *out)
{
    static const char *const blocks[] = { " ", "▀", "▄", "█" }; /* upper, lower half white */

    for (int y = -QUIET / 2; y < qr_side(qr) + QUIET / 2; y += 2) {
        for (int x = -QUIET / 2; x < qr_side(qr) + QUIET / 2; x++)
            buf_adds(out, blocks[!qr_is_dark(qr, x, y) + 2 * !qr_is_dark(qr, x, y + 1)]);
        buf_addc(out, '\n');
    }
}
