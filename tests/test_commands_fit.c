/* wordloot fit on a journal with reviews in it, and on files. */

#include "app/commands/commands.h"

#include "app/commands/revlog_file.h"
#include "app/journal/journal_private.h"
#include "app/journal/settings.h"
#include "dict/base/json.h"
#include "tests/journal_folder.h"

#define LOG WORDLOOT_SOURCE_DIR "/tests/data/srs/learner.tsv"

static char answer_path[96];

/* Runs the command with ARGUMENTS (a NULL ends them); its stdout is at answer_path. */
static int run_fit(const char *const *arguments)
{
    char *argv[8] = { xstrdup("fit") };
    int argc = 1, code, i;

    fflush(stdout);
    if (!CHECK(freopen(answer_path, "w", stdout) != NULL, "%s", answer_path))
        return -1;
    for (; arguments[argc - 1] != NULL; argc++)
        argv[argc] = xstrdup(arguments[argc - 1]);
    char *all[8];

    memcpy(all, argv, sizeof(argv)); /* the command sorts its own */
    code = command_fit.run(argc, argv);
    fflush(stdout);
    for (i = 0; i < argc; i++)
        free(all[i]);
    return code;
}

#define RUN(...) run_fit((const char *const[]){ __VA_ARGS__, NULL })

static json_t *read_answer(void)
{
    json_t *answer = NULL;

    CHECK(json_read(&answer, answer_path, 100000) == OK, "%s", err_message());
    return answer;
}

static double number_at(const json_t *answer, const char *key)
{
    return json_number_value(json_object_get(answer, key));
}

static void test_calls(void)
{
    CHECK_INT(RUN("--help"), EXIT_DONE, "--help");
    CHECK_INT(RUN("--fast"), EXIT_CALL, "no such option");
    CHECK_INT(RUN("word"), EXIT_CALL, "a word too many");
    CHECK_INT(RUN("--revlog"), EXIT_CALL, "no file named");
    CHECK_INT(RUN("--revlog", "/nonexistent.tsv"), EXIT_NOTHING, "no such file");
    CHECK_INT(RUN("--revlog", journal_folder), EXIT_FAILED, "a folder");
    CHECK_INT(RUN("--revlog", WORDLOOT_SOURCE_DIR "/tests/data/srs/fuzz.tsv"), EXIT_FAILED,
              "another table");
    CHECK_INT(RUN("--json"), EXIT_NOTHING, "a journal without reviews");
}

static void check_answer(const char *name)
{
    json_t *answer = read_answer();

    CHECK_INT(number_at(answer, "reviews"), 700, name);
    CHECK(json_array_size(json_object_get(answer, "parameters")) == 21, "%s: parameters", name);
    CHECK(json_array_size(json_object_get(answer, "fitted_parameters")) == 21, "%s", name);
    CHECK(json_is_true(json_object_get(answer, "accepted")) ==
              (strcmp(json_text(answer, "why", ""), "better") == 0),
          "%s: why", name);
    CHECK(number_at(json_object_get(answer, "after"), "log_loss") <=
              number_at(json_object_get(answer, "before"), "log_loss"),
          "%s: log loss", name);
    json_decref(answer);
}

static void test_file(void)
{
    CHECK_INT(RUN("--json", "--revlog", LOG), EXIT_DONE, "a file");
    check_answer("a file");
    CHECK_INT(RUN("--revlog", LOG), EXIT_DONE, "as text");
    CHECK(!file_exists(journal_path), "no journal was made for a file's sake");
}

/* The reviews of the file, as if they had been this learner's. */
static void fill_journal(struct journal *journal)
{
    struct stmt *add = db_prepare(journal->db, "INSERT INTO review (id, word, time_ms, rating,"
                                               " place) VALUES (?1, ?2, ?3, ?4, 'desk')");
    struct logged *log = NULL;
    size_t count = 0, i;

    CHECK(revlog_read(&log, &count, LOG) == OK, "%s", err_message());
    CHECK(db_begin(journal->db) == OK, "%s", err_message());
    for (i = 0; i < count; i++) {
        char name[32], id[32];

        snprintf(name, sizeof(name), "parola%lld", (long long)log[i].card);
        snprintf(id, sizeof(id), "id%04zu", i);
        stmt_text(add, 1, str_of(id));
        stmt_int(add, 2, folder_keep(journal, name, NULL, noon_ms).word);
        stmt_int(add, 3, log[i].time_ms);
        stmt_int(add, 4, log[i].rating);
        CHECK(stmt_run(add) == OK, "%s: %s", id, err_message());
    }
    CHECK(db_commit(journal->db) == OK, "%s", err_message());
    stmt_free(add);
    free(log);
}

static void test_journal(void)
{
    struct journal *journal = folder_open();
    char *value;
    bool accepted;
    json_t *answer;

    fill_journal(journal);
    /* Another program, or another day's bug, may have left anything there. */
    CHECK(journal_setting_set(journal, "fsrs", "1 2 nan") == OK, "%s", err_message());
    journal_close(journal);
    CHECK_INT(RUN("--json"), EXIT_DONE, "the journal");
    check_answer("the journal");
    answer = read_answer();
    accepted = json_is_true(json_object_get(answer, "accepted"));
    json_decref(answer);

    journal = folder_open();
    value = settings_get(journal, SETTING_FSRS, NULL);
    CHECK(accepted && value[0] != '\0', "accepted and kept: \"%s\"", value);
    free(value);
    journal_close(journal);
}

int main(void)
{
    char *data;

    folder_make();
    setenv("WORDLOOT_HOME", journal_folder, 1);
    setenv("TZ", "Europe/Rome", 1);
    data = file_join(journal_folder, "data");
    CHECK(file_make_dirs(data, 0700) == OK, "%s", err_message());
    snprintf(journal_path, sizeof(journal_path), "%s/journal.db", data);
    snprintf(answer_path, sizeof(answer_path), "%s/answer", journal_folder);
    free(data);

    test_file();
    test_calls();
    test_journal();
    folder_remove();
    return check_done();
}
