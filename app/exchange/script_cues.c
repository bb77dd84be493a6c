/* SubRip and WebVTT: blocks of lines, each a time line and what is said then. What stands
 * in a block without a time line (notes, styles, numbers) is no text.
 * https://www.w3.org/TR/webvtt1/ */

#include "app/exchange/script_private.h"

enum { PROBED_BYTES = 4096 };

static bool is_time(struct str line)
{
    return str_find(line, str_of("-->"), 0) < line.len && line.len > 0 &&
           ((str_trim(line).ptr[0] >= '0' && str_trim(line).ptr[0] <= '9'));
}

static bool probe(struct str text)
{
    struct str rest = str_sub(text, 0, PROBED_BYTES), line;

    while (str_next(&rest, '\n', &line)) {
        if (is_time(line))
            return true;
    }
    return str_starts(text, str_of("WEBVTT"));
}

/* "- Chi è?" and "- Sono io." are two people. */
static bool begins_speech(struct str line)
{
    return str_starts(line, str_of("-")) || str_starts(line, str_of("–")) ||
           str_starts(line, str_of("—"));
}

static void end_speech(struct buf *speech, struct script_sink *sink)
{
    if (speech->len > 0)
        script_emit(sink, buf_str(speech));
    buf_clear(speech);
}

static enum err read_cues(struct str text, struct script_sink *sink)
{
    enum { SPEECH_BYTES_MAX = 1 << 16 };
    struct str rest = text, line;
    struct buf speech;
    bool spoken = false;

    buf_init(&speech, SPEECH_BYTES_MAX);
    while (!sink->stopped && str_next(&rest, '\n', &line)) {
        line = str_trim(line);
        if (line.len == 0 || is_time(line)) {
            end_speech(&speech, sink);
            spoken = line.len > 0;
        } else if (spoken) {
            if (begins_speech(line))
                end_speech(&speech, sink);
            buf_addc(&speech, ' ');
            buf_add_str(&speech, line);
        }
    }
    end_speech(&speech, sink);
    buf_dispose(&speech);
    return OK;
}

const struct script_format script_cues = {
    .name = "SubRip or WebVTT",
    .probe = probe,
    .read = read_cues,
};
