#ifndef JOURNAL_GAME_NAME_H
#define JOURNAL_GAME_NAME_H

/* Which game a window is, by its class and title. Pure. */

#include "app/journal/journal.h"

enum { GAME_KEY_MAX = 250 };

struct game_name {
    char name[GAME_NAME_MAX + 1]; /* for people: "The Battle for Wesnoth"; "" if nothing is known */
    char key[GAME_KEY_MAX + 1];   /* stays the same from version to version; "" likewise */
};

/* WINDOW_CLASS and TITLE may be NULL, and any bytes. The name has no version
 * numbers, technical remarks, trademark signs, nor the emulator or browser that
 * the game runs in. The key is the class, and the name too where many games
 * share a class (browsers, emulators, Wine). */
void game_name_of(struct game_name *out, const char *window_class, const char *title);

#endif
