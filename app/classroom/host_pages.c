/* The pages and what they load: read into memory once, each with its answer ready. No path that
 * is asked for ever reaches the file system. */

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include <microhttpd.h>

#include "app/classroom/host_private.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { PAGES_MAX = 64, PAGE_BYTES = 1 << 20 };

struct page {
    char *path; /* "/class.css" */
    struct MHD_Response *response;
};

struct host_pages {
    struct page items[PAGES_MAX];
    size_t count;
};

/* NULL: no file of a page. */
static const char *type_of(const char *name)
{
    static const struct {
        const char *ending, *type;
    } types[] = {
        { ".html", "text/html; charset=utf-8" },
        { ".css", "text/css; charset=utf-8" },
        { ".js", "text/javascript; charset=utf-8" },
        { ".json", "application/json; charset=utf-8" },
        { ".svg", "image/svg+xml" },
        { ".png", "image/png" },
    };

    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        if (str_ends(str_of(name), str_of(types[i].ending)))
            return types[i].type;
    return NULL;
}

/* The two pages have names of their own. */
static char *path_of(const char *folder, const char *name)
{
    if (strcmp(name, "index.html") == 0)
        return xstrdup("/");
    if (strcmp(name, "teacher.html") == 0)
        return xstrdup("/teacher");
    return xasprintf("%s/%s", folder, name);
}

static enum err add_page(struct host_pages *pages, const char *file, const char *folder,
                         const char *name)
{
    struct MHD_Response *response;
    struct buf text;
    enum err rc;

    if (pages->count == PAGES_MAX)
        return err_set(ERR_LIMIT, "%s: a class's pages have at most %d files", file, PAGES_MAX);
    buf_init(&text, PAGE_BYTES);
    rc = file_read(&text, file);
    if (rc == OK) {
        response = MHD_create_response_from_buffer(text.len, text.data, MHD_RESPMEM_MUST_COPY);
        if (response == NULL)
            rc = err_set(ERR_LIMIT, "%s: there is no memory for it", file);
    }
    if (rc == OK) {
        answer_headers(response, type_of(name));
        (void)MHD_add_response_header(response, "Connection", "close");
        pages->items[pages->count++] = (struct page){ path_of(folder, name), response };
    }
    buf_dispose(&text);
    return rc;
}

/* The files of DIR, which are under FOLDER for who asks: "" or "/texts". */
static enum err add_folder(struct host_pages *pages, const char *dir, const char *folder)
{
    DIR *names = opendir(dir);
    const struct dirent *entry;
    enum err rc = OK;

    if (names == NULL)
        return err_set(ERR_ABSENT, "%s: %s: a part of Wordloot is missing", dir, strerror(errno));
    while (rc == OK && (entry = readdir(names)) != NULL) {
        char *file;

        if (entry->d_name[0] == '.' || type_of(entry->d_name) == NULL)
            continue;
        file = file_join(dir, entry->d_name);
        rc = add_page(pages, file, folder, entry->d_name);
        free(file);
    }
    closedir(names);
    return rc;
}

static const struct page *find(const struct host_pages *pages, const char *path)
{
    for (size_t i = 0; i < pages->count; i++)
        if (strcmp(pages->items[i].path, path) == 0)
            return &pages->items[i];
    return NULL;
}

enum err host_pages_open(struct host_pages **out, const char *folder)
{
    struct host_pages *pages = xcalloc(1, sizeof(*pages));
    char *texts = file_join(folder, "texts");
    enum err rc = add_folder(pages, folder, "");

    if (rc == OK)
        rc = add_folder(pages, texts, "/texts");
    if (rc == OK && (find(pages, "/") == NULL || find(pages, "/teacher") == NULL))
        rc = err_set(ERR_ABSENT, "%s: the pages of a class are missing", folder);
    free(texts);
    if (rc != OK) {
        host_pages_close(pages);
        return rc;
    }
    *out = pages;
    return OK;
}

void host_pages_close(struct host_pages *pages)
{
    if (pages == NULL)
        return;
    for (size_t i = 0; i < pages->count; i++) {
        free(pages->items[i].path);
        MHD_destroy_response(pages->items[i].response);
    }
    free(pages);
}

/* Each door has its page; the teacher's files are for the teacher alone. */
static bool is_for(const char *path, bool is_teacher)
{
    if (is_teacher)
        return strcmp(path, "/") != 0;
    return !str_starts(str_of(path), str_of("/teacher"));
}

bool host_pages_send(const struct host_pages *pages, struct MHD_Connection *connection,
                     const char *path, bool is_teacher)
{
    const struct page *page = is_for(path, is_teacher) ? find(pages, path) : NULL;

    return page != NULL && MHD_queue_response(connection, MHD_HTTP_OK, page->response) == MHD_YES;
}
