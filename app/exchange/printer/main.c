/* wordloot-print: draws a sheet as PDF (app/exchange/print.h says how it is spoken to). */

#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "app/exchange/print.h"
#include "app/exchange/printer/pages.h"
#include "dict/base/file.h"

enum { CHUNK = 1 << 16 };

static enum err read_input(struct buf *out)
{
    size_t got = 1;
    enum err rc = OK;

    while (rc == OK && got > 0) {
        if (!buf_reserve(out, CHUNK))
            return buf_ok(out, "the sheet");
        rc = file_get(STDIN_FILENO, "the sheet", out->data + out->len, CHUNK, &got);
        if (rc == OK)
            buf_commit(out, got);
    }
    return rc;
}

static enum err print(struct buf *pdf, struct buf *input)
{
    struct sheet *sheet = NULL;
    enum err rc = read_input(input);

    if (rc == OK)
        rc = sheet_decode(&sheet, buf_str(input));
    if (rc == OK)
        rc = pages_print(pdf, sheet);
    if (rc == OK)
        rc = buf_ok(pdf, "the PDF");
    sheet_free(sheet);
    return rc;
}

int main(void)
{
    struct buf input, pdf;
    enum err rc;

    if (isatty(STDIN_FILENO)) {
        fputs("wordloot-print draws sheets for wordloot export --format pdf, which starts it by "
              "itself.\n",
              stderr);
        return 2;
    }
    /* It ends with the program that asked, however that ends. */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    buf_init(&input, SHEET_WIRE_MAX);
    buf_init(&pdf, PRINT_MAX);
    rc = print(&pdf, &input);
    if (rc == OK)
        rc = file_put(STDOUT_FILENO, "the PDF", pdf.data, pdf.len);
    else
        printf("%s\n", err_message());
    buf_dispose(&pdf);
    buf_dispose(&input);
    /* Fontconfig and Pango keep their tables until the process ends, in pointers that a check
     * for leaks takes for none: it would judge us by them. */
    (void)fflush(stdout);
    _exit(rc == OK ? 0 : 3);
}
