/* The overlay as a player meets it, in an X server of its own: from its start
 * to its first frame, from a key to the answer's pixels, wakeups while hidden,
 * memory. --smoke: a few rounds. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/bench/figures.h"
#include "tests/e2e/desk.h"

enum {
    STARTS = 40,
    KEYS = 200,
    SMOKE_STARTS = 2,
    SMOKE_KEYS = 4,
    HIDDEN_MS = 10000,
    SMOKE_HIDDEN_MS = 1000
};

static const char *const words[] = { "regno", "guerra", "reame", "anno" };

static int64_t time_of(struct desk *desk, const char *key)
{
    json_t *status = desk_status(desk);
    int64_t us = json_integer_value(json_object_get(json_object_get(status, "times"), key));

    json_decref(status);
    return us;
}

static void measure_starts(struct desk *desk, int rounds)
{
    static struct figures inside = { .name = "start to first frame, in the program" };
    int i;

    for (i = 0; i < rounds; i++) {
        desk_start_overlay(desk);
        figures_add(&inside, time_of(desk, "first_frame_us"));
        desk_stop_overlay(desk);
    }
    figures_print(&inside);
}

/* The last key is Enter: lookup, the keep on the disk, layout and pixels. */
static void measure_answers(struct desk *desk, int rounds)
{
    static struct figures answers = { .name = "Enter to the answer's pixels, keep synced" };
    static struct figures lookups = { .name = "  of that, the lookup" };
    static struct figures letters = { .name = "a letter to its pixels and completions" };
    const char *word;
    int i;

    for (i = 0; i < rounds; i++) {
        word = words[i % (int)ARRAY_LEN(words)];
        desk_send(desk, "show");
        desk_becomes(desk, "keyboard", true);
        session_type(desk->session, word);
        usleep(100000);
        figures_add(&letters, time_of(desk, "answer_us"));
        session_key(desk->session, "Return");
        desk_reaches(desk, "query", word);
        figures_add(&answers, time_of(desk, "answer_us"));
        figures_add(&lookups, time_of(desk, "lookup_us"));
        session_key(desk->session, "Escape");
        desk_becomes(desk, "visible", false);
    }
    figures_print(&letters);
    figures_print(&answers);
    figures_print(&lookups);
}

/* The number behind NAME in /proc/PID/FILE. */
static long proc_number(pid_t pid, const char *file, const char *name)
{
    char *path = xasprintf("/proc/%d/%s", (int)pid, file);
    const char *found;
    struct buf text;
    long number = -1;

    buf_init(&text, 1 << 20);
    if (file_read(&text, path) == OK) {
        found = strstr(buf_text(&text), name);
        if (found != NULL)
            number = strtol(found + strlen(name), NULL, 10);
    }
    buf_dispose(&text);
    free(path);
    return number;
}

static void measure_rest(struct desk *desk, int hidden_ms)
{
    long before;

    desk_send(desk, "hide");
    usleep(500000);
    before = proc_number(desk->overlay, "status", "\nvoluntary_ctxt_switches:");
    usleep((useconds_t)hidden_ms * 1000);
    printf("%-44s %ld in %d s\n", "wakeups while hidden",
           proc_number(desk->overlay, "status", "\nvoluntary_ctxt_switches:") - before,
           hidden_ms / 1000);
    printf("%-44s %.1f MB\n", "memory of the overlay (proportional set)",
           (double)proc_number(desk->overlay, "smaps_rollup", "\nPss:") / 1024);
}

int main(int argc, char **argv)
{
    bool smoke = argc > 1 && strcmp(argv[1], "--smoke") == 0;
    struct desk desk = { 0 };
    char *bin = xstrdup(argv[0]), *slash = strrchr(bin, '/');

    if (slash != NULL)
        *slash = '\0';
    desk.session = session_open(slash != NULL ? bin : ".");
    desk_add_dictionary(&desk);
    desk_start_game(&desk);
    measure_starts(&desk, smoke ? SMOKE_STARTS : STARTS);
    desk_start_overlay(&desk);
    measure_answers(&desk, smoke ? SMOKE_KEYS : KEYS);
    measure_rest(&desk, smoke ? SMOKE_HIDDEN_MS : HIDDEN_MS);
    desk_stop_overlay(&desk);
    session_close(desk.session);
    free(bin);
    return 0;
}
