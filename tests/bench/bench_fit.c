/* How long the fit takes of one core, what memory it needs, and what it reaches: simulated logs,
 * or the files given. bench_fit [--smoke] [REVLOG.tsv...] */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/commands/revlog_file.h"
#include "app/srs/fit.h"
#include "dict/base/file.h"
#include "tests/bench/figures.h"
#include "tests/srs_learner.h"

enum { ROUNDS = 9, SMOKE_ROUNDS = 1 };

static enum err fit_log(const struct logged *log, size_t count, struct fit_report *report)
{
    struct fit_options options = { params_default(), 1 };
    struct day_rule rule = { .rollover_hour = 0 };
    struct dataset dataset = { .count = 0 };
    enum err rc = dataset_init(&dataset, log, count, &rule);

    if (rc == OK)
        rc = fit(report, &dataset, &options, NULL);
    dataset_dispose(&dataset);
    return rc;
}

/* Of this process alone: the other core's work is not counted. */
static int64_t cpu_us(void)
{
    struct rusage usage = { 0 };

    getrusage(RUSAGE_SELF, &usage);
    return ((int64_t)usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
           usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static long peak_kb(void)
{
    struct rusage usage = { 0 };

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void print_report(const struct fit_report *report, long kb_before)
{
    printf("  %zu predicted, log loss %.4f -> %.4f, RMSE (bins) %.4f -> %.4f, held back %.4f -> "
           "%.4f%s\n  peak memory of the process %.1f MiB, of that %.1f MiB by the fit\n",
           report->before.count, report->before.log_loss, report->after.log_loss,
           report->before.rmse_bins, report->after.rmse_bins, report->held_before.log_loss,
           report->held_after.log_loss, report->verdict == FIT_ACCEPTED ? "" : " (not accepted)",
           (double)peak_kb() / 1024, (double)(peak_kb() - kb_before) / 1024);
}

/* In a process of its own, whose peak is this log's. */
static int measure(const char *name, const char *path, size_t count, int rounds)
{
    static struct figures times;
    struct fit_report report = { .share = 0 };
    struct logged *log = NULL;
    long kb_before;
    enum err rc = OK;
    int i;

    if (path != NULL)
        rc = revlog_read(&log, &count, path);
    else
        log = learner_log(count, 1);
    kb_before = peak_kb();
    times = (struct figures){ .name = name };
    for (i = 0; i < rounds && rc == OK; i++) {
        int64_t start = cpu_us();

        rc = fit_log(log, count, &report);
        figures_add(&times, cpu_us() - start);
    }
    free(log);
    if (rc != OK) {
        fprintf(stderr, "bench_fit: %s\n", err_message());
        return 1;
    }
    figures_print(&times);
    print_report(&report, kb_before);
    return 0;
}

static int measure_apart(const char *name, const char *path, size_t count, int rounds)
{
    int status = 1;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        status = measure(name, path, count, rounds);
        fflush(stdout);
        _exit(status);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        return 1;
    return status == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        size_t count;
    } simulated[] = { { "500 simulated reviews", 500 },
                      { "5,000 simulated reviews", 5000 },
                      { "50,000 simulated reviews", 50000 } };
    bool smoke = argc > 1 && strcmp(argv[1], "--smoke") == 0;
    int rounds = smoke ? SMOKE_ROUNDS : ROUNDS, failed = 0, i;
    size_t k;

    for (i = smoke ? 2 : 1; i < argc; i++)
        failed |= measure_apart(file_base(argv[i]), argv[i], 0, rounds);
    for (k = 0; k < ARRAY_LEN(simulated) && argc <= 1 + smoke; k++)
        failed |= measure_apart(simulated[k].name, NULL, simulated[k].count, rounds);
    return failed;
}
