/* Packages for Anki, of the kind that its File > Import has read since 2.0 and that AnkiDroid
 * and Mnemosyne read too ("Legacy1"): a zip file of the collection, the pictures under numbers
 * and, in "media", the names that belong to the numbers.
 *
 * The collection grows in a temporary file, the pictures go to the package as they come. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/exchange/apkg_collection.h"
#include "app/exchange/apkg_model.h"
#include "app/exchange/apkg_schedule.h"
#include "app/exchange/export_private.h"
#include "app/exchange/package.h"
#include "app/exchange/scratch.h"
#include "app/exchange/sha1.h"
#include "app/journal/pictures.h"

enum { MEDIA_NAME_MAX = 40 };

struct apkg {
    struct scratch *scratch; /* where the collection grows */
    struct package_writer *package;
    struct collection *collection;
    json_t *decks;
    int64_t position;     /* of the next new card */
    int64_t made_ms;      /* when the collection claims to be made */
    uint64_t media_bytes; /* of the list of pictures */
};

static void fail(struct export *to, enum err rc)
{
    if (to->rc == OK)
        to->rc = rc;
}

/* --- the beginning --- */

/* Noon ten years ago: on no day is the change of the day near, and what is due counts its days
 * from there on, so that no word can have been due before. */
static int64_t made_before(int64_t now_ms)
{
    const time_t now = (time_t)(now_ms / 1000);
    struct tm parts = { 0 };

    localtime_r(&now, &parts);
    parts.tm_hour = 12;
    parts.tm_min = parts.tm_sec = 0;
    parts.tm_year -= 10;
    parts.tm_isdst = -1;
    return (int64_t)mktime(&parts) * 1000;
}

static void begin(struct export *to)
{
    struct apkg *apkg = xcalloc(1, sizeof(*apkg));
    enum err rc;

    to->state = apkg;
    apkg->decks = anki_decks();
    apkg->made_ms = made_before(to->request->now_ms);
    rc = scratch_make(&apkg->scratch, "collection.anki2");
    if (rc == OK)
        rc = collection_open(&apkg->collection, scratch_path(apkg->scratch));
    if (rc == OK)
        rc = package_begin(&apkg->package, to->writer);
    fail(to, rc);
}

/* --- the picture of a scene --- */

struct scene {
    const struct export_row *row;
    char *picture; /* its id; NULL while there is none */
    bool exact;    /* of the sentence that stands on the card */
};

/* The one of the sentence, else the newest. */
static void look_for_picture(void *ctx, const struct encounter_row *encounter)
{
    struct scene *scene = ctx;
    const bool exact = encounter->time_ms == scene->row->last_ms;

    if (encounter->picture.len == 0 || scene->exact || (scene->picture != NULL && !exact))
        return;
    free(scene->picture);
    scene->picture = xstrndup(encounter->picture.ptr, encounter->picture.len);
    scene->exact = exact;
}

/* Words of one scene share its picture, which is in the package once. */
static enum err pack_picture(struct export *to, const char *picture, const char *name)
{
    struct apkg *apkg = to->state;
    uint8_t *bytes = NULL;
    size_t len = 0;
    int64_t number = -1;
    char member[24];
    enum err rc = journal_picture_get(to->journal, picture, &bytes, &len);

    if (rc == OK)
        rc = collection_add_media(apkg->collection, name, &number);
    if (rc == OK && number >= 0) {
        snprintf(member, sizeof(member), "%lld", (long long)number);
        package_add(apkg->package, member, len, PACKAGE_STORED);
        package_put(apkg->package, bytes, len);
    }
    free(bytes);
    return rc;
}

/* The name says nothing of where the picture comes from, and is the same in each export. */
static void add_picture(struct export *to, const struct export_row *row)
{
    struct scene scene = { .row = row };
    char name[MEDIA_NAME_MAX];
    enum err rc = journal_encounters(to->journal, row->word, look_for_picture, &scene);

    if (rc == OK && scene.picture != NULL) {
        snprintf(name, sizeof(name), "wordloot-%016llx.webp",
                 (unsigned long long)sha1_number(str_of(scene.picture)));
        rc = pack_picture(to, scene.picture, name);
        if (rc == OK)
            buf_printf(&to->cell, "<img src=\"%s\">", name);
    }
    free(scene.picture);
    fail(to, rc == ERR_ABSENT ? OK : rc);
}

/* --- a word --- */

static void add_gap(struct export *to, const struct export_row *row)
{
    if (!to->request->typing || row->form_len == 0)
        return;
    export_add_html(to, &to->cell, str_sub(row->sentence, 0, row->form_at));
    buf_adds(&to->cell, "<b>[…]</b>");
    export_add_html(to, &to->cell, str_from(row->sentence, row->form_at + row->form_len));
}

static void add_field(struct export *to, const struct export_row *row, enum anki_field field)
{
    const struct str plain[ANKI_FIELD_COUNT] = {
        [ANKI_WORD] = row->headword,
        [ANKI_FORM] = row->form,
        [ANKI_DEFINITION] = row->definition,
        [ANKI_TRANSLATION] = row->translation,
        [ANKI_GAME] = row->game,
        [ANKI_NOTE] = row->note,
        [ANKI_LANGUAGE] = row->lang,
        [ANKI_ID] = row->uuid,
    };

    if (field == ANKI_SENTENCE)
        export_add_sentence_html(to, &to->cell, row);
    else if (field == ANKI_GAP)
        add_gap(to, row);
    else if (field == ANKI_PICTURE)
        add_picture(to, row);
    else
        export_add_html(to, &to->cell, plain[field]);
}

/* A deck for each language, "Wordloot::Italian", or the one that was asked for. */
static int64_t deck_of(struct export *to, struct str lang)
{
    const struct export_source *source = to->request->source;
    const char *code = arena_strndup(to->arena, lang.ptr, lang.len), *name = NULL;
    struct apkg *apkg = to->state;

    if (to->request->deck != NULL)
        return anki_deck(apkg->decks, to->request->deck);
    if (source->lang_name != NULL)
        name = source->lang_name(source->ctx, code);
    return anki_deck(apkg->decks,
                     arena_printf(to->arena, "Wordloot::%s", name != NULL ? name : code));
}

/* When the word was met first, but not in the future, by a clock that was wrong. */
static int64_t made_ms(const struct export *to, const struct export_row *row)
{
    const int64_t now_ms = to->request->now_ms;

    return row->first_ms < now_ms ? row->first_ms : now_ms;
}

static enum err add_cards(struct export *to, const struct export_row *row, int64_t note)
{
    struct apkg *apkg = to->state;
    struct collection_card card = {
        .uid = row->uuid,
        .note = note,
        .deck = deck_of(to, row->lang),
        .made_ms = made_ms(to, row),
        .now_ms = to->request->now_ms,
        .ord = ANKI_RECOGNISE,
        .due = ++apkg->position,
        .factor = 0,
        .data = "",
    };
    enum err rc = schedule_card(to, row, apkg->collection, apkg->made_ms, card);

    /* What was reviewed is recognising. */
    card.ord = ANKI_TYPE;
    if (rc == OK && to->request->typing && row->form_len > 0)
        rc = collection_add_card(apkg->collection, &card, &(int64_t){ 0 });
    return rc;
}

static bool put_word(struct export *to, const struct export_row *row)
{
    struct apkg *apkg = to->state;
    struct collection_note note = {
        .uid = row->uuid,
        .first = row->headword,
        .tags = row->tags,
        .model = ANKI_MODEL_ID,
        .made_ms = made_ms(to, row),
        .now_ms = to->request->now_ms,
    };
    int64_t id = 0;
    int field;
    enum err rc;

    for (field = 0; field < ANKI_FIELD_COUNT; field++) {
        if (field > 0)
            buf_addc(&to->cell, '\x1f');
        add_field(to, row, (enum anki_field)field);
    }
    rc = buf_ok(&to->cell, "a word");
    if (rc == OK) {
        note.fields = buf_str(&to->cell);
        rc = collection_add_note(apkg->collection, &note, &id);
    }
    if (rc == OK)
        rc = add_cards(to, row, id);
    buf_clear(&to->cell);
    fail(to, rc);
    return true;
}

/* --- the end --- */

enum { MEDIA_ROW_MAX = MEDIA_NAME_MAX + 40 };

/* The names are our own: nothing in them needs to be escaped. */
static size_t print_media(char row[MEDIA_ROW_MAX], int64_t number, struct str name)
{
    return (size_t)snprintf(row, MEDIA_ROW_MAX, "%s\"%lld\":\"%.*s\"", number > 0 ? "," : "",
                            (long long)number, STR_ARG(name));
}

static void count_media(void *ctx, int64_t number, struct str name)
{
    struct apkg *apkg = ctx;
    char row[MEDIA_ROW_MAX];

    apkg->media_bytes += print_media(row, number, name);
}

static void put_media(void *ctx, int64_t number, struct str name)
{
    struct apkg *apkg = ctx;
    char row[MEDIA_ROW_MAX];
    const size_t len = print_media(row, number, name);

    package_put(apkg->package, row, len);
}

/* In two passes, because the size of a member comes before it. */
static enum err pack_media_list(struct apkg *apkg)
{
    enum err rc = collection_media(apkg->collection, count_media, apkg);

    if (rc != OK)
        return rc;
    package_add(apkg->package, "media", apkg->media_bytes + 2, PACKAGE_DEFLATED);
    package_put(apkg->package, "{", 1);
    rc = collection_media(apkg->collection, put_media, apkg);
    package_put(apkg->package, "}", 1);
    return rc;
}

static enum err pack_collection(struct export *to)
{
    struct apkg *apkg = to->state;
    json_t *models = anki_models(), *conf = anki_conf(), *options = anki_options();
    const struct collection_heading heading = {
        .made_s = apkg->made_ms / 1000,
        .now_ms = to->request->now_ms,
        .conf = conf,
        .models = models,
        .decks = apkg->decks,
        .options = options,
    };
    enum err rc = collection_finish(apkg->collection, &heading);

    apkg->collection = NULL;
    json_decref(models);
    json_decref(conf);
    json_decref(options);
    if (rc == OK)
        package_add_file(apkg->package, "collection.anki2", scratch_path(apkg->scratch));
    return rc;
}

static void dispose(struct apkg *apkg)
{
    package_drop(apkg->package);
    collection_close(apkg->collection);
    json_decref(apkg->decks);
    scratch_remove(apkg->scratch);
    free(apkg);
}

static void end(struct export *to)
{
    struct apkg *apkg = to->state;
    enum err rc = to->rc;

    if (rc == OK)
        rc = pack_media_list(apkg);
    if (rc == OK)
        rc = pack_collection(to);
    if (rc == OK) {
        rc = package_end(apkg->package);
        apkg->package = NULL;
    }
    dispose(apkg);
    fail(to, rc);
}

const struct exporter export_apkg = {
    .name = "apkg",
    .extension = "apkg",
    .has_meanings = true,
    .has_decks = true,
    .is_binary = true,
    .begin = begin,
    .word = put_word,
    .end = end,
};
