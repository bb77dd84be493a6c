#include "app/classroom/nickname.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/classroom/engine.h"
#include "app/srs/random.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { FILE_BYTES = 1 << 16, WORDS_MAX = 200 };

struct nicknames {
    json_t *root;
    char **names;
    size_t count, at; /* AT is the one that is proposed next */
};

static size_t letters(const char *text)
{
    const struct str all = str_of(text);
    size_t count = 0, at = 0;

    while (at < all.len) {
        text_next(all, &at);
        count++;
    }
    return count;
}

static enum err add_name(struct nicknames *nicknames, const json_t *animal, const json_t *adjective,
                         bool animal_first)
{
    const char *noun = json_string_value(json_array_get(animal, 0));
    const char *gender = json_string_value(json_array_get(animal, 1));
    const char *form = gender != NULL ? json_text(adjective, gender, NULL) : NULL;
    char *name;

    if (noun == NULL || form == NULL)
        return err_set(ERR_FORMAT, "an animal has no word, gender or adjective of its gender");
    name = animal_first ? xasprintf("%s %s", noun, form) : xasprintf("%s %s", form, noun);
    if (letters(name) > ENGINE_NAME_MAX || strlen(name) >= NICKNAME_BYTES) {
        free(name);
        return OK;
    }
    nicknames->names[nicknames->count++] = name;
    return OK;
}

static enum err add_names(struct nicknames *nicknames)
{
    const json_t *animals = json_object_get(nicknames->root, "animals");
    const json_t *adjectives = json_object_get(nicknames->root, "adjectives");
    const bool animal_first =
        strcmp(json_text(nicknames->root, "order", ""), "animal adjective") == 0;
    const size_t nouns = json_array_size(animals), forms = json_array_size(adjectives);
    enum err rc = OK;

    if (nouns > WORDS_MAX || forms > WORDS_MAX)
        return err_set(ERR_FORMAT, "there are more than %d animals or adjectives", WORDS_MAX);
    nicknames->names = xcalloc(nouns * forms + 1, sizeof(*nicknames->names));
    for (size_t i = 0; i < nouns; i++)
        for (size_t k = 0; rc == OK && k < forms; k++)
            rc = add_name(nicknames, json_array_get(animals, i), json_array_get(adjectives, k),
                          animal_first);
    if (rc == OK && nicknames->count == 0)
        rc = err_set(ERR_FORMAT, "there are no animals and adjectives");
    return rc;
}

/* Fisher and Yates. */
static void shuffle(struct nicknames *nicknames, uint64_t seed)
{
    for (size_t i = nicknames->count; i > 1; i--) {
        const size_t k = (size_t)(random_next(&seed) % i);
        char *moved = nicknames->names[i - 1];

        nicknames->names[i - 1] = nicknames->names[k];
        nicknames->names[k] = moved;
    }
}

/* LANG comes from a file that others share: a tag (BCP 47) and no way to elsewhere. */
static char *path_of(const char *folder, const char *lang)
{
    const bool is_tag =
        lang[strspn(lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-")] == '\0';
    char *name = xasprintf("%s.json", is_tag ? lang : "en"), *path = file_join(folder, name);

    free(name);
    return path;
}

enum err nicknames_open(struct nicknames **out, const char *folder, const char *lang, uint64_t seed)
{
    struct nicknames *nicknames = xcalloc(1, sizeof(*nicknames));
    char *path = path_of(folder, lang);
    enum err rc;

    if (!file_exists(path)) {
        free(path);
        path = path_of(folder, "en");
    }
    rc = json_read(&nicknames->root, path, FILE_BYTES);
    if (rc == OK) {
        rc = add_names(nicknames);
        if (rc != OK)
            rc = err_prefix(rc, "%s", path);
    }
    free(path);
    if (rc != OK) {
        nicknames_close(nicknames);
        return rc;
    }
    json_decref(nicknames->root);
    nicknames->root = NULL;
    shuffle(nicknames, seed);
    *out = nicknames;
    return OK;
}

void nicknames_close(struct nicknames *nicknames)
{
    if (nicknames == NULL)
        return;
    for (size_t i = 0; i < nicknames->count; i++)
        free(nicknames->names[i]);
    free(nicknames->names);
    json_decref(nicknames->root);
    free(nicknames);
}

size_t nicknames_count(const struct nicknames *nicknames)
{
    return nicknames->count;
}

void nicknames_propose(struct nicknames *nicknames, char out[NICKNAME_BYTES],
                       bool (*is_taken)(void *ctx, const char *name), void *ctx)
{
    const char *name = "";

    for (size_t tries = 0; tries < nicknames->count; tries++) {
        name = nicknames->names[nicknames->at];
        nicknames->at = (nicknames->at + 1) % nicknames->count;
        if (is_taken == NULL || !is_taken(ctx, name))
            break;
    }
    snprintf(out, NICKNAME_BYTES, "%s", name);
}
