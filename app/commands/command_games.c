#include <stdio.h>
#include <string.h>

#include "app/commands/columns.h"
#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/journal/games.h"
#include "dict/base/json.h"

struct listing {
    bool json;
    size_t name_width;
    size_t count;
    enum err rc;
};

static void put_json(struct listing *listing, const struct game_row *row)
{
    json_t *line =
        json_pack("{s:o, s:I, s:I, s:I, s:I}", "game", json_str(row->name), "words",
                  (json_int_t)row->words, "encounters", (json_int_t)row->encounters, "first_ms",
                  (json_int_t)row->first_ms, "last_ms", (json_int_t)row->last_ms);

    if (listing->rc == OK)
        listing->rc = json_print_line(stdout, line);
    json_decref(line);
}

static void list_game(void *ctx, const struct game_row *row)
{
    struct listing *listing = ctx;
    char date[DATE_LEN + 1];

    if (listing->json) {
        put_json(listing, row);
    } else {
        if (listing->count == 0)
            printf("%-*s %6s %8s  %s\n", (int)listing->name_width, "GAME", "WORDS", "LOOKUPS",
                   "LAST");
        columns_date(date, row->last_ms);
        columns_put(stdout, row->name, listing->name_width, listing->name_width);
        printf(" %6lld %8lld  %s\n", (long long)row->words, (long long)row->encounters, date);
    }
    listing->count++;
}

static int list(struct journal *journal, bool json)
{
    enum { NUMBERS = 7 + 9 + 2 + DATE_LEN, WIDE = 40 };
    size_t columns = columns_of_output();
    struct listing listing = {
        .json = json,
        .name_width = columns < NUMBERS + WIDE && columns > NUMBERS ? columns - NUMBERS : WIDE,
    };
    enum err rc = journal_games(journal, list_game, &listing);

    if (rc == OK)
        rc = listing.rc;
    if (rc != OK)
        return command_fail(rc);
    if (listing.count > 0)
        return EXIT_DONE;
    fputs("No games yet: the game in front when you look a word up is noted with it.\n", stderr);
    return EXIT_NOTHING;
}

static int run(int argc, char **argv)
{
    bool json = false;
    const struct option_slot slots[] = { { "--json", NULL, &json }, { NULL, NULL, NULL } };
    struct journal *journal = NULL;
    int count, code;
    enum err rc;

    if (command_asked_help(&command_games, argc, argv))
        return EXIT_DONE;
    code = options_read(&command_games, slots, argc, argv, 3, &count);
    if (code != EXIT_DONE)
        return code;
    if (count > 0 && (strcmp(argv[0], "rename") != 0 || count != 3))
        return command_misused(&command_games, "say games, or games rename OLD NEW");
    rc = open_journal(&journal);
    if (rc != OK)
        return command_fail(rc);
    if (count == 0) {
        code = list(journal, json);
    } else {
        rc = journal_game_rename(journal, argv[1], argv[2]);
        code = rc == OK ? EXIT_DONE : command_fail(rc);
    }
    journal_close(journal);
    return code;
}

const struct command command_games = {
    .name = "games",
    .summary = "list the games you met words in, or rename one",
    .usage = "usage: wordloot games [--json]\n"
             "       wordloot games rename OLD NEW\n\n"
             "Lists the games, the last played first. A new name holds for the words of the\n"
             "past and of the future; the name of another game makes the two one.\n\n"
             "  --json   one object a line: game, words, encounters, first_ms, last_ms\n\n"
             "Exit codes: 0 done, 1 no such game, 2 wrong call, 3 failed.\n",
    .run = run,
};
