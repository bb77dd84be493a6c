#include "app/classroom/class_window.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "app/classroom/projector.h"
#include "dict/base/clock.h"

enum {
    WIDTH = 1280,
    HEIGHT = 720,
    SCENE_PART = 45, /* percent of the window that a picture of a scene may take */
    PERCENT = 100,
    TICK_MS = 500, /* while a timer runs */
    URL_MAX = 200
};

struct showing {
    struct session *session;
    const struct class_window_options *options;
    struct looks looks;
    struct window *window;
    struct projector *projector;
    struct canvas *scene;
    const struct question *scene_of; /* whose picture SCENE is, also if it is NULL, */
    int scene_width;                 /* in a window so wide */
    char qr_url[URL_MAX];
    char refused[SESSION_NOTICE]; /* why the last event was not taken */
    bool asks_end, shows_help, dirty, quit;
};

static enum err open_window(struct showing *showing)
{
    const struct window_options options = {
        .kind = WINDOW_DESKTOP,
        .title = session_set(showing->session)->title,
        .area = { 0, 0, WIDTH, HEIGHT },
    };
    enum err rc = window_open(&showing->window, &options);

    if (rc == OK)
        showing->projector = projector_new(&showing->looks);
    return rc;
}

/* --- drawing --- */

static const struct canvas *scene_of(struct showing *showing, const struct question *question)
{
    const struct class_window_options *options = showing->options;
    const struct canvas *canvas = window_canvas(showing->window);
    const int width = canvas_width(canvas), height = canvas_height(canvas);

    if (question == showing->scene_of && width == showing->scene_width)
        return showing->scene;
    canvas_free(showing->scene);
    showing->scene = question != NULL && options->scene != NULL
                         ? options->scene(options->ctx, question, width * SCENE_PART / PERCENT,
                                          height * SCENE_PART / PERCENT)
                         : NULL;
    showing->scene_of = question;
    showing->scene_width = width;
    return showing->scene;
}

static void describe_room(struct showing *showing, struct projector_room *room)
{
    const struct host *host = session_host(showing->session);
    const struct question_set *set = session_set(showing->session);
    struct board board;

    engine_board(session_engine(showing->session), &board);
    *room = (struct projector_room){
        .title = set->title,
        .lang = set->lang,
        .is_ended = session_is_ended(showing->session),
        .is_forgotten = session_is_forgotten(showing->session),
        .asks_end = showing->asks_end,
        .shows_help = showing->shows_help,
        .notice = showing->refused[0] != '\0' ? showing->refused : session_notice(showing->session),
        .now_ms = clock_now_ms(),
        .scene = scene_of(showing, board.at.question),
    };
    if (host == NULL)
        return;
    room->url = host_url(host);
    room->code = host_url(host) != NULL ? host_code(host) : NULL;
    room->teacher_url = host_teacher_url(host);
    room->connected = host_connected(host);
    if (room->url != NULL) {
        snprintf(showing->qr_url, sizeof(showing->qr_url), "%s?c=%s", room->url, room->code);
        room->qr_url = showing->qr_url;
    }
}

static enum err show(struct showing *showing)
{
    struct canvas *canvas = window_canvas(showing->window);
    struct projector_room room;

    describe_room(showing, &room);
    projector_draw(showing->projector, canvas, session_engine(showing->session), &room);
    showing->dirty = false;
    if (!window_is_shown(showing->window)) {
        window_show(showing->window);
        return OK;
    }
    return window_present(showing->window,
                          (struct area){ 0, 0, canvas_width(canvas), canvas_height(canvas) });
}

/* --- what the teacher does --- */

static void act(struct showing *showing, struct event event)
{
    event.now_ms = clock_now_ms();
    if (session_act(showing->session, &event) != OK)
        snprintf(showing->refused, sizeof(showing->refused), "%s", err_message());
}

static void end(struct showing *showing)
{
    showing->asks_end = false;
    if (session_is_ended(showing->session))
        showing->quit = true;
    else if (session_end(showing->session, clock_now_ms()) != OK)
        snprintf(showing->refused, sizeof(showing->refused), "%s", err_message());
}

static void grant(struct showing *showing, const struct projector_wanted *wanted)
{
    switch (wanted->wish) {
    case WISH_NOTHING:
        return;
    case WISH_EVENT:
        act(showing, wanted->event);
        break;
    case WISH_END:
        if (session_is_ended(showing->session))
            showing->quit = true;
        showing->asks_end = true;
        break;
    case WISH_END_SURE:
        end(showing);
        break;
    case WISH_FORGET:
        if (session_forget(showing->session) != OK)
            snprintf(showing->refused, sizeof(showing->refused), "%s", err_message());
        break;
    case WISH_STAY:
        showing->asks_end = false;
        break;
    case WISH_HELP:
        showing->shows_help = !showing->shows_help;
        break;
    case WISH_FULLSCREEN:
        window_toggle_fullscreen(showing->window);
        break;
    case WISH_BIGGER:
    case WISH_SMALLER:
        projector_zoom(showing->projector, wanted->wish == WISH_BIGGER ? 1 : -1);
        break;
    }
    showing->dirty = true;
}

static void take_event(struct showing *showing, const struct ui_event *event)
{
    struct projector_wanted wanted;

    if (event->type == UI_CLOSE) {
        showing->quit = true;
        return;
    }
    if (event->type == UI_RESIZED)
        showing->dirty = true;
    if (event->type == UI_KEY || event->type == UI_TEXT || event->type == UI_CLICK)
        showing->refused[0] = '\0';
    wanted = projector_want(showing->projector, session_engine(showing->session), event);
    grant(showing, &wanted);
}

/* --- the loop --- */

static int wait_ms(const struct showing *showing)
{
    int wait = session_wait_ms(showing->session);
    struct board board;

    engine_board(session_engine(showing->session), &board);
    if (board.phase == PHASE_OPEN && board.closes_ms > 0 && (wait < 0 || wait > TICK_MS))
        wait = TICK_MS;
    return wait;
}

static enum err sleep_for_input(struct showing *showing)
{
    struct pollfd fds[] = {
        { .fd = window_fd(showing->window), .events = POLLIN },
        { .fd = session_fd(showing->session), .events = POLLIN },
    };
    const int ready = poll(fds, 2, wait_ms(showing));
    struct board board;

    if (ready < 0 && errno != EINTR)
        return err_set(ERR_IO, "the display is gone; what was answered is on the disk");
    if (session_work(showing->session, clock_now_ms()))
        showing->dirty = true;
    engine_board(session_engine(showing->session), &board);
    if (board.closes_ms > 0)
        showing->dirty = true;
    return OK;
}

static enum err loop(struct showing *showing)
{
    struct ui_event event;
    enum err rc = OK;

    while (rc == OK && !showing->quit) {
        while (!showing->quit && window_next_event(showing->window, &event))
            take_event(showing, &event);
        if (showing->quit)
            break;
        /* Drawing may have read events: none may wait while we sleep. */
        rc = showing->dirty ? show(showing) : sleep_for_input(showing);
    }
    return rc;
}

enum err class_window_run(struct session *session, const struct class_window_options *options)
{
    struct showing showing = { .session = session, .options = options, .dirty = true };
    enum err rc = looks_open(&showing.looks, options->assets_dir, options->ui);

    if (rc == OK)
        rc = open_window(&showing);
    if (rc == OK)
        rc = loop(&showing);
    canvas_free(showing.scene);
    projector_free(showing.projector);
    window_close(showing.window);
    looks_close(&showing.looks);
    return rc;
}

enum err class_run_without_window(struct session *session, volatile const int *stop)
{
    while (!*stop && !session_is_ended(session)) {
        struct pollfd fd = { .fd = session_fd(session), .events = POLLIN };

        if (poll(&fd, 1, session_wait_ms(session)) < 0 && errno != EINTR)
            return err_set(ERR_IO, "the phones cannot be waited for (%s)", strerror(errno));
        session_work(session, clock_now_ms());
    }
    return OK;
}
