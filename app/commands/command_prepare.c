#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands/columns.h"
#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/open_library.h"
#include "app/commands/options.h"
#include "app/commands/word_count.h"
#include "app/exchange/script.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/json.h"

enum { LIMIT_USUAL = 50, COMMON_USUAL = 300, NUMBER_DIGITS = 6 };

struct call {
    const char *lang, *gloss, *limit, *common, *game; /* NULL: not given */
    bool json, keep, names;
    size_t limit_words, common_words;
    char **files;
    int file_count;
};

struct session {
    struct call call;
    struct paths paths;
    struct journal *journal;
    struct library *library;
    char *lang;
    struct word_count *count;
    const struct progress *progress;
    size_t bytes_done, bytes_total;
};

/* TEXT (NULL: USUAL) as a number of at most NUMBER_DIGITS digits; false if it is none. */
static bool read_number(size_t *out, const char *text, size_t usual)
{
    *out = text != NULL ? strtoul(text, NULL, 10) : usual;
    return text == NULL || (text[0] != '\0' && strlen(text) <= NUMBER_DIGITS &&
                            strspn(text, "0123456789") == strlen(text));
}

static int read_call(struct call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--lang", &call->lang, NULL },
        { "--gloss", &call->gloss, NULL },
        { "--limit", &call->limit, NULL },
        { "--common", &call->common, NULL },
        { "--game", &call->game, NULL },
        { "--json", NULL, &call->json },
        { "--keep", NULL, &call->keep },
        { "--names", NULL, &call->names },
        { NULL, NULL, NULL },
    };
    int code = options_read(&command_prepare, slots, argc, argv, argc, &call->file_count);

    call->files = argv;
    if (code != EXIT_DONE)
        return code;
    if (call->file_count == 0)
        return command_misused(&command_prepare,
                               "it needs a text, a subtitle or a .po or .mo file");
    if (!read_number(&call->limit_words, call->limit, LIMIT_USUAL) || call->limit_words == 0)
        return command_misused(&command_prepare, "--limit needs a number from 1 on");
    if (!read_number(&call->common_words, call->common, COMMON_USUAL))
        return command_misused(&command_prepare, "--common needs a number");
    if (call->keep && call->names)
        return command_misused(&command_prepare, "names are not kept: leave out --names or --keep");
    return EXIT_DONE;
}

/* --- reading --- */

static bool take_sentence(void *ctx, struct str sentence)
{
    struct session *session = ctx;

    word_count_add(session->count, sentence);
    session->bytes_done += sentence.len;
    /* A file's markup counts too, so the bar may jump at its end. */
    return progress_step(session->progress, "counting words", session->bytes_done,
                         session->bytes_total);
}

static enum err read_file(struct session *session, const char *path)
{
    const char *charset = library_language(session->library)->charset;
    struct file_map map = { 0 };
    enum err rc = file_map(&map, path, SCRIPT_BYTES_MAX);

    if (rc != OK)
        return rc;
    rc = script_read(map.bytes, map.len, charset, take_sentence, session, NULL);
    if (rc != OK && rc != ERR_CANCELLED)
        rc = err_prefix(rc, "%s", path);
    file_unmap(&map);
    return rc;
}

/* All names are looked at before the first file is read. */
static enum err weigh_files(struct session *session)
{
    struct file_id id;
    enum err rc = OK;
    int i;

    for (i = 0; rc == OK && i < session->call.file_count; i++) {
        rc = file_identify(&id, session->call.files[i]);
        if (rc == OK)
            session->bytes_total += (size_t)id.size;
    }
    return rc;
}

static enum err read_files(struct session *session)
{
    enum err rc = weigh_files(session);
    int i;

    session->progress = command_progress();
    for (i = 0; rc == OK && i < session->call.file_count; i++)
        rc = read_file(session, session->call.files[i]);
    command_progress_done();
    return rc;
}

/* --- what a word means --- */

/* The first gloss of HEADWORD: its translation, or else its definition. Yours. */
static char *gloss_of(struct session *session, const char *headword)
{
    const struct query query = { .form = str_of(headword), .form_at = SIZE_MAX };
    const char *gloss = NULL;
    struct answer answer;
    char *text;
    size_t i;

    if (library_lookup(session->library, &answer, &query) != OK)
        return xstrdup("");
    for (i = 0; answer.candidate_count > 0 && i < answer.candidates[0].entry_count; i++) {
        const struct entry *entry = &answer.candidates[0].entries[i];

        if (entry->sense_count > 0 && (gloss == NULL || !entry->in_language)) {
            gloss = entry->senses[0].gloss;
            if (!entry->in_language)
                break;
        }
    }
    text = xstrdup(gloss != NULL ? gloss : "");
    answer_dispose(&answer);
    return text;
}

/* --- telling --- */

static double percent(const struct session *session, long part)
{
    const long total = word_count_total(session->count);

    return total > 0 ? 100.0 * (double)part / (double)total : 0;
}

/* To stderr: it is about the list, which is the data. */
static void print_summary(const struct session *session, long gain)
{
    const struct word_count *count = session->count;
    const double known = percent(session, word_count_running(count, STANDING_KNOWN));
    const double learning = percent(session, word_count_running(count, STANDING_LEARNING));
    const double common = percent(session, word_count_running(count, STANDING_COMMON));

    fprintf(stderr, "%ld running words: %.1f %% known, %.1f %% being learned, %.1f %% new",
            word_count_total(count), known, learning,
            percent(session, word_count_running(count, STANDING_NEW)));
    if (common > 0)
        fprintf(stderr, ", %.1f %% of the %zu commonest words", common, session->call.common_words);
    fprintf(stderr, ", %.1f %% names and others\n",
            percent(session, word_count_running(count, STANDING_UNKNOWN)));
    if (gain > 0)
        fprintf(stderr, "With the words of this list you would know %.1f %%\n",
                known + learning + common + percent(session, gain));
}

static enum err print_word(struct session *session, const struct counted_word *word,
                           const char *gloss)
{
    enum { WORD_WIDTH = 22, TIMES_WIDTH = 7 };
    const size_t columns = columns_of_output();
    const size_t left = columns == SIZE_MAX ? SIZE_MAX : columns - WORD_WIDTH - TIMES_WIDTH;
    enum err rc = OK;
    json_t *object;

    if (session->call.json) {
        object = json_pack("{s:s, s:I, s:s, s:s, s:[I, I]}", "headword", word->headword, "times",
                           (json_int_t)word->times, "gloss", gloss, "sentence", word->sentence,
                           "form_place", (json_int_t)word->form_at, (json_int_t)word->form_len);
        rc = json_print_line(stdout, object);
        json_decref(object);
        return rc;
    }
    printf("%5ld  ", word->times);
    columns_put(stdout, str_of(word->headword), WORD_WIDTH - 1, WORD_WIDTH);
    columns_put(stdout, str_of(gloss), left, 0);
    fputs("\n       ", stdout);
    columns_put(stdout, str_of(word->sentence), left == SIZE_MAX ? left : columns - TIMES_WIDTH, 0);
    putchar('\n');
    return rc;
}

static enum err keep_word(struct session *session, const struct counted_word *word)
{
    struct kept kept;
    char *form = xstrndup(word->sentence + word->form_at, word->form_len);
    const struct keep keep = {
        .lang = session->lang,
        .headword = word->headword,
        .form = form,
        .sentence = str_of(word->sentence),
        .form_at = word->form_at,
        .form_len = word->form_len,
        .game = session->call.game,
        .now_ms = clock_now_ms(),
    };
    enum err rc = journal_keep(session->journal, &keep, &kept);

    free(form);
    return rc;
}

static enum err list_words(struct session *session, size_t *listed)
{
    const struct counted_word *const *words;
    size_t count, i;
    long gain = 0;
    enum err rc = OK;

    words = word_count_list(session->count, session->call.names ? STANDING_UNKNOWN : STANDING_NEW,
                            &count);
    for (i = 0; rc == OK && i < count && i < session->call.limit_words; i++) {
        char *gloss = session->call.names ? xstrdup("") : gloss_of(session, words[i]->headword);

        rc = print_word(session, words[i], gloss);
        if (rc == OK && session->call.keep)
            rc = keep_word(session, words[i]);
        gain += words[i]->times;
        free(gloss);
    }
    *listed = i;
    fflush(stdout);
    print_summary(session, session->call.names ? 0 : gain);
    if (rc == OK && session->call.keep)
        fprintf(stderr, "%zu words kept; `wordloot review` brings them to you\n", i);
    return rc;
}

/* --- the call --- */

static enum err open_session(struct session *session)
{
    enum err rc = paths_find(&session->paths);

    if (rc == OK)
        rc = open_journal(&session->journal);
    if (rc == OK)
        rc = open_library(&session->library, &session->lang, &session->paths, session->journal,
                          session->call.lang, session->call.gloss);
    if (rc == OK && library_dict_count(session->library) == 0)
        print_library_problems(session->library);
    if (rc == OK)
        rc = word_count_open(&session->count, session->library, session->journal, session->lang,
                             (int64_t)session->call.common_words);
    return rc;
}

static int run(int argc, char **argv)
{
    struct session session = { 0 };
    size_t listed = 0;
    enum err rc;
    int code;

    if (command_asked_help(&command_prepare, argc, argv))
        return EXIT_DONE;
    code = read_call(&session.call, argc, argv);
    if (code != EXIT_DONE)
        return code;
    rc = open_session(&session);
    if (rc == OK)
        rc = read_files(&session);
    if (rc == OK)
        rc = list_words(&session, &listed);
    code = rc != OK ? command_fail(rc) : listed > 0 ? EXIT_DONE : EXIT_NOTHING;
    word_count_close(session.count);
    library_close(session.library);
    journal_close(session.journal);
    paths_dispose(&session.paths);
    free(session.lang);
    return code;
}

const struct command command_prepare = {
    .name = "prepare",
    .summary = "the words of a game's texts that you don't know yet",
    .usage =
        "usage: wordloot prepare [OPTIONS] FILE...\n\n"
        "Counts the words of texts, subtitles (.srt, .vtt, .ass) and translations (.po, .mo)\n"
        "by their headwords, and lists those that are not in your journal: the most frequent\n"
        "first, each with its meaning and a sentence that shows it. How much of the running\n"
        "text you know already stands below. A game's own translations are such files:\n"
        "/usr/share/games/wesnoth/*/locale/it/LC_MESSAGES/*.mo\n\n"
        "  --lang L    the language of the texts (the setting \"lang\", else it)\n"
        "  --gloss L   your language: meanings into it are preferred (else en)\n"
        "  --limit N   so many words (50)\n"
        "  --common N  leave out the N commonest words of the language (300); 0: none\n"
        "  --names     those that no dictionary has instead: names, and what is misspelt\n"
        "  --keep      put the words listed into the journal, to learn them before playing\n"
        "  --game G    the game they are from, for --keep\n"
        "  --json      one line of JSON for a word:\n"
        "              {\"headword\",\"times\",\"gloss\",\"sentence\",\"form_place\":[at,len]}\n\n"
        "Exit codes: 0 words were listed, 1 there are none, 2 wrong call, 3 failed.\n",
    .run = run,
};
