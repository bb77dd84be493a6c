#ifndef DICT_LANGUAGE_H
#define DICT_LANGUAGE_H

/* What is known of a language: one JSON file each in assets/languages/, named
 * by its ISO 639-1 code. Adding a language adds a file. The file's fields have
 * the names of struct language's members, and every one must be there. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/err.h"

/* A list of strings that ends in NULL; never NULL itself. */
typedef const char *const *string_list;

/* FROM belongs to TO. Lists of them end in one whose FROM is NULL. */
struct language_pair {
    const char *from, *to;
};

/* A step from an inflected word towards its headword: an ending FROM of a word of class
 * BEFORE becomes TO, which makes a word of class AFTER. An empty BEFORE is for what ends
 * a form; a class that begins with - is a stem and no word by itself. An empty FROM is for
 * words that end in a character or in katakana. Two classes mean something: "adj" is of an
 * adjective's endings, "guess" of endings that are tried only on words that nothing knows.
 * Lists of them end in one whose FROM is NULL. */
struct language_rule {
    const char *from, *to, *before, *after;
};

/* A dictionary or an analyser among the installed packages: files below /usr/share.
 * Lists of them end in one whose PATH is NULL. */
struct language_source {
    const char *path;
    const char *with; /* the second file of a source that has two; NULL otherwise */
};

/* Which article nouns of GENDER take whose headword starts with one of STARTS, folded and with
 * spaces between ("": all): "" is none that could be told. The first rule that fits holds.
 * Lists of them end in one whose GENDER is NULL. */
struct language_article {
    const char *gender, *starts, *article; /* "masc", "gn ps z", "lo " */
};

struct arena;

struct language {
    struct arena *arena;  /* holds all of it */
    const char *code;     /* "it" */
    string_list codes3;   /* ISO 639-3 and other names dictionaries use: "ita" */
    const char *name;     /* in English: "Italian" */
    const char *own_name; /* in itself: "italiano" */
    const char *script;   /* "Latin", "Cyrillic", "Japanese" */
    bool right_to_left;
    bool spaced;          /* words stand apart */
    bool capital_nouns;   /* nouns are written with a capital */
    string_list hunspell; /* base names of spelling files, best first: "it_IT" */
    string_list thesauri; /* base names of MyThes files: "th_it_IT_v2" */
    const char *ocr;      /* Tesseract's name: "ita" */
    const char *voice;    /* espeak-ng's name: "it" */
    const char *charset;  /* iconv's name for what its texts were in before Unicode */
    string_list articles; /* "il", "lo", "l'" */
    const struct language_article *definite; /* [["fem", "a e i o u", "l'"]], see there */
    string_list elisions;  /* what stands cut off before an apostrophe: "l", "dell" */
    string_list clitics;   /* what hangs on the end of a form, as written: "melo", "-moi", "'s" */
    string_list dropped;   /* endings that a verb drops before a clitic: "e" of fare in farlo */
    string_list reflexive; /* ends of a reflexive verb's forms, the first of its headword: "ся" */
    /* Endings of participles and gerunds: such a form is more often the verb's than the noun
     * or adjective that is written so: "ing" */
    string_list participles;
    string_list separable; /* separable prefixes: "ab", "statt" */
    string_list linking;   /* what joins the parts of a compound: "s", "en" */
    /* Forms that no rule makes, and frequent ones whose headword should be plain: in the
     * file {"andare": "vado vai va"}, here form and headword, the likelier headword first. */
    const struct language_pair *irregular;
    /* Words that are several, first what carries the meaning: {"I'd": "would I"}. */
    const struct language_pair *contractions;
    /* For languages whose forms are made by chains of endings: [["られる", "る", "v1", "v1"]]. */
    const struct language_rule *deinflections;
    /* Spellings that sound alike: [["ck", "k"]]; applied in order to what was heard. */
    const struct language_pair *sounds;
    /* Words after which a part of speech is likely: {"noun": "il lo la", "verb": "io tu"},
     * here word and part of speech. */
    const struct language_pair *cues;
    /* Installed sources that are named one by one, the best first:
     * ["apertium/a.bin", ["apertium/b.bin", "apertium/c.bin"]]. */
    const struct language_source *sources;
    const char *letters; /* letters beyond a-z to type: "àèéìòù" */
    const char *sample;  /* a line with every letter of the language, for fonts */
    string_list apt;     /* packages to install for a learner, by Debian's names, */
    string_list dnf;     /* by Fedora's, */
    string_list pacman;  /* and by Arch's */
};

/* Reads ASSETS_DIR/languages/CODE.json. On success *OUT is yours:
 * language_free(). ERR_USAGE for a CODE that is none or has no file (the
 * message lists those there are), ERR_FORMAT with file and field for a field
 * that is missing or of another kind. */
MUST_CHECK enum err language_load(const struct language **out, const char *assets_dir,
                                  const char *code);
void language_free(const struct language *language);

/* The codes there are files for, sorted. On success *OUT is yours:
 * language_list_free(). ERR_IO if there is no such folder. */
MUST_CHECK enum err language_list(string_list *out, const char *assets_dir);
void language_list_free(string_list list);

#endif
