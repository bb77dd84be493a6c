#!/usr/bin/env bash
# wordloot lookup from end to end, through the binary: its answers, its JSON, what
# it keeps, its exit codes, and what it says when something is missing. Needs jq.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
wordloot=$1/wordloot
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export WORDLOOT_HOME=$scratch/home
export WORDLOOT_ASSETS=$root/assets
export WORDLOOT_HUNSPELL=$root/tests/data/hunspell
failures=0
checks=0

check() { # WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" >/dev/null && return
    failures=$((failures + 1))
    echo "failed: $what" >&2
    head -c 2000 "$scratch/out" "$scratch/err" >&2 || true
}

lookup() { # EXIT_CODE ARGUMENT...: with the words on stdin, if any
    local want=$1 code=0 call
    shift
    call="$*"
    "$wordloot" lookup "$@" >"$scratch/out" 2>"$scratch/err" || code=$?
    check "lookup ${call:0:60}: exit code $code, not $want" test "$code" = "$want"
}

says() { # FILE TEXT
    check "$1 says \"$2\"" grep -qF -- "$2" "$scratch/$1"
}

silent() { # FILE
    check "$1 is empty" test ! -s "$scratch/$1"
}

json() { # FILTER: must be true of the line, or of all lines as an array with -s
    check "JSON: $1" jq -es "$1" "$scratch/out"
}

# A dictionary in dictd's format: offsets and lengths are numbers to the base 64.
digits=ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/
base64_number() {
    local n=$1 text=
    while :; do
        text=${digits:n%64:1}$text
        n=$((n / 64))
        [ "$n" -gt 0 ] || break
    done
    printf '%s' "$text"
}

add_word() { # HEADWORD GLOSS
    local at length article
    article="$1 <n>"$'\n'"$2"$'\n'
    at=$(wc -c <"$scratch/freedict-ita-eng.dict")
    printf '%s' "$article" >>"$scratch/freedict-ita-eng.dict"
    length=$(printf '%s' "$article" | wc -c)
    printf '%s\t%s\t%s\n' "$1" "$(base64_number "$at")" "$(base64_number "$length")" \
        >>"$scratch/freedict-ita-eng.index"
}

echo "== no dictionary"
lookup 3 gatto
says err "./app/start --learn it"
says err "wordloot dict scan"
check "one line" test "$(wc -l <"$scratch/err")" = 1
lookup 3 --json gatto
json '.[0].candidates == [{"headword":"gatto","how":"stem","entries":[]}]'
check "no journal is made" test ! -e "$WORDLOOT_HOME/data/journal.db"

: >"$scratch/freedict-ita-eng.dict"
: >"$scratch/freedict-ita-eng.index"
add_word albero "tree"
add_word anno "year"
add_word casa "house"
add_word gatto "cat"
add_word "in bocca al lupo" "good luck"
add_word parlare "to speak"
add_word perché "why"
add_word portare "to carry"
add_word porto "harbour"
LC_ALL=C sort -o "$scratch/freedict-ita-eng.index" "$scratch/freedict-ita-eng.index"
check "dict add" "$wordloot" dict add "$scratch/freedict-ita-eng.index"

echo "== words"
lookup 0 gatto
says out gatto
says out cat
silent err
lookup 0 gatti perche
says out "gatto  (base form)"
says out perché
lookup 0 gatttto
says out "spelled nearly so"
lookup 1 xxxxxxxxxx
says out "xxxxxxxxxx: not found"
lookup 0 xxxxxxxxxx gatto
lookup 0 -- gatto

echo "== JSON"
lookup 0 --json gatti
json 'length == 1'
json '.[0] | keys == ["candidates", "lang", "query", "suggestions"]'
json '.[0] | .query == "gatti" and .lang == "it"'
json '.[0].candidates[0] | keys == ["entries", "headword", "how"]'
json '.[0].candidates[0] | .headword == "gatto" and .how == "stem"'
json '.[0].candidates[0].entries[0] | keys == ["dict", "headword", "pos", "text"]'
json '.[0].candidates[0].entries[0] | .dict == "freedict-ita-eng" and .headword == "gatto"'
json '.[0].candidates[0].entries[0].text | contains("cat")'
lookup 0 --json gatttto
json '.[0] | .suggestions == ["gatto"] and .candidates[0].how == "near"'
lookup 0 --json --sentence "Parla con l'albero." "l'albero"
json '.[0].candidates[0] | .headword == "albero" and .how == "split"'

echo "== wrong calls"
lookup 2 --nonsense
says err "wordloot lookup --help"
lookup 2 --lang
lookup 2 --lang xx gatto
says err " it"
lookup 2 --lang ../it gatto
lookup 2 --batch gatto
lookup 2 --sentence "Una casa."
lookup 2 ""
lookup 2 "$(printf 'gat\xff')"
lookup 2 "$(head -c 10000 /dev/zero | tr '\0' a)"
check "one line" test "$(wc -l <"$scratch/err")" = 1
lookup 2 --sentence "$(printf 'gat\xff')" gatto
lookup 0 --help
says out "usage: wordloot lookup"

echo "== batch"
lookup 0 --batch < <(printf 'gatti\nPorto\tPorto la casa.\nperche\n')
json 'length == 3'
json '[.[].query] == ["gatti", "Porto", "perche"]'
json '[.[].candidates[0].headword] == ["gatto", "porto", "perché"]'
json '[.[1].candidates[].headword] == ["porto", "portare"]'
lookup 0 --batch < <(printf 'gatti\r\nxxxxxxxxxx')
json 'length == 2 and .[0].query == "gatti" and all(.[1].candidates[]; .entries == [])'
lookup 1 --batch < <(printf 'xxxxxxxxxx\n')
lookup 1 --batch < <(printf '')
silent out
lookup 2 --batch < <(
    printf 'gatti\n\n'
    head -c 10000 /dev/zero | tr '\0' a
    printf '\ngat\xff\nx\tgat\xff\ng\0atto\n'
    head -c 200000 /dev/zero | tr '\0' a
    printf '\ncasa\n'
)
json 'length == 8'
json '[.[] | has("error")] == [false, true, true, true, true, true, true, false]'
json 'all(has("query") and has("lang") and has("candidates") and has("suggestions"))'
json '.[7].candidates[0].headword == "casa"'
mkfifo "$scratch/in" "$scratch/back"
"$wordloot" lookup --batch <"$scratch/in" >"$scratch/back" &
exec 3>"$scratch/in" 4<"$scratch/back"
echo gatto >&3
answer=
read -r -t 20 answer <&4 || true
check "an answer comes before the next question" test "${answer:0:16}" = '{"query":"gatto"'
exec 3>&- 4<&-
wait
if [ -e /dev/full ]; then
    code=0
    echo gatto | "$wordloot" lookup --batch >/dev/full 2>"$scratch/err" || code=$?
    check "a full disk: exit code $code, not 3" test "$code" = 3
    says err "cannot write the output"
fi

echo "== words on stdin"
lookup 0 < <(printf 'gatti\nin bocca al lupo\n\nIl gatto dorme.\n')
says out "good luck"
says out "Il: not found"
check "gatto is shown twice" test "$(grep -c '^gatto' "$scratch/out")" = 2

echo "== keeping"
check "no journal until then" test ! -e "$WORDLOOT_HOME/data/journal.db"
lookup 0 --json --keep --game Wesnoth --sentence "Due gatti." gatti
json '.[0].kept | test("^[0-9a-f-]{36}$")'
lookup 0 --keep casa
says out kept
lookup 1 --json --keep xxxxxxxxxx
json '.[0] | has("kept") and .kept == null'
"$wordloot" words --json >"$scratch/out"
json 'length == 2 and ([.[].word] | sort) == ["casa", "gatto"]'
json 'map(select(.word == "gatto"))[0] | .sentence == "Due gatti." and .game == "Wesnoth"'

echo "== no Hunspell file"
export WORDLOOT_HUNSPELL=$scratch
lookup 0 gatto
silent err
lookup 1 parlano
says err hunspell-it

echo "$checks checks, $failures failed"
[ "$failures" = 0 ] && [ "$checks" -gt 0 ]
