/* Looking through questions before a session: moving, replacing, leaving out, changing,
 * saving; and that what is drawn can be clicked. With a folder as argument the pictures are
 * left there, to be looked at. */

#include "app/classroom/preparation_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dict/base/mem.h"
#include "tests/check.h"

#define SENTENCE "Il cavaliere alza la spada contro il drago."

static const struct question gap = { .kind = QUESTION_CLOZE,
                                     .headword = "spada",
                                     .answer = "spada",
                                     .sentence = SENTENCE,
                                     .gap_at = 21,
                                     .gap_len = 5,
                                     .definition = "arma bianca con lama lunga",
                                     .translation = "sword",
                                     .game = "Roma" };
static const struct question choice = { .kind = QUESTION_TO_WORD,
                                        .headword = "ponte",
                                        .answer = "ponte",
                                        .definition = "passaggio sul fiume",
                                        .choices = { "torre", "ponte", "lago", "perché" },
                                        .choice_count = 4,
                                        .right = 1 };

static struct question_set *make_set(void)
{
    struct question_set *set = set_new("it", "Roma");
    struct question test = choice;

    CHECK(set_add(set, &gap) == OK && set_add(set, &choice) == OK, "%s", err_message());
    test.headword = "torre";
    test.form = FORM_A;
    CHECK(set_add(set, &test) == OK, "%s", err_message());
    test.form = FORM_B;
    CHECK(set_add(set, &test) == OK, "%s", err_message());
    test.headword = "lago";
    CHECK(set_add(set, &test) == OK, "%s", err_message());
    return set;
}

static void type(struct preparation *preparation, enum preparation_field field, const char *text)
{
    line_edit_set(&preparation->fields[field], text);
}

static void test_moving(void)
{
    struct question_set *set = make_set();
    struct preparation preparation;

    preparation_init(&preparation, set);
    preparation_move(&preparation, -1);
    CHECK_INT(preparation.at, 0, "stays at the first");
    for (int i = 0; i < 10; i++)
        preparation_move(&preparation, 1);
    CHECK_INT(preparation.at, 4, "stays at the last");
    preparation_choose(&preparation, 99);
    CHECK_INT(preparation.at, 4, "no such question");
    preparation_dispose(&preparation);
    set_free(set);
}

/* A word goes from both forms of the test, or they would not ask the same words. */
static void test_leaving_out(void)
{
    struct question_set *set = make_set();
    struct preparation preparation;

    preparation_init(&preparation, set);
    preparation_choose(&preparation, 3);
    preparation_remove(&preparation);
    CHECK_INT(set->count, 3, "both forms of torre are gone");
    CHECK_STR(preparation_now(&preparation)->headword, "lago", "the next one is looked at");
    CHECK_STR(preparation.detail, "torre", "it says which");
    for (int i = 0; i < 5; i++)
        preparation_remove(&preparation);
    CHECK_INT(set->count, 0, "all are gone");
    CHECK(preparation_now(&preparation) == NULL, "nothing to look at");
    preparation_edit(&preparation);
    CHECK(!preparation.is_editing, "nothing to change");
    preparation_dispose(&preparation);
    set_free(set);
}

static void test_changing(void)
{
    struct question_set *set = make_set();
    struct preparation preparation;

    preparation_init(&preparation, set);
    preparation_edit(&preparation);
    CHECK_INT(preparation.field_at, FIELD_SENTENCE, "the first field");
    CHECK_STR(buf_text(&preparation.fields[FIELD_ANSWER].text), "spada", "what stands there");
    type(&preparation, FIELD_ANSWER, "lancia");
    preparation_keep(&preparation);
    CHECK(preparation.is_editing && preparation.notice != NULL, "lancia is not in the sentence");
    CHECK(strstr(preparation.detail, "lancia") != NULL, "it says what: %s", preparation.detail);
    CHECK_STR(set->items[0].answer, "spada", "as it was");
    type(&preparation, FIELD_SENTENCE, "Il re alza la lancia e poi un’altra lancia.");
    preparation_keep(&preparation);
    CHECK(!preparation.is_editing, "kept: %s", preparation.detail);
    CHECK_STR(set->items[0].answer, "lancia", "the answer");
    CHECK_INT(set->items[0].gap_at, 14, "the gap is found anew");
    CHECK_INT(set->items[0].gap_len, 6, "as long as the answer");
    preparation_edit(&preparation);
    type(&preparation, FIELD_DEFINITION, "");
    preparation_keep(&preparation);
    CHECK(set->items[0].definition == NULL, "an empty definition is none");
    preparation_dispose(&preparation);
    set_free(set);
}

static void test_choices(void)
{
    struct question_set *set = make_set();
    struct preparation preparation;

    preparation_init(&preparation, set);
    preparation_choose(&preparation, 1);
    CHECK(!preparation_has(&preparation, FIELD_SENTENCE), "no sentence");
    CHECK(preparation_has(&preparation, FIELD_CHOICE_1 + 3), "the fourth choice");
    preparation_edit(&preparation);
    CHECK_INT(preparation.field_at, FIELD_DEFINITION, "the first field it has");
    preparation_next_field(&preparation, -1);
    CHECK_INT(preparation.field_at, FIELD_CHOICE_1 + 3, "round the other way");
    type(&preparation, FIELD_CHOICE_1 + 2, "");
    preparation_keep(&preparation);
    CHECK(preparation.is_editing, "an empty choice is refused");
    preparation_cancel(&preparation);
    CHECK_STR(set->items[1].choices[2], "lago", "as it was");
    preparation_edit(&preparation);
    type(&preparation, FIELD_CHOICE_1 + 1, "il ponte");
    preparation_keep(&preparation);
    CHECK_STR(set->items[1].answer, "il ponte", "the right choice is the answer");
    preparation_dispose(&preparation);
    set_free(set);
}

static enum err refuse(void *ctx, struct question_set *set, size_t at)
{
    (void)ctx;
    (void)set;
    return err_set(ERR_ABSENT, "no other for %zu", at);
}

static void test_again_and_save(void)
{
    char path[] = "/tmp/wordloot-set-XXXXXX";
    const int fd = mkstemp(path);
    struct question_set *set = make_set(), *loaded = NULL;
    struct preparation preparation;

    CHECK(fd >= 0 && close(fd) == 0, "a file of its own");
    preparation_init(&preparation, set);
    preparation_again(&preparation, refuse, NULL);
    CHECK(strstr(preparation.detail, "no other for 0") != NULL, "it says why not");
    CHECK(!preparation.is_changed, "nothing changed");
    preparation_save(&preparation, "/nowhere/set.json");
    CHECK(strstr(preparation.notice, "not-saved") != NULL, "it says that it is not saved");
    preparation_save(&preparation, path);
    CHECK(set_load(&loaded, path) == OK && loaded->count == 5, "%s", err_message());
    remove(path);
    set_free(loaded);
    preparation_dispose(&preparation);
    set_free(set);
}

/* --- what is drawn --- */

static bool is_inside(struct area area, const struct canvas *canvas)
{
    return area.x >= 0 && area.y >= 0 && area.x + area.width <= canvas_width(canvas) &&
           area.y + area.height <= canvas_height(canvas);
}

static void check_spots(const struct preparation_spots *spots, const struct canvas *canvas,
                        const char *what)
{
    for (size_t i = 0; i < spots->count; i++) {
        CHECK(is_inside(spots->items[i].area, canvas), "%s: spot %zu is on the page", what, i);
        for (size_t k = 0; k < i; k++)
            CHECK(area_common(spots->items[i].area, spots->items[k].area).width == 0,
                  "%s: spots %zu and %zu are apart", what, k, i);
    }
}

static bool finds(const struct preparation_spots *spots, enum preparation_act act)
{
    for (size_t i = 0; i < spots->count; i++) {
        const struct area area = spots->items[i].area;
        size_t at;

        if (spots->items[i].act == act)
            return preparation_hit(spots, area.x + area.width / 2, area.y + area.height / 2, &at) ==
                   act;
    }
    return false;
}

static void save(const struct canvas *canvas, const char *folder, const char *name)
{
    char path[400];

    snprintf(path, sizeof(path), "%s/%s.bmp", folder, name);
    CHECK(canvas_save(canvas, path) == OK, "%s", err_message());
}

static void test_picture(const char *lang, const char *folder)
{
    struct question_set *set = make_set();
    struct preparation_spots spots;
    struct preparation preparation;
    struct canvas *canvas = NULL;
    struct looks looks;
    char name[60];

    CHECK(looks_open(&looks, WORDLOOT_SOURCE_DIR "/assets", lang) == OK, "%s", err_message());
    CHECK(canvas_new(&canvas, 1200, 720) == OK, "%s", err_message());
    for (int i = 0; i < 40; i++)
        CHECK(set_add(set, &gap) == OK, "%s", err_message());
    preparation_init(&preparation, set);
    preparation_draw(&looks, canvas, &preparation, &spots);
    check_spots(&spots, canvas, "looking");
    for (int act = PREPARE_CHOOSE; act <= PREPARE_START; act++)
        CHECK(finds(&spots, (enum preparation_act)act), "%s: act %d can be clicked", lang, act);
    snprintf(name, sizeof(name), "preparation-%s", lang);
    if (folder != NULL)
        save(canvas, folder, name);
    preparation_choose(&preparation, 44);
    preparation_draw(&looks, canvas, &preparation, &spots);
    CHECK(preparation.scroll > 0 && preparation.scroll + preparation.lines_shown > 44,
          "the list scrolls to the question looked at");
    preparation_choose(&preparation, 1);
    preparation_edit(&preparation);
    preparation_draw(&looks, canvas, &preparation, &spots);
    check_spots(&spots, canvas, "changing");
    CHECK(finds(&spots, PREPARE_FIELD) && finds(&spots, PREPARE_KEEP) &&
              finds(&spots, PREPARE_CANCEL) && !finds(&spots, PREPARE_START),
          "%s: what can be clicked while changing", lang);
    snprintf(name, sizeof(name), "preparation-edit-%s", lang);
    if (folder != NULL)
        save(canvas, folder, name);
    preparation_dispose(&preparation);
    canvas_free(canvas);
    looks_close(&looks);
    set_free(set);
}

int main(int argc, char **argv)
{
    static const char *const langs[] = { "en", "it", "de", "fr", "es" };

    test_moving();
    test_leaving_out();
    test_changing();
    test_choices();
    test_again_and_save();
    for (size_t i = 0; i < ARRAY_LEN(langs); i++)
        test_picture(langs[i], argc > 1 ? argv[1] : NULL);
    return check_done();
}
