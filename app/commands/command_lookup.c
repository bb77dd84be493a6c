#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/commands/commands.h"
#include "app/commands/lookup_output.h"
#include "app/commands/lookup_scores.h"
#include "app/commands/open_library.h"
#include "app/commands/options.h"
#include "app/journal/journal.h"
#include "app/journal/taught.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/text.h"
#include "dict/dict.h"

enum {
    LINE_BYTES_MAX = 64 * 1024, /* of a line on stdin */
    LINE_WORDS_MAX = 500        /* looked up one by one */
};

struct options {
    const char *lang, *gloss, *sentence, *game;
    bool keep, json, batch, explain;
    char **words;
    int word_count;
};

/* One call of the command. */
struct session {
    struct options options;
    struct paths paths;
    char *lang;
    struct library *library;
    struct journal *journal; /* NULL when there is none, and none is needed */
    bool json, styled, flush;
    size_t found, off; /* queries with a headword, and those that are none */
    int failure;       /* an exit code once something failed, EXIT_DONE until then */
};

/* --- one word --- */

static const char *taught(void *ctx, const char *form)
{
    struct session *session = ctx;

    return journal_override_get(session->journal, session->lang, form);
}

static const char *defined(void *ctx, const char *headword)
{
    struct session *session = ctx;

    return journal_definition_get(session->journal, session->lang, headword);
}

static int times_kept(void *ctx, const char *headword)
{
    struct session *session = ctx;

    return journal_lookup_count(session->journal, session->lang, headword);
}

/* Where WORD stands in SENTENCE: as one of its words, else as letters;
 * SIZE_MAX if nowhere. */
static size_t place(struct session *session, struct str word, struct str sentence)
{
    struct word_span spans[LINE_WORDS_MAX];
    size_t count = library_words(session->library, sentence, spans, LINE_WORDS_MAX), i;

    for (i = 0; i < count; i++) {
        if (str_eq(str_sub(sentence, spans[i].at, spans[i].len), word))
            return spans[i].at;
    }
    i = str_find(sentence, word, 0);
    return i < sentence.len ? i : SIZE_MAX;
}

/* Keeps the answer's first headword. True once it is on the disk. */
static bool keep(struct session *session, const struct answer *answer, const struct query *query,
                 struct kept *kept)
{
    const bool placed = query->form_at != SIZE_MAX;
    const struct keep what = {
        .lang = session->lang,
        .headword = answer->candidates[0].headword,
        .form = answer->query,
        .sentence = query->sentence.len > 0 ? query->sentence : str_make(NULL, 0),
        .form_at = placed ? query->form_at : 0,
        .form_len = placed ? query->form.len : 0,
        .game = session->options.game,
        .now_ms = clock_now_ms(),
    };
    enum err rc = journal_keep(session->journal, &what, kept);

    if (rc != OK)
        session->failure = command_fail(rc);
    return rc == OK;
}

static void print_json(struct session *session, json_t *object)
{
    enum err rc = json_print_line(stdout, object);

    json_decref(object);
    if (rc != OK)
        session->failure = command_fail(rc);
}

/* Says that WORD is none, for the reason of the last error. */
static void refuse(struct session *session, struct str word)
{
    json_t *object;

    session->off++;
    if (!session->json) {
        fprintf(stderr, "wordloot lookup: %s\n", err_message());
        return;
    }
    object = lookup_to_json(str_sub(word, 0, QUERY_MAX), session->lang, NULL);
    json_object_set_new(object, "error", json_str_of(err_message()));
    print_json(session, object);
}

static void show(struct session *session, const struct answer *answer, const struct query *query)
{
    struct kept kept = { 0 };
    const bool is_kept =
        session->options.keep && answer->shown_count > 0 && keep(session, answer, query, &kept);
    json_t *object;

    if (!session->json) {
        lookup_print(stdout, answer, session->styled);
        if (session->options.explain)
            lookup_print_scores(stdout, answer);
        if (is_kept)
            puts("kept");
        return;
    }
    object = lookup_to_json(query->form, session->lang, answer);
    if (session->options.explain)
        lookup_add_scores(object, answer);
    if (session->options.keep)
        json_object_set_new(object, "kept", json_str_of(is_kept ? kept.encounter : NULL));
    print_json(session, object);
}

static bool has_entries(const struct answer *answer)
{
    size_t i;

    for (i = 0; i < answer->candidate_count; i++) {
        if (answer->candidates[i].in_dictionary)
            return true;
    }
    return false;
}

/* SENTENCE is empty when there is none. */
static void look_up(struct session *session, struct str word, struct str sentence)
{
    struct query query = { .form = word, .sentence = sentence, .ctx = session };
    struct answer answer;
    enum err rc;

    query.form_at = place(session, word, sentence);
    if (session->journal != NULL) {
        query.taught = taught;
        query.defined = defined;
        query.kept = times_kept;
    }
    rc = text_is_valid(sentence) ? library_lookup(session->library, &answer, &query)
                                 : err_set(ERR_USAGE, "the sentence is not valid UTF-8");
    if (rc != OK) {
        refuse(session, word);
    } else {
        session->found += has_entries(&answer);
        show(session, &answer, &query);
        answer_dispose(&answer);
    }
    if (session->flush)
        fflush(stdout);
}

/* --- words on stdin --- */

/* The next line without its end; false at the end of input. What is longer
 * than LINE's ceiling is read to its end, and the line is failed. */
static bool read_line(FILE *in, struct buf *line)
{
    int c = getc(in);

    buf_clear(line);
    if (c == EOF)
        return false;
    for (; c != EOF && c != '\n'; c = getc(in))
        buf_addc(line, (char)c);
    if (line->len > 0 && line->data[line->len - 1] == '\r')
        buf_truncate(line, line->len - 1);
    return true;
}

static bool is_headword(struct session *session, struct str text)
{
    const struct query query = { .form = text, .form_at = SIZE_MAX };
    struct answer answer;
    bool is;

    if (library_lookup(session->library, &answer, &query) != OK)
        return false;
    is = answer.shown_count > 0 && answer.candidates[0].how <= HOW_FOLD;
    answer_dispose(&answer);
    return is;
}

/* A person's line: a word, a headword of several, or a sentence whose words
 * are looked up each. */
static void look_up_words(struct session *session, struct str line)
{
    struct word_span spans[LINE_WORDS_MAX];
    size_t count = library_words(session->library, line, spans, LINE_WORDS_MAX), i;

    if (count < 2 || is_headword(session, line)) {
        look_up(session, line, str_make("", 0));
        return;
    }
    for (i = 0; i < count; i++)
        look_up(session, str_sub(line, spans[i].at, spans[i].len), line);
}

/* WORD, or WORD<TAB>SENTENCE. */
static void look_up_line(struct session *session, struct str line)
{
    const size_t tab = str_find_char(line, '\t', 0);
    const struct str word = str_sub(line, 0, tab), sentence = str_from(line, tab + 1);

    if (session->options.batch || tab < line.len)
        look_up(session, word, sentence);
    else if (str_trim(line).len > 0)
        look_up_words(session, str_trim(line));
}

static void look_up_stdin(struct session *session)
{
    const bool prompts = !session->options.batch && isatty(STDIN_FILENO) != 0;
    struct buf line;

    buf_init(&line, LINE_BYTES_MAX);
    for (;;) {
        if (prompts) {
            printf("%s> ", session->lang);
            fflush(stdout);
        }
        if (session->failure != EXIT_DONE || !read_line(stdin, &line))
            break;
        if (buf_ok(&line, "the line") != OK)
            refuse(session, str_make("", 0));
        else
            look_up_line(session, buf_str(&line));
    }
    if (prompts)
        putchar('\n');
    buf_dispose(&line);
}

/* --- the call --- */

/* The words are left at the front of ARGV. Gives an exit code. */
static int read_options(struct options *options, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--lang", &options->lang, NULL },
        { "--gloss", &options->gloss, NULL },
        { "--sentence", &options->sentence, NULL },
        { "--game", &options->game, NULL },
        { "--keep", NULL, &options->keep },
        { "--json", NULL, &options->json },
        { "--batch", NULL, &options->batch },
        { "--explain", NULL, &options->explain },
        { NULL, NULL, NULL },
    };
    int code = options_read(&command_lookup, slots, argc, argv, argc, &options->word_count);

    options->words = argv;
    if (code != EXIT_DONE)
        return code;
    if (options->batch && options->word_count > 0)
        return command_misused(&command_lookup, "--batch reads its words from stdin");
    if (options->sentence != NULL && options->word_count == 0)
        return command_misused(&command_lookup, "--sentence needs a word");
    return EXIT_DONE;
}

/* A journal that is not there is made for keeping alone; one that cannot be
 * opened stops nothing but that. */
static enum err find_journal(struct session *session)
{
    char *path = file_join(session->paths.data, "journal.db");
    enum err rc = OK;

    if (session->options.keep || file_exists(path))
        rc = journal_open(&session->journal, path);
    free(path);
    if (rc != OK && !session->options.keep) {
        fprintf(stderr, "wordloot: %s\n", err_message());
        rc = OK;
    }
    if (session->journal != NULL && journal_notice(session->journal) != NULL)
        fprintf(stderr, "wordloot: %s\n", journal_notice(session->journal));
    return rc;
}

static enum err open_session(struct session *session)
{
    struct stat output;
    enum err rc = paths_find(&session->paths);

    if (rc == OK)
        rc = find_journal(session);
    if (rc != OK)
        return rc;
    session->json = session->options.json || session->options.batch;
    session->styled = isatty(STDOUT_FILENO) != 0;
    session->flush = fstat(STDOUT_FILENO, &output) != 0 || !S_ISREG(output.st_mode);
    return open_library(&session->library, &session->lang, &session->paths, session->journal,
                        session->options.lang, session->options.gloss);
}

static void close_session(struct session *session)
{
    library_close(session->library);
    journal_close(session->journal);
    paths_dispose(&session->paths);
    free(session->lang);
}

static int end_code(struct session *session)
{
    if (session->failure == EXIT_DONE && (fflush(stdout) != 0 || ferror(stdout) != 0))
        session->failure =
            command_fail(err_set(ERR_IO, "cannot write the output: %s", strerror(errno)));
    if (session->failure != EXIT_DONE)
        return session->failure;
    if (session->found == 0)
        print_library_problems(session->library);
    if (library_dict_count(session->library) == 0)
        return EXIT_FAILED;
    if (session->off > 0)
        return EXIT_CALL;
    return session->found > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int run(int argc, char **argv)
{
    struct session session = { .failure = EXIT_DONE };
    const char *sentence;
    int code, i;
    enum err rc;

    if (command_asked_help(&command_lookup, argc, argv))
        return EXIT_DONE;
    code = read_options(&session.options, argc, argv);
    if (code != EXIT_DONE)
        return code;
    rc = open_session(&session);
    if (rc != OK) {
        code = command_fail(rc);
        close_session(&session);
        return code;
    }
    sentence = session.options.sentence != NULL ? session.options.sentence : "";
    for (i = 0; i < session.options.word_count && session.failure == EXIT_DONE; i++)
        look_up(&session, str_of(session.options.words[i]), str_of(sentence));
    if (session.options.word_count == 0)
        look_up_stdin(&session);
    code = end_code(&session);
    close_session(&session);
    return code;
}

const struct command command_lookup = {
    .name = "lookup",
    .summary = "look words up in the terminal",
    .usage =
        "usage: wordloot lookup [OPTIONS] [WORD...]\n\n"
        "Without a WORD the words are asked for, or read from stdin line by line; the\n"
        "words of a sentence are looked up each.\n\n"
        "  --lang L      the language being learned (the setting \"lang\", else it)\n"
        "  --gloss L     your language: dictionaries into it come first (else en)\n"
        "  --sentence S  the sentence in which the word stands\n"
        "  --keep        put the first headword into the journal, with the sentence\n"
        "  --game G      the game it was met in, for --keep\n"
        "  --json        one line of JSON for a word:\n"
        "                {\"query\",\"lang\",\"candidates\":[{\"headword\",\"how\",\n"
        "                "
        "\"entries\":[{\"dict\",\"headword\",\"pos\",\"text\"}]}],\"suggestions\":[]}\n"
        "                how: override exact fold split form stem compound phrase reversed\n"
        "                near; pos may be null; entries are [] for a lemma that no dictionary\n"
        "                holds and for a headword far behind the best. With --keep also \"kept\": "
        "the encounter's id, or null\n"
        "  --explain     also why the candidates stand in this order: their points, and\n"
        "                what they are made of (with --json \"score\" and \"reasons\")\n"
        "  --batch       JSON for each line of stdin, WORD or WORD<TAB>SENTENCE, in the\n"
        "                same order. A line that is no word (empty, too long, broken\n"
        "                UTF-8) gets no candidates and \"error\": why\n\n"
        "Exit codes: 0 something was found, 1 nothing was, 2 wrong call or a line that is\n"
        "no word, 3 failed, or there is no dictionary.\n",
    .run = run,
};
