#include "app/journal/games.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/journal/journal_private.h"
#include "dict/base/mem.h"

/* Table game_window leads to a game from its windows' keys, and from the names
 * that it had before: these stand behind this prefix, which no window's key has. */
#define FORMER_NAME "name:"

enum { ALIAS_MAX = GAME_NAME_MAX + sizeof(FORMER_NAME) };

static void name_former(char out[ALIAS_MAX], const char *name)
{
    snprintf(out, ALIAS_MAX, "%s%s", FORMER_NAME, name);
}

/* A name as its row holds it; a longer one is cut. */
static enum err game_text(char **out, const char *name)
{
    char cut[GAME_NAME_MAX + 1];

    journal_copy(cut, str_of(name), GAME_NAME_MAX);
    return journal_text(out, cut, GAME_NAME_MAX, "game's name");
}

/* --- one row --- */

/* The first column of FIND as an id. */
static enum err take_id(struct stmt *find, int64_t *out)
{
    enum err rc = stmt_row(find);

    if (rc == OK)
        *out = stmt_get_int(find, 0);
    stmt_reset(find);
    return rc;
}

static enum err find_by_name(struct journal *journal, const char *name, int64_t *out)
{
    struct stmt *find = db_cached(journal->db, "SELECT id FROM game WHERE name = ?1");

    stmt_text(find, 1, str_of(name));
    return take_id(find, out);
}

static enum err find_by_key(struct journal *journal, const char *key, int64_t *out)
{
    struct stmt *find = db_cached(journal->db, "SELECT game FROM game_window WHERE key = ?1");

    stmt_text(find, 1, str_of(key));
    return take_id(find, out);
}

static enum err find_by_former_name(struct journal *journal, const char *name, int64_t *out)
{
    char alias[ALIAS_MAX];

    name_former(alias, name);
    return find_by_key(journal, alias, out);
}

static enum err lead_to(struct journal *journal, const char *key, int64_t game)
{
    struct stmt *put = db_cached(journal->db, "INSERT INTO game_window (key, game) VALUES (?1, ?2)"
                                              " ON CONFLICT (key) DO UPDATE"
                                              " SET game = excluded.game");

    stmt_text(put, 1, str_of(key));
    stmt_int(put, 2, game);
    return stmt_run(put);
}

static enum err make(struct journal *journal, const char *name, int64_t *out)
{
    struct stmt *add = db_cached(journal->db, "INSERT INTO game (name) VALUES (?1)");
    enum err rc;

    stmt_text(add, 1, str_of(name));
    rc = stmt_run(add);
    if (rc == OK)
        *out = db_last_id(journal->db);
    return rc;
}

static enum err find_by_any_name(struct journal *journal, const char *name, int64_t *out)
{
    enum err rc = find_by_name(journal, name, out);

    return rc == ERR_ABSENT ? find_by_former_name(journal, name, out) : rc;
}

enum err game_find(struct journal *journal, const char *name, int64_t *out)
{
    char *text = NULL;
    enum err rc = game_text(&text, name);

    if (rc == OK)
        rc = find_by_any_name(journal, text, out);
    if (rc == ERR_ABSENT)
        err_set(rc, "there is no game \"%s\" in the journal; see wordloot games", text);
    free(text);
    return rc;
}

enum err game_find_or_make(struct journal *journal, const char *name, const char *key, int64_t *out)
{
    bool has_key = key != NULL && key[0] != '\0';
    char *text = NULL;
    enum err rc = game_text(&text, name);

    if (rc == OK)
        rc = has_key ? find_by_key(journal, key, out) : ERR_ABSENT;
    if (rc != ERR_ABSENT) {
        free(text);
        return rc;
    }
    rc = find_by_any_name(journal, text, out);
    if (rc == ERR_ABSENT)
        rc = make(journal, text, out);
    if (rc == OK && has_key)
        rc = lead_to(journal, key, *out);
    free(text);
    return rc;
}

void journal_game_name(struct journal *journal, const char *window_class, const char *title,
                       struct game_name *out)
{
    struct stmt *find;
    int64_t game = 0;
    enum err rc;

    game_name_of(out, window_class, title);
    if (out->name[0] == '\0')
        return;
    rc = find_by_key(journal, out->key, &game);
    if (rc == ERR_ABSENT)
        rc = find_by_former_name(journal, out->name, &game);
    if (rc != OK)
        return;
    find = db_cached(journal->db, "SELECT name FROM game WHERE id = ?1");
    stmt_int(find, 1, game);
    if (stmt_row(find) == OK)
        journal_copy(out->name, stmt_get_text(find, 0), GAME_NAME_MAX);
    stmt_reset(find);
}

/* --- renaming --- */

static enum err run_with(struct journal *journal, const char *sql, int64_t from, int64_t to)
{
    struct stmt *stmt = db_prepare(journal->db, sql);
    enum err rc;

    stmt_int(stmt, 1, from);
    if (to != 0)
        stmt_int(stmt, 2, to);
    rc = stmt_run(stmt);
    stmt_free(stmt);
    return rc;
}

/* The settings of game ?1; settings.c makes their keys. */
#define OWN_SETTINGS " WHERE substr(key, 1, length('game:' || ?1 || ':')) = 'game:' || ?1 || ':'"

/* FROM's past becomes TO's. Where both have a setting of their own, TO's holds. */
static enum err merge(struct journal *journal, int64_t from, int64_t to)
{
    static const char *const moves[] = {
        "UPDATE encounter SET game = ?2 WHERE game = ?1",
        "UPDATE play_session SET game = ?2 WHERE game = ?1",
        "UPDATE game_window SET game = ?2 WHERE game = ?1",
        "UPDATE OR IGNORE setting SET key = 'game:' || ?2 || substr(key, length('game:' || ?1) + "
        "1)" OWN_SETTINGS,
    };
    static const char *const drops[] = {
        "DELETE FROM setting" OWN_SETTINGS,
        "DELETE FROM game WHERE id = ?1",
    };
    enum err rc = OK;
    size_t i;

    for (i = 0; rc == OK && i < ARRAY_LEN(moves); i++)
        rc = run_with(journal, moves[i], from, to);
    for (i = 0; rc == OK && i < ARRAY_LEN(drops); i++)
        rc = run_with(journal, drops[i], from, 0);
    return rc;
}

static enum err set_name(struct journal *journal, int64_t game, const char *name)
{
    struct stmt *set = db_cached(journal->db, "UPDATE game SET name = ?2 WHERE id = ?1");

    stmt_int(set, 1, game);
    stmt_text(set, 2, str_of(name));
    return stmt_run(set);
}

/* A name in use is nobody's former name. */
static enum err forget_former_name(struct journal *journal, const char *name)
{
    struct stmt *drop = db_cached(journal->db, "DELETE FROM game_window WHERE key = ?1");
    char alias[ALIAS_MAX];

    name_former(alias, name);
    stmt_text(drop, 1, str_of(alias));
    return stmt_run(drop);
}

static enum err rename_game(struct journal *journal, const char *old_name, const char *new_name)
{
    int64_t game = 0, other = 0;
    char alias[ALIAS_MAX];
    enum err rc = find_by_name(journal, old_name, &game);

    if (rc == ERR_ABSENT)
        return err_set(rc, "there is no game \"%s\" in the journal; see wordloot games", old_name);
    if (rc != OK || strcmp(old_name, new_name) == 0)
        return rc;
    rc = find_by_name(journal, new_name, &other);
    if (rc == OK) {
        rc = merge(journal, game, other);
        game = other;
    } else if (rc == ERR_ABSENT) {
        rc = set_name(journal, game, new_name);
    }
    if (rc == OK)
        rc = forget_former_name(journal, new_name);
    name_former(alias, old_name);
    return rc == OK ? lead_to(journal, alias, game) : rc;
}

enum err journal_game_rename(struct journal *journal, const char *old_name, const char *new_name)
{
    char *from = NULL, *to = NULL;
    enum err rc = game_text(&from, old_name);

    if (rc == OK)
        rc = journal_text(&to, new_name, GAME_NAME_MAX, "name");
    if (rc == OK)
        rc = journal_begin(journal);
    if (rc == OK)
        rc = journal_end(journal, rename_game(journal, from, to));
    free(from);
    free(to);
    return rc == ERR_LIMIT ? ERR_USAGE : rc;
}

/* --- the list --- */

enum err journal_games(struct journal *journal, game_fn *row, void *ctx)
{
    struct stmt *list = db_prepare(
        journal->db, "SELECT g.name, count(DISTINCT e.word), count(*), min(e.time_ms),"
                     "  max(e.time_ms)"
                     " FROM encounter e JOIN game g ON g.id = e.game"
                     " WHERE e.undone_ms IS NULL GROUP BY g.id ORDER BY max(e.time_ms) DESC");
    enum err rc;

    while ((rc = stmt_row(list)) == OK) {
        struct game_row game = {
            .name = stmt_get_text(list, 0),
            .words = stmt_get_int(list, 1),
            .encounters = stmt_get_int(list, 2),
            .first_ms = stmt_get_int(list, 3),
            .last_ms = stmt_get_int(list, 4),
        };

        row(ctx, &game);
    }
    stmt_free(list);
    return rc == ERR_ABSENT ? OK : rc;
}
