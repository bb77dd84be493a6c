#ifndef OVERLAY_CARD_H
#define OVERLAY_CARD_H

/* What the overlay shows, and how it changes: typed letters, completions, the
 * sentence and the word chosen in it, the answer, what was kept. Knows the
 * dictionaries and the journal, but no screen and no keyboard. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/capture/reader.h"
#include "app/journal/game_name.h"
#include "app/journal/journal.h"
#include "app/overlay/memory.h"
#include "app/ui/line_edit.h"
#include "dict/dict.h"

enum card_page {
    CARD_GREETING, /* at the start: which key to press, and what is amiss */
    CARD_PROMPT,   /* a word is being typed */
    CARD_SENTENCE, /* a word is being chosen in a sentence */
    CARD_ANSWER,   /* candidates and their entries */
    CARD_TEACH,    /* the headword that the answer's form belongs to is being typed */
    CARD_GUESS,    /* the word chosen in what was read is being guessed */
    CARD_LINES,    /* what was said lately */
    CARD_CORRECT,  /* the sentence is being corrected */
    CARD_DEFINE,   /* the learner's own definition of the headword is being typed */
    CARD_KEYS      /* the page of all keys; any key leaves it */
};

enum {
    CARD_TYPED_MAX = 1000,    /* bytes in the prompt */
    CARD_SENTENCE_MAX = 2000, /* bytes of a sentence; longer text is cut around its start */
    CARD_COMPLETIONS = 6,
    CARD_WORDS_MAX = 400,
    CARD_LINES_MAX = 200, /* of what was said, that are remembered */
    CARD_TRAIL_MAX = 16   /* references followed that can be come back from */
};

/* A headword that completes what is typed; OWN: looked up before. */
struct completion {
    char *headword;
    bool own;
};

/* An answer that a reference was followed from. */
struct trail {
    char *form;
    bool in_sentence;
    size_t word_at, candidate_at;
    bool kept;
    struct kept keeping;
};

/* What the learner taught last, to be taken back. */
struct lesson {
    enum { LESSON_NONE, LESSON_FORM, LESSON_DEFINITION } kind;
    char *key;    /* the form or headword */
    char *before; /* what was taught of it until then; NULL if nothing was */
};

struct card {
    struct library *library; /* NULL when it could not be opened */
    struct journal *journal; /* NULL when it could not be opened: nothing is kept */
    char *lang;

    enum card_page page, page_before_keys;
    bool open; /* shown */
    bool has_keyboard;

    struct buf typed;
    struct completion completions[CARD_COMPLETIONS];
    size_t completion_count;
    int completion_at; /* -1: none chosen */

    struct buf sentence; /* clean, one line; empty if there is none */
    int64_t sentence_ms; /* when it came */
    struct word_span words[CARD_WORDS_MAX];
    size_t word_count;
    size_t word_at;
    bool browsing;               /* its words are looked at, and kept by Enter alone */
    char *raw;                   /* as the sentence was read from the screen; NULL if it was not */
    struct line_edit correction; /* on CARD_CORRECT */
    char *lines[CARD_LINES_MAX]; /* what was said, the oldest first */
    size_t line_count, line_at;
    struct line_edit search; /* on CARD_LINES: what is looked for in them */
    bool guess_first;        /* what is read begins with CARD_GUESS */
    struct line_edit guess;  /* what the learner takes the word for; empty for nothing */

    struct answer answer;
    bool has_answer;
    size_t candidate_at;
    size_t form_at; /* of the query in the sentence; only if form_len > 0 */
    size_t form_len;
    bool translation_asked;
    int scroll; /* in lines of text */
    struct trail trail[CARD_TRAIL_MAX];
    size_t trail_count;
    struct lesson lesson;

    bool kept; /* the answer's word stands in the journal */
    struct kept keeping;
    const struct overlay_memory *memory; /* NULL: nothing is known of reviews */
    bool learned;                        /* the word kept had been learned */
    char forgotten[UUID_LEN + 1];        /* the note that can be taken back; "" if there is none */
    int64_t forgotten_word;
    struct game_name game; /* in which words are met now; "" if unknown */
    const char *notice;    /* key of a text in assets/texts; NULL if there is none */
    char *notice_detail;   /* filled into its {detail}; or NULL */
    int64_t lookup_us;     /* how long the last lookup took */
};

/* LIBRARY and JOURNAL stay the caller's and may be NULL. */
void card_init(struct card *card, struct library *library, struct journal *journal,
               const char *lang);
void card_dispose(struct card *card);

/* A new prompt, empty; the last sentence stays within reach. */
void card_prompt(struct card *card);
/* Adds typed TEXT (clean UTF-8); on the answer's page this begins a new prompt. */
void card_type(struct card *card, struct str text);
void card_erase(struct card *card, bool whole_word);
/* Text from a clipboard, a selection or a hook: one word is looked up and kept,
 * more become the sentence. False if nothing readable is in it. */
bool card_take_text(struct card *card, struct str text);

/* Looks up what is typed, completed or chosen, and keeps it. A word that was
 * not found, or only guessed, is shown and not kept. */
void card_look_up(struct card *card);
void card_keep_anyway(struct card *card);
/* Shows the last answer again; false if there is none. */
bool card_again(struct card *card);
/* Chooses another completion, candidate or word; STEP is 1 or -1. A kept
 * encounter follows to the candidate chosen. */
void card_move(struct card *card, int step);
void card_choose_candidate(struct card *card, size_t at);
void card_move_word(struct card *card, int step);
void card_choose_word(struct card *card, size_t at);
void card_translate(struct card *card);
/* Takes the last keep of this journal back; a notice says what. */
void card_undo(struct card *card);
void card_toggle_known(struct card *card);
/* Shows the answer for FORM, the sentence's word at word_at when IN_SENTENCE, without keeping
 * it. */
void card_show(struct card *card, const char *form, bool in_sentence);
/* Looks the answer's word up again; what was kept follows to its first headword. */
void card_refresh(struct card *card);

/* --- text from the screen (card_screen.c) --- */

/* Takes what was read: its likeliest word is shown, and not kept before Enter. False if
 * nothing readable is in it. */
bool card_take_reading(struct card *card, const struct reading *reading);
/* Shows the answer for the sentence's word AT, without keeping it. */
void card_browse(struct card *card, size_t at);
/* What is kept as the sentence of the word shown: a slice of the card's; ptr NULL for none. */
struct str card_kept_sentence(const struct card *card);
/* Whether the answer's word stands in the text that was read from the screen last. */
bool card_is_of_screen(const struct card *card);
/* Enough guessed: the answer for the word, which is kept with the guess when KEEP. */
void card_guessed(struct card *card, bool keep);
/* Begins to correct the sentence; and takes what it was corrected to. */
void card_begin_correcting(struct card *card);
void card_correct(struct card *card);
/* TEXT, cleaned, becomes the sentence; false if there is no word in it. */
bool card_set_sentence(struct card *card, struct str text);

/* READING as one text, mended by what the dictionaries know, and as it was read, into *RAW;
 * both yours. */
char *card_text_of(struct card *card, const struct reading *reading, char **raw);
/* TEXT becomes the sentence, and its likeliest word is shown; false if there is none. */
bool card_take_sentence(struct card *card, struct str text);
/* The kept words that stand in LINE were met again. */
void card_count_met(struct card *card, const char *line);

/* --- what was said (card_lines.c) --- */

void card_add_line(struct card *card, const char *line);
void card_drop_lines(struct card *card);
/* Shows the lines, the last one chosen; another one; those with TEXT more in what is looked
 * for, or with a letter less for an empty one; the one chosen, word by word. */
void card_show_lines(struct card *card);
void card_move_line(struct card *card, int step);
void card_search_lines(struct card *card, struct str text);
void card_take_line(struct card *card);
/* Whether line AT has what is looked for. */
bool card_line_matches(const struct card *card, size_t at);

/* --- memory (card_memory.c) --- */

/* Notes whether the word just kept had been learned, and says so. */
void card_ask_memory(struct card *card);
/* The learned word that is shown was forgotten: it will be reviewed sooner. */
void card_forget_word(struct card *card);
/* False if there is no such note to take back. */
bool card_undo_forgetting(struct card *card);

/* --- teaching (card_teach.c) --- */

/* Begins to type the headword that the answer's form belongs to, or one's own definition
 * of the headword shown; with what stands there now. */
void card_begin_teaching(struct card *card);
void card_begin_defining(struct card *card);
/* Keeps what was typed, for good, or forgets it where nothing is left of it; and shows the
 * answer as it is now. */
void card_confirm(struct card *card);
/* Back to the answer, nothing changed. */
void card_cancel(struct card *card);
/* Takes the last lesson back, if nothing was looked up since; false if there is none. */
bool card_undo_lesson(struct card *card);
void card_forget_lesson(struct card *card);
bool card_is_typing(const struct card *card);

/* --- entries (card_entries.c) --- */

/* The entries of the candidate shown as they stand on the card: those of one part of speech
 * made one, the learner's own first, definitions before translations, and only the one of
 * them that is asked for where there are both. What is new lives in ARENA. */
const struct entry *card_entries(const struct card *card, struct arena *arena, size_t *count);
/* How many references they have; and the one AT, in the order of card_entries() and there
 * of enum ref_kind; NULL if there is none. Yours. */
size_t card_ref_count(const struct card *card);
char *card_ref(const struct card *card, size_t at);
/* Shows the word that reference AT names, which is not kept by itself; and comes back. */
void card_follow(struct card *card, size_t at);
void card_follow_back(struct card *card);
void card_drop_trail(struct card *card);

/* Shows a line; TEXT is a key of assets/texts. DETAIL is copied, may be NULL. */
void card_notice(struct card *card, const char *text, const char *detail);

/* Whether the candidate shown has a definition in its language as well as a
 * translation, so that the translation can wait for its key. */
bool card_has_both(const struct card *card);
/* The candidate shown; NULL if there is none. */
const struct candidate *card_candidate(const struct card *card);

#endif
