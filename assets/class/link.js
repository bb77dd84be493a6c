/* The line to the host. States come by a stream (Server-Sent Events). A phone that slept has
 * a dead stream without an error, so that the state is fetched whenever the page comes back
 * or nothing has come for a while; where no stream gets through, it is polled. */

const TIMEOUT_MS = 8000;
const POLL_MS = 3000;
const SILENCE_MS = 30000;
const STREAM_TRIES = 3;

/* kind: "offline" when no reply came or the host cannot give one now, "absent" when it knows no
 * such device, or what else it refused with. */
function problem(kind, message) {
    const error = new Error(message || '');

    error.kind = kind;
    return error;
}

async function read(reply) {
    let body;

    try {
        body = await reply.json();
    } catch (broken) {
        throw problem('offline');
    }
    if (reply.status >= 500)
        throw problem('offline');
    if (!reply.ok)
        throw problem(reply.status === 404 ? 'absent' : body.error || 'bad-request', body.text);
    return body;
}

/* GETs URL, or POSTs BODY to it; gives the JSON that comes back. */
export async function request(url, body) {
    const abort = typeof AbortController === 'function' ? new AbortController() : null;
    const timer = setTimeout(() => abort && abort.abort(), TIMEOUT_MS);
    const options = { cache: 'no-store' };

    if (abort)
        options.signal = abort.signal;
    if (body) {
        options.method = 'POST';
        options.headers = { 'Content-Type': 'application/json' };
        options.body = JSON.stringify(body);
    }
    try {
        return await read(await fetch(url, options));
    } catch (error) {
        throw error.kind ? error : problem('offline');
    } finally {
        clearTimeout(timer);
    }
}

/* Opens a line. WANT has stateUrl, streamUrl; onState(state) for each newer state;
 * onTrouble(isOff) when the connection goes and comes back; onGone(error) when the host knows
 * us no longer: the line is closed then. Gives take(state), for states that came as a reply,
 * look() to fetch one now, wake() to open the stream anew, isOff() and close(). */
export function openLine(want) {
    let source = null, failures = 0, version = -1, heard = Date.now();
    let isOff = false, isClosed = false, later = 0, waking = 0;

    function trouble(off) {
        if (off !== isOff) {
            isOff = off;
            want.onTrouble(off);
        }
    }

    function take(state) {
        heard = Date.now();
        trouble(false);
        if (isClosed || state.version < version)
            return;
        version = state.version;
        want.onState(state);
    }

    async function look() {
        try {
            take(await request(want.stateUrl));
            return true;
        } catch (error) {
            heard = Date.now();
            if (isClosed || error.kind === 'busy')
                return false;
            if (error.kind === 'offline') {
                trouble(true);
                return false;
            }
            close();
            want.onGone(error);
            return false;
        }
    }

    function hangUp() {
        clearTimeout(later);
        if (source)
            source.close();
        source = null;
    }

    function listen() {
        hangUp();
        if (typeof EventSource !== 'function') {
            failures = STREAM_TRIES;
            poll();
            return;
        }
        source = new EventSource(want.streamUrl);
        /* A host that was started anew may count from a lower version. */
        source.onopen = () => { version = -1; };
        source.onmessage = (event) => {
            failures = 0;
            take(JSON.parse(event.data));
        };
        source.onerror = () => {
            failures++;
            hangUp();
            look();
            /* Not all phones of a class at the same moment. */
            later = setTimeout(failures < STREAM_TRIES ? listen : poll,
                failures * 1000 + Math.random() * 1000);
        };
    }

    async function poll() {
        const wasOff = isOff;

        if (isClosed)
            return;
        if (await look() && wasOff) {
            failures = STREAM_TRIES - 1;
            listen();
        } else if (!isClosed && !source) {
            clearTimeout(later);
            later = setTimeout(poll, POLL_MS);
        }
    }

    function wake() {
        clearTimeout(waking);
        waking = setTimeout(() => {
            if (isClosed || document.visibilityState === 'hidden')
                return;
            failures = 0;
            look();
            listen();
        }, 50);
    }

    async function watch() {
        const before = version;

        if (Date.now() - heard < SILENCE_MS)
            return;
        if (await look() && version !== before && source)
            listen();
    }

    const watching = setInterval(watch, SILENCE_MS / 6);

    function close() {
        isClosed = true;
        hangUp();
        clearInterval(watching);
        ['pageshow', 'online', 'focus'].forEach((name) => window.removeEventListener(name, wake));
        ['visibilitychange', 'resume'].forEach((name) => document.removeEventListener(name, wake));
    }

    ['pageshow', 'online', 'focus'].forEach((name) => window.addEventListener(name, wake));
    ['visibilitychange', 'resume'].forEach((name) => document.addEventListener(name, wake));
    listen();
    return { take, look, wake, close, isOff: () => isOff };
}
