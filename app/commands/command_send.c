#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands/commands.h"
#include "app/platform/control.h"
#include "app/platform/paths.h"
#include "dict/base/buf.h"
#include "dict/base/json.h"

enum { REPLY_WAIT_MS = 5000, REPLY_MAX = 1 << 16 };

/* The overlay answers {"ok":true} or {"ok":false,"error":"..."}, and status
 * with its whole state. */
static int tell(const char *request, struct str reply)
{
    json_t *answer = NULL;
    enum err rc = json_parse(&answer, reply, "the overlay's answer");
    int code = EXIT_DONE;

    if (rc != OK)
        return command_fail(rc);
    if (json_is_false(json_object_get(answer, "ok"))) {
        fprintf(stderr, "wordloot send %s: %s\n", request, json_text(answer, "error", "refused"));
        code = EXIT_NOTHING;
    } else if (strcmp(request, "status") == 0) {
        printf("%.*s\n", STR_ARG(str_trim(reply)));
    }
    json_decref(answer);
    return code;
}

static int send_request(const char *request)
{
    struct paths paths = { 0 };
    struct buf reply;
    int code;
    enum err rc;

    buf_init(&reply, REPLY_MAX);
    rc = paths_find(&paths);
    if (rc == OK)
        rc = control_send(paths.runtime, request, &reply, REPLY_WAIT_MS);
    if (rc == ERR_ABSENT)
        err_set(rc, "no overlay is running: start it with `wordloot`");
    code = rc == OK ? tell(request, buf_str(&reply)) : command_fail(rc);
    buf_dispose(&reply);
    paths_dispose(&paths);
    return code;
}

static int run(int argc, char **argv)
{
    static const char *const requests[] = { "show",      "hide",   "toggle", "clipboard",
                                            "selection", "screen", "again",  "undo",
                                            "quit",      "status", NULL };
    const char *const *known;

    if (command_asked_help(&command_send, argc, argv))
        return EXIT_DONE;
    if (argc != 2)
        return command_misused(&command_send, "takes one request");
    for (known = requests; *known != NULL; known++) {
        if (strcmp(*known, argv[1]) == 0)
            return send_request(argv[1]);
    }
    return command_misused(&command_send, "no request \"%s\"", argv[1]);
}

const struct command command_send = {
    .name = "send",
    .summary = "tell the running overlay what to do",
    .usage =
        "usage: wordloot send REQUEST\n\n"
        "  show        open the prompt\n"
        "  hide        close the card\n"
        "  toggle      open or close: what the hotkey does\n"
        "  clipboard   look up the clipboard's word, or choose one of its sentence\n"
        "  selection   the same for the text selected with the mouse\n"
        "  screen      read the text on the screen, and choose one of its words\n"
        "  again       the last answer once more\n"
        "  undo        take the last keep back\n"
        "  quit        end the overlay\n"
        "  status      one line of JSON: visible, page, query, candidates (headwords),\n"
        "              kept, sentence, game, backends, window, times in microseconds\n\n"
        "Bind it in any shortcut tool where the hotkey cannot reach Wordloot.\n"
        "Exit codes: 0 done, 1 no overlay is running or nothing to do, 2 wrong call, 3 failed.\n",
    .run = run,
};
