#ifndef UI_THEME_H
#define UI_THEME_H

/* How everything looks, read from assets/theme.json. Sizes in the file are
 * logical (96 dots an inch, normal text); what is asked here comes in device
 * pixels for the scale and text size set last. */

#include <stdbool.h>
#include <stdint.h>

#include "dict/base/err.h"

struct theme;

/* What a piece of text is. */
enum role {
    ROLE_HEADWORD,
    ROLE_FORM,    /* the word as it was met */
    ROLE_GRAMMAR, /* part of speech, gender, plural */
    ROLE_IPA,
    ROLE_NUMBER,     /* before a sense */
    ROLE_DEFINITION, /* in the language itself */
    ROLE_TRANSLATION,
    ROLE_EXAMPLE,
    ROLE_EXAMPLE_TRANSLATION,
    ROLE_LABEL, /* register, field, name of a dictionary */
    ROLE_NOTE,  /* small print: how it was found, what to do */
    ROLE_SENTENCE,
    ROLE_WORD_CHOSEN, /* the word of the sentence that is chosen; has a fill */
    ROLE_PROMPT,
    ROLE_HINT, /* in an empty prompt */
    ROLE_COMPLETION,
    ROLE_COMPLETION_CHOSEN, /* has a fill */
    ROLE_COMPLETION_OWN,    /* looked up before */
    ROLE_BADGE_NEW,         /* badges have a fill */
    ROLE_BADGE_AGAIN,
    ROLE_BADGE_KNOWN,
    ROLE_KEY_CAP,  /* has a fill */
    ROLE_KEY_TEXT, /* beside a key cap in the help strip */
    ROLE_WARNING,
    ROLE_TITLE, /* of a page */
    ROLE_COUNT
};

/* What lies behind text, and lines. */
enum surface {
    SURFACE_CARD,
    SURFACE_FIELD,  /* the prompt */
    SURFACE_STRIP,  /* the help strip */
    SURFACE_LINE,   /* hairlines and frames */
    SURFACE_ACCENT, /* caret, chosen things, progress */
    SURFACE_COUNT
};

enum space {
    SPACE_HAIRLINE,     /* never under one pixel */
    SPACE_TIGHT,        /* between a label and its text */
    SPACE_LINE,         /* between the lines of a sense, senses of an entry */
    SPACE_BLOCK,        /* between entries */
    SPACE_PADDING,      /* from the card's edge to its text */
    SPACE_INDENT,       /* of an example under its sense */
    SPACE_RADIUS,       /* of the card's corners */
    SPACE_RADIUS_SMALL, /* of pills and key caps */
    SPACE_MARGIN,       /* from the screen's edge to the card */
    SPACE_CARD_WIDTH,   /* grows with the text */
    SPACE_COUNT
};

enum text_size { TEXT_SMALL, TEXT_NORMAL, TEXT_LARGE, TEXT_SIZE_COUNT };

struct text_style {
    const char *families; /* "Noto Sans, DejaVu Sans": first choice first */
    int pixels;           /* height of the em square */
    int line;             /* from one baseline to the next */
    int weight;           /* 400 is normal, 700 bold */
    bool italic;
    uint32_t colour; /* 0xAARRGGBB */
    uint32_t fill;   /* behind the text; 0: none */
    enum surface on; /* what it is drawn on, where it has no fill */
};

/* Scale 1, TEXT_NORMAL. *OUT is yours: theme_close(). ERR_ABSENT or ERR_IO if
 * PATH cannot be read, ERR_FORMAT if a role, colour or size is missing or off. */
MUST_CHECK enum err theme_open(struct theme **out, const char *path);
void theme_close(struct theme *theme);

/* SCALE: device pixels to a logical one, clamped to 0.5 to 8 (projectors). */
void theme_set(struct theme *theme, double scale, enum text_size size);

/* Borrowed until theme_set() or theme_close(). */
const struct text_style *theme_style(const struct theme *theme, enum role role);
uint32_t theme_colour(const struct theme *theme, enum surface surface);
int theme_space(const struct theme *theme, enum space space);

/* The file's word for a role ("example-translation"), for messages and tests. */
const char *theme_role_name(enum role role);
/* "small", "normal", "large", for settings. Unknown text is TEXT_NORMAL. */
enum text_size text_size_parse(const char *name);
const char *text_size_name(enum text_size size);

#endif
