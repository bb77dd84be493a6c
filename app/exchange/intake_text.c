#include "app/exchange/charset.h"
#include "app/exchange/intake_private.h"
#include "dict/base/file.h"

enum { FILE_MAX = 64 << 20 };

enum err intake_read_text(struct intake *from, struct buf *text, bool *marked)
{
    static const char mark[] = "\xef\xbb\xbf";
    const struct intake_request *request = from->request;
    struct buf bytes;
    enum err rc;

    buf_init(&bytes, FILE_MAX);
    buf_init(text, (size_t)2 * FILE_MAX);
    rc = file_read(&bytes, request->path);
    if (rc == OK) {
        const char *charset = request->charset != NULL ? request->charset : "WINDOWS-1252";

        rc = charset_decode_exactly(text, (const uint8_t *)buf_text(&bytes), bytes.len,
                                    request->encoding, charset, &from->line);
        if (rc != OK && from->line == 0)
            rc = err_prefix(rc, "%s", request->path);
    }
    if (marked != NULL)
        *marked = str_starts(buf_str(&bytes), str_of(mark));
    buf_dispose(&bytes);
    return rc;
}
