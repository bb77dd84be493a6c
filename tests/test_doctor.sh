#!/usr/bin/env bash
# `wordloot doctor` without a display, dictionaries, fonts or an intact journal:
# it says what is wrong and what to do, and its exit code is its verdict.
set -euo pipefail

wordloot=$1/wordloot
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
checks=0

check() { # WHAT CODE TEXT...: doctor's exit code, and texts its output must have
    local what=$1 code=$2 got=0 text
    shift 2
    "${command[@]}" >"$folder/out" 2>"$folder/err" || got=$?
    checks=$((checks + 1))
    if [ "$got" -ne "$code" ]; then
        echo "$what: exit code $got, not $code" >&2
        failures=$((failures + 1))
    fi
    for text in "$@"; do
        checks=$((checks + 1))
        if ! grep -qF -- "$text" "$folder/out" "$folder/err"; then
            echo "$what: nothing about \"$text\" in:" >&2
            cat "$folder/out" "$folder/err" >&2
            failures=$((failures + 1))
        fi
    done
}

export WORDLOOT_HOME=$folder/home
unset DISPLAY WAYLAND_DISPLAY
command=("$wordloot" doctor)
check "nothing there" 1 "no display" "FAULT" "no dictionary can be used" "./app/start --learn it" \
    "Verdict: looking words up over a game cannot work"

printf '<fontconfig><dir>%s/none</dir></fontconfig>' "$folder" >"$folder/fonts.conf"
command=(env "FONTCONFIG_FILE=$folder/fonts.conf" "$wordloot" doctor)
check "no font" 1 "FAULT" "font"

if [ -x "$1/wordloot-read" ]; then
    command=("$wordloot" doctor)
    check "text from the screen" 1 'text in "it" can be read'
    command=(env "TESSDATA_PREFIX=$folder" "$wordloot" doctor)
    check "no data for a language" 1 "install tesseract-ocr-ita"
fi

mkdir -p "$folder/dict"
printf 'regno\tA\tN\n' >"$folder/dict/words.index"
printf 'regno\nkingdom' >"$folder/dict/words.dict"
"$wordloot" dict add "$folder/dict/words.index" --lang it --gloss en >/dev/null
command=("$wordloot" doctor)
check "a dictionary" 1 "words (it to en): ready" "is intact; 0 words"
"$wordloot" lookup --lang it --gloss en --keep regno >/dev/null
check "a word" 1 "is intact; 1 words"

printf 'changed\tA\tN\n' >"$folder/dict/words.index"
check "a changed source" 1 "not compiled yet" "wordloot dict scan"

printf 'this is no database, and never was, however long one looks at it' \
    >"$WORDLOOT_HOME/data/journal.db"
rm -f "$WORDLOOT_HOME"/data/journal.db-*
check "a journal that is none" 1 "damaged"
if ! ls "$WORDLOOT_HOME"/data/journal.db.damaged-* >/dev/null 2>&1; then
    echo "the file that was no journal is gone" >&2
    failures=$((failures + 1))
fi

command=("$wordloot" doctor please)
check "an argument" 2 "takes no arguments"
command=("$wordloot")
check "the overlay without a display" 3 "no display"

echo "$checks checks, $failures failed" >&2
[ "$failures" -eq 0 ]
