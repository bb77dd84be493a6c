/* Words in, blocks out: what all kinds of sheets share, and the list. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/exchange/sheet_private.h"
#include "dict/base/clock.h"

/* Of one line of a name, and how many games are named. */
enum { NAME_UNITS = 60, GAME_UNITS = 34, GAMES_NAMED = 2 };
/* Of a line at the left of a page's foot, beside the line for a name. */
enum { FOOT_UNITS = 30 };

/* What each kind has room for, in units (sheet_private.h). */
static const struct room {
    size_t headword, meaning, second, sentence;
} rooms[] = {
    [SHEET_LIST] = { 60, 320, 0, 300 },
    [SHEET_CLOZE] = { 40, 90, 0, 240 },
    [SHEET_CARDS] = { 40, 130, 60, 110 },
    [SHEET_TEST] = { 40, 90, 0, 240 },
};

/* --- labels --- */

struct str sheet_label(const struct sheet_maker *maker, const char *key)
{
    return str_of(arena_strdup(maker->sheet->arena, maker->labels->text(maker->labels->ctx, key)));
}

struct sheet_text sheet_label_text(const struct sheet_maker *maker, const char *key)
{
    return (struct sheet_text){ .before = sheet_label(maker, key) };
}

struct str sheet_fill(struct arena *arena, struct str format, const char *name, struct str value)
{
    const char *place = arena_printf(arena, "{%s}", name);
    const size_t at = str_find(format, str_of(place), 0);

    if (at == format.len)
        return format;
    return str_of(arena_printf(arena, "%.*s%.*s%.*s", STR_ARG(str_sub(format, 0, at)),
                               STR_ARG(value), STR_ARG(str_from(format, at + strlen(place)))));
}

/* "20 Nov 2026" as the interface's language has it. */
static struct str date(const struct sheet_maker *maker)
{
    const time_t local = (time_t)(maker->now_ms / 1000 + clock_utc_offset_s(maker->now_ms));
    struct arena *arena = maker->sheet->arena;
    struct str months = sheet_label(maker, "stats.months"), month = { 0 };
    struct str text = sheet_label(maker, "sheet.date");
    struct tm parts = { 0 };
    int i;

    if (gmtime_r(&local, &parts) == NULL)
        return str_of("");
    for (i = 0; i <= parts.tm_mon && str_next(&months, ' ', &month); i++)
        continue;
    text = sheet_fill(arena, text, "day", str_of(arena_printf(arena, "%d", parts.tm_mday)));
    text = sheet_fill(arena, text, "month", month);
    return sheet_fill(arena, text, "year", str_of(arena_printf(arena, "%d", parts.tm_year + 1900)));
}

static struct str stamp(struct arena *arena, int64_t now_ms)
{
    const time_t seconds = (time_t)(now_ms / 1000);
    struct tm parts = { 0 };
    char text[64] = "";

    if (gmtime_r(&seconds, &parts) != NULL)
        (void)!strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return str_of(arena_strdup(arena, text));
}

/* --- words --- */

struct sheet_maker *sheet_maker_new(const struct sheet_options *options,
                                    const struct sheet_labels *labels, int64_t now_ms)
{
    struct sheet_maker *maker = xcalloc(1, sizeof(*maker));
    struct sheet *sheet = xcalloc(1, sizeof(*sheet));

    maker->options = options;
    maker->labels = labels;
    maker->now_ms = now_ms;
    maker->games = str_of("");
    maker->sheet = sheet;
    sheet->arena = arena_new();
    sheet->kind = options->kind;
    sheet->paper = options->paper;
    sheet->lang = sheet_lang(sheet->arena, str_of(labels->lang));
    return maker;
}

void sheet_maker_free(struct sheet_maker *maker)
{
    if (maker == NULL)
        return;
    sheet_free(maker->sheet);
    free(maker->words);
    free(maker);
}

/* Names of games one after the other; for more than GAMES_NAMED an ellipsis stands. */
static void note_game(struct sheet_maker *maker, struct str game)
{
    struct arena *arena = maker->sheet->arena;
    struct str name = sheet_line(arena, game, GAME_UNITS, &(bool){ false });

    if (name.len == 0 || maker->game_count > GAMES_NAMED ||
        str_find(maker->games, name, 0) < maker->games.len)
        return;
    if (maker->game_count == GAMES_NAMED)
        name = str_of("\xe2\x80\xa6");
    maker->games =
        maker->game_count == 0
            ? name
            : str_of(arena_printf(arena, "%.*s, %.*s", STR_ARG(maker->games), STR_ARG(name)));
    maker->game_count++;
}

/* The word itself, in any of its shapes, would give the answer away. */
static struct str hint(struct arena *arena, const struct export_row *row, size_t units)
{
    struct str rest = str_trim(export_meaning(row)), sense = { 0 }, line;

    (void)!str_next(&rest, '\n', &sense);
    line = sheet_line(arena, sense, units, &(bool){ false });
    line = sheet_hide(arena, line, row->form, "~");
    return sheet_hide(arena, line, row->headword, "~");
}

static void fill_word(struct sheet_maker *maker, struct sheet_word *word,
                      const struct export_row *row, bool *changed)
{
    const struct room *room = &rooms[maker->options->kind];
    struct arena *arena = maker->sheet->arena;
    const struct str lang = sheet_lang(arena, row->lang);
    const struct str second = export_second_meaning(row);

    *word = (struct sheet_word){ .strength = row->reviewed ? row->stability : 0 };
    word->headword.before = sheet_line(arena, row->headword, room->headword, changed);
    word->headword.lang = lang;
    word->meaning.before = sheet_senses(arena, export_meaning(row), room->meaning, changed);
    word->meaning.lang = row->definition.len > 0 ? lang : str_of("");
    if (room->second > 0 && second.len > 0)
        word->second.before = sheet_senses(arena, second, room->second, changed);
    word->sentence = sheet_sentence(arena, row, room->sentence, changed);
    word->sentence.lang = lang;
    word->hint = hint(arena, row, room->meaning);
    word->fits_gap =
        word->sentence.middle.len > 0 && sheet_count_words(row->sentence) >= SHEET_GAP_WORDS;
}

static bool has_place(enum sheet_kind kind, const struct sheet_word *word)
{
    const bool has_meaning = word->meaning.before.len > 0;

    switch (kind) {
    case SHEET_LIST:
        return word->headword.before.len > 0;
    case SHEET_CLOZE:
        return word->fits_gap;
    case SHEET_CARDS:
        return word->headword.before.len > 0 && has_meaning;
    case SHEET_TEST:
        return word->fits_gap || (word->headword.before.len > 0 && has_meaning);
    }
    return false;
}

enum err sheet_maker_add(struct sheet_maker *maker, const struct export_row *row,
                         struct str article, struct str grammar, bool *taken, bool *changed)
{
    struct arena *arena = maker->sheet->arena;
    struct sheet_word word;

    *taken = *changed = false;
    fill_word(maker, &word, row, changed);
    if (!has_place(maker->options->kind, &word))
        return OK;
    if (maker->count == SHEET_WORDS_MAX)
        return err_set(ERR_LIMIT,
                       "a sheet has room for %d words at most: choose fewer, with "
                       "--limit or --since",
                       SHEET_WORDS_MAX);
    if (maker->count == maker->capacity) {
        maker->capacity = maker->capacity > 0 ? 2 * maker->capacity : 64;
        maker->words = xrealloc(maker->words, maker->capacity, sizeof(*maker->words));
    }
    word.grammar.before = sheet_line(arena, grammar, NAME_UNITS, changed);
    if (article.len > 0)
        word.headword.before = str_of(
            arena_printf(arena, "%.*s%.*s", STR_ARG(article), STR_ARG(word.headword.before)));
    note_game(maker, row->game);
    maker->words[maker->count++] = word;
    *taken = true;
    return OK;
}

/* --- blocks --- */

struct sheet_block *sheet_add_block(struct sheet_maker *maker, enum sheet_block_kind kind)
{
    struct sheet *sheet = maker->sheet;

    if (sheet->count == maker->block_capacity) {
        maker->block_capacity = maker->block_capacity > 0 ? 2 * maker->block_capacity : 64;
        sheet->blocks = xrealloc(sheet->blocks, maker->block_capacity, sizeof(*sheet->blocks));
    }
    sheet->blocks[sheet->count] = (struct sheet_block){ .kind = kind };
    return &sheet->blocks[sheet->count++];
}

struct sheet_block *sheet_add_title(struct sheet_maker *maker, struct str title)
{
    struct sheet_block *block = sheet_add_block(maker, BLOCK_TITLE);

    block->new_page = block->new_group = true;
    block->texts[0].before = title;
    block->texts[1].before = maker->games;
    return block;
}

struct sheet_text sheet_gap(struct arena *arena, const struct sheet_word *word)
{
    struct sheet_text text = word->sentence;

    text.before = sheet_hide(arena, text.before, text.middle, SHEET_GAP);
    text.after = sheet_hide(arena, text.after, text.middle, SHEET_GAP);
    text.middle = str_of("");
    text.mark = MARK_GAP;
    return text;
}

/* SplitMix64 (Steele, Lea, Flood), which is good from any seed on. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

void sheet_shuffle(const struct sheet_maker *maker, size_t *order, size_t count, unsigned salt)
{
    uint64_t state = salt;
    size_t i, other, held;

    for (i = 0; i < maker->count; i++)
        state = state * 31 + str_hash(maker->words[i].headword.before);
    for (i = 0; i < count; i++)
        order[i] = i;
    for (i = count; i > 1; i--) {
        other = (size_t)(next_random(&state) % i);
        held = order[other];
        order[other] = order[i - 1];
        order[i - 1] = held;
    }
}

static void make_list(struct sheet_maker *maker)
{
    struct sheet_block *block;
    size_t i;

    sheet_add_title(maker, maker->sheet->title);
    sheet_add_block(maker, BLOCK_NOTE)->texts[0] = sheet_label_text(maker, "sheet.list.note");
    block = sheet_add_block(maker, BLOCK_HEAD);
    block->texts[0] = sheet_label_text(maker, "sheet.list.word");
    block->texts[1] = sheet_label_text(maker, "sheet.list.meaning");
    block->texts[2] = sheet_label_text(maker, "sheet.list.own");
    for (i = 0; i < maker->count; i++) {
        const struct sheet_word *word = &maker->words[i];

        block = sheet_add_block(maker, BLOCK_ROW);
        block->texts[0] = word->headword;
        block->texts[1] = word->grammar;
        block->texts[2] = word->meaning;
        block->texts[3] = word->sentence;
    }
}

/* --- the whole --- */

/* Where the words are from and when, for the left of a page's foot: one line if that is short
 * enough, else two; the learner's own title, then game and date. */
static struct str foot(const struct sheet_maker *maker, struct str title)
{
    struct arena *arena = maker->sheet->arena;
    const struct str day = date(maker);
    const size_t room = FOOT_UNITS - sheet_units(day) - 3;
    const bool fits = title.len == 0 && sheet_units(maker->games) <= room;
    struct str first =
        sheet_line(arena, title.len > 0 ? title : maker->games, FOOT_UNITS, &(bool){ false });

    if (maker->games.len == 0 && title.len == 0)
        return day;
    if (title.len > 0 && maker->games.len > 0) {
        const struct str game = sheet_line(arena, maker->games, room, &(bool){ false });

        return str_of(arena_printf(arena, "%.*s\n%.*s \xc2\xb7 %.*s", STR_ARG(first), STR_ARG(game),
                                   STR_ARG(day)));
    }
    return str_of(arena_printf(arena, "%.*s%s%.*s", STR_ARG(first), fits ? " \xc2\xb7 " : "\n",
                               STR_ARG(day)));
}

/* The heading names the kind of sheet, or is what the learner called it. */
static void fill_frame(struct sheet_maker *maker)
{
    struct sheet *sheet = maker->sheet;
    struct arena *arena = sheet->arena;
    const struct str own =
        sheet_line(arena, str_of(maker->options->title), NAME_UNITS, &(bool){ false });

    sheet->title = own;
    if (own.len == 0)
        sheet->title =
            sheet_label(maker, arena_printf(arena, "sheet.%s", sheet_kind_name(sheet->kind)));
    sheet->about = foot(maker, own);
    sheet->name = sheet_label(maker, "sheet.name");
    sheet->page = sheet_label(maker, "sheet.page");
    sheet->unsure = sheet_label(maker, "sheet.unsure");
    sheet->advice = str_of("");
    if (sheet->kind == SHEET_CARDS)
        sheet->advice = sheet_label(maker, "sheet.cards.note");
    sheet->created = stamp(arena, maker->now_ms);
}

struct sheet *sheet_maker_take(struct sheet_maker *maker, size_t *left_out)
{
    static void (*const makers[])(struct sheet_maker *) = {
        [SHEET_LIST] = make_list,
        [SHEET_CLOZE] = sheet_make_cloze,
        [SHEET_CARDS] = sheet_make_cards,
        [SHEET_TEST] = sheet_make_test,
    };
    struct sheet *sheet = maker->sheet;

    fill_frame(maker);
    if (maker->count > 0)
        makers[sheet->kind](maker);
    *left_out = maker->left_out;
    maker->sheet = NULL;
    return sheet;
}
