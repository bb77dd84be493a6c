#include "app/exchange/apkg_model.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/exchange/sha1.h"
#include "dict/base/mem.h"

/* Seconds; of the note type as it is here. A learner who changed the cards' looks in Anki has
 * a newer one, which an import then leaves alone. Raise it when templates or style change. */
static const int64_t model_changed_s = INT64_C(1795176000);

static const char *const field_names[ANKI_FIELD_COUNT] = {
    [ANKI_WORD] = "Word",
    [ANKI_FORM] = "Form",
    [ANKI_SENTENCE] = "Sentence",
    [ANKI_GAP] = "Gap",
    [ANKI_DEFINITION] = "Definition",
    [ANKI_TRANSLATION] = "Translation",
    [ANKI_GAME] = "Game",
    [ANKI_PICTURE] = "Picture",
    [ANKI_NOTE] = "Note",
    [ANKI_LANGUAGE] = "Language",
    [ANKI_ID] = "Id",
};

/* Mnemosyne puts a <span> around each field, also around an empty one: no field stands in an
 * attribute, and what is shown where a field is empty must not be needed. It cuts the answer
 * off behind <hr id=answer>, written so, and all that follows {{type: or {{hint: in its
 * line. */
#define SENTENCE "{{#Sentence}}<div class=\"sentence\" dir=\"auto\">{{Sentence}}</div>{{/Sentence}}"
#define HEADWORD "<div class=\"word\" dir=\"auto\">{{Word}}</div>"
#define ANSWER "<hr id=answer>"

/* The definition in the language itself comes first; the translation is a touch away where
 * there is one. */
#define MEANING                                                                            \
    "{{#Definition}}<div class=\"definition\" dir=\"auto\">{{Definition}}</div>"           \
    "{{#Translation}}<div class=\"translation\" dir=\"auto\">{{hint:Translation}}\n</div>" \
    "{{/Translation}}{{/Definition}}"                                                      \
    "{{^Definition}}<div class=\"definition\" dir=\"auto\">{{Translation}}</div>{{/Definition}}"
#define EXTRAS                                                          \
    "{{#Note}}<div class=\"note\" dir=\"auto\">{{Note}}</div>{{/Note}}" \
    "{{#Picture}}<div class=\"picture\">{{Picture}}</div>{{/Picture}}"  \
    "{{#Game}}<div class=\"game\" dir=\"auto\">{{Game}}</div>{{/Game}}"

static const struct {
    const char *name, *front, *back;
} templates[] = {
    /* The word itself is only to be seen where the sentence does not show which it is. */
    [ANKI_RECOGNISE] = {
        "Recognise",
        SENTENCE "<div class=\"asked word\" dir=\"auto\">{{Word}}</div>",
        SENTENCE ANSWER HEADWORD MEANING EXTRAS,
    },
    [ANKI_TYPE] = {
        "Type",
        "{{#Gap}}<div class=\"sentence\" dir=\"auto\">{{Gap}}</div>" MEANING
        "{{type:Form}}\n{{/Gap}}",
        ANSWER "<div class=\"sentence\" dir=\"auto\">{{Sentence}}</div>{{type:Form}}\n<hr>"
        HEADWORD MEANING EXTRAS,
    },
};

/* Read on a phone in the dark as well as at a desk. */
static const char style[] =
    ".card {\n"
    "  font-family: \"Noto Sans\", \"Segoe UI\", Roboto, Arial, sans-serif;\n"
    "  font-size: 20px; line-height: 1.45; text-align: center;\n"
    "  color: #1d2330; background: #fbfaf7;\n"
    "  max-width: 34em; margin: 0 auto; padding: 12px 14px;\n"
    "  overflow-wrap: anywhere;\n"
    "}\n"
    ".sentence { font-size: 1.15em; text-wrap: balance; margin: .3em 0 .5em; }\n"
    ".sentence b { color: #a3400b; font-weight: 700; }\n"
    ".sentence:has(b) + .asked { display: none; }\n"
    ".word { font-size: 1.6em; font-weight: 700; margin: .1em 0 .3em; }\n"
    ".definition { text-align: start; }\n"
    ".translation, .note { text-align: start; margin-top: .6em; color: #5a6274; }\n"
    ".translation a, a.hint { color: #2a5d9f; }\n"
    ".note { border-inline-start: 3px solid #c9c4b8; padding-inline-start: .6em; }\n"
    ".picture { margin-top: .8em; }\n"
    ".picture img { max-width: 100%; max-height: 45vh; border-radius: 8px; }\n"
    ".game { margin-top: .7em; font-size: .75em; color: #6b7282; }\n"
    "hr#answer:first-child { display: none; }\n"
    "hr { border: 0; border-top: 1px solid #d9d4c8; margin: 1em 0; }\n"
    "#typeans { margin-top: .8em; text-align: center; }\n"
    "input#typeans {\n"
    "  box-sizing: border-box; width: 100%; max-width: 18em; padding: .3em .5em;\n"
    "  color: inherit; background: #fff; border: 1px solid #a9a394; border-radius: 6px;\n"
    "}\n"
    ".nightMode.card, .night_mode.card, .nightMode .card, .night_mode .card {\n"
    "  color: #e6e4df; background: #1b1e25;\n"
    "}\n"
    ".nightMode .sentence b, .night_mode .sentence b { color: #ffb27d; }\n"
    ".nightMode .translation, .nightMode .note, .night_mode .translation, .night_mode .note {\n"
    "  color: #a9b0c0;\n"
    "}\n"
    ".nightMode .translation a, .nightMode a.hint, .night_mode a.hint { color: #8ab8f0; }\n"
    ".nightMode input#typeans, .night_mode input#typeans {\n"
    "  background: #262a33; border-color: #5a6170;\n"
    "}\n"
    ".nightMode .note, .night_mode .note { border-color: #454b59; }\n"
    ".nightMode .game, .night_mode .game { color: #98a0b0; }\n"
    ".nightMode hr, .night_mode hr { border-color: #3a3f4b; }\n";

static json_t *fields(void)
{
    json_t *list = json_array();
    int i;

    for (i = 0; i < ANKI_FIELD_COUNT; i++)
        json_array_append_new(list, json_pack("{s:s, s:i, s:b, s:b, s:s, s:i, s:[]}", "name",
                                              field_names[i], "ord", i, "sticky", 0, "rtl", 0,
                                              "font", "Arial", "size", 20, "media"));
    return list;
}

/* Mnemosyne asks for bqfmt and bafmt. */
static json_t *template_list(void)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < ARRAY_LEN(templates); i++)
        json_array_append_new(list, json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:n}", "name",
                                              templates[i].name, "ord", (int)i, "qfmt",
                                              templates[i].front, "afmt", templates[i].back,
                                              "bqfmt", "", "bafmt", "", "did"));
    return list;
}

json_t *anki_models(void)
{
    char key[24];

    snprintf(key, sizeof(key), "%" PRId64, ANKI_MODEL_ID);
    /* req: a card is made when any, or all, of these fields have a text. */
    return json_pack("{s:{s:I, s:s, s:i, s:I, s:i, s:i, s:n, s:s, s:o, s:o, s:s, s:s,"
                     " s:[[i,s,[i,i]],[i,s,[i]]], s:[], s:[]}}",
                     key, "id", (json_int_t)ANKI_MODEL_ID, "name", "Wordloot", "type", 0, "mod",
                     (json_int_t)model_changed_s, "usn", -1, "sortf", ANKI_WORD, "did", "css",
                     style, "flds", fields(), "tmpls", template_list(), "latexPre", "", "latexPost",
                     "", "req", ANKI_RECOGNISE, "any", ANKI_WORD, ANKI_SENTENCE, ANKI_TYPE, "all",
                     ANKI_GAP, "tags", "vers");
}

json_t *anki_conf(void)
{
    return json_pack("{s:i, s:b, s:[i], s:s, s:i, s:b, s:b, s:i, s:b, s:i, s:b, s:I, s:i, s:i}",
                     "nextPos", 1, "estTimes", 1, "activeDecks", 1, "sortType", "noteFld",
                     "timeLim", 0, "sortBackwards", 0, "addToCur", 1, "curDeck", 1, "newBury", 1,
                     "newSpread", 0, "dueCounts", 1, "curModel", (json_int_t)ANKI_MODEL_ID,
                     "collapseTime", 1200, "schedVer", 2);
}

json_t *anki_options(void)
{
    json_t *fresh =
        json_pack("{s:[f,f], s:i, s:[i,i,i], s:i, s:i, s:b}", "delays", 1.0, 10.0, "initialFactor",
                  2500, "ints", 1, 4, 0, "order", 1, "perDay", 20, "bury", 0);
    json_t *again = json_pack("{s:f, s:f, s:i, s:i, s:b, s:f}", "ease4", 1.3, "ivlFct", 1.0,
                              "maxIvl", 36500, "perDay", 200, "bury", 0, "hardFactor", 1.2);
    json_t *lapse = json_pack("{s:[f], s:i, s:i, s:i, s:f}", "delays", 10.0, "leechAction", 1,
                              "leechFails", 8, "minInt", 1, "mult", 0.0);

    return json_pack("{s:{s:i, s:i, s:s, s:i, s:i, s:b, s:i, s:b, s:b, s:o, s:o, s:o}}", "1", "id",
                     1, "mod", 0, "name", "Default", "usn", -1, "maxTaken", 60, "autoplay", 1,
                     "timer", 0, "replayq", 1, "dyn", 0, "new", fresh, "rev", again, "lapse",
                     lapse);
}

/* --- decks --- */

static void add_deck(json_t *decks, int64_t id, const char *name)
{
    char key[24];

    snprintf(key, sizeof(key), "%" PRId64, id);
    json_object_set_new(decks, key,
                        json_pack("{s:I, s:o, s:I, s:i, s:b, s:b, s:i, s:i, s:i, s:i, s:s,"
                                  " s:[i,i], s:[i,i], s:[i,i], s:[i,i]}",
                                  "id", (json_int_t)id, "name", json_str_of(name), "mod",
                                  (json_int_t)model_changed_s, "usn", -1, "collapsed", 0,
                                  "browserCollapsed", 0, "dyn", 0, "conf", 1, "extendNew", 0,
                                  "extendRev", 0, "desc", "", "lrnToday", 0, 0, "revToday", 0, 0,
                                  "newToday", 0, 0, "timeToday", 0, 0));
}

json_t *anki_decks(void)
{
    json_t *decks = json_object();

    add_deck(decks, 1, "Default");
    return decks;
}

int64_t anki_deck(json_t *decks, const char *name)
{
    /* A moment like those that Anki takes for ids. */
    const int64_t id =
        INT64_C(1600000000000) + (int64_t)(sha1_number(str_of(name)) % UINT64_C(100000000000));
    char key[24];

    snprintf(key, sizeof(key), "%" PRId64, id);
    if (json_object_get(decks, key) == NULL)
        add_deck(decks, id, name);
    return id;
}
