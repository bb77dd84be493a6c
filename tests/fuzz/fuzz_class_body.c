/* What a phone or the teacher's page posts. The first byte says which of the three it is. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/classroom/host_body.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Whatever was read can be given to the engine as it is. */
static void check(const struct body *body, enum body_kind kind)
{
    const struct event *event = &body->event;

    if (kind != BODY_ACT && !body_is_token(event->token))
        abort();
    if (kind == BODY_JOIN && (event->text == NULL || body->code == NULL))
        abort();
    if (kind == BODY_ANSWER && event->text == NULL && event->value >= QUESTION_CHOICES)
        abort();
    if (event->slot < 0 || event->seq < 0 || event->value < ENGINE_UNSURE)
        abort();
    if (event->text != NULL && strlen(event->text) > BODY_MAX)
        abort();
    if (kind == BODY_ACT &&
        (event->token != NULL || body->learner < -1 || body->learner >= ENGINE_LEARNERS_MAX))
        abort();
    if (event->kind == EVENT_KINDS && body->ask != HOST_END)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct body body;
    enum body_kind kind;

    if (len == 0)
        return 0;
    kind = (enum body_kind)(bytes[0] % 3);
    if (body_parse(&body, kind, str_make((const char *)bytes + 1, len - 1)) != OK)
        return 0;
    check(&body, kind);
    body_dispose(&body);
    return 0;
}
