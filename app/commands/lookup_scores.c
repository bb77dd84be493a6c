#include "app/commands/lookup_scores.h"

static void print_candidate(FILE *out, const struct candidate *candidate)
{
    const char *gap = "  ";
    size_t i;

    fprintf(out, "%7.1f  %s%s", candidate->score, candidate->headword,
            candidate->in_dictionary ? "" : " (in no dictionary)");
    for (i = 0; i < candidate->reason_count; i++) {
        fprintf(out, "%s%s %+.1f", gap, candidate->reasons[i].name, candidate->reasons[i].points);
        gap = ", ";
    }
    fputc('\n', out);
}

void lookup_print_scores(FILE *out, const struct answer *answer)
{
    size_t i;

    for (i = 0; i < answer->candidate_count; i++)
        print_candidate(out, &answer->candidates[i]);
}

static json_t *reasons_of(const struct candidate *candidate)
{
    json_t *reasons = json_array();
    size_t i;

    for (i = 0; i < candidate->reason_count; i++)
        json_array_append_new(reasons, json_pack("{s:s, s:f}", "name", candidate->reasons[i].name,
                                                 "points", candidate->reasons[i].points));
    return reasons;
}

void lookup_add_scores(json_t *object, const struct answer *answer)
{
    json_t *candidates = json_object_get(object, "candidates");
    size_t i;

    for (i = 0; i < answer->candidate_count; i++) {
        json_t *candidate = json_array_get(candidates, i);

        json_object_set_new(candidate, "score", json_real(answer->candidates[i].score));
        json_object_set_new(candidate, "reasons", reasons_of(&answer->candidates[i]));
    }
}
