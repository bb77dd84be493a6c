/* Anki's text file with headers, of Anki 2.1.54 and later; see "Importing text files" in its
 * manual.
 *
 * The word is the first field of the note, by which Anki finds a note again that is already
 * there. Columns go to the fields of their names, and only without any names by their order
 * (rslib/src/import_export/text/csv/metadata.rs): called Front and Back, word and meaning fit
 * the note type "Basic" as it is. */

#include "app/exchange/export_private.h"

static void begin(struct export *to)
{
    /* No space after a colon: values are taken as they are. */
    export_puts(to, "#separator:Tab\n"
                    "#html:true\n"
                    "#deck column:1\n"
                    "#tags column:8\n"
                    "#columns:Deck\tFront\tBack\tSentence\tForm\tGame\tId\tTags\tLanguage\n");
}

static void put_html(struct export *to, struct str text)
{
    export_add_html(to, &to->cell, text);
    export_put_composed(to, '\t');
    export_puts(to, "\t");
}

/* A deck for each language: Wordloot::Italian. */
static void put_deck(struct export *to, struct str lang)
{
    const struct export_source *source = to->request->source;
    const char *code = arena_strndup(to->arena, lang.ptr, lang.len), *name = NULL;

    if (source->lang_name != NULL)
        name = source->lang_name(source->ctx, code);
    buf_adds(&to->cell, "Wordloot::");
    export_add_line(to, &to->cell, str_of(name != NULL ? name : code));
    export_put_composed(to, '\t');
    export_puts(to, "\t");
}

static void put_meaning(struct export *to, const struct export_row *row)
{
    const struct str second = export_second_meaning(row);

    export_add_html(to, &to->cell, export_meaning(row));
    if (second.len > 0) {
        buf_adds(&to->cell, "<br>");
        export_add_html(to, &to->cell, second);
    }
    export_put_composed(to, '\t');
    export_puts(to, "\t");
}

static bool put_word(struct export *to, const struct export_row *row)
{
    put_deck(to, row->lang);
    put_html(to, row->headword);
    put_meaning(to, row);
    export_add_sentence_html(to, &to->cell, row);
    export_put_composed(to, '\t');
    export_puts(to, "\t");
    put_html(to, row->form);
    put_html(to, row->game);
    put_html(to, row->uuid);
    export_add_line(to, &to->cell, row->tags);
    export_put_composed(to, '\t');
    export_puts(to, "\t");
    export_add_line(to, &to->cell, row->lang);
    export_put_composed(to, '\t');
    export_puts(to, "\n");
    return true;
}

const struct exporter export_anki = {
    .name = "anki",
    .extension = "txt",
    .has_meanings = true,
    .begin = begin,
    .word = put_word,
};
