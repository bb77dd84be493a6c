/* Corrections of what was kept, and the pictures of scenes. */

#include "app/journal/mend.h"

#include <string.h>

#include "app/journal/cards.h"
#include "app/journal/pictures.h"
#include "app/journal/reviews.h"
#include "app/journal/words.h"
#include "dict/base/buf.h"
#include "tests/journal_folder.h"

static const char line[] = "Andarono tutti alla guerra.";

static struct kept keep(struct journal *journal, const char *lang, const char *headword,
                        int64_t now_ms)
{
    const struct keep keep = { .lang = lang,
                               .headword = headword,
                               .form = "guerra",
                               .sentence = str_of(line),
                               .form_at = 20,
                               .form_len = 6,
                               .now_ms = now_ms };
    struct kept kept = { .word = 0 };

    CHECK(journal_keep(journal, &keep, &kept) == OK, "%s: %s", headword, err_message());
    return kept;
}

static void list_word(void *ctx, const struct word_row *row)
{
    buf_printf(ctx, "%.*s %.*s x%d|", STR_ARG(row->lang), STR_ARG(row->headword), (int)row->times);
}

static void check_words(struct journal *journal, const char *want)
{
    const struct word_filter all = { 0 };
    struct buf list;

    buf_init(&list, 1000);
    CHECK(journal_words(journal, &all, list_word, &list) == OK, "%s", err_message());
    CHECK_STR(buf_text(&list), want, want);
    buf_dispose(&list);
}

static void count_review(void *ctx, const struct review_row *row)
{
    (void)row;
    ++*(int *)ctx;
}

static void count_completion(void *ctx, const char *headword)
{
    CHECK_STR(headword, "guerra", "completed");
    ++*(int *)ctx;
}

static void test_rename(void)
{
    struct journal *journal = folder_begin();
    const struct kept first = keep(journal, "it", "guera", noon_ms);
    int64_t word = 0;
    int completions = 0;

    CHECK(journal_word_rename(journal, first.word, " guerra ", &word) == OK, "%s", err_message());
    CHECK(word == first.word, "the same word");
    check_words(journal, "it guerra x1|");
    CHECK(journal_complete(journal, "it", str_of("guer"), 5, count_completion, &completions) ==
                  OK &&
              completions == 1,
          "it is completed by its new letters");
    CHECK(journal_word_rename(journal, first.word, "", &word) == ERR_USAGE, "no empty name");
    CHECK(journal_word_rename(journal, 999, "pace", &word) == ERR_ABSENT, "no such word");
    check_words(journal, "it guerra x1|");
    folder_end(journal);
}

/* The other word's scenes and reviews are its own from then on; another language's word of
 * the same letters is another word. */
static void test_merge(void)
{
    struct journal *journal = folder_begin();
    const struct kept right = keep(journal, "it", "guerra", noon_ms);
    const struct kept other = keep(journal, "es", "guerra", noon_ms + 1);
    const struct kept wrong = keep(journal, "it", "guera", noon_ms + 2);
    const struct review_row review = { .word = wrong.word,
                                       .time_ms = noon_ms + 3,
                                       .rating = 3,
                                       .interval_days = -1,
                                       .place = "desk" };
    const struct card_row card = { .word = right.word, .stability = 3, .difficulty = 5 };
    struct card_row found;
    char id[UUID_LEN + 1];
    int64_t word = 0;
    int reviews = 0;

    CHECK(journal_review_add(journal, &review, id) == OK, "%s", err_message());
    CHECK(journal_card_put(journal, &card) == OK, "%s", err_message());
    CHECK(journal_word_rename(journal, wrong.word, "guerra", &word) == OK, "%s", err_message());
    CHECK(word == right.word && word != other.word, "the word of its own language");
    check_words(journal, "it guerra x2|es guerra x1|");
    CHECK(journal_reviews_of(journal, word, count_review, &reviews) == OK && reviews == 1,
          "with its review");
    CHECK(journal_card_get(journal, word, &found) == ERR_ABSENT, "its state is to be found anew");
    CHECK(journal_review_undo(journal, id, noon_ms + 9) == OK, "an undo still finds it: %s",
          err_message());
    folder_end(journal);
}

static void check_scene(void *ctx, const struct encounter_row *row)
{
    const char *want = ctx;
    struct str form = str_sub(row->sentence, row->form_at, row->form_len);
    char shown[300];

    snprintf(shown, sizeof(shown), "%.*s / %.*s", STR_ARG(row->sentence), STR_ARG(form));
    CHECK_STR(shown, want, "the scene");
}

static void check_sentence(struct journal *journal, const struct kept *kept, const char *sentence,
                           char *want)
{
    CHECK(journal_sentence_set(journal, kept->encounter, sentence) == OK, "%s", err_message());
    CHECK(journal_encounters(journal, kept->word, check_scene, want) == OK, "%s", err_message());
}

static void test_sentence(void)
{
    struct journal *journal = folder_begin();
    const struct kept kept = keep(journal, "it", "guerra", noon_ms);
    struct undone undone;
    char moved[] = "Fu una guerra lunga. / guerra", without[] = "Un’altra frase. / ",
         gone[] = " / ";

    check_sentence(journal, &kept, "Fu una guerra lunga.", moved);
    check_sentence(journal, &kept, "Un’altra frase.", without);
    check_sentence(journal, &kept, "", gone);
    CHECK(journal_sentence_set(journal, "no-such-id", "x") == ERR_ABSENT, "no such lookup");
    CHECK(journal_undo(journal, kept.encounter, noon_ms, &undone) == OK, "%s", err_message());
    CHECK(journal_sentence_set(journal, kept.encounter, "x") == ERR_ABSENT, "taken back");
    folder_end(journal);
}

static void take_picture(void *ctx, const struct encounter_row *row)
{
    snprintf(ctx, UUID_LEN + 1, "%.*s", STR_ARG(row->picture));
}

static void test_pictures(void)
{
    struct journal *journal = folder_begin();
    const struct kept old = keep(journal, "it", "guerra", noon_ms - 1000);
    const struct kept now = keep(journal, "it", "pace", noon_ms);
    static char big[PICTURE_MAX + 1];
    char name[UUID_LEN + 1] = "";
    uint8_t *bytes = NULL;
    size_t len = 0;
    int64_t count = 0, size = 0;

    CHECK(journal_picture_add(journal, old.encounter, "RIFF\0webp", 9) == OK, "%s", err_message());
    CHECK(journal_picture_add(journal, now.encounter, "RIFF2", 5) == OK, "%s", err_message());
    CHECK(journal_picture_add(journal, "nobody", "RIFF", 4) == ERR_ABSENT, "whose?");
    CHECK(journal_picture_add(journal, now.encounter, big, sizeof(big)) == ERR_LIMIT, "too large");
    CHECK(journal_pictures_count(journal, &count, &size) == OK && count == 2 && size == 14,
          "two, %lld bytes", (long long)size);
    CHECK(journal_encounters(journal, old.word, take_picture, name) == OK, "%s", err_message());
    CHECK(journal_picture_get(journal, name, &bytes, &len) == OK, "%s", err_message());
    CHECK(len == 9 && memcmp(bytes, "RIFF\0webp", 9) == 0, "byte for byte");
    free(bytes);
    CHECK(journal_pictures_drop(journal, noon_ms, &count) == OK && count == 1, "the older: %s",
          err_message());
    CHECK(journal_picture_get(journal, name, &bytes, &len) == ERR_ABSENT, "is gone");
    CHECK(journal_pictures_count(journal, &count, &size) == OK && count == 1 && size == 5,
          "the newer stays");
    check_words(journal, "it pace x1|it guerra x1|");
    folder_end(journal);
}

int main(void)
{
    test_rename();
    test_merge();
    test_sentence();
    test_pictures();
    return check_done();
}
