/* Markup: the pieces hold all of the text in order, and what is decoded stays UTF-8. */

#include <stdint.h>
#include <stdlib.h>

#include "dict/base/text.h"
#include "dict/markup.h"
#include "dict/stardict_wiki.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void look_pieces(struct str text)
{
    struct str rest = text;
    struct markup_piece piece;
    struct buf out;
    size_t before;

    buf_init(&out, text.len * 4 + 16);
    for (before = rest.len; markup_next(&rest, &piece); before = rest.len) {
        if (rest.len >= before)
            abort();
        markup_decode(&out,
                      piece.kind == MARKUP_TEXT ? piece.text : markup_attribute(&piece, "href"));
        if (markup_is(&piece, "b i") && piece.name.len != 1)
            abort();
    }
    if (rest.len != 0 || out.failed || (text_is_valid(text) && !text_is_valid(buf_str(&out))))
        abort();
    buf_dispose(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct str text = str_make((const char *)bytes, len);
    struct buf wiki;

    look_pieces(text);
    buf_init(&wiki, len * 12 + 16);
    stardict_unwiki(&wiki, text);
    if (wiki.failed)
        abort();
    buf_dispose(&wiki);
    return 0;
}
