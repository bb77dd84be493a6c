/* One word into the journal, as if it had been met: with its sentence, game and time. All
 * texts are made what the journal holds before anything is changed: a row that turns out to be
 * none must leave nothing behind, and the same row once more must find what it left. */

#include <stdlib.h>
#include <string.h>

#include "app/exchange/form_place.h"
#include "app/exchange/intake_private.h"
#include "app/journal/tags.h"
#include "app/journal/taught.h"
#include "app/journal/words.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum {
    LANG_LEN_MAX = 16,
    /* Whatever the form's place, journal_keep() cuts nothing from a sentence so long. */
    SENTENCE_MAX = JOURNAL_SENTENCE_MAX - 4
};

/* A word's texts as the journal holds them, all of them yours. */
struct texts {
    char *lang, *headword, *form, *game, *meaning, *note;
    struct buf sentence;
    size_t form_at, form_len;
};

static void dispose(struct texts *texts)
{
    free(texts->lang);
    free(texts->headword);
    free(texts->form);
    free(texts->game);
    free(texts->meaning);
    free(texts->note);
    buf_dispose(&texts->sentence);
}

/* --- the texts --- */

/* One composed line, yours; an empty one and *FITS false if it has more than MAX bytes. */
static enum err take_line(char **out, struct str text, size_t max, bool *fits)
{
    struct buf clean, composed;
    enum err rc;

    buf_init(&clean, 3 * max);
    buf_init(&composed, 9 * max);
    text_clean_line(&clean, text, 3 * max);
    text_nfc(&composed, buf_str(&clean));
    rc = buf_ok(&clean, "a line");
    if (rc == OK)
        rc = buf_ok(&composed, "a line");
    *fits = composed.len <= max;
    if (rc == OK)
        *out = *fits && composed.len > 0 ? buf_take(&composed) : xstrdup("");
    buf_dispose(&composed);
    buf_dispose(&clean);
    return rc;
}

/* A longer one is cut. */
static enum err take_game(char **out, struct str name)
{
    struct buf cut;
    bool fits;
    enum err rc;

    buf_init(&cut, GAME_NAME_MAX);
    text_clean_line(&cut, name, GAME_NAME_MAX);
    rc = buf_ok(&cut, "a game's name");
    if (rc == OK)
        rc = take_line(out, buf_str(&cut), GAME_NAME_MAX, &fits);
    buf_dispose(&cut);
    return rc;
}

/* A definition is one line: senses, a line each, become parts of it. */
static enum err take_meaning(char **out, struct str text, bool *fits)
{
    struct str sense;
    struct buf line;
    enum err rc;

    buf_init(&line, JOURNAL_NOTE_MAX * 4);
    while (line.len <= JOURNAL_NOTE_MAX && str_next(&text, '\n', &sense)) {
        sense = str_sub(str_trim(sense), 0, JOURNAL_NOTE_MAX + 1);
        if (sense.len > 0) {
            buf_adds(&line, line.len > 0 ? "; " : "");
            buf_add_str(&line, sense);
        }
    }
    rc = buf_ok(&line, "a meaning");
    if (rc == OK)
        rc = take_line(out, buf_str(&line), JOURNAL_NOTE_MAX, fits);
    buf_dispose(&line);
    return rc;
}

static bool take_lang(char **out, struct str lang)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

    *out = xstrndup(lang.ptr, lang.len < LANG_LEN_MAX + 1 ? lang.len : LANG_LEN_MAX + 1);
    return lang.len >= 2 && lang.len <= LANG_LEN_MAX && strspn(*out, letters) == lang.len;
}

/* --- the sentence --- */

static bool is_inside(struct str text, size_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

/* At most SENTENCE_MAX bytes of TEXT, those around the form. */
static struct str cut_around(struct str text, size_t *at, size_t len)
{
    const size_t room = (SENTENCE_MAX - len) / 2;
    size_t from = *at > room ? *at - room : 0, end;

    if (text.len <= SENTENCE_MAX)
        return text;
    if (from > text.len - SENTENCE_MAX)
        from = text.len - SENTENCE_MAX;
    end = from + SENTENCE_MAX;
    while (is_inside(text, from))
        from++;
    while (is_inside(text, end))
        end--;
    *at = *at > from ? *at - from : 0;
    return str_sub(text, from, end - from);
}

/* At most TEXT_MAX bytes of TEXT, and spaces for NULs: they would end it, and are no part of
 * a text. */
static void add_without_nuls(struct buf *out, struct str text)
{
    size_t i, end = text.len < TEXT_MAX ? text.len : TEXT_MAX;

    while (is_inside(text, end))
        end--;
    buf_add_str(out, str_sub(text, 0, end));
    for (i = 0; i < out->len; i++) {
        if (out->data[i] == '\0')
            out->data[i] = ' ';
    }
}

/* Composed in three parts, so that the form's place, where it is known, stays known. */
static void compose(struct buf *out, struct str text, const struct intake_word *word, size_t *at,
                    size_t *len)
{
    const bool known = word->form_len > 0 && word->form_at <= text.len &&
                       word->form_len <= text.len - word->form_at;
    const size_t from = known ? word->form_at : 0, form_len = known ? word->form_len : 0;

    text_nfc(out, str_sub(text, 0, from));
    *at = out->len;
    text_nfc(out, str_sub(text, from, form_len));
    *len = out->len - *at;
    text_nfc(out, str_from(text, from + form_len));
}

static enum err place(struct texts *texts, struct str whole, size_t at, size_t len)
{
    struct str cut;
    enum err rc = OK;

    if (len > JOURNAL_WORD_MAX)
        at = len = 0;
    if (len == 0)
        rc = form_place(whole, str_of(texts->form), &at, &len);
    if (rc != OK && rc != ERR_ABSENT)
        return rc;
    cut = cut_around(whole, &at, len);
    buf_add_str(&texts->sentence, cut);
    texts->form_at = len > 0 ? at : 0;
    texts->form_len = len;
    return buf_ok(&texts->sentence, "a sentence");
}

static enum err take_sentence(struct texts *texts, const struct intake_word *word)
{
    struct buf plain, whole;
    size_t at, len;
    enum err rc;

    buf_init(&plain, TEXT_MAX);
    buf_init(&whole, (size_t)TEXT_MAX * 9);
    add_without_nuls(&plain, word->sentence);
    compose(&whole, buf_str(&plain), word, &at, &len);
    rc = buf_ok(&plain, "a sentence");
    if (rc == OK)
        rc = buf_ok(&whole, "a sentence");
    if (rc == OK)
        rc = place(texts, buf_str(&whole), at, len);
    buf_dispose(&whole);
    buf_dispose(&plain);
    return rc;
}

/* --- all of it --- */

/* Remarks WHY the word is none. */
static enum err refuse(struct intake *from, bool *fits, const char *why, struct str example)
{
    intake_remark(from, false, why, example);
    *fits = false;
    return OK;
}

static enum err take_names(struct intake *from, const struct intake_word *word, struct texts *texts,
                           bool *fits)
{
    const struct str lang = word->lang.len > 0 ? word->lang : str_of(from->request->lang);
    enum err rc;

    if (!take_lang(&texts->lang, lang))
        return refuse(from, fits, "its language is no code, like \"it\"", lang);
    rc = take_line(&texts->headword, word->headword, JOURNAL_WORD_MAX, fits);
    if (rc == OK && *fits)
        rc = take_line(&texts->form, word->form, JOURNAL_WORD_MAX, fits);
    if (rc != OK)
        return rc;
    if (!*fits)
        return refuse(from, fits, "a word longer than 1,000 bytes", word->headword);
    if (texts->headword[0] == '\0')
        return refuse(from, fits, "no word",
                      word->meaning.len > 0 ? word->meaning : word->sentence);
    if (texts->form[0] == '\0') {
        free(texts->form);
        texts->form = xstrdup(texts->headword);
    }
    return OK;
}

/* The next tag of *REST, which may begin and end with what stands between tags. */
static bool next_tag(struct str *rest, struct str *tag)
{
    static const char between[] = " ,\t\r\n";
    size_t start = 0, end;

    while (start < rest->len && strchr(between, rest->ptr[start]) != NULL)
        start++;
    end = start;
    while (end < rest->len && strchr(between, rest->ptr[end]) == NULL)
        end++;
    *tag = str_sub(*rest, start, end - start);
    *rest = str_from(*rest, end);
    return tag->len > 0;
}

static bool has_long_tag(struct str tags)
{
    struct str tag;

    while (next_tag(&tags, &tag)) {
        if (tag.len > JOURNAL_TAG_MAX)
            return true;
    }
    return false;
}

/* *FITS false if it cannot be a word; the reason is remarked then. */
static enum err take_texts(struct intake *from, const struct intake_word *word, struct texts *texts,
                           bool *fits)
{
    enum err rc = take_names(from, word, texts, fits);

    if (rc != OK || !*fits)
        return rc;
    rc = take_meaning(&texts->meaning, word->meaning, fits);
    if (rc == OK && !*fits)
        return refuse(from, fits, "its meaning is longer than 4,000 bytes", word->headword);
    if (rc == OK)
        rc = take_line(&texts->note, word->note, JOURNAL_NOTE_MAX, fits);
    if (rc == OK && !*fits)
        return refuse(from, fits, "its note is longer than 4,000 bytes", word->headword);
    if (rc == OK && has_long_tag(word->tags))
        return refuse(from, fits, "a tag longer than 100 bytes", word->headword);
    if (rc == OK)
        rc = take_game(&texts->game, word->game);
    return rc == OK ? take_sentence(texts, word) : rc;
}

/* --- keeping it --- */

struct search {
    struct str sentence;
    bool found;
};

/* Without a sentence there is nothing new in having met it. */
static void compare(void *ctx, const struct encounter_row *row)
{
    struct search *search = ctx;

    search->found =
        search->found || search->sentence.len == 0 || str_eq(row->sentence, search->sentence);
}

/* *ENOUGH tells whether the journal has the word, and it with this sentence. */
static enum err look(struct journal *journal, const struct texts *texts, struct kept *kept,
                     bool *enough)
{
    struct search search = { .sentence = buf_str(&texts->sentence) };
    enum err rc = journal_word_seen(journal, texts->lang, texts->headword, kept);

    if (rc == OK && kept->word != 0)
        rc = journal_encounters(journal, kept->word, compare, &search);
    *enough = search.found;
    return rc;
}

/* From 1970 to the end of the year 9999; another program's number may be anything. */
static bool is_time(int64_t time_ms)
{
    return time_ms > 0 && time_ms <= INT64_C(253402300799999);
}

static enum err meet(struct intake *from, const struct intake_word *word, const struct texts *texts,
                     struct kept *kept)
{
    const bool told = texts->sentence.len > 0;
    const struct keep keep = {
        .lang = texts->lang,
        .headword = texts->headword,
        .form = texts->form,
        .sentence = told ? buf_str(&texts->sentence) : str_make(NULL, 0),
        .form_at = told ? texts->form_at : 0,
        .form_len = told ? texts->form_len : 0,
        .game = texts->game[0] != '\0' ? texts->game : NULL,
        .now_ms = is_time(word->time_ms) ? word->time_ms : from->request->now_ms,
    };
    enum err rc = journal_keep(from->journal, &keep, kept);

    /* What is known of a word that is in the journal already is the journal's to say. */
    if (rc == OK && kept->times_before == 0 && word->has_state)
        rc = journal_set_state(from->journal, kept->word, word->state);
    if (rc == OK && kept->times_before == 0 && texts->note[0] != '\0')
        rc = journal_set_note(from->journal, kept->word, texts->note);
    return rc;
}

struct tag_search {
    const char *tag;
    bool found;
};

static void compare_tag(void *ctx, struct str tag, int64_t words)
{
    struct tag_search *search = ctx;

    (void)words;
    search->found = search->found || str_is(tag, search->tag);
}

static enum err add_tag(struct journal *journal, int64_t word, struct str text, bool *changed)
{
    struct tag_search search = { 0 };
    char *tag = NULL;
    bool fits;
    enum err rc = take_line(&tag, text, JOURNAL_TAG_MAX, &fits);

    /* A space that is none of ASCII's is one in a clean line. */
    if (rc == OK && tag[0] != '\0' && strchr(tag, ' ') == NULL) {
        search.tag = tag;
        rc = journal_tag_list(journal, word, compare_tag, &search);
        if (rc == OK && !search.found) {
            rc = journal_tag_add(journal, word, tag);
            *changed = true;
        }
    }
    free(tag);
    return rc;
}

static enum err add_tags(struct journal *journal, int64_t word, struct str tags, bool *changed)
{
    struct str tag;
    enum err rc = OK;

    while (rc == OK && next_tag(&tags, &tag))
        rc = add_tag(journal, word, tag, changed);
    return rc;
}

static enum err add_meaning(struct journal *journal, const struct texts *texts, bool *changed)
{
    if (texts->meaning[0] == '\0' ||
        journal_definition_get(journal, texts->lang, texts->headword) != NULL)
        return OK;
    *changed = true;
    return journal_definition_set(journal, texts->lang, texts->headword, texts->meaning);
}

static enum err keep_word(struct intake *from, const struct intake_word *word,
                          const struct texts *texts, struct intake_put *out)
{
    struct journal *journal = from->journal;
    struct kept kept = { 0 };
    bool enough = false, changed;
    enum err rc = look(journal, texts, &kept, &enough);
    const bool is_new = kept.word == 0;

    changed = !enough;
    if (rc == OK && !enough)
        rc = meet(from, word, texts, &kept);
    if (rc == OK)
        rc = add_tags(journal, kept.word, word->tags, &changed);
    if (rc == OK)
        rc = add_meaning(journal, texts, &changed);
    if (rc != OK)
        return rc;
    out->word = kept.word;
    out->fate = is_new ? INTAKE_ADDED : changed ? INTAKE_MERGED : INTAKE_UNCHANGED;
    return OK;
}

enum err intake_put(struct intake *from, const struct intake_word *word, struct intake_put *out)
{
    struct texts texts = { 0 };
    bool fits = true;
    enum err rc;

    *out = (struct intake_put){ .fate = INTAKE_SKIPPED };
    buf_init(&texts.sentence, SENTENCE_MAX);
    rc = take_texts(from, word, &texts, &fits);
    if (rc == OK && fits)
        rc = keep_word(from, word, &texts, out);
    dispose(&texts);
    return rc;
}

enum err intake_put_form(struct intake *from, struct intake_word *word)
{
    const struct intake_request *request = from->request;
    const char *headword = NULL;
    struct intake_put put;
    enum err rc;

    if (request->headword != NULL)
        headword = request->headword(request->ctx, word->form, word->sentence);
    if (headword != NULL)
        word->headword = str_of(headword);
    else if (word->headword.len == 0)
        word->headword = word->form;
    rc = intake_put(from, word, &put);
    if (rc != OK)
        return rc;
    intake_count(from, put.fate);
    if (request->headword != NULL && headword == NULL && put.word != 0)
        intake_remark(from, true, "kept as they stand: no dictionary has them", word->form);
    return OK;
}
