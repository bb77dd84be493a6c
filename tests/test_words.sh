#!/usr/bin/env bash
# The journal from end to end, through the binary: words, games, set, backup and
# restore, with hostile content, a full disk, and journals that cannot be opened.
# Needs jq.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
wordloot=$1/wordloot
scratch=$(mktemp -d)
trap 'umount "$scratch/small" 2>/dev/null || true; rm -rf "$scratch"' EXIT
export WORDLOOT_HOME=$scratch/home
export WORDLOOT_ASSETS=$root/assets
export WORDLOOT_HUNSPELL=$root/tests/data/hunspell
export TZ=Europe/Rome
failures=0
checks=0

# Friday 20 November 2026, 13:00 in Rome, and DAYS later.
now() { # DAYS
    export WORDLOOT_NOW=$((1795176000000 + $1 * 86400000))
}

check() { # WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" >/dev/null && return
    failures=$((failures + 1))
    echo "failed: $what" >&2
    head -c 2000 "$scratch/out" "$scratch/err" >&2 || true
}

loot() { # EXIT_CODE ARGUMENT...
    local want=$1 code=0 call
    shift
    call="$*"
    "$wordloot" "$@" >"$scratch/out" 2>"$scratch/err" || code=$?
    check "${call:0:60}: exit code $code, not $want" test "$code" = "$want"
}

says() { # FILE TEXT
    check "$1 says \"$2\"" grep -qF -- "$2" "$scratch/$1"
}

silent() { # FILE
    check "$1 is empty" test ! -s "$scratch/$1"
}

one_line() { # FILE
    check "$1 is one line" test "$(wc -l <"$scratch/$1")" = 1
}

json() { # FILTER: must be true of all lines as an array
    check "JSON: $1" jq -es "$1" "$scratch/out"
}

# There is no dictionary here, so lookup says so with 3; its answer is kept all the same.
keep() { # ARGUMENT...
    "$wordloot" lookup --lang it --keep "$@" >"$scratch/out" 2>"$scratch/err" || true
    says out kept
}

echo "== nothing yet"
loot 1 words
silent out
says err "No words yet"
loot 1 words --json
silent out
loot 1 games
says err "No games yet"

echo "== words"
now 0
keep --game "The Battle for Wesnoth" --sentence "Le case sono belle." case
now 1
keep --game Celeste --sentence "Ho visto i gatti." gatti
now 3
keep --game Celeste --sentence "Una casa." casa
loot 0 words
silent err
says out "casa "
says out "2026-11-23 13:00"
check "a heading and two words" test "$(wc -l <"$scratch/out")" = 3
loot 0 words --json
json 'map(.word) == ["casa", "gatto"]'
json '.[0] | keys == ["first_ms", "form", "form_place", "game", "lang", "last_ms", "met", "note", "sentence", "state", "times", "word"]'
json '.[0] | .times == 2 and .first_ms == 1795176000000 and .last_ms == 1795435200000'
json '.[0] | .lang == "it" and .state == "learning" and .note == null and .game == "Celeste"'
json '.[0] | .form == "casa" and .sentence == "Una casa." and .form_place == [4, 4]'
loot 0 words --json casa
json 'map(.form) == ["casa", "case"] and .[1].sentence == "Le case sono belle."'
loot 0 words casa
says out "Le case sono belle."

echo "== filters"
# shellcheck disable=SC2089 # the quotes are JSON's
for row in '--since today|["casa"]' '--since 2d|["casa","gatto"]' '--since 2026-11-21|["casa","gatto"]' \
    '--since 2026-11-22 --until 2026-11-23|["casa"]' '--until 2026-11-20|["casa"]' \
    '--since yesterday --until today|["casa"]' '--until 2026-11-21|["gatto","casa"]' \
    '--game wesnoth|["casa"]' '--limit 1|["casa"]' '--lang it --since 24h|["casa"]'; do
    # shellcheck disable=SC2086,SC2090 # several words on purpose
    loot 0 words --json ${row%|*}
    json "map(.word) == ${row#*|}"
done
loot 1 words --lang de
says err "No such words"
loot 1 words --game "%"
loot 1 words --game "'; DROP TABLE word; --"
loot 1 words --since 2026-12-01
for wrong in '--since soon' '--since 2026-02-30' '--since 2026-13-01' '--since -1d' '--until 1e3' \
    '--state new' '--limit 0' '--limit many' '--limit 99999999999999999999' '--mark known' \
    '--mark lost casa' '--since' '--nonsense' 'casa gatto'; do
    # shellcheck disable=SC2086
    loot 2 words $wrong
    one_line err
    silent out
done

echo "== states and notes"
loot 0 words --mark known casa
loot 0 words --json --state known
json 'map(.word) == ["casa"]'
loot 0 words --note "like Latin \"casa\"; 100 %" casa
loot 0 words --json --state known
json '.[0].note == "like Latin \"casa\"; 100 %"'
loot 1 words --mark known cane
one_line err
loot 1 words --lang de --mark known casa

echo "== games"
loot 0 games --json
json 'map([.game, .words, .encounters]) == [["Celeste", 2, 2], ["The Battle for Wesnoth", 1, 1]]'
loot 0 games rename "The Battle for Wesnoth" Wesnoth
loot 0 games
says out "Wesnoth "
keep --game "The Battle for Wesnoth" porto
loot 0 games --json
json '.[] | select(.game == "Wesnoth") | .words == 2'
loot 1 games rename Doom Quake
loot 2 games rename Wesnoth ""
loot 2 games rename Wesnoth
loot 2 games remove Wesnoth

echo "== settings"
loot 0 set
check "a line for each and a heading" test "$(wc -l <"$scratch/out")" -gt 10
loot 0 set corner top-left
loot 0 set --game Celeste corner bottom-left
loot 0 set corner
check "the value alone" test "$(cat "$scratch/out")" = top-left
loot 0 set --game Celeste corner
check "the game's own" test "$(cat "$scratch/out")" = bottom-left
loot 0 set corner --default
loot 0 set --json
json '[.[] | select(.key == "corner")][0] | .value == .default'
json 'all(.key and .value and .values and .meaning and .per_game != null)'
loot 0 set lang de
for wrong in 'corner middle' 'opacity 5' 'colour red' 'colour' 'lang xx' 'lang ../it' 'hotkey W' \
    '--default' 'corner top-left --default' '--game Celeste lang it' 'corner top left'; do
    # shellcheck disable=SC2086
    loot 2 set $wrong
    one_line err
done
loot 0 set lang
check "what was refused changed nothing" test "$(cat "$scratch/out")" = de
loot 0 set lang --default

echo "== hostile content"
keep --game "'; DROP TABLE game; --" --sentence $'Due\nrighe, "%s%n" e \'casa\'; DROP TABLE word;' casa
keep --game $'\e[2J\u202eevil\n%s' --sentence $'\e]0;title\a casa' casa
loot 0 words --json casa
json '.[1].sentence == "Due\nrighe, \"%s%n\" e '"'casa'"'; DROP TABLE word;"'
json 'length == 4'
loot 0 words
check "nothing steers the terminal" bash -c "! grep -qP '[\x00-\x08\x0b-\x1f\x7f]' '$scratch/out'"
loot 0 words casa
check "nothing steers the terminal" bash -c "! grep -qP '[\x00-\x08\x0b-\x1f\x7f]' '$scratch/out'"
loot 0 games
check "nothing steers the terminal" bash -c "! grep -qP '[\x00-\x08\x0b-\x1f\x7f]' '$scratch/out'"
check "no turned writing" bash -c "! grep -q $'\u202e' '$scratch/out'"
loot 1 words "$(head -c 900 /dev/zero | tr '\0' x)"
loot 3 words "$(head -c 10000 /dev/zero | tr '\0' x)"
one_line err

echo "== a terminal's width"
for columns in 30 60 100 200; do
    script -qec "stty cols $columns; '$wordloot' words" /dev/null >"$scratch/out" </dev/null
    check "words in $columns columns" test "$(tr -d '\r' <"$scratch/out" | wc -L)" -le "$columns"
    script -qec "stty cols $columns; '$wordloot' words casa" /dev/null >"$scratch/out" </dev/null
    check "one word in $columns columns" test "$(tr -d '\r' <"$scratch/out" | wc -L)" -le "$columns"
    script -qec "stty cols $columns; '$wordloot' set" /dev/null >"$scratch/out" </dev/null
    check "settings in $columns columns" test "$(tr -d '\r' <"$scratch/out" | wc -L)" -le "$columns"
    script -qec "stty cols $columns; '$wordloot' games" /dev/null >"$scratch/out" </dev/null
    check "games in $columns columns" test "$(tr -d '\r' <"$scratch/out" | wc -L)" -le "$columns"
done

echo "== backup and restore"
loot 0 backup "$scratch/copy.db"
loot 2 backup "$scratch/copy.db"
says err "--force"
loot 0 backup --force "$scratch/copy.db"
loot 3 backup "$scratch/nowhere/copy.db"
one_line err
loot 2 backup --force "$WORDLOOT_HOME/data/journal.db"
loot 2 backup
keep libro
loot 0 restore "$scratch/copy.db"
says err before-restore
loot 0 words --json
json 'all(.word != "libro")'
aside=$(ls "$WORDLOOT_HOME"/data/journal.db.before-restore-*)
loot 0 restore "$aside"
loot 0 words --json
json 'any(.word == "libro")'
head -c 5000 "$scratch/copy.db" >"$scratch/torn.db"
echo "no journal" >"$scratch/text"
loot 3 restore "$scratch/torn.db"
one_line err
loot 3 restore "$scratch/text"
one_line err
loot 1 restore "$scratch/nowhere.db"
loot 2 restore
loot 0 words --json
json 'any(.word == "libro")'

echo "== journals that cannot be opened"
journal=$WORDLOOT_HOME/data/journal.db
cp "$journal" "$scratch/good.db"
printf '\0\0\0\143' | dd of="$journal" bs=1 seek=60 conv=notrunc status=none # version 99
sum=$(cksum <"$journal")
loot 3 words
one_line err
says err "update Wordloot"
loot 3 set corner top-left
loot 3 restore "$scratch/copy.db"
check "a newer journal is left as it is" test "$(cksum <"$journal")" = "$sum"
echo "this is no journal" >"$journal"
loot 1 words
says err "damaged-"
check "it is kept aside" grep -q "this is no journal" "$WORDLOOT_HOME"/data/journal.db.damaged-*
loot 0 restore "$scratch/good.db"
loot 0 words --json
json 'any(.word == "libro")'

echo "== a full disk"
"$wordloot" words --json >"$scratch/before"
for what in "words --mark known gatto" "set opacity 50" "games rename Celeste C"; do
    failures_before=$failures
    # No file may grow past this many kilobytes: the journal's files cannot.
    # shellcheck disable=SC2086
    (
        trap '' XFSZ
        ulimit -f 4
        loot 3 $what
        one_line err
        exit $((failures - failures_before))
    ) || failures=$((failures + 1))
done
loot 0 words --json
check "nothing is lost" cmp "$scratch/before" "$scratch/out"
mkdir "$scratch/small"
if mount -t tmpfs -o size=400k tmpfs "$scratch/small" 2>/dev/null; then
    export WORDLOOT_HOME=$scratch/small
    now 0
    keep --game Celeste casa
    loot 0 words --json
    cp "$scratch/out" "$scratch/before"
    cat /dev/zero >"$scratch/small/filler" 2>/dev/null || true
    loot 3 words --mark known casa
    one_line err
    says err "journal.db"
    loot 3 backup "$scratch/small/copy.db"
    check "no half copy" test ! -e "$scratch/small/copy.db"
    rm "$scratch/small/filler"
    loot 0 words --json
    check "nothing is lost" cmp "$scratch/before" "$scratch/out"
    loot 0 words --mark known casa
fi

echo "$checks checks, $failures failed"
test "$failures" = 0
