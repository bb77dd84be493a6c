#ifndef TESTS_APKG_DESK_H
#define TESTS_APKG_DESK_H

/* A journal with something of all that a package for Anki has a place for, packages of it, and
 * these taken back. */

#include "tests/anki_desk.h"

static const char picture[] = "RIFF\0\xff\x01WEBP";

static const struct desk_meaning meanings[] = {
    { "gatto", "animale \"domestico\"\nfelino <i>", "cat & kitten" },
    { "casa", NULL, "house" },
    { NULL, NULL, NULL },
};

/* Words met before UNTIL_MS; 0: all. */
__attribute__((unused)) static enum err export_until(struct journal *journal, const char *path,
                                                     int64_t until_ms, const char *deck, bool plain,
                                                     struct export_report *report)
{
    static const struct export_schedule schedule = { .retention = 0.9, .decay = 0.1542 };
    const struct word_filter all = { .order = ORDER_ALPHABET, .until_ms = until_ms };
    const struct export_source source = { .mean = export_desk_mean,
                                          .lang_name = export_desk_lang,
                                          .day_of = export_desk_day,
                                          .ctx = (void *)(uintptr_t)meanings };
    const struct export_request request = { .exporter = export_find("apkg"),
                                            .path = path,
                                            .filter = &all,
                                            .source = &source,
                                            .now_ms = noon_ms + 5 * 86400000,
                                            .deck = deck,
                                            .typing = !plain,
                                            .schedule = plain ? NULL : &schedule };

    return export_run(journal, &request, report);
}

__attribute__((unused)) static enum err export_package(struct journal *journal, const char *path,
                                                       const char *deck, bool plain,
                                                       struct export_report *report)
{
    return export_until(journal, path, 0, deck, plain, report);
}

__attribute__((unused)) static enum err take_package(struct journal *journal, const char *path,
                                                     bool reviews, struct intake_report *report)
{
    const struct intake_request request = { .format = intake_find("apkg"),
                                            .path = path,
                                            .lang = "it",
                                            .reviews = reviews,
                                            .now_ms = noon_ms + 6 * 86400000 };

    return intake_run(journal, &request, report);
}

__attribute__((unused)) static void rate(struct journal *journal, int64_t word, int64_t time_ms,
                                         int rating, int days, bool undo)
{
    const struct review_row review = { .word = word,
                                       .time_ms = time_ms,
                                       .rating = rating,
                                       .duration_ms = 4200,
                                       .interval_days = days,
                                       .place = "desk" };
    char id[UUID_LEN + 1];

    CHECK(journal_review_add(journal, &review, id) == OK, "%s", err_message());
    if (undo)
        CHECK(journal_review_undo(journal, id, time_ms + 100) == OK, "%s", err_message());
}

__attribute__((unused)) static struct kept keep(struct journal *journal, const char *headword,
                                                const char *form, const char *sentence,
                                                int64_t now_ms)
{
    struct kept kept = { 0 };
    const struct str text = str_of(sentence);
    struct keep made = { .lang = "it",
                         .headword = headword,
                         .form = form,
                         .sentence = text,
                         .game = "Assassin's <Creed>",
                         .now_ms = now_ms };

    made.form_at = str_find(text, str_of(form), 0);
    made.form_len = made.form_at < text.len ? strlen(form) : 0;
    if (made.form_len == 0)
        made.form_at = 0;
    CHECK(journal_keep(journal, &made, &kept) == OK, "%s: %s", headword, err_message());
    return kept;
}

/* Three words of one scene, one of another language, one that is known. */
__attribute__((unused)) static struct journal *filled(void)
{
    struct journal *journal = folder_begin();
    const struct kept cat =
        keep(journal, "gatto", "gatti", "Ho \"visto\" i gatti & <cani>.\nE poi?", noon_ms);
    const struct kept house = keep(journal, "casa", "casa", "Una casa grande.", noon_ms + 1000);
    const struct kept none = keep(journal, "{{c1::uno}}", "due", "", noon_ms + 2000);
    const struct card_row card = { .word = cat.word,
                                   .state = TYPE_REVIEW,
                                   .stability = 12.345678,
                                   .difficulty = 5.5,
                                   .last_ms = noon_ms + 86400000,
                                   .due_ms = noon_ms + 13 * INT64_C(86400000),
                                   .interval_days = 12,
                                   .reps = 3,
                                   .lapses = 1 };

    CHECK(journal_picture_add(journal, cat.encounter, picture, sizeof(picture)) == OK &&
              journal_picture_share(journal, house.encounter, cat.encounter) == OK &&
              journal_tag_add(journal, cat.word, "cibo") == OK &&
              journal_tag_add(journal, cat.word, "a::b") == OK &&
              journal_set_note(journal, house.word, "a <note>") == OK &&
              journal_set_state(journal, none.word, WORD_KNOWN) == OK,
          "%s", err_message());
    rate(journal, cat.word, noon_ms + 60000, 3, 0, false);
    rate(journal, cat.word, noon_ms + 660000, 4, 1, false);
    rate(journal, cat.word, noon_ms + 86400000, 1, 0, false);
    rate(journal, cat.word, noon_ms + 86400000 + 5, 2, 1, true);
    rate(journal, cat.word, noon_ms + 86400000 + 6, 3, -1, false);
    rate(journal, house.word, noon_ms + 61000, 1, 0, false);
    CHECK(journal_card_put(journal, &card) == OK, "%s", err_message());
    return journal;
}

#endif
