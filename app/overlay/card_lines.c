/* What was said lately: the lines that the watch has read, to be browsed and searched. */

#include "app/overlay/card.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

void card_add_line(struct card *card, const char *line)
{
    if (card->line_count == CARD_LINES_MAX) {
        free(card->lines[0]);
        memmove(card->lines, card->lines + 1, (CARD_LINES_MAX - 1) * sizeof(*card->lines));
        card->line_count--;
    }
    card->lines[card->line_count++] = xstrdup(line);
}

void card_drop_lines(struct card *card)
{
    while (card->line_count > 0)
        free(card->lines[--card->line_count]);
}

/* Accents and case may be left out, as in a prompt. */
bool card_line_matches(const struct card *card, size_t at)
{
    char *wanted, *line;
    bool found;

    if (card->search.text.len == 0)
        return true;
    wanted = text_fold_dup(buf_str(&card->search.text));
    line = text_fold_dup(str_of(card->lines[at]));
    found = strstr(line, wanted) != NULL;
    free(wanted);
    free(line);
    return found;
}

/* The next line from AT on, in direction STEP, that is looked for; line_count if none is. */
static size_t next_match(const struct card *card, size_t at, int step)
{
    size_t i;

    for (i = 0; i < card->line_count; i++) {
        at = (at + card->line_count + (step > 0 ? 1 : card->line_count - 1)) % card->line_count;
        if (card_line_matches(card, at))
            return at;
    }
    return card->line_count;
}

void card_show_lines(struct card *card)
{
    card_notice(card, NULL, NULL);
    if (card->line_count == 0) {
        card_prompt(card);
        card_notice(card, "notice.no-lines", NULL);
        return;
    }
    line_edit_set(&card->search, NULL);
    card->line_at = card->line_count - 1;
    card->page = CARD_LINES;
    card->open = true;
}

void card_move_line(struct card *card, int step)
{
    const size_t next = next_match(card, card->line_at, step);

    if (next < card->line_count)
        card->line_at = next;
}

void card_search_lines(struct card *card, struct str text)
{
    if (text.len > 0)
        line_edit_type(&card->search, text);
    else
        line_edit_move(&card->search, LINE_ERASE);
    if (!card_line_matches(card, card->line_at))
        card_move_line(card, -1);
}

void card_take_line(struct card *card)
{
    if (card->line_at < card->line_count &&
        card_take_sentence(card, str_of(card->lines[card->line_at])))
        return;
    card_prompt(card);
}
