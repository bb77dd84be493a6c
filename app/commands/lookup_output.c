#include "app/commands/lookup_output.h"

#include <string.h>

enum { ENTRY_PRINT_MAX = 4 * ENTRY_TEXT_MAX };

static json_t *entry_to_json(const struct entry *entry)
{
    json_t *object = json_object();
    struct buf text;

    buf_init(&text, ENTRY_PRINT_MAX);
    entry_print(&text, entry);
    json_object_set_new(object, "dict", json_str_of(entry->dict));
    json_object_set_new(object, "headword", json_str_of(entry->headword));
    json_object_set_new(object, "pos", json_str_of(entry->pos));
    json_object_set_new(object, "text", json_str(buf_str(&text)));
    buf_dispose(&text);
    return object;
}

/* With its entries if it is one that a person should see. */
static json_t *candidate_to_json(const struct candidate *candidate, bool is_shown)
{
    json_t *object = json_object(), *entries = json_array();
    size_t i;

    for (i = 0; is_shown && i < candidate->entry_count; i++)
        json_array_append_new(entries, entry_to_json(&candidate->entries[i]));
    json_object_set_new(object, "headword", json_str_of(candidate->headword));
    json_object_set_new(object, "how", json_string(how_name(candidate->how)));
    json_object_set_new(object, "entries", entries);
    return object;
}

json_t *lookup_to_json(struct str query, const char *lang, const struct answer *answer)
{
    json_t *object = json_object(), *candidates = json_array(), *suggestions = json_array();
    size_t i;

    for (i = 0; answer != NULL && i < answer->candidate_count; i++)
        json_array_append_new(candidates,
                              candidate_to_json(&answer->candidates[i], i < answer->shown_count));
    for (i = 0; answer != NULL && i < answer->suggestion_count; i++)
        json_array_append_new(suggestions, json_str_of(answer->suggestions[i]));
    json_object_set_new(object, "query", json_str(query));
    json_object_set_new(object, "lang", json_str_of(lang));
    json_object_set_new(object, "candidates", candidates);
    json_object_set_new(object, "suggestions", suggestions);
    return object;
}

/* What a reader should know of the way to a headword; NULL when it is plain. */
static const char *remark(const struct candidate *candidate)
{
    switch (candidate->how) {
    case HOW_OVERRIDE:
        return "as you taught";
    case HOW_EXACT:
    case HOW_FOLD:
        return NULL;
    case HOW_SPLIT:
        return "part of it";
    case HOW_FORM:
    case HOW_STEM:
        return "base form";
    case HOW_COMPOUND:
        return "part of the compound";
    case HOW_PHRASE:
        return "phrase";
    case HOW_REVERSED:
        return "from the translations";
    case HOW_NEAR:
        return "spelled nearly so";
    }
    return NULL;
}

static void print_entry(FILE *out, const struct entry *entry)
{
    struct buf text;
    struct str rest, line;

    buf_init(&text, ENTRY_PRINT_MAX);
    entry_print(&text, entry);
    rest = buf_str(&text);
    while (str_next(&rest, '\n', &line))
        fprintf(out, "  %.*s\n", STR_ARG(line));
    buf_dispose(&text);
}

static void print_candidate(FILE *out, const struct candidate *candidate, bool styled)
{
    const char *note = remark(candidate), *dict = "";
    size_t i;

    fprintf(out, "%s%s%s", styled ? "\033[1m" : "", candidate->headword, styled ? "\033[0m" : "");
    if (note != NULL)
        fprintf(out, "  (%s)", note);
    fputs(candidate->in_dictionary ? "\n" : "  (in no dictionary here)\n", out);
    for (i = 0; i < candidate->entry_count; i++) {
        const struct entry *entry = &candidate->entries[i];

        if (strcmp(entry->dict, dict) != 0)
            fprintf(out, "  %s[%s]%s\n", styled ? "\033[2m" : "", entry->dict,
                    styled ? "\033[0m" : "");
        dict = entry->dict;
        print_entry(out, entry);
    }
}

static bool is_candidate(const struct answer *answer, const char *headword)
{
    size_t i;

    for (i = 0; i < answer->shown_count; i++) {
        if (strcmp(answer->candidates[i].headword, headword) == 0)
            return true;
    }
    return false;
}

void lookup_print(FILE *out, const struct answer *answer, bool styled)
{
    const char *between = "Did you mean: ";
    size_t i;

    if (answer->shown_count == 0)
        fprintf(out, "%s: not found\n", answer->query);
    for (i = 0; i < answer->shown_count; i++)
        print_candidate(out, &answer->candidates[i], styled);
    for (i = 0; i < answer->suggestion_count; i++) {
        if (is_candidate(answer, answer->suggestions[i]))
            continue;
        fprintf(out, "%s%s", between, answer->suggestions[i]);
        between = ", ";
    }
    if (between[0] == ',')
        fputs("?\n", out);
}
