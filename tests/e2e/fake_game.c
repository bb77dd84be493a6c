/* Stands in for a game: a focused window over the whole screen in one colour,
 * which writes a line for each event that it gets.
 *
 *   fake_game LOG [--grab] [--title TEXT] [--class NAME] */

#include <SDL.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* As SESSION_GAME_COLOUR of session_platform.h. */
enum { RED = 0x20, GREEN = 0x60, BLUE = 0x40 };

struct game {
    FILE *log;
    SDL_Window *window;
    bool grab;
    const char *title, *class;
};

static void note(const struct game *game, const char *what, const char *detail)
{
    fprintf(game->log, "%s %s\n", what, detail);
    fflush(game->log);
}

static void paint(const struct game *game)
{
    SDL_Surface *surface = SDL_GetWindowSurface(game->window);

    if (surface == NULL)
        return;
    SDL_FillRect(surface, NULL, SDL_MapRGB(surface->format, RED, GREEN, BLUE));
    SDL_UpdateWindowSurface(game->window);
}

static void note_window(const struct game *game, const SDL_WindowEvent *event)
{
    if (event->event == SDL_WINDOWEVENT_FOCUS_GAINED)
        note(game, "focus", "gained");
    else if (event->event == SDL_WINDOWEVENT_FOCUS_LOST)
        note(game, "focus", "lost");
    else if (event->event == SDL_WINDOWEVENT_EXPOSED)
        paint(game);
}

static void note_event(const struct game *game, const SDL_Event *event)
{
    char place[32];

    switch (event->type) {
    case SDL_WINDOWEVENT:
        note_window(game, &event->window);
        break;
    case SDL_KEYDOWN:
        note(game, "down", SDL_GetKeyName(event->key.keysym.sym));
        break;
    case SDL_KEYUP:
        note(game, "up", SDL_GetKeyName(event->key.keysym.sym));
        break;
    case SDL_MOUSEBUTTONDOWN:
        snprintf(place, sizeof(place), "%d,%d", event->button.x, event->button.y);
        note(game, "click", place);
        break;
    default:
        break;
    }
}

static bool read_arguments(struct game *game, int argc, char **argv)
{
    int i;

    if (argc < 2 || (game->log = fopen(argv[1], "a")) == NULL)
        return false;
    for (i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--grab") == 0)
            game->grab = true;
        else if (strcmp(argv[i], "--title") == 0 && i + 1 < argc)
            game->title = argv[++i];
        else if (strcmp(argv[i], "--class") == 0 && i + 1 < argc)
            game->class = argv[++i];
        else
            return false;
    }
    return true;
}

static bool open_window(struct game *game)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_APP_NAME, game->class);
    SDL_setenv("SDL_VIDEO_X11_WMCLASS", game->class, 1);
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return false;
    game->window = SDL_CreateWindow(game->title, 0, 0, 640, 480,
                                    SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_SHOWN);
    return game->window != NULL;
}

static void run(const struct game *game)
{
    SDL_Event event;
    bool ready = false;

    while (SDL_WaitEvent(&event) && event.type != SDL_QUIT) {
        note_event(game, &event);
        if (ready || (SDL_GetWindowFlags(game->window) & SDL_WINDOW_INPUT_FOCUS) == 0)
            continue;
        SDL_SetWindowKeyboardGrab(game->window, game->grab);
        paint(game);
        note(game, "ready", "");
        ready = true;
    }
}

int main(int argc, char **argv)
{
    struct game game = { .title = "Fake game", .class = "fakegame" };
    int code = 1;

    if (!read_arguments(&game, argc, argv)) {
        fprintf(stderr, "usage: fake_game LOG [--grab] [--title TEXT] [--class NAME]\n");
    } else if (!open_window(&game)) {
        fprintf(stderr, "fake_game: %s\n", SDL_GetError());
    } else {
        run(&game);
        code = 0;
    }
    if (game.window != NULL)
        SDL_DestroyWindow(game.window);
    SDL_Quit();
    if (game.log != NULL)
        fclose(game.log);
    return code;
}
