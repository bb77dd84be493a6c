/* The addresses that phones could reach, in a network namespace of the test's own. */

#include "app/classroom/network.h"

#include <ftw.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"

enum { MAX = 8, UNABLE = 77 };

static char sys_folder[] = "/tmp/wordloot-net-XXXXXX";

/* What /sys/class/net would have for an interface. */
static void describe(const char *name, const char *what)
{
    char *path = xasprintf("%s/%s/%s", sys_folder, name, what);

    CHECK(file_make_dirs(path, 0700) == OK, "%s", err_message());
    free(path);
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)info;
    (void)type;
    (void)where;
    return remove(path);
}

/* Root may simply leave; others become root in a namespace of their own (user_namespaces(7)). */
static bool leave_network(void)
{
    char *map = xasprintf("0 %u 1", (unsigned)getuid());
    bool has_left = unshare(CLONE_NEWNET) == 0;

    if (!has_left && unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0) {
        FILE *file = fopen("/proc/self/uid_map", "w");

        has_left = file != NULL && fputs(map, file) >= 0;
        if (file != NULL)
            has_left = fclose(file) == 0 && has_left;
    }
    free(map);
    return has_left;
}

/* Pairs of cables that lead nowhere, up and with an address each. */
static bool make_interfaces(void)
{
    static const char script[] =
        "set -e; n=0; for name in docker0 cable0 radio0 br-lab; do n=$((n+1)); "
        "ip link add $name type veth peer name far$n; ip link set $name up; "
        "ip link set far$n up; ip addr add 10.9.$n.1/24 dev $name; done; "
        "ip link add down0 type veth peer name far9; ip addr add 10.9.9.1/24 dev down0; "
        "ip link set lo up";

    if (!leave_network())
        return false;
    return system(script) == 0; // NOLINT(cert-env33-c): the test's own words
}

static int check_order(void)
{
    static const struct {
        const char *address, *name;
        bool is_wireless, is_virtual;
    } rows[] = {
        { "10.9.3.1", "radio0", true, false },
        { "10.9.2.1", "cable0", false, false },
        { "10.9.1.1", "docker0", false, true },
        { "10.9.4.1", "br-lab", false, true },
    };
    struct network_address found[MAX];
    size_t count;

    CHECK(network_addresses_in(found, &count, MAX, sys_folder) == OK, "%s", err_message());
    CHECK_INT(count, ARRAY_LEN(rows), "no loopback, nothing that is down");
    for (size_t i = 0; i < count && i < ARRAY_LEN(rows); i++) {
        CHECK_STR(found[i].address, rows[i].address, rows[i].name);
        CHECK_STR(found[i].name, rows[i].name, rows[i].name);
        CHECK_INT(found[i].is_wireless, rows[i].is_wireless, rows[i].name);
        CHECK_INT(found[i].is_virtual, rows[i].is_virtual, rows[i].name);
    }
    CHECK(network_addresses_in(found, &count, 1, sys_folder) == OK, "%s", err_message());
    CHECK_INT(count, 1, "room for one");
    CHECK_STR(found[0].name, "radio0", "the best one");
    return check_done();
}

static void test_order(void)
{
    int status = 0;
    pid_t child;

    describe("radio0", "wireless");
    describe("radio0", "device");
    describe("radio0", "uevent");
    describe("cable0", "device");
    describe("cable0", "uevent");
    describe("docker0", "device"); /* known by its name */
    describe("br-lab", "uevent");
    child = fork();
    if (child == 0)
        _exit(make_interfaces() ? check_order() : UNABLE);
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status), "a child");
    if (WEXITSTATUS(status) == UNABLE)
        fprintf(stderr, "no network of our own can be made here: the order was not tested\n");
    else
        CHECK_INT(WEXITSTATUS(status), 0, "in a network of our own");
}

/* Whatever this computer has, it is no loopback and well formed. */
static void test_here(void)
{
    struct network_address found[MAX];
    size_t count = MAX + 1;

    CHECK(network_addresses(found, &count, MAX) == OK, "%s", err_message());
    CHECK(count <= MAX, "%zu addresses", count);
    for (size_t i = 0; i < count && i < MAX; i++)
        CHECK(strncmp(found[i].address, "127.", 4) != 0 && found[i].name[0] != '\0', "%s of %s",
              found[i].address, found[i].name);
}

int main(void)
{
    if (!CHECK(mkdtemp(sys_folder) != NULL, "a folder of our own"))
        return check_done();
    test_here();
    test_order();
    nftw(sys_folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return check_done();
}
