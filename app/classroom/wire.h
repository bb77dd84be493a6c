#ifndef CLASSROOM_WIRE_H
#define CLASSROOM_WIRE_H

/* What phones and the teacher's page get and send: JSON, one object each. Texts are data:
 * the pages put them in as text, never as HTML.
 *
 * Phones (host_url()):
 *   GET  /                the page; /class.css, /class.js, /texts/it.json beside it
 *   GET  /info            {"title","lang","letters","rtl"}, before one has joined
 *   GET  /nickname?l=it   {"name"}: a proposal, adjective and animal in the language learnt
 *   POST /join            {"code","token","name"}: token is 32 hexadecimal digits that the
 *                         device drew (or had kept). Replied to with the screen
 *   POST /answer          {"token","slot","seq","value"} for a choice, with "text" for what is
 *                         typed or put in order, with value -1 for "not sure". seq grows with
 *                         each answer of a device. Replied to with the screen
 *   GET  /state?token=T   the screen
 *   GET  /stream?token=T  Server-Sent Events: each has the whole screen and its version as id
 *   GET  /missed?token=T  a file to keep: the words one missed, as CSV
 * What is asked for needs the Host that host_url() has (421) and, from a page, its Origin (403).
 * Every answer but a stream's closes its connection. An answer that was not given within a
 * second of five others of the device is "busy" (429), as is a join while wrong codes come in
 * by the dozen: both may be sent again after a second.
 * What is refused has a status of 400 and above and {"error":"bad-code|closed|removed|full|
 * name|busy|bad-request","text":"one line in English"}; 404 for a token that has not joined.
 *
 * A phone's screen:
 *   {"version":42, "phase":"lobby|open|closed|end", "name":"volpe allegra", "team":0,
 *    "stage":"practice|replay|before|after", "number":3, "count":12, "slot":2,
 *    "kind":"cloze|cloze-choice|to-word|to-definition|order",
 *    "before":"La ", "after":" era nella roccia.",    the sentence around the gap (cloze kinds)
 *    "word":"spada",                                  (to-definition)
 *    "definition":"...", "translation":"...",         what step shows, or null
 *    "choices":["..."], "words":["era","La",...],     shuffled (order); both or either []
 *    "step":1, "closes_in_ms":0,                      0: no timer
 *    "own":{"given":true,"unsure":false,"value":0,"text":"spada","seq":3},
 *    "verdict":null or {"right":true,"mark":"accent"},
 *    "solution":null or {"answer","headword","sentence","gap_at","gap_len","definition",
 *                        "translation","game"},       gap_at and gap_len in UTF-16 units
 *    "right":3, "answered":5, "missed":2}
 * In the lobby there is no slot: number, count 0, slot -1, stage and kind null. verdict and
 * solution stand only while shows_mark, and there is no verdict on an answer that was not given.
 * All keys are always there; what a kind has not is null or []. closes_in_ms is 1 from the end of
 * the timer on. missed counts the words whose last answer, in practice, was not right.
 *
 * The teacher's page (host_teacher_url(), bound to 127.0.0.1; every request carries ?t=SECRET):
 *   GET  /teacher          the page; /teacher/state, /teacher/stream as for phones
 *   POST /teacher/act      {"act":"start","stage":"practice"} | {"act":"reveal"} |
 *                          {"act":"close"} | {"act":"next"} | {"act":"timer","ms":30000} |
 *                          {"act":"extend","ms":15000} | {"act":"accept","slot":2,"text":"..."} |
 *                          {"act":"rename","id":"L03","name":"..."} | {"act":"remove","id":...} |
 *                          {"act":"team","id":...,"team":2} | {"act":"hands","slot","at","count"} |
 *                          {"act":"end"}. Replied to with the teacher's state
 * The teacher's state:
 *   {"version","phase","url","code","stage","number","count","slot","question":{... all of it},
 *    "step","present","connected","answered","right","unsure","choices":[..],"hands":[..],
 *    "closes_in_ms","goal","reached",
 *    "next":"replay" or null, "can":["practice","replay"],   rounds that may begin now: the one
 *                                           that engine_suggest() has, and all there are
 *    "typed":[{"text":"spata","count":3,"right":false,"mark":"wrong"}],  of the slot, by count
 *    "learners":[{"id":"L01","name","team","connected","answered","right","given"}],
 *    "missed":[{"slot":2,"headword":"spada","answers":20,"right":8,"unsure":3}]}
 * An id says in which order one joined, and stays when somebody else is removed. choices has a
 * number for each choice of the question; without choices there are none, and hands has two: "had
 * it" and "had it not". missed counts hands too.
 * Tokens of devices never leave the host but to the device itself. */

#include "app/classroom/engine.h"
#include "dict/base/buf.h"

/* Appends TOKEN's screen to OUT. ERR_ABSENT: it has not joined, or was removed. */
MUST_CHECK enum err wire_phone(struct buf *out, const struct engine *engine, const char *token,
                               int64_t now_ms);

/* What the engine does not know of the teacher's state. */
struct wire_room {
    const char *url, *code; /* NULL without phones */
    size_t connected;
    bool (*is_connected)(void *ctx, const char *token); /* may be NULL */
    void *ctx;
};
void wire_teacher(struct buf *out, const struct engine *engine, const struct wire_room *room,
                  int64_t now_ms);

/* The words that TOKEN missed, a line each: word, sentence, definition, translation, and what
 * was answered. As report_csv() writes cells. ERR_ABSENT as wire_phone(). */
MUST_CHECK enum err wire_missed(struct buf *out, const struct engine *engine, const char *token);

#endif
