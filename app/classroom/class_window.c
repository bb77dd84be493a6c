#include "app/classroom/class_window.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "app/classroom/projector.h"
#include "app/ui/page_window.h"
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
    struct page_window page;
    struct projector *projector;
    struct canvas *scene;
    const struct question *scene_of; /* whose picture SCENE is, also if it is NULL, */
    int scene_width;                 /* in a window so wide */
    char qr_url[URL_MAX];
    char refused[SESSION_NOTICE]; /* why the last event was not taken */
    bool asks_end, shows_help;
};

/* --- drawing --- */

static const struct canvas *scene_of(struct showing *showing, const struct question *question)
{
    const struct class_window_options *options = showing->options;
    const struct canvas *canvas = window_canvas(showing->page.window);
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

static void draw(void *ctx, struct canvas *canvas)
{
    struct showing *showing = ctx;
    struct projector_room room;

    describe_room(showing, &room);
    projector_draw(showing->projector, canvas, session_engine(showing->session), &room);
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
        showing->page.quit = true;
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
            showing->page.quit = true;
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
        window_toggle_fullscreen(showing->page.window);
        break;
    case WISH_BIGGER:
    case WISH_SMALLER:
        projector_zoom(showing->projector, wanted->wish == WISH_BIGGER ? 1 : -1);
        break;
    }
    showing->page.is_dirty = true;
}

static void take(void *ctx, const struct ui_event *event)
{
    struct showing *showing = ctx;
    struct projector_wanted wanted;

    if (event->type == UI_KEY || event->type == UI_TEXT || event->type == UI_CLICK)
        showing->refused[0] = '\0';
    wanted = projector_want(showing->projector, session_engine(showing->session), event);
    grant(showing, &wanted);
}

/* --- the loop --- */

static bool has_timer(const struct showing *showing)
{
    struct board board;

    engine_board(session_engine(showing->session), &board);
    return board.phase == PHASE_OPEN && board.closes_ms > 0;
}

static int wait_ms(void *ctx)
{
    const struct showing *showing = ctx;
    const int wait = session_wait_ms(showing->session);

    return has_timer(showing) && (wait < 0 || wait > TICK_MS) ? TICK_MS : wait;
}

static int other_fd(void *ctx)
{
    return session_fd(((const struct showing *)ctx)->session);
}

static void wake(void *ctx, bool is_time)
{
    struct showing *showing = ctx;

    (void)is_time;
    if (session_work(showing->session, clock_now_ms()) || has_timer(showing))
        showing->page.is_dirty = true;
}

enum err class_window_run(struct session *session, const struct class_window_options *options)
{
    struct showing showing = { .session = session, .options = options };
    const struct page_calls calls = { draw, take, wake, wait_ms, other_fd, &showing };
    enum err rc = looks_open(&showing.looks, options->assets_dir, options->ui);

    if (rc == OK)
        rc = page_window_open(&showing.page, &showing.looks, session_set(session)->title, WIDTH,
                              HEIGHT);
    if (rc == OK) {
        showing.projector = projector_new(&showing.looks);
        rc = page_window_run(&showing.page, &calls);
    }
    canvas_free(showing.scene);
    projector_free(showing.projector);
    page_window_close(&showing.page);
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
