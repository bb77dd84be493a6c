#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/capture/region.h"
#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/journal/games.h"
#include "app/journal/settings.h"
#include "app/overlay/region_window.h"
#include "app/platform/paths.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

enum { WAIT_DIGITS = 3, SETTING_LEN_MAX = 4096 };
static const char first_name[] = "text";

struct call {
    const char *wait, *drop; /* NULL: not given */
    bool list, json;
    const char *name;
};

/* What the call is about: the game in front, and its regions. */
struct scene_place {
    struct platform *platform;
    struct platform_active active;
    struct game_name game;
    char *key;
    struct regions regions;
};

/* Time to go to the game, for who calls this from a terminal. */
static void wait_seconds(const char *seconds)
{
    const bool asks = seconds == NULL && isatty(STDIN_FILENO);
    const int wait = seconds != NULL ? (int)strtol(seconds, NULL, 10) : asks ? 3 : 0;

    if (wait > 0)
        fprintf(stderr, "Go to the game; its picture is taken in %d seconds.\n", wait);
    poll(NULL, 0, wait * 1000);
}

static enum err find_place(struct scene_place *place, struct journal *journal)
{
    enum err rc = platform_open(&place->platform);
    char *text;

    if (rc == OK)
        rc = platform_active_window(place->platform, &place->active);
    if (rc != OK)
        return rc;
    if (place->active.window != 0)
        journal_game_name(journal, place->active.class, place->active.title, &place->game);
    place->key = region_setting_key(place->game.name, place->active.monitor.width,
                                    place->active.monitor.height);
    text = journal_setting_get(journal, place->key);
    regions_read(&place->regions, str_of(text));
    free(text);
    return OK;
}

static enum err save(const struct scene_place *place, struct journal *journal)
{
    struct buf text;
    enum err rc;

    buf_init(&text, SETTING_LEN_MAX);
    regions_write(&text, &place->regions);
    rc =
        journal_setting_set(journal, place->key, place->regions.count > 0 ? buf_text(&text) : NULL);
    buf_dispose(&text);
    return rc;
}

static const char *game_of(const struct scene_place *place)
{
    return place->game.name[0] != '\0' ? place->game.name : "no game";
}

static enum err list(const struct call *call, const struct scene_place *place)
{
    enum err rc = OK;
    size_t i;

    for (i = 0; i < place->regions.count && rc == OK; i++) {
        const struct region *region = &place->regions.list[i];
        const struct platform_rect area = region->area;
        json_t *line;

        if (!call->json) {
            printf("%s: %d by %d pixels at %d, %d\n", region->name, area.width, area.height, area.x,
                   area.y);
            continue;
        }
        line = json_pack("{s:s, s:s, s:i, s:i, s:i, s:i}", "game", place->game.name, "name",
                         region->name, "x", area.x, "y", area.y, "width", area.width, "height",
                         area.height);
        rc = json_print_line(stdout, line);
        json_decref(line);
    }
    if (rc == OK && place->regions.count == 0)
        rc = err_set(ERR_ABSENT,
                     "%s has no region here: text is looked for in the lower third of "
                     "its window",
                     game_of(place));
    return rc;
}

static enum err drop(const struct call *call, struct scene_place *place, struct journal *journal)
{
    if (!regions_drop(&place->regions, call->drop))
        return err_set(ERR_ABSENT, "%s has no region \"%s\"; wordloot region --list",
                       game_of(place), call->drop);
    return save(place, journal);
}

/* What is drawn at first: the region of that name, or where text would be looked for. */
static struct platform_rect first_area(const struct call *call, const struct scene_place *place)
{
    const struct platform_rect monitor = place->active.monitor;
    struct platform_rect area;
    size_t i;

    for (i = 0; i < place->regions.count; i++) {
        if (strcmp(place->regions.list[i].name, call->name) == 0)
            return region_clip(place->regions.list[i].area, monitor.width, monitor.height);
    }
    area = region_default(place->active.window != 0 ? place->active.place : monitor, monitor);
    area.x -= monitor.x;
    area.y -= monitor.y;
    return area;
}

static enum err draw(const struct call *call, struct scene_place *place, struct journal *journal)
{
    char *ui = settings_get(journal, SETTING_UI, NULL);
    struct paths paths = { 0 };
    struct region_options options = { .ui = ui[0] != '\0' ? ui : NULL,
                                      .platform = place->platform,
                                      .monitor = place->active.monitor,
                                      .area = first_area(call, place) };
    struct platform_rect area;
    enum err rc = paths_find(&paths);

    options.assets_dir = paths.assets;
    if (rc == OK)
        rc = region_window_run(&options, &area);
    if (rc == OK && !regions_set(&place->regions, call->name, area))
        rc = err_set(ERR_LIMIT, "%s has %d regions already: drop one", game_of(place), REGIONS_MAX);
    if (rc == OK)
        rc = save(place, journal);
    if (rc == OK)
        printf("%s, region \"%s\": %d by %d pixels at %d, %d\n", game_of(place), call->name,
               area.width, area.height, area.x, area.y);
    paths_dispose(&paths);
    free(ui);
    return rc;
}

static enum err act(const struct call *call, struct journal *journal)
{
    struct scene_place place = { .platform = NULL };
    enum err rc;

    wait_seconds(call->wait);
    rc = find_place(&place, journal);
    if (rc == OK && call->list)
        rc = list(call, &place);
    else if (rc == OK && call->drop != NULL)
        rc = drop(call, &place, journal);
    else if (rc == OK)
        rc = draw(call, &place, journal);
    free(place.key);
    platform_close(place.platform);
    return rc;
}

static int read_call(struct call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--wait", &call->wait, NULL },
        { "--drop", &call->drop, NULL },
        { "--list", NULL, &call->list },
        { "--json", NULL, &call->json },
        { NULL, NULL, NULL },
    };
    int count, code = options_read(&command_region, slots, argc, argv, 1, &count);

    if (code != EXIT_DONE)
        return code;
    call->name = count > 0 ? argv[0] : first_name;
    if (call->wait != NULL && (strlen(call->wait) > WAIT_DIGITS ||
                               strspn(call->wait, "0123456789") != strlen(call->wait)))
        return command_misused(&command_region, "--wait needs seconds, 0 to 999");
    return EXIT_DONE;
}

static int run(int argc, char **argv)
{
    struct journal *journal = NULL;
    struct call call = { 0 };
    int code;
    enum err rc;

    if (command_asked_help(&command_region, argc, argv))
        return EXIT_DONE;
    code = read_call(&call, argc, argv);
    if (code != EXIT_DONE)
        return code;
    rc = open_journal(&journal);
    if (rc == OK)
        rc = act(&call, journal);
    journal_close(journal);
    /* To leave without a region is the player's right. */
    return rc == OK ? EXIT_DONE : rc == ERR_CANCELLED ? EXIT_NOTHING : command_fail(rc);
}

const struct command command_region = {
    .name = "region",
    .summary = "draw where a game shows its text",
    .usage =
        "usage: wordloot region [NAME] [--wait SECONDS]\n"
        "       wordloot region --list [--json]\n"
        "       wordloot region --drop NAME\n\n"
        "Freezes the picture of the screen: draw the area with the mouse, or move it with the\n"
        "arrows and resize it with Shift+arrows; Enter keeps it, Esc leaves. It is kept for the\n"
        "game in front and this size of the screen. A game can have several regions, with\n"
        "names; the first that holds text is read (`wordloot send screen`). Without one, text\n"
        "is looked for in the lower third of the game's window.\n\n"
        "  --wait N   seconds to go to the game before (3 from a terminal, else 0)\n"
        "  --list     the regions of the game in front; --json: one object a line: game, name,\n"
        "             x, y, width, height\n"
        "  --drop N   forget one\n\n"
        "Exit codes: 0 done, 1 none, or left without one, 2 wrong call, 3 failed.\n",
    .run = run,
};
