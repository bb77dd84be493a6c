/* Typed answers, and cards changed in the middle of a session. */

#include "app/review/round.h"

#include "app/journal/pictures.h"
#include "app/journal/settings.h"
#include "app/journal/taught.h"
#include "app/journal/words.h"
#include "tests/round_desk.h"

static const char line[] = "Le guerre continuano.", other[] = "Una guerra terribile.";
static const int64_t day_ms = INT64_C(86400000);

static void type(struct round *round, const char *text)
{
    if (CHECK(round_line(round) != NULL, "there is something to type into"))
        line_edit_type(round_line(round), str_of(text));
}

static void set_field(struct round *round, enum round_field field, const char *text)
{
    while (round->field_at != (size_t)field)
        round_edit_next(round, 1);
    line_edit_set(round_line(round), text);
}

/* A word so well known that its sentence has a gap, a fortnight later. */
static struct round *begin_with_gap(struct journal *journal, bool typing)
{
    struct round *round;

    CHECK(settings_set(journal, SETTING_TYPING, NULL, typing ? "on" : "off") == OK, "%s",
          err_message());
    keep_scene(journal, "guerra", "guerre", line, noon_ms - 1000);
    round = begin_round(journal, noon_ms);
    round_go(round, noon_ms);
    round_go(round, noon_ms);
    round_rate(round, RATING_EASY, noon_ms + 1000);
    round_close(round);
    round = begin_round(journal, noon_ms + 14 * day_ms);
    round_go(round, noon_ms + 14 * day_ms);
    CHECK(round->page == ROUND_QUESTION && round->asked.face == FACE_GAP, "a gap");
    return round;
}

static void test_typing(const char *typed, const char *verdict, bool right)
{
    struct journal *journal = folder_begin();
    struct round *round = begin_with_gap(journal, true);

    CHECK(round_is_typing(round), "it is typed");
    if (typed[0] != '\0')
        type(round, typed);
    round_go(round, noon_ms + 14 * day_ms);
    CHECK_INT(round->page, ROUND_ANSWER, "the answer");
    if (verdict != NULL)
        CHECK_STR(round->verdict.name, verdict, typed);
    else
        CHECK(round->verdict.name == NULL, "an empty answer was only thought");
    CHECK(round->verdict.right == right, "%s", typed);
    CHECK(!round_is_typing(round), "over with typing");
    round_rate(round, RATING_GOOD, noon_ms + 14 * day_ms + 4000);
    round_undo(round, noon_ms + 14 * day_ms + 5000);
    CHECK(round->typed.text.len == 0 && round->verdict.name == NULL, "the field is empty again");
    round_close(round);
    folder_end(journal);
}

static void test_thinking(void)
{
    struct journal *journal = folder_begin();
    struct round *round = begin_with_gap(journal, false);

    CHECK(!round_is_typing(round) && round_line(round) == NULL, "by the setting it is thought");
    round_close(round);
    folder_end(journal);
}

static struct round *begin_editing(struct journal *journal)
{
    struct round *round = begin_round(journal, noon_ms);

    round_go(round, noon_ms);
    round_go(round, noon_ms);
    round_edit_begin(round);
    CHECK_INT(round->page, ROUND_EDIT, "the fields");
    return round;
}

static void test_fields(void)
{
    struct journal *journal = folder_begin();
    struct round *round;

    keep_scene(journal, "guera", "guerre", line, noon_ms - 1000);
    round = begin_editing(journal);
    CHECK_STR(buf_text(&round->fields[FIELD_HEADWORD].text), "guera", "as it is");
    CHECK_STR(buf_text(&round->fields[FIELD_SENTENCE].text), line, "as it is");
    set_field(round, FIELD_HEADWORD, "guerra");
    set_field(round, FIELD_MEANING, "what never ends");
    set_field(round, FIELD_SENTENCE, "E le guerre finirono.");
    round_edit_save(round, noon_ms);
    CHECK_INT(round->page, ROUND_ANSWER, "back where it was");
    CHECK_STR(round->headword, "guerra", "its new name");
    CHECK_STR(round->meaning.definition, "guerra in it", "and what that means");
    CHECK_STR(round->scene.sentence, "E le guerre finirono.", "its new sentence");
    CHECK(round->scene.form_at == 5 && round->scene.form_len == 6, "with the form in it");
    CHECK_STR(journal_definition_get(journal, "it", "guerra"), "what never ends", "the meaning");
    round_rate(round, RATING_GOOD, noon_ms + 1000);
    CHECK(round->page != ROUND_ANSWER, "and it is rated as ever");
    round_close(round);
    folder_end(journal);
}

static void test_leaving(void)
{
    struct journal *journal = folder_begin();
    struct round *round;

    keep_scene(journal, "guerra", "guerre", line, noon_ms - 1000);
    round = begin_editing(journal);
    set_field(round, FIELD_HEADWORD, "pace");
    round_edit_cancel(round);
    CHECK(round->page == ROUND_ANSWER && strcmp(round->headword, "guerra") == 0, "as it was");
    round_edit_begin(round);
    set_field(round, FIELD_HEADWORD, "");
    set_field(round, FIELD_SENTENCE, "Un’altra.");
    round_edit_save(round, noon_ms);
    CHECK(round->page == ROUND_EDIT && strcmp(round->notice, "review.not-kept") == 0,
          "an empty headword is refused, and the fields stay");
    round_edit_cancel(round);
    CHECK_STR(round->scene.sentence, line, "nothing of it was kept");
    round_close(round);
    folder_end(journal);
}

/* Of two words that are one, one card is left. */
static void test_merging(void)
{
    struct journal *journal = folder_begin();
    struct round *round;

    keep_scene(journal, "guerra", "guerra", other, noon_ms - 2000);
    keep_scene(journal, "guera", "guerre", line, noon_ms - 1000);
    round = begin_editing(journal);
    CHECK_STR(round->headword, "guera", "the last met first");
    set_field(round, FIELD_HEADWORD, "guerra");
    round_edit_save(round, noon_ms);
    CHECK_STR(round->notice, "review.merged", "told");
    CHECK(round->page == ROUND_QUESTION && strcmp(round->headword, "guerra") == 0,
          "the other is asked in its place");
    round_go(round, noon_ms);
    round_rate(round, RATING_EASY, noon_ms + 1000);
    CHECK(round->page == ROUND_CLOSING && round->summary.words == 1, "and it is the only one");
    round_close(round);
    folder_end(journal);
}

static void test_picture(void)
{
    struct journal *journal = folder_begin();
    const struct kept kept = keep_scene(journal, "guerra", "guerre", line, noon_ms - 1000);
    struct round *round;

    CHECK(journal_picture_add(journal, kept.encounter, "RIFF", 4) == OK, "%s", err_message());
    round = begin_round(journal, noon_ms);
    round_go(round, noon_ms);
    CHECK(round->scene.picture_len == 4, "the scene has its picture");
    round_close(round);
    folder_end(journal);
}

int main(void)
{
    test_typing("guerre", "mark.exact", true);
    test_typing("guerra", "mark.accepted", true);
    test_typing("pace", "mark.wrong", false);
    test_typing("", NULL, false);
    test_thinking();
    test_fields();
    test_leaving();
    test_merging();
    test_picture();
    return check_done();
}
