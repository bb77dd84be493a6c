#include "app/journal/settings.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "app/journal/backup.h"
#include "app/journal/games.h"
#include "tests/journal_folder.h"

static void test_checks(void)
{
    static const struct {
        enum setting which;
        const char *value;
        bool fits;
    } rows[] = {
        { SETTING_LANG, "it", true },
        { SETTING_LANG, "grc", true },
        { SETTING_LANG, "IT", false },
        { SETTING_LANG, "", false },
        { SETTING_LANG, "../x", false },
        { SETTING_LANG, "italian", false },
        { SETTING_HOTKEY, "Super+W", true },
        { SETTING_HOTKEY, "Ctrl+Alt+F7", true },
        { SETTING_HOTKEY, "ctrl+shift+space", true },
        { SETTING_HOTKEY, "F9", true },
        { SETTING_HOTKEY, "Pause", true },
        { SETTING_HOTKEY, "w", false },
        { SETTING_HOTKEY, "Super", false },
        { SETTING_HOTKEY, "Super+", false },
        { SETTING_HOTKEY, "+W", false },
        { SETTING_HOTKEY, "W+Super", false },
        { SETTING_HOTKEY, "Super++W", false },
        { SETTING_HOTKEY, "Super+ W", false },
        { SETTING_HOTKEY, "", false },
        { SETTING_HOTKEY, "Super+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false },
        { SETTING_CORNER, "top-left", true },
        { SETTING_CORNER, "middle", false },
        { SETTING_OPACITY, "30", true },
        { SETTING_OPACITY, "100", true },
        { SETTING_OPACITY, "29", false },
        { SETTING_OPACITY, "101", false },
        { SETTING_OPACITY, "-40", false },
        { SETTING_OPACITY, "40 ", false },
        { SETTING_OPACITY, "4294967336", false },
        { SETTING_OPACITY, "", false },
        { SETTING_WIDTH, "60", true },
        { SETTING_TEXT_SIZE, "large", true },
        { SETTING_TEXT_SIZE, "Large", false },
        { SETTING_WATCH, "on", true },
        { SETTING_WATCH, "yes", false },
        { SETTING_WINDOW, "desktop", true },
        { SETTING_AUTO_HIDE, "0", true },
        { SETTING_AUTO_HIDE, "601", false },
    };
    enum setting found;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK((setting_check(rows[i].which, rows[i].value) == OK) == rows[i].fits, "%s \"%s\"",
              setting_info(rows[i].which)->key, rows[i].value);
    }
    for (i = 0; i < SETTING_COUNT; i++) {
        const struct setting_info *info = setting_info((enum setting)i);

        CHECK(setting_check((enum setting)i, info->initial) == OK, "%s: its own default",
              info->key);
        CHECK(setting_find(&found, info->key) == OK && found == (enum setting)i, "%s", info->key);
        CHECK(info->meaning[0] != '\0' && info->values[0] != '\0', "%s is explained", info->key);
    }
    CHECK_INT(setting_find(&found, "colour"), ERR_USAGE, "no such setting");
}

static void check_value(struct journal *journal, enum setting which, const char *game,
                        const char *want)
{
    char *value = settings_get(journal, which, game);

    CHECK_STR(value, want, setting_info(which)->key);
    free(value);
}

static void test_values(void)
{
    struct journal *journal = folder_begin();

    check_value(NULL, SETTING_CORNER, "Wesnoth", setting_info(SETTING_CORNER)->initial);
    check_value(journal, SETTING_CORNER, NULL, setting_info(SETTING_CORNER)->initial);
    CHECK(settings_set(journal, SETTING_CORNER, NULL, "top-left") == OK, "%s", err_message());
    check_value(journal, SETTING_CORNER, NULL, "top-left");
    check_value(journal, SETTING_CORNER, "Wesnoth", "top-left");
    CHECK(settings_set(journal, SETTING_CORNER, "Wesnoth", "top-right") == OK, "%s", err_message());
    check_value(journal, SETTING_CORNER, "Wesnoth", "top-right");
    check_value(journal, SETTING_CORNER, "Celeste", "top-left");
    check_value(journal, SETTING_CORNER, NULL, "top-left");

    CHECK_INT(settings_set(journal, SETTING_CORNER, NULL, "middle"), ERR_USAGE, "not allowed");
    CHECK_INT(settings_set(journal, SETTING_LANG, "Wesnoth", "de"), ERR_USAGE, "not per game");
    check_value(journal, SETTING_LANG, "Wesnoth", "it");

    CHECK(settings_set(journal, SETTING_OPACITY, NULL, "55") == OK, "%s", err_message());
    CHECK_INT(settings_get_int(journal, SETTING_OPACITY, "Wesnoth"), 55, "a number");
    CHECK(settings_set(journal, SETTING_WATCH, NULL, "on") == OK, "%s", err_message());
    CHECK(settings_is_on(journal, SETTING_WATCH, NULL), "a switch");

    /* A value from elsewhere that is not allowed counts as none. */
    CHECK(journal_setting_set(journal, "opacity", "a lot") == OK, "%s", err_message());
    CHECK_INT(settings_get_int(journal, SETTING_OPACITY, NULL), 100, "not allowed");

    CHECK(settings_set(journal, SETTING_CORNER, "Wesnoth", NULL) == OK, "%s", err_message());
    check_value(journal, SETTING_CORNER, "Wesnoth", "top-left");
    CHECK(settings_set(journal, SETTING_CORNER, NULL, NULL) == OK, "%s", err_message());
    check_value(journal, SETTING_CORNER, "Wesnoth", setting_info(SETTING_CORNER)->initial);
    folder_end(journal);
}

/* A game keeps its values under its new name; of two that become one, the one
 * whose name stays wins. */
static void test_renamed_games(void)
{
    struct journal *journal = folder_begin();

    CHECK(settings_set(journal, SETTING_CORNER, "A", "top-left") == OK, "%s", err_message());
    CHECK(settings_set(journal, SETTING_OPACITY, "A", "50") == OK, "%s", err_message());
    CHECK(settings_set(journal, SETTING_CORNER, "B", "top-right") == OK, "%s", err_message());
    CHECK(journal_game_rename(journal, "A", "C") == OK, "%s", err_message());
    check_value(journal, SETTING_CORNER, "C", "top-left");
    check_value(journal, SETTING_CORNER, "A", "top-left");
    CHECK(journal_game_rename(journal, "C", "B") == OK, "%s", err_message());
    check_value(journal, SETTING_CORNER, "B", "top-right");
    CHECK_INT(settings_get_int(journal, SETTING_OPACITY, "B"), 50, "the other's, where B had none");
    CHECK(journal_check(journal) == OK, "%s", err_message());
    folder_end(journal);
}

static void test_rows(void)
{
    static const char hostile[] = "'); DROP TABLE setting; --\n\"%s\"";
    struct journal *journal = folder_begin();
    char *value = journal_setting_get(journal, hostile);

    CHECK(value == NULL, "none yet");
    CHECK(journal_setting_set(journal, hostile, hostile) == OK, "%s", err_message());
    value = journal_setting_get(journal, hostile);
    CHECK(value != NULL && strcmp(value, hostile) == 0, "as it was put");
    free(value);
    CHECK(journal_setting_set(journal, hostile, NULL) == OK, "%s", err_message());
    value = journal_setting_get(journal, hostile);
    CHECK(value == NULL, "gone");
    folder_end(journal);
}

/* --- copies --- */

static void test_backup_and_restore(void)
{
    struct journal *journal = folder_begin(), *overlay = folder_open();
    char copy[128], junk[128], *aside = NULL;
    struct stat info;

    snprintf(copy, sizeof(copy), "%s/copy%%20?#.db", journal_folder);
    snprintf(junk, sizeof(junk), "%s/junk", journal_folder);
    (void)folder_keep(journal, "uno", "A", noon_ms);
    CHECK(journal_backup(journal, copy, false) == OK, "backup: %s", err_message());
    CHECK(stat(copy, &info) == 0 && (info.st_mode & 0777) == 0600, "private");
    CHECK_INT(journal_backup(journal, copy, false), ERR_USAGE, "it exists");
    CHECK_INT(journal_backup(journal, journal_path, true), ERR_USAGE, "the journal itself");
    CHECK_INT(journal_backup(journal, journal_folder, true), ERR_USAGE, "a folder");
    (void)folder_keep(overlay, "due", "A", noon_ms + 1);

    CHECK(file_write(junk, "no journal", 10, 0600) == OK, "junk");
    CHECK_INT(journal_restore(journal, junk, &aside), ERR_FORMAT, "no journal");
    CHECK_INT(journal_restore(journal, "/nowhere/copy.db", &aside), ERR_ABSENT, "no file");
    CHECK_INT(journal_restore(journal, "/dev/null", &aside), ERR_IO, "no regular file");
    CHECK_INT(journal_restore(journal, journal_path, &aside), ERR_USAGE, "the journal itself");
    CHECK(file_write(junk, "", 0, 0600) == OK, "an empty file");
    CHECK_INT(journal_restore(journal, junk, &aside), ERR_FORMAT, "an empty file");
    CHECK_INT(journal_lookup_count(overlay, "it", "due"), 1, "nothing changed");
    CHECK(aside == NULL, "nothing was set aside");

    CHECK(journal_restore(journal, copy, &aside) == OK, "restore: %s", err_message());
    CHECK_INT(journal_lookup_count(journal, "it", "due"), 0, "as in the copy");
    CHECK_INT(journal_lookup_count(overlay, "it", "due"), 0, "a running overlay sees it");
    CHECK_INT(journal_lookup_count(overlay, "it", "uno"), 1, "a running overlay sees it");
    (void)folder_keep(overlay, "tre", "A", noon_ms + 2);
    CHECK_INT(journal_lookup_count(journal, "it", "tre"), 1, "and goes on keeping");
    CHECK(journal_check(journal) == OK, "check: %s", err_message());
    CHECK_INT(folder_count("journal.db.restoring", NULL), 0, "no working file is left");

    /* What was before can be had back. */
    memcpy(copy, aside, strlen(aside) + 1);
    free(aside);
    aside = NULL;
    CHECK(journal_restore(journal, copy, &aside) == OK, "back: %s", err_message());
    CHECK_INT(journal_lookup_count(overlay, "it", "due"), 1, "back again");
    CHECK(aside != NULL && strcmp(aside, copy) != 0, "under another name");
    free(aside);
    journal_close(overlay);
    folder_end(journal);
}

int main(void)
{
    test_checks();
    test_values();
    test_renamed_games();
    test_rows();
    test_backup_and_restore();
    return check_done();
}
