#ifndef EXCHANGE_INTAKE_PRIVATE_H
#define EXCHANGE_INTAKE_PRIVATE_H

/* What the files of one format each share. */

#include "app/exchange/intake.h"

struct intake {
    struct journal *journal;
    const struct intake_request *request;
    struct intake_report report;
    size_t line; /* of the row at hand */
};

struct intake_format {
    const char *name;
    enum err (*read)(struct intake *from); /* in a transaction; the message without file and line */
};

extern const struct intake_format intake_csv, intake_tsv, intake_jsonl;

/* False when the work is to end with ERR_CANCELLED. */
bool intake_progress(const struct intake *from, uint64_t done, uint64_t total);

#endif
