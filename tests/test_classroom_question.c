/* Questions of words: which words carry which, and that no distractor is right. */

#include "app/classroom/question.h"

#include "dict/base/mem.h"
#include "tests/check.h"

#define SENTENCE "Il cavaliere alza la spada contro il drago."

static const struct question_word words[] = {
    { .headword = "spada",
      .form = "spada",
      .sentence = SENTENCE,
      .form_at = 21,
      .form_len = 5,
      .definition = "arma bianca con lama lunga",
      .lang_pos = "noun",
      .gender = "f",
      .number = "sg",
      .game = "Roma",
      .session = 1 },
    { .headword = "brando", .definition = "nome antico della spada", .session = 1 },
    { .headword = "lancia", .definition = "arma lunga con una punta", .session = 1 },
    { .headword = "Firenze",
      .definition = "capoluogo della Toscana",
      .session = 1,
      .is_name = true },
    { .headword = "Spada", .definition = "seme delle carte", .session = 1 },
    { .headword = "torre",
      .form = "torre",
      .definition = "edificio alto",
      .lang_pos = "noun",
      .gender = "f",
      .number = "sg",
      .session = 1 },
    { .headword = "ponte",
      .form = "ponte",
      .definition = "passaggio sul fiume",
      .lang_pos = "noun",
      .gender = "m",
      .number = "sg",
      .session = 1 },
    { .headword = "correre", .definition = "andare veloci", .lang_pos = "verb", .session = 1 },
    { .headword = "nave", .definition = "grande barca", .game = "Roma", .session = 2 },
    { .headword = "lupo", .definition = "animale dei boschi", .session = 3 },
    { .headword = "zitto",
      .form = "Zitto",
      .sentence = "Stai zitto, tu!",
      .form_at = 5,
      .form_len = 5 },
};

static bool offers(const struct question *question, const char *choice)
{
    for (size_t i = 0; i < question->choice_count; i++)
        if (strcmp(question->choices[i], choice) == 0)
            return true;
    return false;
}

static void test_distractors(void)
{
    static const struct {
        size_t other;
        bool may;
        const char *why;
    } rows[] = {
        { 0, false, "the word itself" },
        { 1, false, "its definition has the word" },
        { 2, false, "both are an arma" },
        { 3, false, "a proper name" },
        { 4, false, "the same but for a capital" },
        { 5, true, "torre" },
        { 7, true, "correre" },
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_INT(question_is_distractor(&words[0], &words[rows[i].other]), rows[i].may,
                  rows[i].why);
    CHECK(!question_is_distractor(&words[1], &words[0]), "a synonym either way round");
}

static void test_choices(void)
{
    size_t places = 0;

    for (uint64_t seed = 0; seed < 50; seed++) {
        struct arena *arena = arena_new();
        struct question made, again;

        if (!CHECK(question_make(&made, QUESTION_TO_WORD, words, ARRAY_LEN(words), 0, seed,
                                 arena) == OK,
                   "%s", err_message()))
            return;
        CHECK(question_make(&again, QUESTION_TO_WORD, words, ARRAY_LEN(words), 0, seed, arena) ==
                  OK,
              "again");
        CHECK_INT(made.choice_count, 4, "four");
        CHECK_STR(made.choices[made.right], "spada", "the right one");
        CHECK(offers(&made, "torre") && offers(&made, "ponte") && offers(&made, "correre"),
              "those of the session, noun or not, before others");
        CHECK_INT(again.right, made.right, "the same seed, the same question");
        places |= (size_t)1 << made.right;
        arena_free(arena);
    }
    CHECK_INT(places, 15, "the right one stands in each place");
}

static void test_fewer(void)
{
    struct arena *arena = arena_new();
    const struct question_word few[] = { words[0], words[1], words[2], words[5] };
    struct question made;

    CHECK(question_make(&made, QUESTION_TO_DEFINITION, few, 4, 0, 1, arena) == OK, "%s",
          err_message());
    CHECK_INT(made.choice_count, 2, "fewer rather than bad ones");
    CHECK_STR(made.choices[made.right], words[0].definition, "the definition");
    CHECK_INT(question_make(&made, QUESTION_TO_WORD, few, 3, 0, 1, arena), ERR_ABSENT,
              "nothing is surely wrong");
    arena_free(arena);
}

static void test_sentences(void)
{
    struct arena *arena = arena_new();
    struct question made;
    struct question_word broken = words[0];

    CHECK_INT(question_sentence_words(SENTENCE), 8, "words");
    CHECK_INT(question_sentence_words(""), 0, "no words");
    CHECK_INT(question_sentence_words("- … !"), 0, "signs alone");
    CHECK(question_make(&made, QUESTION_CLOZE, words, ARRAY_LEN(words), 0, 1, arena) == OK, "%s",
          err_message());
    CHECK_STR(made.answer, "spada", "what stands in the gap");
    CHECK_INT(made.choice_count, 0, "typed");
    CHECK_INT(question_make(&made, QUESTION_CLOZE, words, ARRAY_LEN(words), 10, 1, arena),
              ERR_ABSENT, "no cloze from three words");
    CHECK_INT(question_make(&made, QUESTION_CLOZE, words, ARRAY_LEN(words), 5, 1, arena),
              ERR_ABSENT, "no sentence");
    CHECK(question_make(&made, QUESTION_ORDER, words, ARRAY_LEN(words), 0, 1, arena) == OK, "%s",
          err_message());
    CHECK_STR(made.answer, SENTENCE, "the whole sentence");
    broken.form_at = 40;
    CHECK_INT(question_make(&made, QUESTION_CLOZE, &broken, 1, 0, 1, arena), ERR_ABSENT,
              "a gap beyond the end");
    arena_free(arena);
}

int main(void)
{
    test_distractors();
    test_choices();
    test_fewer();
    test_sentences();
    return check_done();
}
