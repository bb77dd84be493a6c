/* Compiling FreeDict German-English (519,423 headwords): seconds, memory, size.
 * Each round is a process of its own. --smoke: one round. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/dict.h"
#include "tests/bench/figures.h"

enum { ROUNDS = 5 };

static const char index_path[] = "/usr/share/dictd/freedict-deu-eng.index";

/* The child's work: its exit code. */
static int compile(const char *folder)
{
    struct shelf *shelf = NULL;
    enum err rc = shelf_open(&shelf, WORDLOOT_SOURCE_DIR "/assets", folder, folder);

    if (rc == OK)
        rc = shelf_add(shelf, index_path, NULL, "de", "en", NULL, NULL);
    if (rc != OK)
        fprintf(stderr, "bench_compile: %s\n", err_message());
    shelf_close(shelf);
    return rc != OK;
}

static bool run_round(const char *folder, struct figures *times, long *peak_kb)
{
    int64_t start = clock_mono_us();
    struct rusage usage;
    int status = 1;
    pid_t child = fork();

    if (child == 0)
        _exit(compile(folder));
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0)
        return false;
    figures_add(times, clock_mono_us() - start);
    if (usage.ru_maxrss > *peak_kb)
        *peak_kb = usage.ru_maxrss;
    return true;
}

int main(int argc, char **argv)
{
    static struct figures times = { .name = "compiling 519,423 headwords" };
    int rounds = argc > 1 && strcmp(argv[1], "--smoke") == 0 ? 1 : ROUNDS, i;
    char folder[] = "/var/tmp/wordloot-bench-XXXXXX", *list, *compiled;
    struct file_id made = { 0, 0 };
    long peak_kb = 0;
    bool done = true;

    if (!file_exists(index_path)) {
        puts("not measured: install dict-freedict-deu-eng");
        return 0;
    }
    if (mkdtemp(folder) == NULL)
        return 1;
    list = file_join(folder, "dictionaries.json");
    compiled = file_join(folder, "freedict-deu-eng.dict");
    for (i = 0; i < rounds && done; i++) {
        unlink(list);
        done = run_round(folder, &times, &peak_kb);
    }
    if (done && file_identify(&made, compiled) == OK) {
        figures_print(&times);
        printf("%-44s %.1f MB\n", "memory at its peak", (double)peak_kb / 1024);
        printf("%-44s %.1f MB\n", "the compiled file", (double)made.size / (1 << 20));
    }
    unlink(list);
    unlink(compiled);
    rmdir(folder);
    free(list);
    free(compiled);
    return done ? 0 : 1;
}
