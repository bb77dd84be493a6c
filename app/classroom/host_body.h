#ifndef CLASSROOM_HOST_BODY_H
#define CLASSROOM_HOST_BODY_H

/* What phones and the teacher's page post: JSON of at most BODY_MAX bytes, as wire.h has it,
 * read strictly. Keys that are not known are passed over. */

#include "app/classroom/host.h"
#include "dict/base/json.h"

enum { BODY_MAX = 1024 };

enum body_kind { BODY_JOIN, BODY_ANSWER, BODY_ACT };

struct body {
    json_t *root;       /* owns the strings */
    const char *code;   /* of a join; "" for none */
    int learner;        /* of an act: from 0, as L01 is the first; -1 for none */
    enum host_ask ask;  /* HOST_EVENT or HOST_END */
    struct event event; /* now_ms is 0; the token of an act is the caller's to find */
};

/* Reads TEXT. On success OUT is yours: body_dispose(). ERR_FORMAT for what is no such object,
 * ERR_USAGE for a member that is missing, of another type or out of range, ERR_LIMIT. */
MUST_CHECK enum err body_parse(struct body *out, enum body_kind kind, struct str text);
void body_dispose(struct body *body);

/* Whether TOKEN is one: 32 hexadecimal digits in small letters. NULL is none. */
bool body_is_token(const char *token);

#endif
