/* wordloot-read: reads pictures for the overlay, in a process of its own. Its memory goes
 * when it rests, and what a picture may do to it, it does not do to the overlay. */

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/capture/reader/recognise.h"
#include "app/capture/reader_protocol.h"
#include "dict/base/buf.h"

/* The request and its picture's descriptor; false when the overlay is gone, or what came is
 * no request. */
static bool receive(struct reader_request *request, int *picture)
{
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = { .bytes = { 0 } };
    struct iovec part = { request, sizeof(*request) };
    struct msghdr message = { .msg_iov = &part,
                              .msg_iovlen = 1,
                              .msg_control = control.bytes,
                              .msg_controllen = sizeof(control.bytes) };
    struct cmsghdr *header;

    if (recvmsg(READER_SOCKET, &message, MSG_CMSG_CLOEXEC | MSG_WAITALL) !=
        (ssize_t)sizeof(*request))
        return false;
    header = CMSG_FIRSTHDR(&message);
    if (header == NULL || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS ||
        header->cmsg_len != CMSG_LEN(sizeof(int)))
        return false;
    memcpy(picture, CMSG_DATA(header), sizeof(*picture));
    return true;
}

static bool is_sound(const struct reader_request *request)
{
    return request->magic == READER_MAGIC && request->width > 0 && request->height > 0 &&
           request->width <= READER_SIDE_MAX && request->height <= READER_SIDE_MAX &&
           memchr(request->lang, '\0', sizeof(request->lang)) != NULL;
}

static enum err read_picture(json_t **out, struct recogniser *recogniser,
                             const struct reader_request *request, int picture)
{
    const size_t size = (size_t)request->width * request->height * sizeof(uint32_t);
    struct stat info;
    uint32_t *pixels;
    enum err rc;

    if (fstat(picture, &info) != 0 || info.st_size < 0 || (uint64_t)info.st_size < size)
        return err_set(ERR_FORMAT, "a picture came that is smaller than it says");
    pixels = mmap(NULL, size, PROT_READ, MAP_PRIVATE, picture, 0);
    if (pixels == MAP_FAILED)
        return err_set(ERR_IO, "a picture could not be read");
    rc = recognise(out, recogniser, request->lang, pixels, (int)request->width,
                   (int)request->height);
    munmap(pixels, size);
    return rc;
}

static bool send_all(const void *bytes, size_t len)
{
    const char *at = bytes;

    while (len > 0) {
        const ssize_t sent = send(READER_SOCKET, at, len, MSG_NOSIGNAL);

        if (sent <= 0)
            return false;
        at += sent;
        len -= (size_t)sent;
    }
    return true;
}

static bool answer(const struct reader_request *request, json_t *answer)
{
    char *text = json_dumps(answer, JSON_COMPACT);
    const struct reader_reply reply = { READER_MAGIC, request->number,
                                        text != NULL ? (uint32_t)strlen(text) : 0 };
    const bool sent = text != NULL && reply.len <= READER_REPLY_MAX &&
                      send_all(&reply, sizeof(reply)) && send_all(text, reply.len);

    free(text);
    return sent;
}

static bool serve(struct recogniser *recogniser)
{
    struct reader_request request;
    json_t *found = NULL;
    int picture = -1;
    bool served;

    if (!receive(&request, &picture))
        return false;
    if (!is_sound(&request)) {
        close(picture);
        return false;
    }
    if (read_picture(&found, recogniser, &request, picture) != OK)
        found = json_pack("{s:s}", "error", err_message());
    close(picture);
    served = answer(&request, found);
    json_decref(found);
    return served;
}

int main(void)
{
    struct pollfd socket = { .fd = READER_SOCKET, .events = POLLIN };
    struct stat info;
    struct recogniser *recogniser;

    if (fstat(READER_SOCKET, &info) != 0 || !S_ISSOCK(info.st_mode)) {
        fputs("wordloot-read reads pictures for the overlay, which starts it by itself.\n", stderr);
        return 2;
    }
    /* It ends with the overlay, however that ends. */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    recogniser = recogniser_new();
    while (poll(&socket, 1, READER_REST_SECONDS * 1000) > 0 && serve(recogniser))
        continue;
    recogniser_free(recogniser);
    return 0;
}
