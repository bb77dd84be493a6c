#ifndef DICT_ENTRY_H
#define DICT_ENTRY_H

/* A dictionary's article, whatever format it came from: grammar, senses with
 * glosses and examples, cross-references. Importers build one, the compiled
 * dictionary stores it as text, lookup reads it back. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/mem.h"
#include "dict/base/str.h"

struct example {
    const char *text;
    const char *translation; /* NULL when there is none */
};

struct sense {
    const char *gloss; /* a definition or translation; never NULL, may be "" */
    const char *label; /* field, register, region: "mus.", "Br."; NULL when there is none */
    const char *note;  /* a remark of the dictionary's; NULL when there is none */
    const struct example *examples;
    size_t example_count;
};

enum ref_kind { REF_SEE, REF_SYNONYM, REF_ANTONYM };

struct ref {
    enum ref_kind kind;
    const char *headword;
};

struct entry {
    const char *dict;     /* the dictionary's name; "" until lookup fills it in */
    const char *headword; /* as the dictionary prints it, NFC */
    const char *pos;      /* "noun", "verb", "adj", "adv", ... ; NULL if unknown */
    const char *grammar;  /* "masc, sg", "trans"; NULL if unknown */
    const char *ipa;      /* without the slashes; NULL if unknown */
    const char *reading;  /* in kana or pinyin, with pitch if known; NULL if there is none */
    const char *via;      /* code of the language it came through, "ca"; NULL if direct */
    bool in_language;     /* the glosses are in the headword's own language */
    const struct sense *senses;
    size_t sense_count;
    const struct ref *refs;
    size_t ref_count;
};

/* Sizes past which an entry is cut (an importer's loop ends there). */
enum {
    ENTRY_SENSES_MAX = 200,
    ENTRY_EXAMPLES_MAX = 50,
    ENTRY_REFS_MAX = 200,
    ENTRY_TEXT_MAX = 1 << 20
};

/* The storage form: a line each, first a letter that says what it is, then the
 * text (control characters become spaces).
 *   p pos   g grammar   i ipa   r reading   v via   s gloss (begins a sense)   l label   n note
 *   x example   t its translation   > see   = synonym   ! antonym */
void entry_encode(struct buf *out, const struct entry *entry);

/* Reads the storage form into ENTRY; all text is copied into ARENA. Lines of
 * an unknown letter are passed over. Never fails: what is left is an entry. */
void entry_decode(struct entry *entry, struct arena *arena, struct str stored);

/* The entry as a person reads it in plain text, with numbered senses and
 * indented examples, lines separated by \n, without the headword. */
void entry_print(struct buf *out, const struct entry *entry);

#endif
