#!/usr/bin/env bash
# wordloot teach, and what lookup makes of it, with the real Italian dictionaries.
#   test_teach.sh FOLDER-OF-THE-BINARY
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

loot() { # EXIT_CODE ARGUMENT...
    local want=$1 code=0
    shift
    "$wordloot" "$@" >"$scratch/out" 2>"$scratch/err" || code=$?
    check "$*: exit code $code, not $want" test "$code" -eq "$want"
}

first() { # WORD HEADWORD: what lookup shows first
    loot 0 lookup --lang it --gloss en --json "$1"
    check "$1 leads to $2" test "$(jq -r '.candidates[0].headword' "$scratch/out")" = "$2"
}

"$wordloot" dict scan --lang it >/dev/null 2>&1 || true
loot 1 teach
check "an empty list says how" grep -qF "Ctrl+L" "$scratch/err"

first guerra guerra
loot 0 teach --lang it Guerra regno
first guerra regno
first GUERRA regno
loot 0 teach --lang it --define "a small war" guerra
loot 0 teach --lang it --forget guerra
first guerra guerra
check "the definition went too" test \
    "$(jq -r '.candidates[0].entries[0].dict' "$scratch/out")" != own
loot 1 teach --lang it --forget guerra

loot 0 teach --lang it --define "a place underground" zork
first zork zork
check "one's own definition is the entry" test \
    "$(jq -r '.candidates[0].entries[0] | .dict + ":" + .text' "$scratch/out")" = \
    "own:a place underground"
loot 0 teach --lang it --define "fights" guerra
loot 0 lookup --lang it --gloss en --json guerra
check "before all others" test "$(jq -r '.candidates[0].entries[0].dict' "$scratch/out")" = own
check "which stay" test "$(jq '.candidates[0].entries | length' "$scratch/out")" -gt 1

loot 0 teach --json
check "the list" test "$(jq -c '[.lang, .form, .headword, .definition]' "$scratch/out" | head -n 1)" = \
    '["it",null,"guerra","fights"]'
loot 0 teach --lang it albero regno
loot 0 teach
check "for people" grep -qE "albero +-> +regno" "$scratch/out"
loot 0 backup "$scratch/copy.db"
loot 0 teach --lang it --forget albero
loot 0 restore "$scratch/copy.db"
first albero regno

loot 2 teach onlyone
loot 2 teach --define x
loot 2 teach --forget
loot 2 teach a b c
loot 2 teach --lang it "" regno
loot 3 teach --lang it --define "$(head -c 5000 /dev/zero | tr '\0' x)" guerra

echo "$checks checks, $failures failed" >&2
[ "$failures" -eq 0 ]
