#ifndef EXCHANGE_APKG_MODEL_H
#define EXCHANGE_APKG_MODEL_H

/* How our words are notes of Anki's: the note type "Wordloot" with its fields, the two kinds
 * of cards that are made of them and what these look like; decks and settings. As JSON, with
 * the keys without which Anki refuses a collection. */

#include <stdint.h>

#include "dict/base/json.h"

/* The order is that of the fields in a note. */
enum anki_field {
    ANKI_WORD,
    ANKI_FORM,
    ANKI_SENTENCE, /* the form in bold */
    ANKI_GAP,      /* the sentence without the form; empty: no card is to be typed */
    ANKI_DEFINITION,
    ANKI_TRANSLATION,
    ANKI_GAME,
    ANKI_PICTURE,
    ANKI_NOTE,
    ANKI_LANGUAGE, /* its code */
    ANKI_ID,       /* the word's uuid */
    ANKI_FIELD_COUNT
};

/* The templates, by their ord. */
enum anki_template { ANKI_RECOGNISE, ANKI_TYPE };

/* Anki finds the notes of an import by their guid and leaves those alone whose note type is
 * another: the id, the fields and the names of the templates stay as they are for ever. Other
 * fields are another note type, with another id. */
#define ANKI_MODEL_ID INT64_C(1795176000011)

/* Objects of yours: json_decref(). */
json_t *anki_models(void);
json_t *anki_conf(void);
json_t *anki_options(void);
/* The decks of a collection: with the one that Anki always has. */
json_t *anki_decks(void);
/* Adds the deck NAME to DECKS, if it is not there; its id, which is the same for ever. */
int64_t anki_deck(json_t *decks, const char *name);

#endif
