#include "app/ui/looks.h"

#include <stdlib.h>

#include "dict/base/file.h"

enum err looks_open(struct looks *out, const char *assets_dir, const char *ui)
{
    char *theme = file_join(assets_dir, "theme.json"), *texts = file_join(assets_dir, "texts");
    enum err rc;

    *out = (struct looks){ 0 };
    rc = theme_open(&out->theme, theme);
    if (rc == OK)
        rc = texts_open(&out->texts, texts, ui);
    if (rc == OK)
        rc = fonts_open(&out->fonts);
    free(theme);
    free(texts);
    return rc;
}

void looks_close(struct looks *looks)
{
    fonts_close(looks->fonts);
    texts_close(looks->texts);
    theme_close(looks->theme);
    *looks = (struct looks){ 0 };
}
