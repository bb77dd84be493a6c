#include "app/commands/sheet_call.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/buf.h"
#include "dict/base/mem.h"

enum { GRAMMAR_MAX = 1000 };

/* As setlocale(3) would look for the paper's size. */
static enum sheet_paper usual_paper(void)
{
    static const char *const names[] = { "LC_ALL", "LC_PAPER", "LANG" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(names); i++) {
        const char *value = getenv(names[i]);

        if (value != NULL && value[0] != '\0')
            return sheet_paper_of_locale(value);
    }
    return PAPER_A4;
}

int sheet_call_read(struct sheet_call *call, const struct command *command, bool prints)
{
    if (!prints && (call->sheet != NULL || call->paper != NULL || call->title != NULL))
        return command_misused(command, "--sheet, --paper and --title are for html and pdf");
    call->options = (struct sheet_options){ SHEET_LIST, usual_paper(), call->title };
    if (call->sheet != NULL && !sheet_kind_find(&call->options.kind, call->sheet))
        return command_misused(command, "no sheet \"%.100s\": list, cloze, cards or test",
                               call->sheet);
    if (call->paper != NULL && !sheet_paper_find(&call->options.paper, call->paper))
        return command_misused(command, "no paper \"%.100s\": a4 or letter", call->paper);
    if (call->title != NULL && call->title[0] == '\0')
        return command_misused(command, "--title needs some words");
    return EXIT_DONE;
}

char *sheet_grammar(struct glossary *glossary, const struct texts *texts, const char *lang,
                    const char *headword)
{
    char *raw = glossary_grammar(glossary, lang, headword);
    struct str rest = str_of(raw), label;
    struct buf out;
    char *taken = NULL;

    buf_init(&out, GRAMMAR_MAX);
    while (str_next(&rest, ',', &label)) {
        char *key;
        const char *name;

        label = str_trim(label);
        key = xasprintf("label.%.*s", STR_ARG(label));
        name = texts_get(texts, key);
        /* What is nothing to a learner has "-" there; what is not there stays as it is. */
        if (strcmp(name, "-") != 0 && label.len > 0)
            buf_printf(&out, "%s%.*s", out.len > 0 ? ", " : "",
                       STR_ARG(name == key ? label : str_of(name)));
        free(key);
    }
    if (out.len > 0 && buf_ok(&out, "a part of speech") == OK)
        taken = buf_take(&out);
    buf_dispose(&out);
    free(raw);
    return taken;
}

char *sheet_article(struct glossary *glossary, const char *lang, const char *headword)
{
    struct library *library = glossary_library(glossary, lang);
    char *grammar = glossary_grammar(glossary, lang, headword);
    const char *article = NULL;

    if (library != NULL && grammar != NULL)
        article = article_of(library_language(library), str_of(grammar), str_of(headword));
    free(grammar);
    return article != NULL ? xstrdup(article) : NULL;
}
