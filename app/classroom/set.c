#include "app/classroom/set.h"

#include <stdlib.h>

#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/text.h"

static const char *const kinds[QUESTION_KINDS] = {
    "cloze", "cloze-choice", "to-word", "to-definition", "order",
};
static const char *const forms[] = { "practice", "A", "B" };

const char *question_kind_name(enum question_kind kind)
{
    return kinds[kind];
}

struct question_set *set_new(const char *lang, const char *title)
{
    struct question_set *set = xcalloc(1, sizeof(*set));

    set->arena = arena_new();
    set->lang = arena_strdup(set->arena, lang);
    set->title = arena_strdup(set->arena, title);
    set->items = xcalloc(SET_QUESTIONS_MAX, sizeof(*set->items));
    return set;
}

void set_free(struct question_set *set)
{
    if (set == NULL)
        return;
    arena_free(set->arena);
    free(set->items);
    free(set);
}

static enum err check_text(const char *text, const char *what)
{
    if (text == NULL)
        return OK;
    if (strlen(text) > SET_TEXT_MAX)
        return err_set(ERR_USAGE, "the %s has more than %d bytes", what, SET_TEXT_MAX);
    if (!text_is_valid(str_of(text)))
        return err_set(ERR_USAGE, "the %s is not UTF-8", what);
    return OK;
}

static enum err check_gap(const struct question *question)
{
    const size_t len = question->sentence != NULL ? strlen(question->sentence) : 0;
    const bool is_cloze =
        question->kind == QUESTION_CLOZE || question->kind == QUESTION_CLOZE_CHOICE;

    if (question->gap_at > len || question->gap_len > len - question->gap_at)
        return err_set(ERR_USAGE, "the gap is outside of the sentence");
    if (is_cloze && question->gap_len == 0)
        return err_set(ERR_USAGE, "there is no sentence with a gap");
    if (question->gap_len > 0 &&
        (!text_is_valid(str_make(question->sentence, question->gap_at)) ||
         !text_is_valid(str_make(question->sentence + question->gap_at, question->gap_len))))
        return err_set(ERR_USAGE, "the gap cuts a letter in two");
    return OK;
}

enum err set_check(const struct question *question)
{
    const bool is_typed = question->kind == QUESTION_CLOZE || question->kind == QUESTION_ORDER;
    const struct {
        const char *text, *what;
    } texts[] = {
        { question->headword, "headword" },       { question->answer, "answer" },
        { question->sentence, "sentence" },       { question->definition, "definition" },
        { question->translation, "translation" }, { question->game, "game" },
    };
    enum err rc = OK;

    for (size_t i = 0; rc == OK && i < ARRAY_LEN(texts); i++)
        rc = check_text(texts[i].text, texts[i].what);
    for (size_t i = 0; rc == OK && i < question->choice_count; i++)
        rc = check_text(question->choices[i], "choice");
    if (rc != OK)
        return rc;
    if (question->headword == NULL || question->headword[0] == '\0')
        return err_set(ERR_USAGE, "there is no headword");
    if (question->answer == NULL || question->answer[0] == '\0')
        return err_set(ERR_USAGE, "there is no answer");
    if (is_typed && question->choice_count != 0)
        return err_set(ERR_USAGE, "what is typed has no choices");
    if (!is_typed && (question->choice_count < 2 || question->right >= question->choice_count))
        return err_set(ERR_USAGE, "2 to %d choices are needed, the right one among them",
                       QUESTION_CHOICES);
    return check_gap(question);
}

static const char *copy(struct question_set *set, const char *text)
{
    return text != NULL ? arena_strdup(set->arena, text) : NULL;
}

static void put(struct question_set *set, size_t at, const struct question *question)
{
    struct question item = *question;

    item.headword = copy(set, question->headword);
    item.answer = copy(set, question->answer);
    item.sentence = copy(set, question->sentence);
    item.definition = copy(set, question->definition);
    item.translation = copy(set, question->translation);
    item.game = copy(set, question->game);
    for (size_t i = 0; i < question->choice_count; i++)
        item.choices[i] = copy(set, question->choices[i]);
    set->items[at] = item;
}

enum err set_add(struct question_set *set, const struct question *question)
{
    enum err rc = set_check(question);

    if (rc != OK)
        return rc;
    if (set->count == SET_QUESTIONS_MAX)
        return err_set(ERR_LIMIT, "a set has at most %d questions", SET_QUESTIONS_MAX);
    put(set, set->count++, question);
    return OK;
}

enum err set_replace(struct question_set *set, size_t at, const struct question *question)
{
    enum err rc = set_check(question);

    if (rc != OK)
        return rc;
    if (at >= set->count)
        return err_set(ERR_USAGE, "there is no question %zu", at + 1);
    put(set, at, question);
    return OK;
}

enum err set_remove(struct question_set *set, size_t at)
{
    if (at >= set->count)
        return err_set(ERR_ABSENT, "there is no question %zu", at + 1);
    set->count--;
    memmove(&set->items[at], &set->items[at + 1], (set->count - at) * sizeof(*set->items));
    return OK;
}

/* --- the file --- */

/* The place of NAME in NAMES; COUNT when it is none of them. */
static size_t find(const char *const *names, size_t count, const char *name)
{
    size_t at = 0;

    while (at < count && strcmp(names[at], name) != 0)
        at++;
    return at;
}

/* A number at ITEM.KEY that is no less than 0; 0 if it is missing or none. */
static size_t number(const json_t *item, const char *key)
{
    const json_int_t value = json_integer_value(json_object_get(item, key));

    return value > 0 ? (size_t)value : 0;
}

static enum err read_question(struct question *out, const json_t *item)
{
    const json_t *choices = json_object_get(item, "choices");
    const size_t kind = find(kinds, ARRAY_LEN(kinds), json_text(item, "kind", ""));
    const size_t form = find(forms, ARRAY_LEN(forms), json_text(item, "form", "practice"));

    if (kind == ARRAY_LEN(kinds))
        return err_set(ERR_FORMAT, "\"%s\" is no kind of question", json_text(item, "kind", ""));
    if (form == ARRAY_LEN(forms))
        return err_set(ERR_FORMAT, "\"%s\" is no form", json_text(item, "form", ""));
    if (json_array_size(choices) > QUESTION_CHOICES)
        return err_set(ERR_FORMAT, "there are more than %d choices", QUESTION_CHOICES);
    *out = (struct question){
        .kind = (enum question_kind)kind,
        .form = (enum question_form)form,
        .is_control = json_is_true(json_object_get(item, "control")),
        .is_old = json_is_true(json_object_get(item, "old")),
        .headword = json_text(item, "headword", NULL),
        .answer = json_text(item, "answer", NULL),
        .sentence = json_text(item, "sentence", NULL),
        .definition = json_text(item, "definition", NULL),
        .translation = json_text(item, "translation", NULL),
        .game = json_text(item, "game", NULL),
        .gap_at = number(item, "gap_at"),
        .gap_len = number(item, "gap_len"),
        .choice_count = json_array_size(choices),
        .right = number(item, "right"),
    };
    for (size_t i = 0; i < out->choice_count; i++) {
        out->choices[i] = json_string_value(json_array_get(choices, i));
        if (out->choices[i] == NULL)
            return err_set(ERR_FORMAT, "a choice is no text");
    }
    return OK;
}

static enum err read_questions(struct question_set *set, const json_t *items)
{
    for (size_t i = 0; i < json_array_size(items); i++) {
        struct question question;
        enum err rc = read_question(&question, json_array_get(items, i));

        if (rc == OK)
            rc = set_add(set, &question);
        if (rc != OK)
            return err_prefix(rc == ERR_LIMIT ? rc : ERR_FORMAT, "question %zu", i + 1);
    }
    return OK;
}

enum err set_parse(struct question_set **out, struct str text, const char *what)
{
    struct question_set *set = NULL;
    json_t *root = NULL;
    json_int_t version;
    enum err rc;

    if (text.len > SET_FILE_MAX)
        return err_set(ERR_LIMIT, "%s is larger than any set of questions", what);
    rc = json_parse(&root, text, what);
    if (rc != OK)
        return rc;
    version = json_integer_value(json_object_get(root, "wordloot_class"));
    if (version > SET_VERSION)
        rc = err_set(ERR_NEWER, "%s was made by a newer Wordloot: update Wordloot", what);
    else if (version < 1 || !json_is_array(json_object_get(root, "questions")))
        rc = err_set(ERR_FORMAT, "%s is no set of class questions", what);
    if (rc != OK)
        goto out;
    set = set_new(json_text(root, "lang", ""), json_text(root, "title", ""));
    rc = read_questions(set, json_object_get(root, "questions"));
    if (rc != OK) {
        rc = err_prefix(rc, "%s", what);
        goto out;
    }
    *out = set;
    set = NULL;
out:
    set_free(set);
    json_decref(root);
    return rc;
}

enum err set_load(struct question_set **out, const char *path)
{
    struct buf text;
    enum err rc;

    buf_init(&text, SET_FILE_MAX);
    rc = file_read(&text, path);
    if (rc == OK)
        rc = set_parse(out, buf_str(&text), path);
    buf_dispose(&text);
    return rc;
}

static void put_text(json_t *item, const char *key, const char *text)
{
    if (text != NULL)
        json_object_set_new(item, key, json_str_of(text));
}

static json_t *question_json(const struct question *question)
{
    json_t *item = json_object(), *choices = json_array();

    put_text(item, "kind", kinds[question->kind]);
    put_text(item, "form", forms[question->form]);
    put_text(item, "headword", question->headword);
    put_text(item, "answer", question->answer);
    put_text(item, "sentence", question->sentence);
    put_text(item, "definition", question->definition);
    put_text(item, "translation", question->translation);
    put_text(item, "game", question->game);
    json_object_set_new(item, "control", json_boolean(question->is_control));
    json_object_set_new(item, "old", json_boolean(question->is_old));
    json_object_set_new(item, "gap_at", json_integer((json_int_t)question->gap_at));
    json_object_set_new(item, "gap_len", json_integer((json_int_t)question->gap_len));
    json_object_set_new(item, "right", json_integer((json_int_t)question->right));
    for (size_t i = 0; i < question->choice_count; i++)
        json_array_append_new(choices, json_str_of(question->choices[i]));
    json_object_set_new(item, "choices", choices);
    return item;
}

static json_t *set_json(const struct question_set *set)
{
    json_t *root = json_object(), *items = json_array();

    json_object_set_new(root, "wordloot_class", json_integer(SET_VERSION));
    put_text(root, "lang", set->lang);
    put_text(root, "title", set->title);
    for (size_t i = 0; i < set->count; i++)
        json_array_append_new(items, question_json(&set->items[i]));
    json_object_set_new(root, "questions", items);
    return root;
}

enum err set_save(const struct question_set *set, const char *path)
{
    json_t *root = set_json(set);
    enum err rc = json_write(path, root);

    json_decref(root);
    return rc;
}

char *set_text(const struct question_set *set)
{
    json_t *root = set_json(set);
    char *text = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);

    json_decref(root);
    return text;
}
