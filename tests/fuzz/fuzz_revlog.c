/* A review log from elsewhere, and the fit to it. */

#include <stdint.h>
#include <stdlib.h>

#include "app/commands/revlog_file.h"
#include "app/srs/fit.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct fit_options options = { params_default(), 1 };
    struct day_rule rule = { .rollover_hour = 4 };
    struct dataset dataset = { .count = 0 };
    struct fit_report report;
    struct logged *log = NULL;
    size_t count = 0;

    if (revlog_parse(&log, &count, bytes, len, "fuzz.tsv") != OK)
        return 0;
    if (dataset_init(&dataset, log, count, &rule) == OK &&
        fit(&report, &dataset, &options, NULL) != OK)
        abort();
    dataset_dispose(&dataset);
    free(log);
    return 0;
}
