#ifndef OVERLAY_OVERLAY_PRIVATE_H
#define OVERLAY_OVERLAY_PRIVATE_H

/* The running overlay, shared by the files of this module: overlay.c builds up,
 * loops and tears down; input.c turns events into changes of the card; screen.c
 * shows it and takes and gives back the keyboard; requests.c answers the socket. */

#include "app/overlay/card.h"
#include "app/overlay/overlay.h"
#include "app/overlay/prefs.h"
#include "app/overlay/view.h"
#include "app/platform/control.h"
#include "app/platform/platform.h"
#include "app/ui/looks.h"
#include "app/ui/window.h"

enum { OVERLAY_PROBLEMS_MAX = 16 };
enum { HOTKEY_SHOW, HOTKEY_READ };

/* Why a clipboard's or selection's text was asked for. */
enum text_purpose { PURPOSE_WATCH, PURPOSE_SHOW };

struct overlay {
    const struct overlay_options *options;
    struct library *library;
    struct platform *platform;
    struct control *control;
    struct looks looks;
    struct window *window;
    struct view *view;

    struct reading_state *reading; /* read.c's own */
    struct watching *watching;     /* watch.c's own */

    struct card card;
    struct prefs prefs;
    uint64_t game_window;                     /* in which words are met now; 0 if none is */
    struct area monitor;                      /* where the game is */
    enum text_purpose purpose[2];             /* by enum platform_selection */
    char *problems[OVERLAY_PROBLEMS_MAX + 1]; /* for the greeting, NULL-ended */
    bool hotkey_works, read_hotkey_works;
    int due; /* words that can be reviewed, when it was counted last */

    bool dirty; /* the picture is not the card's any more */
    bool quit;
    enum err failed;        /* why it ends, if not by request */
    int64_t guess_until_us; /* when the answer comes by itself; 0: it does not */
    int64_t hide_at_us;     /* when the card goes by itself; 0: never */
    int64_t input_us;       /* when the input came that made it dirty */
    int64_t answer_us;      /* from the last input to its pixels */
    int64_t read_us;        /* from the key that reads the screen to the answer */
    int64_t first_frame_us; /* from the program's start */
    uint64_t wakeups;       /* turns of the loop */
};

/* --- screen.c --- */

/* Opens the window for the card, hidden. */
MUST_CHECK enum err screen_open(struct overlay *overlay);
/* Shows the card as it is now, or hides it. */
void screen_update(struct overlay *overlay);
/* Notes where the player is: the active window's game, monitor and preferences. */
void screen_find_game(struct overlay *overlay);
void screen_take_keyboard(struct overlay *overlay);
void screen_release_keyboard(struct overlay *overlay);
/* Closes the card and gives the keyboard back. */
void screen_close_card(struct overlay *overlay);
/* The card goes by itself after its time, unless the player is in it. */
void screen_plan_hiding(struct overlay *overlay);
/* Counts what is due, which takes too long for a moment when the player waits. */
void screen_count_due(struct overlay *overlay);
/* What the view needs besides the card. */
struct content_facts screen_facts(const struct overlay *overlay);
/* Lets the platform watch the clipboard, or not, as the preferences say. */
void screen_apply_watch(struct overlay *overlay);

/* --- input.c --- */

void input_hotkey(struct overlay *overlay);
void input_open_prompt(struct overlay *overlay);
void input_request_text(struct overlay *overlay, enum platform_selection selection,
                        enum text_purpose purpose);
void input_platform_events(struct overlay *overlay);
void input_window_events(struct overlay *overlay);

/* --- read.c --- */

void read_open(struct overlay *overlay);
void read_close(struct overlay *overlay);
/* Reads the game's regions on the screen; what they hold comes to the card a little later. */
void read_screen(struct overlay *overlay);
/* To poll for, -1 if nothing is; and what is to be done then. */
int read_fd(const struct overlay *overlay);
int read_deadline_ms(const struct overlay *overlay);
void read_step(struct overlay *overlay);
/* The scene's picture goes with a word that was just kept from it. */
void read_keep_scene(struct overlay *overlay);

/* The first of the game's regions as it lies on the whole screen; false if none does, or
 * another window is in front. */
bool read_first_area(struct overlay *overlay, struct platform_rect *out);

/* --- watch.c --- */

void watch_open(struct overlay *overlay);
void watch_close(struct overlay *overlay);
/* To poll for, and what is to be done then, as for read.c. */
int watch_fd(const struct overlay *overlay);
int watch_deadline_ms(const struct overlay *overlay);
void watch_step(struct overlay *overlay);

/* --- requests.c --- */

/* A control_answer: DATA is the overlay. */
void requests_answer(void *data, struct str request, struct buf *reply);

#endif
