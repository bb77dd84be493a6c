#include "app/platform/fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <curl/curl.h>

#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

enum {
    REDIRECTS_MAX = 5,
    CONNECT_SECONDS = 20,
    SLOW_SECONDS = 30, /* slower than SLOW_BYTES a second for so long: the connection is dead */
    SLOW_BYTES = 100,
    RESUME_BYTES_MAX = 4096,
    HEADER_BYTES_MAX = 500,
    HTTP_OK = 200,
    HTTP_PARTIAL = 206,
    HTTP_RANGE_OFF = 416
};

/* One download. The state of an answer is set back before each request. */
struct transfer {
    const struct fetch *fetch;
    CURL *curl;
    char *part, *resume; /* paths */
    char *url;           /* where redirects have led */
    int fd;              /* of the part */
    char reason[CURL_ERROR_SIZE];
    uint64_t have;   /* bytes in the part that are asked to be left out */
    char *validator; /* what the server must still have for that; NULL: from the start */

    char etag[HEADER_BYTES_MAX], modified[HEADER_BYTES_MAX], range[HEADER_BYTES_MAX];
    bool begun;           /* the body of an answer that is kept has begun */
    uint64_t done, total; /* bytes in the part; of the whole, 0 if not told */
    enum err rc;          /* why a callback gave up */
};

/* --- addresses --- */

static bool is_loopback(const char *host)
{
    return strcmp(host, "127.0.0.1") == 0 || strcmp(host, "[::1]") == 0 ||
           strcasecmp(host, "localhost") == 0;
}

/* Whether URL may be asked; in *SECURE, whether by https. By libcurl's own parser, so
 * that the host is the one which it will ask. */
static bool is_allowed(const char *url, bool *secure)
{
    CURLU *parts = curl_url();
    char *scheme = NULL, *host = NULL;
    bool allowed = false;

    if (parts != NULL &&
        curl_url_set(parts, CURLUPART_URL, url, CURLU_DISALLOW_USER) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK) {
        *secure = strcmp(scheme, "https") == 0;
        allowed = *secure || (strcmp(scheme, "http") == 0 && is_loopback(host));
    }
    curl_free(scheme);
    curl_free(host);
    curl_url_cleanup(parts);
    return allowed;
}

/* The address that the answer leads to takes the place of the present one. */
static enum err follow(struct transfer *transfer)
{
    char *next = NULL;
    bool was_secure = false, secure = false;

    curl_easy_getinfo(transfer->curl, CURLINFO_REDIRECT_URL, &next);
    if (next == NULL)
        return err_set(ERR_IO, "%s: the server leads to nowhere; try again later",
                       transfer->fetch->url);
    (void)is_allowed(transfer->url, &was_secure);
    if (!is_allowed(next, &secure) || (was_secure && !secure))
        return err_set(ERR_USAGE, "%s: refused, because the server leads to %s, which is not https",
                       transfer->fetch->url, next);
    next = xstrdup(next);
    free(transfer->url);
    transfer->url = next;
    return OK;
}

/* --- what is left of an earlier try --- */

static void forget_part(struct transfer *transfer)
{
    remove(transfer->resume);
    free(transfer->validator);
    transfer->validator = NULL;
    transfer->have = 0;
}

static void find_part(struct transfer *transfer)
{
    struct file_id id = { 0 };
    json_t *note = NULL;

    if (file_identify(&id, transfer->part) != OK || id.size <= 0 ||
        (uint64_t)id.size > transfer->fetch->max ||
        json_read(&note, transfer->resume, RESUME_BYTES_MAX) != OK) {
        forget_part(transfer);
        return;
    }
    if (strcmp(json_text(note, "url", ""), transfer->fetch->url) == 0 &&
        json_text(note, "validator", NULL) != NULL) {
        transfer->validator = xstrdup(json_text(note, "validator", ""));
        transfer->have = (uint64_t)id.size;
    } else {
        forget_part(transfer);
    }
    json_decref(note);
}

/* A weak tag does not promise the same bytes (RFC 9110, 13.1.5); a date will do. */
static const char *validator_of(const struct transfer *transfer)
{
    if (transfer->etag[0] == '"')
        return transfer->etag;
    return transfer->modified[0] != '\0' ? transfer->modified : NULL;
}

static enum err note_part(struct transfer *transfer)
{
    const char *validator = validator_of(transfer);
    json_t *note;
    enum err rc;

    if (validator == NULL) {
        remove(transfer->resume);
        return OK;
    }
    note =
        json_pack("{s:s, s:o}", "url", transfer->fetch->url, "validator", json_str_of(validator));
    rc = json_write(transfer->resume, note);
    json_decref(note);
    return rc;
}

/* --- libcurl's callbacks --- */

static void take_header(char *out, struct str line, const char *name)
{
    struct str key = str_sub(line, 0, strlen(name)), value = str_trim(str_from(line, strlen(name)));

    if (key.len == strlen(name) && strncasecmp(key.ptr, name, key.len) == 0)
        snprintf(out, HEADER_BYTES_MAX, "%.*s", STR_ARG(value));
}

static size_t on_header(char *bytes, size_t size, size_t count, void *ctx)
{
    struct transfer *transfer = ctx;
    struct str line = str_make(bytes, size * count);

    take_header(transfer->etag, line, "etag:");
    take_header(transfer->modified, line, "last-modified:");
    take_header(transfer->range, line, "content-range:");
    return size * count;
}

/* Whether the answer goes on where the part ends: "bytes 100-199/200". */
static bool continues(const struct transfer *transfer)
{
    char start[64];

    snprintf(start, sizeof(start), "bytes %llu-", (unsigned long long)transfer->have);
    return str_starts(str_of(transfer->range), str_of(start));
}

/* The first bytes of a body: the part is made ready, and its size is looked at. */
static enum err begin_body(struct transfer *transfer, long status)
{
    curl_off_t length = -1;
    enum err rc = OK;

    if (status == HTTP_PARTIAL && !continues(transfer))
        return err_set(ERR_IO, "%s: the server sent another part than it was asked for",
                       transfer->fetch->url);
    if (status == HTTP_OK) {
        transfer->have = 0;
        rc = note_part(transfer);
    }
    if (rc == OK && (ftruncate(transfer->fd, (off_t)transfer->have) != 0 ||
                     lseek(transfer->fd, 0, SEEK_END) < 0))
        rc = err_set(ERR_IO, "%s: %s", transfer->part, strerror(errno));
    curl_easy_getinfo(transfer->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    transfer->done = transfer->have;
    transfer->total = length > 0 ? transfer->have + (uint64_t)length : 0;
    transfer->begun = true;
    return rc;
}

static enum err write_all(struct transfer *transfer, const char *bytes, size_t len)
{
    ssize_t put;

    while (len > 0) {
        put = write(transfer->fd, bytes, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return err_set(ERR_IO, "%s: %s", transfer->part, strerror(errno));
        bytes += put;
        len -= (size_t)put;
    }
    return OK;
}

/* Bodies of other answers (an error's page) are passed over. */
static size_t on_body(char *bytes, size_t size, size_t count, void *ctx)
{
    struct transfer *transfer = ctx;
    const uint64_t max = transfer->fetch->max;
    size_t len = size * count;
    long status = 0;

    curl_easy_getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &status);
    if (status != HTTP_OK && status != HTTP_PARTIAL)
        return len;
    if (!transfer->begun)
        transfer->rc = begin_body(transfer, status);
    if (transfer->rc == OK && (transfer->total > max || len > max || transfer->done > max - len))
        transfer->rc = err_set(ERR_LIMIT, "%s: it is larger than the catalogue says (over %llu MB)",
                               transfer->fetch->url, (unsigned long long)(max >> 20));
    if (transfer->rc == OK)
        transfer->rc = write_all(transfer, bytes, len);
    if (transfer->rc != OK)
        return 0;
    transfer->done += len;
    return len;
}

static int on_progress(void *ctx, curl_off_t total, curl_off_t done, curl_off_t up_total,
                       curl_off_t up_done)
{
    struct transfer *transfer = ctx;

    (void)total;
    (void)done;
    (void)up_total;
    (void)up_done;
    if (progress_step(transfer->fetch->progress, transfer->fetch->what, transfer->done,
                      transfer->total > 0 ? transfer->total : transfer->fetch->max))
        return 0;
    transfer->rc = err_set(ERR_CANCELLED, "stopped");
    return 1;
}

/* --- requests --- */

static bool set_up(struct transfer *transfer)
{
    CURL *curl = transfer->curl;

    return curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_USERAGENT, "Wordloot/" WORDLOOT_VERSION) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, transfer->reason) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HEADERDATA, transfer) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_XFERINFODATA, transfer) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L) == CURLE_OK;
}

/* If-Range makes the server send all of a file that has changed meanwhile. */
static struct curl_slist *range_headers(const struct transfer *transfer)
{
    struct curl_slist *headers = NULL;
    char *line;

    if (transfer->validator == NULL)
        return NULL;
    line = xasprintf("Range: bytes=%llu-", (unsigned long long)transfer->have);
    headers = curl_slist_append(headers, line);
    free(line);
    line = xasprintf("If-Range: %s", transfer->validator);
    headers = curl_slist_append(headers, line);
    free(line);
    return headers;
}

static enum err why(const struct transfer *transfer, CURLcode code)
{
    const char *reason = transfer->reason[0] != '\0' ? transfer->reason : curl_easy_strerror(code);

    if (transfer->begun)
        return err_set(ERR_IO, "%s: the connection broke (%s); call it again to go on",
                       transfer->fetch->url, reason);
    return err_set(ERR_IO, "%s: %s; is the network there?", transfer->fetch->url, reason);
}

/* One request to the present address; *STATUS is its answer's. */
static enum err request(struct transfer *transfer, long *status)
{
    struct curl_slist *headers = range_headers(transfer);
    CURLcode code;

    transfer->etag[0] = transfer->modified[0] = transfer->range[0] = transfer->reason[0] = '\0';
    transfer->begun = false;
    transfer->rc = OK;
    if (curl_easy_setopt(transfer->curl, CURLOPT_URL, transfer->url) != CURLE_OK ||
        curl_easy_setopt(transfer->curl, CURLOPT_HTTPHEADER, headers) != CURLE_OK) {
        curl_slist_free_all(headers);
        return err_set(ERR_IO, "%s: there is no memory for the request", transfer->fetch->url);
    }
    code = curl_easy_perform(transfer->curl);
    curl_slist_free_all(headers);
    if (transfer->rc != OK)
        return transfer->rc;
    if (code != CURLE_OK)
        return why(transfer, code);
    curl_easy_getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, status);
    return OK;
}

/* Asks until the whole file has come. */
static enum err ask(struct transfer *transfer)
{
    long status = 0;
    int redirects = 0;
    enum err rc;

    for (;;) {
        rc = request(transfer, &status);
        if (rc != OK)
            return rc;
        if (status == HTTP_OK || status == HTTP_PARTIAL)
            break;
        if (status == HTTP_RANGE_OFF && transfer->validator != NULL) {
            forget_part(transfer);
        } else if (status < 300 || status >= 400) {
            return err_set(ERR_IO, "%s: the server answers %ld; it may be gone from there",
                           transfer->fetch->url, status);
        } else if (++redirects > REDIRECTS_MAX) {
            return err_set(ERR_IO, "%s: the server leads on and on; try again later",
                           transfer->fetch->url);
        } else if ((rc = follow(transfer)) != OK) {
            return rc;
        }
    }
    return transfer->begun ? OK : begin_body(transfer, status); /* without one byte */
}

static enum err publish(struct transfer *transfer)
{
    if (fsync(transfer->fd) != 0 || rename(transfer->part, transfer->fetch->path) != 0)
        return err_set(ERR_IO, "%s: %s", transfer->fetch->path, strerror(errno));
    remove(transfer->resume);
    return OK;
}

static enum err run(struct transfer *transfer)
{
    enum err rc;

    transfer->fd = open(transfer->part, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (transfer->fd < 0)
        return err_set(ERR_IO, "%s: %s", transfer->part, strerror(errno));
    find_part(transfer);
    rc = ask(transfer);
    if (rc == OK)
        rc = publish(transfer);
    close(transfer->fd);
    if (rc == ERR_LIMIT || (rc != OK && !file_exists(transfer->resume)))
        remove(transfer->part);
    if (rc == ERR_LIMIT)
        remove(transfer->resume);
    return rc;
}

enum err fetch_file(const struct fetch *fetch)
{
    struct transfer transfer = { .fetch = fetch, .fd = -1 };
    bool secure;
    enum err rc;

    if (!is_allowed(fetch->url, &secure))
        return err_set(ERR_USAGE, "%s: refused, because it is not https", fetch->url);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return err_set(ERR_IO, "libcurl cannot be used");
    transfer.curl = curl_easy_init();
    transfer.url = xstrdup(fetch->url);
    transfer.part = xasprintf("%s.part", fetch->path);
    transfer.resume = xasprintf("%s.resume", fetch->path);
    if (transfer.curl == NULL || !set_up(&transfer))
        rc = err_set(ERR_IO, "libcurl cannot be used");
    else
        rc = run(&transfer);
    curl_easy_cleanup(transfer.curl);
    free(transfer.url);
    free(transfer.part);
    free(transfer.resume);
    free(transfer.validator);
    curl_global_cleanup();
    return rc;
}
