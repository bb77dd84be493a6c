#!/usr/bin/env bash
# Compiling a dictionary, killed at any moment, harms nothing: the others answer, the
# list is whole, and the next attempt succeeds.
set -euo pipefail

wordloot=$1/wordloot
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export WORDLOOT_HOME=$scratch/home WORDLOOT_HUNSPELL=$scratch

rounds=12
checks=0
failed=0

check() { # WHAT COMMAND...
    local what=$1
    shift
    checks=$((checks + 1))
    if ! "$@" >"$scratch/out" 2>&1; then
        failed=$((failed + 1))
        echo "failed: $what"
        cat "$scratch/out"
    fi
}

answers() { # WORD GLOSS
    "$wordloot" lookup --lang it "$1" | grep -q "$2"
}

lists_only_small() {
    [ "$("$wordloot" dict list --json | wc -l)" -eq 1 ] &&
        "$wordloot" dict list --json | grep -q '"name":"small'
}

printf 'gatto\tcat\ncane\tdog\n' >"$scratch/small.it-en.tsv"
seq 1 60000 | awk '{ printf "parola%d\tword number %d\tnoun\n", $1, $1 }' >"$scratch/big.it-en.tsv"
check "the small one is added" "$wordloot" dict add "$scratch/small.it-en.tsv"
for ((round = 0; round < rounds; round++)); do
    "$wordloot" dict add "$scratch/big.it-en.tsv" >/dev/null 2>&1 &
    pid=$!
    sleep "0.$(printf '%02d' $((round * 5 % 60)))"
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    if "$wordloot" dict list --json | grep -q '"name":"big'; then
        check "it was done before the kill, and is whole" answers parola60000 "word number 60000"
        check "it goes" "$wordloot" dict remove big.it-en
    fi
    check "round $round: the list is whole" lists_only_small
    check "round $round: the other one answers" answers gatto cat
done
check "undisturbed it is added" "$wordloot" dict add "$scratch/big.it-en.tsv"
check "and answers" answers parola31415 "word number 31415"

echo "$checks checks, $failed failed"
[ "$failed" -eq 0 ]
