/* WordNet's files: an index, then "====\n", the counts, again that, the data. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dict/wordnet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char border[] = "====\n";

static struct str take_file(struct str *rest)
{
    size_t at = str_find(*rest, str_of(border), 0);
    struct str file = str_sub(*rest, 0, at);

    *rest = str_from(*rest, at + strlen(border));
    return file;
}

static void look_synset(const struct wordnet *net, uint64_t offset)
{
    struct entry_builder *builder = xcalloc(1, sizeof(*builder));
    struct arena *arena = arena_new();
    struct wordnet_synset synset;
    enum wordnet_part part;
    uint64_t other;
    size_t word, i;

    entry_begin(builder, arena);
    if (wordnet_read(&synset, net, WORDNET_ADJ, offset)) {
        if (synset.word_count == 0 || synset.word_count > WORDNET_WORDS_MAX)
            abort();
        wordnet_add_examples(builder, &synset);
        for (i = 0; i < synset.word_count; i++) {
            struct str pointers = synset.pointers;

            if (wordnet_count(net, &synset, i) < 0)
                abort();
            while (wordnet_next_antonym(&pointers, i, &part, &other, &word))
                continue;
        }
    }
    arena_free(arena);
    free(builder);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct str rest = str_make((const char *)bytes, len), index = take_file(&rest);
    struct wordnet net = { .counts = take_file(&rest) };
    struct wordnet_lemma lemma;
    size_t i;

    net.data[WORDNET_ADJ] = rest;
    while (wordnet_next_lemma(&index, &lemma, "fuzz") == OK) {
        for (i = 0; i < lemma.offset_count; i++)
            look_synset(&net, lemma.offsets[i]);
    }
    look_synset(&net, 0);
    return 0;
}
