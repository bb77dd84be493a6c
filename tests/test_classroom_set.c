/* A set of questions as a file: what goes out comes back; what is off is named. */

#include "app/classroom/set.h"

#include <stdlib.h>
#include <unistd.h>

#include "tests/check.h"

static const struct question cloze = {
    .kind = QUESTION_CLOZE,
    .form = FORM_B,
    .is_control = true,
    .headword = "perché",
    .answer = "Perché",
    .sentence = "Perché il drago dorme nella torre?",
    .gap_len = 7,
    .definition = "per quale \"causa\"",
    .translation = "why",
    .game = "Roma",
};
static const struct question choice = {
    .kind = QUESTION_TO_WORD,
    .headword = "duomo",
    .answer = "duomo",
    .definition = "chiesa",
    .choices = { "torre", "duomo" },
    .choice_count = 2,
    .right = 1,
};

static struct question_set *sample(void)
{
    struct question_set *set = set_new("it", "Roma, 2ª parte");

    CHECK(set_add(set, &cloze) == OK, "%s", err_message());
    CHECK(set_add(set, &choice) == OK, "%s", err_message());
    return set;
}

static void test_there_and_back(void)
{
    char path[] = "/tmp/wordloot-set-XXXXXX";
    const int file = mkstemp(path);
    struct question_set *set = sample(), *back = NULL;
    char *text = set_text(set), *again;

    CHECK(file >= 0 && set_save(set, path) == OK, "%s", err_message());
    if (!CHECK(set_load(&back, path) == OK, "%s", err_message()))
        return;
    again = set_text(back);
    CHECK_STR(again, text, "the same text");
    CHECK_INT(back->count, 2, "questions");
    CHECK_INT(back->items[0].kind, QUESTION_CLOZE, "kind");
    CHECK_INT(back->items[0].form, FORM_B, "form");
    CHECK(back->items[0].is_control, "control");
    CHECK_INT(back->items[0].gap_len, 7, "gap");
    CHECK_STR(back->items[0].definition, cloze.definition, "definition");
    CHECK_STR(back->items[1].choices[1], "duomo", "choice");
    CHECK_INT(back->items[1].right, 1, "right");
    CHECK(back->items[1].sentence == NULL, "what is not there stays away");
    free(text);
    free(again);
    set_free(set);
    set_free(back);
    close(file);
    unlink(path);
}

static void test_editing(void)
{
    struct question_set *set = sample();
    struct question other = choice;

    other.right = 0;
    CHECK(set_replace(set, 0, &other) == OK, "%s", err_message());
    CHECK_INT(set->items[0].right, 0, "replaced");
    CHECK_INT(set_replace(set, 2, &other), ERR_USAGE, "no third");
    other.right = 2;
    CHECK_INT(set_replace(set, 0, &other), ERR_USAGE, "the right one is no choice");
    CHECK_INT(set->items[0].right, 0, "as it was");
    CHECK(set_remove(set, 0) == OK, "%s", err_message());
    CHECK_INT(set->count, 1, "one left");
    CHECK_INT(set->items[0].right, 1, "the second");
    CHECK_INT(set_remove(set, 1), ERR_ABSENT, "no second");
    while (set->count < SET_QUESTIONS_MAX)
        if (!CHECK(set_add(set, &choice) == OK, "%s", err_message()))
            break;
    CHECK_INT(set_add(set, &choice), ERR_LIMIT, "full");
    set_free(set);
}

static void test_checks(void)
{
    struct question q = cloze;

    q.gap_at = 30;
    CHECK_INT(set_check(&q), ERR_USAGE, "a gap past the end");
    q.gap_at = 0;
    q.gap_len = 6;
    CHECK_INT(set_check(&q), ERR_USAGE, "half of the é");
    q.gap_len = SIZE_MAX;
    q.gap_at = 1;
    CHECK_INT(set_check(&q), ERR_USAGE, "a huge gap");
    q = cloze;
    q.answer = "";
    CHECK_INT(set_check(&q), ERR_USAGE, "no answer");
    q = cloze;
    q.definition = "\xff";
    CHECK_INT(set_check(&q), ERR_USAGE, "broken bytes");
}

static void test_bad_files(void)
{
    static const struct {
        const char *text;
        enum err want;
        const char *says;
    } rows[] = {
        { "", ERR_FORMAT, "x.json" },
        { "[]", ERR_FORMAT, "no set" },
        { "{\"wordloot_class\":2,\"questions\":[]}", ERR_NEWER, "newer" },
        { "{\"wordloot_class\":1,\"questions\":7}", ERR_FORMAT, "no set" },
        { "{\"wordloot_class\":1,\"questions\":[7]}", ERR_FORMAT, "question 1" },
        { "{\"wordloot_class\":1,\"questions\":[{\"kind\":\"order\"}]}", ERR_FORMAT, "headword" },
        { "{\"wordloot_class\":1,\"questions\":[{\"kind\":\"to-word\",\"headword\":\"a\","
          "\"answer\":\"a\",\"choices\":[\"a\",1]}]}",
          ERR_FORMAT, "a choice is no text" },
        { "{\"wordloot_class\":1,\"questions\":[{\"kind\":\"to-word\",\"headword\":\"a\","
          "\"answer\":\"a\",\"choices\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}]}",
          ERR_FORMAT, "more than 4" },
        { "{\"wordloot_class\":1,\"questions\":[{\"kind\":\"cloze\",\"headword\":\"a\","
          "\"answer\":\"a\",\"sentence\":\"a b\",\"gap_at\":2,\"gap_len\":9}]}",
          ERR_FORMAT, "gap" },
    };
    struct question_set *set = NULL;

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_INT(set_parse(&set, str_of(rows[i].text), "x.json"), rows[i].want, rows[i].text);
        CHECK(strstr(err_message(), rows[i].says) != NULL, "%s: %s", rows[i].text, err_message());
    }
    CHECK(set == NULL, "nothing was made");
}

int main(void)
{
    test_there_and_back();
    test_editing();
    test_checks();
    test_bad_files();
    return check_done();
}
