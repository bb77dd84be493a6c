#ifndef COMMANDS_IMPORT_REPORT_H
#define COMMANDS_IMPORT_REPORT_H

/* What an import says: for a person on stderr, for a program as one JSON object on stdout. */

#include <stdbool.h>

#include "app/exchange/intake.h"
#include "app/journal/imports.h"
#include "dict/base/json.h"

/* What will be, a line for each kind of row. */
void import_report_print(const struct intake_request *request, const struct intake_report *report);
/* The same; DONE tells whether it was done. Yours: json_decref(). */
json_t *import_report_json(const struct intake_request *request, const struct intake_report *report,
                           bool done);

/* journal_import_undo(), with the words that stay as a JSON list of {"lang","word"} in *STAYED,
 * yours: json_decref(). */
MUST_CHECK enum err import_take_back(struct journal *journal, bool dry_run,
                                     struct import_undone *out, json_t **stayed);
/* What it does; WOULD: it was not done. */
void import_undone_print(const struct import_undone *undone, const json_t *stayed, bool would);
json_t *import_undone_json(const struct import_undone *undone, json_t *stayed, bool done);

/* The imports of JOURNAL, the last first: lines for a person, or one JSON object a line.
 * *COUNT is how many there are. ERR_IO also when stdout does not take them. */
MUST_CHECK enum err import_list_print(struct journal *journal, bool json, size_t *count);

/* Asks QUESTION on stderr; no answer is yes, the end of the input no. */
bool import_asked(const char *question);

#endif
