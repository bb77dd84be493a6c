/* Rows and cells: whatever the bytes, cells lie in their record and lines only go up. */

#include <stdint.h>
#include <stdlib.h>

#include "app/exchange/records.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct records *records = malloc(sizeof(*records));
    const char separator = len % 2 == 0 ? ',' : '\t';
    size_t line = 0, total, i;

    if (records == NULL)
        return 0;
    records_init(records, str_make((const char *)bytes, len), separator);
    while (records_next(records) == OK) {
        for (i = 0, total = 0; i < records->count; i++)
            total += records->cells[i].len;
        if (records->line <= line || records->count == 0 || total > len ||
            total != records->bytes.len)
            abort();
        line = records->line;
    }
    records_dispose(records);
    free(records);
    return 0;
}
