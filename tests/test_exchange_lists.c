#include "app/exchange/intake.h"

#include "app/journal/taught.h"
#include "tests/intake_desk.h"

static const struct {
    const char *row, *format, *text, *want, *meaning;
} lists[] = {
    { "without headings", "tsv", "casa\thouse\tUna casa.\nvia\n",
      "it/casa/casa/Una casa.@4+4///learning//0\nit/via/via/@0+0///learning//0\n", "house" },
    { "with headings", "csv",
      "Sentence,note,WORD,Form,game,tags,state,last,language,who knows\r\n"
      "\"Le \"\"case\"\"\nqui\",a note,casa,case,Doom,cibo "
      "a::b,known,2026-11-20T12:01:00Z,de,x\r\n",
      "de/casa/case/Le \"case\"\nqui@4+4/Doom/a::b cibo/known/a note/60\n", NULL },
    { "semicolons", "csv", "word;translation\ncasa;\"house; home\"\n",
      "it/casa/casa/@0+0///learning//0\n", "house; home" },
    { "senses", "csv", "word,definition,translation\ncasa,\"una\n\n due \",x\n",
      "it/casa/casa/@0+0///learning//0\n", "una; due" },
    { "for a spreadsheet", "csv", "\xef\xbb\xbfword,note\n'-mente,'=1\ncasa,'x\n",
      "it/-mente/-mente/@0+0///learning/=1/0\nit/casa/casa/@0+0///learning/'x/0\n", NULL },
    { "without that mark", "csv", "word,note\n'-mente,'=1\n",
      "it/'-mente/'-mente/@0+0///learning/'=1/0\n", NULL },
    { "Windows", "csv", "word,note\nperch\xe9,\x93s\xec\x94\n",
      "it/perché/perché/@0+0///learning/“sì”/0\n", NULL },
    { "decomposed", "csv", "word,sentence\nperche\xcc\x81,ma perche\xcc\x81!\n",
      "it/perché/perché/ma perché!@3+7///learning//0\n", NULL },
    { "from right to left", "tsv", "חתול\tcat\tהחתול.\n", "it/חתול/חתול/החתול.@2+8///learning//0\n",
      NULL },
    { "hostile", "tsv", "=cmd|' /C calc'!A0\t<script>\n#x\t'; DROP TABLE word; --\n",
      "it/#x/#x/@0+0///learning//0\nit/=cmd|' /C calc'!A0/=cmd|' /C calc'!A0/@0+0///learning//0\n",
      NULL },
    { "headers of Anki", "tsv", "#separator:Tab\n#html:false\ncasa\thouse\n",
      "it/casa/casa/@0+0///learning//0\n", "house" },
};

static void test_lists(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(lists); i++) {
        struct journal *journal = folder_begin();
        char *path = file_join(journal_folder, "in");
        struct intake_report report = { 0 };
        const char *meaning;

        CHECK(file_write(path, lists[i].text, strlen(lists[i].text), 0600) == OK, "%s",
              err_message());
        CHECK(take(journal, lists[i].format, path, true, &report) == OK, "%s: %s", lists[i].row,
              err_message());
        CHECK(report.rows > 0 && report.added == report.rows, "%s: all would be new", lists[i].row);
        check_words(journal, "", lists[i].row);
        CHECK(take(journal, lists[i].format, path, false, &report) == OK, "%s: %s", lists[i].row,
              err_message());
        check_words(journal, lists[i].want, lists[i].row);
        meaning = journal_definition_get(journal, "it", "casa");
        CHECK_STR(meaning != NULL ? meaning : "(none)",
                  lists[i].meaning != NULL ? lists[i].meaning : "(none)", lists[i].row);
        CHECK(take(journal, lists[i].format, path, false, &report) == OK, "%s: %s", lists[i].row,
              err_message());
        CHECK_INT(report.unchanged, report.rows, lists[i].row);
        check_words(journal, lists[i].want, lists[i].row);
        free(path);
        folder_end(journal);
    }
}

/* What the journal says of its words holds against a list. */
static void test_list_of_known_words(void)
{
    static const char text[] = "word,state,note,definition,sentence\n"
                               "casa,ignored,theirs,theirs,Un'altra casa.\n";
    struct journal *journal = folder_begin();
    char *path = file_join(journal_folder, "in");
    struct intake_report report;
    struct kept kept = folder_keep(journal, "casa", NULL, noon_ms);

    CHECK(journal_set_state(journal, kept.word, WORD_KNOWN) == OK &&
              journal_set_note(journal, kept.word, "mine") == OK &&
              journal_definition_set(journal, "it", "casa", "mine") == OK &&
              file_write(path, text, strlen(text), 0600) == OK,
          "%s", err_message());
    CHECK(take(journal, "csv", path, false, &report) == OK, "%s", err_message());
    check_words(journal, "it/casa/casa/Un'altra casa.@9+4///known/mine/0\n", "mine");
    CHECK_STR(journal_definition_get(journal, "it", "casa"), "mine", "definition");
    free(path);
    folder_end(journal);
}

int main(void)
{
    test_lists();
    test_list_of_known_words();
    return check_done();
}
