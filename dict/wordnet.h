#ifndef DICT_WORDNET_H
#define DICT_WORDNET_H

/* Princeton WordNet's database files, by wndb(5WN) and senseidx(5WN):
 *
 *   data.noun    a synset a line, found by the line's place in the file: its words,
 *                pointers to others, a definition and examples
 *   index.noun   for each word, which synsets it is in, the most frequent first
 *   cntlist.rev  how often each sense was met in texts, sorted by sense key
 *   noun.exc     irregular forms: "mice mouse"
 *
 * All of it is read where it lies: texts are slices of the files. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict/base/buf.h"
#include "dict/base/err.h"
#include "dict/base/str.h"
#include "dict/entry_builder.h"

enum wordnet_part { WORDNET_NOUN, WORDNET_VERB, WORDNET_ADJ, WORDNET_ADV, WORDNET_PARTS };

/* The files' bytes, the caller's; empty where there is none. */
struct wordnet {
    struct str data[WORDNET_PARTS], index[WORDNET_PARTS], exceptions[WORDNET_PARTS];
    struct str counts;
};

/* "noun", as files and entries call it. */
const char *wordnet_part_name(enum wordnet_part part);
/* By the letter that synset ids have: n, v, a or s, r. */
bool wordnet_part_of(char letter, enum wordnet_part *part);

enum { WORDNET_WORDS_MAX = 60, WORDNET_OFFSETS_MAX = 100 };

struct wordnet_synset {
    enum wordnet_part part;
    uint64_t offset;
    unsigned type, file; /* as in sense keys */
    struct {
        struct str text; /* with "_" for blanks and without "(p)" */
        unsigned id;     /* as in sense keys */
    } words[WORDNET_WORDS_MAX];
    size_t word_count;
    struct str pointers; /* "@ 02083346 n 0000 ..." */
    struct str definition, examples;
};

/* Reads the synset at OFFSET of data.PART. False if no line of that place is there. */
bool wordnet_read(struct wordnet_synset *out, const struct wordnet *net, enum wordnet_part part,
                  uint64_t offset);

/* How often word number AT of SYNSET was met in that sense. */
int64_t wordnet_count(const struct wordnet *net, const struct wordnet_synset *synset, size_t at);

/* TEXT, up to its "(p)", with blanks for "_", appended to OUT. */
void wordnet_word(struct buf *out, struct str text);

/* Adds SYNSET's examples to the last sense. */
void wordnet_add_examples(struct entry_builder *builder, const struct wordnet_synset *synset);

/* The next antonym of word AT in SYNSET: its words's number in another synset, by
 * *REST, which begins as synset->pointers. False when there is none left. */
bool wordnet_next_antonym(struct str *rest, size_t at, enum wordnet_part *part, uint64_t *offset,
                          size_t *word);

/* A line of an index file. */
struct wordnet_lemma {
    struct str text; /* in small letters, with "_" for blanks */
    uint64_t offsets[WORDNET_OFFSETS_MAX];
    size_t offset_count;
};
/* The next one of *REST. ERR_ABSENT: there is none; ERR_FORMAT: a line that is none. */
MUST_CHECK enum err wordnet_next_lemma(struct str *rest, struct wordnet_lemma *lemma,
                                       const char *name);

#endif
