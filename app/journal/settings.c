#include "app/journal/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/journal/journal_private.h"
#include "dict/base/mem.h"

/* --- what is allowed --- */

struct rule {
    struct setting_info info;
    const char *const *choices;      /* ends in NULL; or */
    bool (*fits)(const char *value); /* this, or */
    int least, most;                 /* whole numbers between these */
};

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* An ISO 639 code, "it" or "grc". */
static bool is_language(const char *value)
{
    size_t len = strlen(value), i;

    for (i = 0; i < len; i++) {
        if (!is_lower(value[i]))
            return false;
    }
    return len == 2 || len == 3;
}

static bool is_modifier(struct str part)
{
    static const char *const modifiers[] = { "Super", "Ctrl", "Control", "Alt", "Shift" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(modifiers); i++) {
        if (part.len == strlen(modifiers[i]) && strncasecmp(part.ptr, modifiers[i], part.len) == 0)
            return true;
    }
    return false;
}

/* "Super+W", "Ctrl+Alt+F7", "Pause": modifiers, then one key. Which keys there
 * are, the desktop knows. */
static bool is_hotkey(const char *value)
{
    enum { HOTKEY_MAX = 40 };
    struct str rest = str_of(value), part = { 0 };
    bool modified = false;
    size_t i;

    if (rest.len == 0 || rest.len > HOTKEY_MAX || value[rest.len - 1] == '+')
        return false;
    while (str_next(&rest, '+', &part) && rest.len > 0) {
        if (!is_modifier(part))
            return false;
        modified = true;
    }
    for (i = 0; i < part.len; i++) {
        if ((unsigned char)part.ptr[i] <= ' ')
            return false;
    }
    /* A letter alone would be taken from every program. */
    return !is_modifier(part) && (modified ? part.len > 0 : part.len > 1);
}

/* As many numbers as FSRS has parameters, or none; app/srs knows what they may be. */
static bool is_parameters(const char *value)
{
    enum { PARAMETERS = 21, NUMBER_MAX = 24 };
    struct str rest = str_of(value), number;
    size_t count = 0;

    if (rest.len == 0)
        return true;
    while (str_next(&rest, ' ', &number)) {
        if (number.len == 0 || number.len > NUMBER_MAX ||
            strspn(number.ptr, "0123456789.") < number.len)
            return false;
        count++;
    }
    return count == PARAMETERS;
}

/* Up to eight whole numbers of minutes, none longer than a day. */
static bool are_steps(const char *value)
{
    enum { STEPS = 8, DIGITS = 4, MINUTES_MAX = 1440 };
    struct str rest = str_of(value), number;
    size_t count = 0;
    long minutes;

    while (str_next(&rest, ' ', &number)) {
        if (number.len == 0 || number.len > DIGITS || strspn(number.ptr, "0123456789") < number.len)
            return false;
        minutes = strtol(number.ptr, NULL, 10);
        if (minutes < 1 || minutes > MINUTES_MAX || ++count > STEPS)
            return false;
    }
    return true;
}

static bool are_weekdays(const char *value)
{
    static const char *const names[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };
    struct str rest = str_of(value), name;
    size_t i;

    while (str_next(&rest, ' ', &name)) {
        for (i = 0; i < ARRAY_LEN(names) && !str_is(name, names[i]); i++)
            ;
        if (i == ARRAY_LEN(names))
            return false;
    }
    return true;
}

static const char *const two_or_four[] = { "2", "4", NULL };
static const char *const off_or_ask[] = { "off", "ask", NULL };
static const char *const switches[] = { "on", "off", NULL };
static const char *const corners[] = { "top-left", "top-right", "bottom-left", "bottom-right",
                                       NULL };
static const char *const sizes[] = { "small", "normal", "large", NULL };
static const char *const windows[] = { "overlay", "desktop", NULL };

#define LANGUAGE_VALUES "a language's code, such as it, de or ja"

static const struct rule rules[SETTING_COUNT] = {
    [SETTING_LANG] = { .info = { "lang", "it", LANGUAGE_VALUES, "the language you learn", false },
                       .fits = is_language },
    [SETTING_GLOSS] = { .info = { "gloss", "en", LANGUAGE_VALUES,
                                  "the language you want translations in", false },
                        .fits = is_language },
    [SETTING_UI] = { .info = { "ui", "en", LANGUAGE_VALUES, "the language of Wordloot's own texts",
                               false },
                     .fits = is_language },
    [SETTING_HOTKEY] = { .info = { "hotkey", "Super+W", "keys such as Super+W or Ctrl+Alt+F7",
                                   "opens and closes the card from within a game", false },
                         .fits = is_hotkey },
    [SETTING_READ_HOTKEY] = { .info = { "read-hotkey", "Super+E",
                                        "keys such as Super+E or Ctrl+Alt+F8",
                                        "reads the text on the screen", false },
                              .fits = is_hotkey },
    [SETTING_SCENES] = { .info = { "scenes", "on", "on or off",
                                   "whether a picture of the screen is kept with a word", true },
                         .choices = switches },
    [SETTING_HOVER] = { .info = { "hover", "off", "on or off",
                                  "whether the word under the mouse is looked up", true },
                        .choices = switches },
    [SETTING_GUESS] = { .info = { "guess", "off", "off or ask",
                                  "whether you guess a word that was read before its answer comes",
                                  true },
                        .choices = off_or_ask },
    [SETTING_WINDOW] = { .info = { "window", "overlay", "overlay or desktop",
                                   "over the game, or an ordinary window", false },
                         .choices = windows },
    [SETTING_CORNER] = { .info = { "corner", "top-right",
                                   "top-left, top-right, bottom-left or bottom-right",
                                   "where the card stands", true },
                         .choices = corners },
    [SETTING_OPACITY] = { .info = { "opacity", "100", "30 to 100",
                                    "per cent; less lets the game shine through", true },
                          .least = 30,
                          .most = 100 },
    [SETTING_WIDTH] = { .info = { "width", "100", "60 to 200", "the card's width in per cent",
                                  true },
                        .least = 60,
                        .most = 200 },
    [SETTING_TEXT_SIZE] = { .info = { "text-size", "normal", "small, normal or large",
                                      "how large; large is for the couch", true },
                            .choices = sizes },
    [SETTING_CLICK_THROUGH] = { .info = { "click-through", "off", "on or off",
                                          "whether mouse clicks on the card reach the game", true },
                                .choices = switches },
    [SETTING_WATCH] = { .info = { "watch", "off", "on or off",
                                  "whether each new text in the clipboard is taken", true },
                        .choices = switches },
    [SETTING_WATCH_SCREEN] = { .info = { "watch-screen", "off", "on or off",
                                         "whether all that the game says is read along", true },
                               .choices = switches },
    [SETTING_AUTO_HIDE] = { .info = { "auto-hide", "0", "0 to 600",
                                      "seconds until the card goes by itself; 0: never", true },
                            .least = 0,
                            .most = 600 },
    [SETTING_FSRS] = { .info = { "fsrs", "", "21 numbers with a space between, or nothing",
                                 "how your memory works, as `wordloot fit` finds it", false },
                       .fits = is_parameters },
    [SETTING_RETENTION] = { .info = { "retention", "90", "70 to 97",
                                      "per cent of the words that you wish to know when they "
                                      "come back",
                                      false },
                            .least = 70,
                            .most = 97 },
    [SETTING_NEW_PER_DAY] = { .info = { "new-per-day", "10", "0 to 999",
                                        "new words that a day begins", false },
                              .least = 0,
                              .most = 999 },
    [SETTING_REVIEWS_PER_DAY] = { .info = { "reviews-per-day", "100", "1 to 9999",
                                            "words that come back on a day at most", false },
                                  .least = 1,
                                  .most = 9999 },
    [SETTING_SESSION_MINUTES] = { .info = { "session-minutes", "10", "1 to 240",
                                            "how long a review takes at most", false },
                                  .least = 1,
                                  .most = 240 },
    [SETTING_BUTTONS] = { .info = { "buttons", "2", "2 or 4", "again and got it, or four grades",
                                    false },
                          .choices = two_or_four },
    [SETTING_TYPING] = { .info = { "typing", "off", "on or off",
                                   "whether words are typed into the gap", false },
                         .choices = switches },
    [SETTING_ROLLOVER] = { .info = { "rollover", "4", "0 to 23",
                                     "the hour at which your day begins", false },
                           .least = 0,
                           .most = 23 },
    [SETTING_EASY_DAYS] = { .info = { "easy-days", "", "some of sun mon tue wed thu fri sat",
                                      "days on which few words come back", false },
                            .fits = are_weekdays },
    [SETTING_LEARNING_STEPS] = { .info = { "learning-steps", "1 10",
                                           "minutes with a space between, or nothing",
                                           "when a new word comes again on its first day", false },
                                 .fits = are_steps },
    [SETTING_RELEARNING_STEPS] = { .info = { "relearning-steps", "10",
                                             "minutes with a space between, or nothing",
                                             "when a forgotten word comes again", false },
                                   .fits = are_steps },
};

const struct setting_info *setting_info(enum setting which)
{
    return &rules[which].info;
}

enum err setting_find(enum setting *out, const char *key)
{
    size_t i;

    for (i = 0; i < SETTING_COUNT; i++) {
        if (strcmp(rules[i].info.key, key) == 0) {
            *out = (enum setting)i;
            return OK;
        }
    }
    return err_set(ERR_USAGE, "there is no setting \"%.100s\"; wordloot set lists them", key);
}

static bool is_choice(const char *const *choices, const char *value)
{
    while (*choices != NULL && strcmp(*choices, value) != 0)
        choices++;
    return *choices != NULL;
}

static bool is_between(const char *value, int least, int most)
{
    size_t len = strlen(value);
    long number;

    if (len == 0 || len > 4 || strspn(value, "0123456789") != len)
        return false;
    number = strtol(value, NULL, 10);
    return number >= least && number <= most;
}

static bool is_allowed(const struct rule *rule, const char *value)
{
    if (rule->choices != NULL)
        return is_choice(rule->choices, value);
    if (rule->fits != NULL)
        return rule->fits(value);
    return is_between(value, rule->least, rule->most);
}

enum err setting_check(enum setting which, const char *value)
{
    const struct rule *rule = &rules[which];

    if (is_allowed(rule, value))
        return OK;
    return err_set(ERR_USAGE, "%s cannot be \"%.100s\": it takes %s", rule->info.key, value,
                   rule->info.values);
}

/* --- rows --- */

char *journal_setting_get(struct journal *journal, const char *key)
{
    struct stmt *find = db_cached(journal->db, "SELECT value FROM setting WHERE key = ?1");
    struct str value;
    char *copy = NULL;

    stmt_text(find, 1, str_of(key));
    if (stmt_row(find) == OK) {
        value = stmt_get_text(find, 0);
        copy = xstrndup(value.ptr, value.len);
    }
    stmt_reset(find);
    return copy;
}

static enum err put_row(struct journal *journal, const char *key, const char *value)
{
    struct stmt *put = db_cached(journal->db, "INSERT INTO setting (key, value) VALUES (?1, ?2)"
                                              " ON CONFLICT (key) DO UPDATE"
                                              " SET value = excluded.value");

    stmt_text(put, 1, str_of(key));
    stmt_text(put, 2, str_of(value));
    return stmt_run(put);
}

static enum err drop_row(struct journal *journal, const char *key)
{
    struct stmt *drop = db_cached(journal->db, "DELETE FROM setting WHERE key = ?1");

    stmt_text(drop, 1, str_of(key));
    return stmt_run(drop);
}

enum err journal_setting_set(struct journal *journal, const char *key, const char *value)
{
    enum err rc = journal_begin(journal);

    if (rc != OK)
        return rc;
    return journal_end(journal,
                       value != NULL ? put_row(journal, key, value) : drop_row(journal, key));
}

/* --- values --- */

/* The key of a game's own value, as games.c knows it too. */
static char *own_key(int64_t game, enum setting which)
{
    return xasprintf("game:%lld:%s", (long long)game, rules[which].info.key);
}

/* The row at KEY, if it is there and allowed. Frees KEY. */
static char *take_allowed(struct journal *journal, enum setting which, char *key)
{
    char *value = journal_setting_get(journal, key);

    free(key);
    if (value != NULL && !is_allowed(&rules[which], value)) {
        free(value);
        value = NULL;
    }
    return value;
}

char *settings_get(struct journal *journal, enum setting which, const char *game)
{
    const struct setting_info *info = setting_info(which);
    int64_t id = 0;
    char *value = NULL;

    if (journal != NULL && game != NULL && info->per_game && game_find(journal, game, &id) == OK)
        value = take_allowed(journal, which, own_key(id, which));
    if (journal != NULL && value == NULL)
        value = take_allowed(journal, which, xstrdup(info->key));
    return value != NULL ? value : xstrdup(info->initial);
}

int settings_get_int(struct journal *journal, enum setting which, const char *game)
{
    char *value = settings_get(journal, which, game);
    int number = (int)strtol(value, NULL, 10);

    free(value);
    return number;
}

bool settings_is_on(struct journal *journal, enum setting which, const char *game)
{
    char *value = settings_get(journal, which, game);
    bool on = strcmp(value, "on") == 0;

    free(value);
    return on;
}

static enum err set_own(struct journal *journal, enum setting which, const char *game,
                        const char *value)
{
    int64_t id = 0;
    char *key;
    enum err rc = game_find_or_make(journal, game, NULL, &id);

    if (rc != OK)
        return rc;
    key = own_key(id, which);
    rc = journal_setting_set(journal, key, value);
    free(key);
    return rc;
}

enum err settings_set(struct journal *journal, enum setting which, const char *game,
                      const char *value)
{
    const struct setting_info *info = setting_info(which);
    enum err rc = value != NULL ? setting_check(which, value) : OK;

    if (rc != OK)
        return rc;
    if (game == NULL)
        return journal_setting_set(journal, info->key, value);
    if (!info->per_game)
        return err_set(ERR_USAGE, "%s is the same for all games", info->key);
    rc = journal_begin(journal);
    return rc == OK ? journal_end(journal, set_own(journal, which, game, value)) : rc;
}
