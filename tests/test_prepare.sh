#!/usr/bin/env bash
# wordloot prepare over subtitles and translations, with the real Italian dictionaries.
#   test_prepare.sh FOLDER-OF-THE-BINARY
set -euo pipefail

wordloot=$1/wordloot
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export WORDLOOT_HOME=$scratch/home
failures=0
checks=0

check() { # WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" && return
    failures=$((failures + 1))
    echo "failed: $what" >&2
    tail -n 20 "$scratch/out" "$scratch/err" >&2 || true
}

prepare() { # CODE ARGUMENT...
    local want=$1 code=0
    shift
    "$wordloot" prepare --lang it --gloss en "$@" >"$scratch/out" 2>"$scratch/err" || code=$?
    check "prepare $*: exit code $code, not $want" test "$code" -eq "$want"
}

says() { # WHAT FILE TEXT
    check "$1: \"$3\"" grep -qF -- "$3" "$scratch/$2"
}

field() { # HEADWORD KEY: of the JSON in out
    jq -r --arg w "$1" --arg k "$2" 'select(.headword == $w) | .[$k]' "$scratch/out"
}

cat >"$scratch/film.srt" <<'TEXT'
1
00:00:01,000 --> 00:00:02,000
<i>La guerra</i> è finita, dissero
gli uomini del villaggio quella sera.

2
00:00:03,000 --> 00:00:04,000
Le guerre finiscono sempre. Grubbolo tace.
TEXT
"$wordloot" dict scan --lang it >/dev/null 2>&1 || true

prepare 0 --json --common 0 "$scratch/film.srt"
check "both forms are one word" test "$(field guerra times)" = 2
check "it has a meaning" test "$(field guerra gloss)" = war
check "the longer sentence shows it" test "$(field guerra sentence)" = \
    "La guerra è finita, dissero gli uomini del villaggio quella sera."
check "where it stands" test "$(jq -c 'select(.headword == "guerra") | .form_place' \
    "$scratch/out")" = "[3,6]"
check "the most frequent comes first" test \
    "$(jq -r .times "$scratch/out")" = "$(jq -r .times "$scratch/out" | sort -nr)"
says "the share" err "running words: 0.0 % known"
check "names are no words to learn" test -z "$(field Grubbolo times)"

prepare 0 --names "$scratch/film.srt"
says "names" out Grubbolo

prepare 0 --limit 3 --common 0 --keep --game "Wesnoth" "$scratch/film.srt"
says "kept" err "3 words kept"
check "three words are in the journal" test "$("$wordloot" words --json | wc -l)" -eq 3
check "with the game" test "$("$wordloot" words --json --game wesnoth | wc -l)" -eq 3
says "what is listed counts towards the share" err "With the words of this list"

"$wordloot" lookup --lang it --keep guerra >/dev/null
"$wordloot" words --lang it --mark known guerra
prepare 0 --json --common 0 "$scratch/film.srt"
check "what is known is not listed" test -z "$(field guerra times)"
check "and counts as known" grep -qE '1[0-9]\.[0-9] % known' "$scratch/err"

"$wordloot" teach --lang it sera notte
prepare 0 --json --common 0 "$scratch/film.srt"
check "what was taught counts" test "$(field notte times)" = 1
"$wordloot" teach --lang it --forget sera

printf 'guerra\n' >"$scratch/known.txt"
prepare 1 "$scratch/known.txt"
prepare 2
prepare 2 --limit 0 "$scratch/known.txt"
prepare 2 --names --keep "$scratch/known.txt"
prepare 1 "$scratch/nowhere.srt"
says "a missing file" err "nowhere.srt"
printf '\xde\x12\x04\x95\0\0' >"$scratch/bad.mo"
prepare 3 "$scratch/bad.mo"
says "a damaged file" err "bad.mo: the translations end in their header"

echo "$checks checks, $failures failed" >&2
[ "$failures" -eq 0 ]
