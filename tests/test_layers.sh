#!/usr/bin/env bash
# Guards the house: who includes whom, which library is touched where, functions
# that are banned, and what may lie in the tree. Then the guard itself is
# tested: it must find a planted offence of each kind in a small tree.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# A module and the modules it may include, besides itself. dict/base stands
# under all of them; it includes none of ours. Of dict others see dict.h alone.
arrows='
app            app/commands
app/commands   app/overlay app/review app/classroom app/exchange app/ui app/capture app/journal app/srs app/platform dict
app/overlay    app/ui app/platform app/capture app/journal dict
app/review     app/ui app/journal app/srs
app/classroom  app/ui app/journal app/srs dict
app/exchange   app/journal
app/exchange/printer app/exchange
app/ui         app/platform
app/capture    app/platform dict
app/capture/reader app/capture
app/journal
app/srs
app/platform
dict
dict/base
'

# A system header, as a regular expression, and the files that may include it.
libraries='
sqlite3\.h            dict/base/db\.c
hunspell.*            dict/spelling\.c
zlib\.h               dict/dictzip\.c
archive(_entry)?\.h    dict/archive\.c|app/exchange/package\.c|tests/.*
nettle/.*              dict/checksum\.c|app/exchange/sha1\.c
curl/.*               app/platform/fetch\.c
utf8proc\.h           dict/base/text\.c
jansson\.h            dict/base/json\.h
fontconfig/.*         app/ui/.*|tests/.*
SDL.*                 app/ui/.*|tests/.*
X11/.*                app/platform/.*|app/ui/window\.c|tests/.*
png\.h                app/ui/png\.c|tests/.*
webp/.*               app/ui/picture\.c|app/capture/scene\.c|tests/.*
tesseract/.*          app/capture/reader/recognise\.c
microhttpd\.h         app/classroom/host.*\.c
qrencode\.h           app/classroom/qr\.c
pango/.*              app/exchange/printer/.*
cairo.*               app/exchange/printer/.*
sys/socket\.h         app/platform/control\.c|app/capture/reader(/main)?\.c|app/classroom/.*|tests/.*
sys/un\.h             app/platform/control\.c|tests/.*
'

top_level='^(\.ci|\.clang-format|\.clang-tidy|\.git|\.gitignore|CMakeLists\.txt|LICENSE|README\.md|app|assets|dict|tests|build|build-.*)$'
banned='(sprintf|vsprintf|strcpy|strcat|atoi|strtok|gets|alloca)'
# Folders of one machine, and where packages are fetched from.
foreign='(^|[^[:alnum:]_.~-])/(work|home|Users|root)/|(deb|registry|pypi|proxy|files|static)\.(debian|npmj[s]|pytho[n]|golan[g]|crate[s])|pypi\.or[g]|crates\.i[o]'

includes() { # FOLDER...: "file:header" for each #include, quotes or brackets kept
    grep -rEo --include='*.[ch]' '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<][^">]*[">]' "$@" |
        sed 's/:[[:space:]]*#[[:space:]]*include[[:space:]]*/:/'
}

upward_includes() {
    includes app dict | awk -F: -v arrows="$arrows" '
        BEGIN {
            count = split(arrows, line, "\n")
            for (i = 1; i <= count; i++) {
                parts = split(line[i], word, " ")
                if (parts == 0) continue
                known[word[1]] = 1
                for (k = 2; k <= parts; k++) allowed[word[1], word[k]] = 1
            }
        }
        function folder(path) { sub("/[^/]*$", "", path); return path }
        $2 ~ /^"/ {
            target = substr($2, 2, length($2) - 2)
            from = folder($1); to = folder(target)
            if (!(from in known)) print $1 ": " from " is no module of the house"
            else if (target !~ "/") print $1 ": \"" target "\" is not named from the top"
            else if (to == "dict" && from !~ /^dict/ && target != "dict/dict.h")
                print $1 ": of dict only dict/dict.h may be included, not " target
            else if (from == to || to == "dict/base" || (from, to) in allowed) next
            else print $1 ": " from " must not include " target
        }'
}

libraries_elsewhere() {
    local header files
    while read -r header files; do
        [ -z "$header" ] || includes app dict tests | grep -E ":<$header>$" |
            grep -vE "^($files):" | sed "s|$|: not the place for this library|" || true
    done <<<"$libraries"
}

# Spaced repetition is numbers in, numbers out: no clock, no files, no database.
impure_srs() {
    [ ! -d app/srs ] || includes app/srs |
        grep -E ':(<(time|unistd|fcntl|dirent|sys/.*)\.h>|"dict/base/(clock|db|file|json|log)\.h")$' |
        sed 's|$|: app/srs is pure|' || true
}

banned_calls() {
    grep -rnE --include='*.[ch]' "(^|[^[:alnum:]_])${banned}[[:space:]]*\(" app dict tests |
        sed 's|$|: banned function|' || true
}

foreign_names() {
    grep -rnIE "$foreign" --exclude-dir='build*' --exclude-dir=.git --exclude=.git . |
        sed 's|$|: a machine or a registry is named|' || true
}

strangers() {
    find . -mindepth 1 -maxdepth 1 -printf '%f\n' | grep -vE "$top_level" |
        sed 's|$|: not in the agreed top level|' || true
}

# The network is for the user's own calls: nothing but a command may fetch.
network_elsewhere() {
    includes app dict | grep '"app/platform/fetch\.h"$' | grep -vE '^app/(commands|platform)/' |
        sed 's|$|: only a command may fetch|' || true
}

offences() { # ROOT: one line each
    (cd "$1" && upward_includes && libraries_elsewhere && network_elsewhere && impure_srs && banned_calls && foreign_names && strangers)
}

# --- the guard's own test ---

plant_tree() { # FOLDER: a house in order, one file a module and library
    mkdir -p "$1"/{app/{commands,overlay,ui,platform,journal,srs},dict/base,tests,assets}
    echo '#include "app/commands/commands.h"' >"$1/app/main.c"
    printf '%s\n' '#include "app/overlay/overlay.h"' '#include "app/platform/fetch.h"' \
        '#include "dict/dict.h"' >"$1/app/commands/a.c"
    printf '%s\n' '#include "app/ui/font.h"' '#include <stdio.h>' >"$1/app/overlay/a.c"
    printf '%s\n' '#include <SDL.h>' '#include "dict/base/str.h"' >"$1/app/ui/a.c"
    echo '#include <X11/Xlib.h>' >"$1/app/platform/x11.c"
    echo '#include <sys/un.h>' >"$1/app/platform/control.c"
    printf '%s\n' '#include "dict/base/db.h"' 'snprintf(a, b); fgets(a); my_strcpy(b);' >"$1/app/journal/a.c"
    printf '%s\n' '#include <math.h>' '#include "dict/base/mem.h"' >"$1/app/srs/a.c"
    echo '#include <hunspell/hunspell.h>' >"$1/dict/spelling.c"
    echo '#include <zlib.h>' >"$1/dict/dictzip.c"
    echo '#include <nettle/sha2.h>' >"$1/dict/checksum.c"
    echo '#include <curl/curl.h>' >"$1/app/platform/fetch.c"
    echo '#include <archive.h>' >"$1/dict/archive.c"
    echo '#include <sqlite3.h>' >"$1/dict/base/db.c"
    echo '#include <utf8proc.h>' >"$1/dict/base/text.c"
    echo '#include <jansson.h>' >"$1/dict/base/json.h"
    touch "$1"/{CMakeLists.txt,README.md}
}

# A file, and the line that must be found when it is added to that file. The %
# are left out then; with them this list is no offence itself.
planted='
app/main.c              #include "app/ui/font.h"
app/main.c              #include "dict/dict.h"
app/journal/a.c         #include "app/overlay/overlay.h"
app/journal/a.c         #include "dict/dict.h"
app/commands/a.c        #include "dict/lookup.h"
app/journal/a.c         # include "app/srs/fsrs.h"
app/srs/a.c             #include "app/journal/journal.h"
app/srs/a.c             #include "dict/dict.h"
app/srs/a.c             #include "dict/base/clock.h"
app/srs/a.c             #include "dict/base/db.h"
app/srs/a.c             #include <time.h>
app/ui/a.c              #include "app/journal/journal.h"
app/ui/a.c              #include "font.h"
app/platform/x11.c      #include "app/ui/font.h"
dict/dictzip.c          #include "app/platform/paths.h"
dict/base/text.c        #include "dict/dict.h"
app/gadget/a.c          #include "dict/base/str.h"
app/journal/a.c         #include <sqlite3.h>
dict/lookup.c           #include <hunspell.h>
dict/lookup.c           #include <zlib.h>
dict/lookup.c           #include <nettle/sha2.h>
app/commands/a.c        #include <curl/curl.h>
app/overlay/a.c         #include "app/platform/fetch.h"
dict/lookup.c           #include <utf8proc.h>
dict/lookup.c           #include <archive_entry.h>
app/commands/a.c        #include <jansson.h>
app/overlay/a.c         #include <fontconfig/fontconfig.h>
app/overlay/a.c         #include <SDL2/SDL.h>
app/overlay/a.c         #include <X11/Xlib.h>
app/commands/a.c        #include <sys/socket.h>
app/commands/a.c        #include <sys/un.h>
app/ui/a.c              sprintf(text, "x");
app/ui/a.c              vsprintf (text, "x", args);
app/ui/a.c              if (strcpy(a, b))
dict/spelling.c         strcat(a, b);
dict/spelling.c         n = atoi(b);
tests/test_a.c          strtok(a, b);
tests/test_a.c          gets(a);
tests/test_a.c          char *p = alloca(12);
tests/test_a.c          open("/wor%k/main/x");
README.md               Look in /hom%e/ada/wordloot.
tests/run               curl deb.deb%ian.org
tests/run               curl https://registry.npm%js.org
notes.txt               a stranger
'

failures=0
checks=0

expect() { # WHAT GOT PATTERN: one line that matches, or with an empty pattern none
    checks=$((checks + 1))
    if [ -z "$3" ] && [ -z "$2" ]; then return; fi
    if [ -n "$3" ] && [ "$(grep -c . <<<"$2")" -eq 1 ] && grep -q "$3" <<<"$2"; then return; fi
    failures=$((failures + 1))
    printf '%s: expected %s, found:\n%s\n' "$1" "${3:-nothing}" "$2" >&2
}

test_guard() {
    local scratch file line
    scratch=$(mktemp -d)
    plant_tree "$scratch/clean"
    expect "a house in order" "$(offences "$scratch/clean")" ""
    while read -r file line; do
        [ -n "$file" ] || continue
        line=${line//%/}
        cp -r "$scratch/clean" "$scratch/planted"
        mkdir -p "$(dirname "$scratch/planted/$file")"
        printf '%s\n' "$line" >>"$scratch/planted/$file"
        expect "$file with $line" "$(offences "$scratch/planted")" "$file"
        rm -rf "$scratch/planted"
    done <<<"$planted"
    rm -rf "$scratch"
}

test_guard
expect "this tree" "$(offences "$root")" ""
echo "$checks checks, $failures failed" >&2
[ "$failures" -eq 0 ]
