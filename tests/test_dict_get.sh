#!/usr/bin/env bash
# wordloot dict get from end to end, through the binary, against a server on loopback
# (tests/tools/file_server.c) that serves well and badly: lists, installs, downloads
# that break and go on, and what must be refused. After each refusal the shelf is as it
# was, and the other dictionaries answer. Needs jq and script(1).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
wordloot=$1/wordloot
scratch=$(mktemp -d)
files=$scratch/files
log=$scratch/log
failures=0
checks=0
server=

stop_server() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
}
trap 'stop_server; rm -rf "$scratch"' EXIT
export WORDLOOT_HOME=$scratch/home
export WORDLOOT_ASSETS=$root/assets
export WORDLOOT_HUNSPELL=$scratch/none
export no_proxy='*'
unset http_proxy https_proxy all_proxy
mkdir -p "$files" "$WORDLOOT_HUNSPELL"
data=$WORDLOOT_HOME/data/dictionaries

check() { # WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" >/dev/null && return
    failures=$((failures + 1))
    echo "failed: $what" >&2
    head -c 2000 "$scratch/out" "$scratch/err" >&2 || true
}

dict() { # EXIT_CODE ARGUMENT...
    local want=$1 code=0
    shift
    "$wordloot" dict "$@" >"$scratch/out" 2>"$scratch/err" </dev/null || code=$?
    check "dict $*: exit code $code, not $want" test "$code" = "$want"
}

get() { # EXIT_CODE ARGUMENT...: with the tests' catalogue
    local want=$1
    shift
    dict "$want" get --catalogue "$scratch/catalogue.json" "$@"
}

look_up() { # WORD
    "$wordloot" lookup --lang it "$1" >"$scratch/out" 2>"$scratch/err" </dev/null || true
}

says() { # FILE TEXT
    check "$1 says \"$2\"" grep -qF -- "$2" "$scratch/$1"
}

json() { # FILTER: must be true of the lines as an array
    check "JSON: $1" jq -es "$1" "$scratch/out"
}

logged() { # PATTERN: a line of the server's log
    check "the server saw $1" grep -qE -- "$1" "$log"
}

requests() { # TEXT: how many the log has
    grep -cF -- "$1" "$log" || true
}

# Nothing of the entry NAME is installed, one line tells why, and the rest is as it was.
unharmed() { # NAME
    local name=$1
    check "$name: one line" test "$(grep -c '^wordloot: ' "$scratch/err")" = 1
    check "$name: no folder" test ! -e "$data/$name"
    check "$name: nothing unpacked" test ! -e "$data/.new-$name"
    dict 0 list --json
    json '[.[] | [.name, .state]] == [["freedict-ita-eng", "ready"]]'
    look_up regno
    says out kingdom
}

no_part() { # NAME: and nothing of the download is left
    check "$1: no download is left" test ! -e "$data/.get-$1"
}

take_off() { # NAME: an installed dictionary goes again
    dict 0 remove "$1"
    check "$1: its folder is gone" test ! -e "$data/$1"
}

# --- what is served ---

make_archive() { # FOLDER FILE
    tar -C "$1" -czf "$files/$2" .
}

mkdir -p "$scratch/good/ita-eng" "$scratch/empty" "$scratch/damaged"
for ending in index dict.dz; do
    cp "$root/tests/data/dictd/freedict-ita-eng.$ending" "$scratch/good/ita-eng/ita-eng.$ending"
done
head -c 60000 /dev/urandom >"$scratch/good/ita-eng/COPYING" # so that it takes a while
make_archive "$scratch/good" good.tar.gz
cp "$files/good.tar.gz" "$files/freedict-ita-eng-1.dictd.tar.gz"
echo "no dictionary" >"$scratch/empty/README"
make_archive "$scratch/empty" empty.tar.gz
cp "$scratch/good/ita-eng/ita-eng.index" "$scratch/damaged/d.index"
echo "no dictzip" >"$scratch/damaged/d.dict.dz"
make_archive "$scratch/damaged" damaged.tar.gz
tar -C "$scratch/good" -czPf "$files/upward.tar.gz" --transform 's|^|../../../|' ita-eng
ln -s /etc/passwd "$scratch/link.index"
tar -C "$scratch" -czf "$files/link.tar.gz" link.index
echo '<html>Not here</html>' >"$files/page.tar.gz"
cp "$files/page.tar.gz" "$files/page.jsonl"
cp "$files/page.tar.gz" "$files/it_CH.dic"
cp "$root/tests/data/hunspell/it_IT."* "$files"
cp "$files/it_IT.aff" "$files/it_CH.aff"
printf '%s\n' '{"word": "lupo", "lang_code": "it", "lang": "Italian", "pos": "noun", "senses": [{"glosses": ["wolf"]}]}' \
    >"$files/wolf.jsonl"

"$1/file_server" "$files" "$log" >"$scratch/port" &
server=$!
for _ in $(seq 100); do
    [ ! -s "$scratch/port" ] || break
    sleep 0.1
done
site=http://127.0.0.1:$(cat "$scratch/port")
size=$(stat -c %s "$files/good.tar.gz")
sum=$(sha512sum "$files/good.tar.gz" | cut -d' ' -f1)

# NAME KIND URL SIZE CHECKSUM, "-" where it is not told; one entry a line.
entries() {
    cat <<EOF
d-plain dictd $site/plain/good.tar.gz $size sha512:$sum
d-cut dictd $site/cut=30000/good.tar.gz $size sha512:$sum
d-norange dictd $site/cut=30000,norange/good.tar.gz $size sha512:$sum
d-notag dictd $site/cut=30000,notag/good.tar.gz $size sha512:$sum
d-newtag dictd $site/cut=30000,newtag/good.tar.gz $size sha512:$sum
d-wrongpart dictd $site/cut=30000,wrongpart/good.tar.gz $size sha512:$sum
d-slow dictd $site/slow/good.tar.gz $size sha512:$sum
d-slower dictd $site/slow,/good.tar.gz $size sha512:$sum
d-sum dictd $site/plain/good.tar.gz $size sha256:$(printf '0%.0s' $(seq 64))
d-size dictd $site/plain/good.tar.gz 5 sha512:$sum
d-long dictd $site/long/good.tar.gz $size sha512:$sum
d-endless dictd $site/endless/good.tar.gz 1000 -
d-hops dictd $site/hop=3/good.tar.gz $size sha512:$sum
d-manyhops dictd $site/hop=9/good.tar.gz $size sha512:$sum
d-ftp dictd $site/to=ftp/good.tar.gz - -
d-file dictd $site/to=file/good.tar.gz - -
d-http dictd $site/to=http/good.tar.gz - -
d-far dictd http://example.invalid/good.tar.gz - -
d-gone dictd $site/plain/gone.tar.gz - -
d-silent dictd http://127.0.0.1:1/good.tar.gz - -
d-upward dictd $site/plain/upward.tar.gz - -
d-link dictd $site/plain/link.tar.gz - -
d-empty dictd $site/plain/empty.tar.gz - -
d-damaged dictd $site/plain/damaged.tar.gz - -
d-page dictd $site/plain/page.tar.gz - -
w-wolf wiktionary $site/plain/wolf.jsonl - -
w-page wiktionary $site/plain/page.jsonl - -
EOF
}

make_catalogue() {
    entries | jq -R --arg site "$site" '
        split(" ") | {name: .[0], title: "a test", kind: .[1], lang: "it", gloss: "en",
            licence: "CC0", files: [{url: .[2]}
                + (if .[3] == "-" then {} else {size: (.[3] | tonumber)} end)
                + (if .[4] == "-" then {} else {checksum: .[4]} end)]}' |
        jq -s --arg site "$site" '
            def spelling($name): {name: "hunspell-\($name)", title: "words", kind: "hunspell",
                lang: "it", gloss: "it", licence: "CC0",
                files: [{url: "\($site)/plain/\($name).aff"}, {url: "\($site)/plain/\($name).dic"}]};
            {freedict: {list: "\($site)/plain/list.json", files: "\($site)/plain/",
                licence: "GPL"}, entries: (. + [spelling("it_IT"), spelling("it_CH")])}' \
            >"$scratch/catalogue.json"
}

# As FreeDict's: numbers are strings, one row of each kind that must be left out.
make_list() {
    jq -n --arg url "$site/plain/freedict-ita-eng-1.dictd.tar.gz" --arg size "$size" \
        --arg sum "$sum" '
        def release($platform; $url): {URL: $url, checksum: $sum, size: $size, platform: $platform,
            date: "2026-01-01", version: "1"};
        [{name: "ita-eng", edition: "1", headwords: "16", releases: [
            release("slob"; "https://example.invalid/a.slob"),
            release("dictd"; "https://example.invalid/elsewhere.tar.xz"),
            release("dictd"; $url)]},
         {name: "afr-deu", edition: "1", headwords: "9", releases: [release("dictd"; $url)]},
         {name: "eng-ita", edition: "1", headwords: "9", releases: []},
         {software: {}}]' >"$files/list.json"
}

make_catalogue
make_list

echo "== lists"
dict 0 --help
says out "dict get [LANG[-LANG]]"
get 0
says out "wordloot dict get it"
get 0 --json
json '. == [{"lang": "it", "entries": 30}]'
check "the list is fetched once" test "$(requests list.json)" = 1
get 0 it-en --json
json 'length == 30 and all(.installed == false and .licence != "")'
json 'map(select(.name == "freedict-ita-eng"))[0] | .kind == "dictd" and .licence == "GPL"'
json "map(select(.name == \"freedict-ita-eng\"))[0].size == $size"
json 'map(select(.name == "d-ftp"))[0].size == null'
get 0 it-de --json
json 'map(.name) == ["hunspell-it_IT", "hunspell-it_CH"]'
get 0 it
says out freedict-ita-eng
get 1 fr
says err "nothing for fr"
"$wordloot" set lang it >"$scratch/out" 2>"$scratch/err"
get 0 --json
json 'length == 30 and .[0].lang == "it"'

echo "== FreeDict's list, again"
seen=$(requests list.json)
check "not fetched meanwhile" test "$seen" = 1
WORDLOOT_NOW=$((($(date +%s) + 31 * 24 * 3600) * 1000)) get 0 it
check "fetched after a month" test "$(requests list.json)" = 2
get 0 it --refresh
check "fetched when asked" test "$(requests list.json)" = 3
mv "$files/list.json" "$scratch/list.json"
get 0 it --refresh
says err "earlier time"
says out freedict-ita-eng
echo '[[[' >"$files/list.json"
get 0 it --refresh
says err "FreeDict"
check "one line" test "$(wc -l <"$scratch/err")" = 1
mv "$scratch/list.json" "$files/list.json"
get 0 it
says out freedict-ita-eng

echo "== wrong calls"
get 2 italian
get 2 it-en-de
get 2 --all
get 2 it freedict-ita-eng --all
get 2 it freedict-ita-eng --json
get 2 it --nonsense
get 1 it-en freedict-xxx-yyy --yes
says err "freedict-xxx-yyy"
dict 3 get it --catalogue "$scratch/missing.json"
echo '{"entries": [{"name": "../up"}]}' >"$scratch/off.json"
dict 3 get it --catalogue "$scratch/off.json"
says err "entry 1"
before=$(wc -l <"$log")
get 2 it-en freedict-ita-eng
says err --yes
says err GPL
says err kB
check "nothing is downloaded unasked" test "$(wc -l <"$log")" = "$before"

echo "== a whole install"
get 0 it-en freedict-ita-eng --yes
says out "installed freedict-ita-eng"
logged "Wordloot/[0-9]"
no_part freedict-ita-eng
dict 0 list --json
json 'length == 1 and .[0].name == "freedict-ita-eng" and .[0].state == "ready"'
json '.[0].path | endswith("/dictionaries/freedict-ita-eng/freedict-ita-eng.index")'
look_up regno
says out kingdom
get 0 it-en --json
json 'map(select(.installed).name) == ["freedict-ita-eng"]'
get 1 it-en freedict-ita-eng --yes
says err "installed already"

echo "== other kinds"
get 0 it-en w-wolf hunspell-it_IT --yes
look_up lupo
says out wolf
look_up gatti
says out "base form"
get 0 it-en --json
json 'map(select(.installed).name) == ["w-wolf", "hunspell-it_IT", "freedict-ita-eng"]'
name=$("$wordloot" dict list --json | jq -r 'select(.path | contains("w-wolf")).name')
dict 0 remove "$name"
check "its folder is gone" test ! -e "$data/w-wolf"

echo "== downloads that break"
for mode in cut norange notag newtag; do
    get 3 it-en "d-$mode" --yes
    says err "the connection broke"
    unharmed "d-$mode"
    get 0 it-en "d-$mode" --yes
    take_off "d-$mode"
done
logged '^/cut=30000/good.tar.gz 206 bytes=30000- "[0-9]+-0" '
logged '^/cut=30000,norange/good.tar.gz 200 bytes=30000- '
logged '^/cut=30000,notag/good.tar.gz 200 - - '
logged '^/cut=30000,newtag/good.tar.gz 200 bytes=30000- "[0-9]+-1" '
get 3 it-en d-wrongpart --yes
get 3 it-en d-wrongpart --yes
says err "another part"
unharmed d-wrongpart
get 3 it-en d-long --yes
unharmed d-long

echo "== killed and stopped"
start_slow() { # NAME: goes on in the background once some bytes have come
    local part
    "$wordloot" dict get --catalogue "$scratch/catalogue.json" it-en "$1" --yes \
        >"$scratch/out" 2>"$scratch/err" </dev/null &
    slow=$!
    part=$data/.get-$1/good.tar.gz.part
    for _ in $(seq 200); do
        [ "$(stat -c %s "$part" 2>/dev/null || echo 0)" -lt 8192 ] || return 0
        sleep 0.05
    done
}
start_slow d-slow
get 3 it-en d-cut --yes
says err "another"
kill -9 "$slow"
wait "$slow" 2>/dev/null || true
check "the shelf is as it was" test "$("$wordloot" dict list --json | wc -l)" = 1
get 0 it-en d-slow --yes
logged '^/slow/good.tar.gz 206 bytes=[0-9]+- '
take_off d-slow
start_slow d-slower
kill -INT "$slow"
code=0
wait "$slow" || code=$?
check "Ctrl+C: exit code $code, not 3" test "$code" = 3
says err "goes on where it stopped"
unharmed d-slower
get 0 it-en d-slower --yes
logged '^/slow,/good.tar.gz 206 bytes=[0-9]+- '
take_off d-slower

echo "== what an earlier call left behind"
mkdir -p "$data/d-plain" "$data/.new-d-plain" "$data/w-wolf"
touch "$data/d-plain/.downloaded" "$data/d-plain/half" "$data/.new-d-plain/half"
get 0 it-en d-plain --yes
check "it is gone" test ! -e "$data/d-plain/half" -a ! -e "$data/.new-d-plain"
take_off d-plain
cp "$files/wolf.jsonl" "$data/w-wolf"
seen=$(requests wolf.jsonl)
get 3 it-en w-wolf --yes
says err "move it away"
touch "$data/w-wolf/.downloaded"
get 0 it-en w-wolf --yes
check "what is there is not downloaded again" test "$(requests wolf.jsonl)" = "$seen"
dict 0 remove "$name"

echo "== refused"
refused() { # NAME TEXT...
    local name=$1 text
    shift
    get 3 it-en "$name" --yes
    for text in "$@"; do
        says err "$text"
    done
    unharmed "$name"
}
refused d-sum checksum
no_part d-sum
refused d-size "bytes where its source says 5"
no_part d-size
refused d-endless "larger than the catalogue says"
refused d-manyhops "leads on and on"
refused d-ftp "not https"
refused d-file "not https"
refused d-http "not https"
refused d-far "not https"
refused d-gone 404
refused d-silent "is the network there?"
refused d-upward d-upward
check "nothing lies outside" test ! -e "$WORDLOOT_HOME/ita-eng" -a ! -e "$scratch/ita-eng"
no_part d-upward
refused d-link d-link
refused d-empty "no .index"
refused d-damaged d-damaged
no_part d-damaged
refused d-page d-page
refused w-page "no dictionary format"
no_part w-page
refused hunspell-it_CH "no Hunspell word list"
check "no spelling file of it" test ! -e "$WORDLOOT_HOME/data/hunspell/it_CH.aff"
before=$(find "$data" -name '*.part' ! -path '*/.get-d-wrongpart/*' ! -path '*/.get-d-long/*')
check "no part is left but of those that broke: $before" test -z "$before"
get 0 it-en d-hops --yes
take_off d-hops

echo "== asked on a terminal"
on_terminal() { # ANSWER: to the question whether to get d-plain
    printf '%s\n' "$1" | script -qec \
        "'$wordloot' dict get --catalogue '$scratch/catalogue.json' it-en d-plain" \
        /dev/null >"$scratch/out" 2>"$scratch/err" || true
}
on_terminal n
says out "kB"
says out "CC0"
says out "Nothing was downloaded"
on_terminal y
says out "[####"
says out "installed d-plain"
take_off d-plain

echo "== several"
get 3 it-en d-gone w-wolf --yes
says out "installed w-wolf"
says err 404
dict 0 remove "$name"
jq '.entries |= map(select(.name == "d-plain" or .name == "w-wolf"))' \
    "$scratch/catalogue.json" >"$scratch/few.json"
dict 0 get --catalogue "$scratch/few.json" it-en --all --yes
check "all but what is there" test "$(grep -c installed "$scratch/out")" = 2
says err "freedict-ita-eng is installed already"

echo "== adding by hand"
dict 3 add "$files/wolf.jsonl" --with "$scratch/missing" --lang it --gloss en
says err "no such file"
cp -r "$data/d-plain" "$data/mine"
rm "$data/mine/.downloaded"
mv "$data/mine/d-plain.index" "$data/mine/mine.index"
mv "$data/mine/d-plain.dict.dz" "$data/mine/mine.dict.dz"
dict 0 add "$data/mine/mine.index" --lang it --gloss en
dict 0 remove mine
check "a folder that get did not make stays" test -e "$data/mine/mine.index"

echo "== the catalogue of the assets"
check "no address but https" test -z "$(jq -r '.. | .url? // empty' "$root/assets/catalogue.json" |
    grep -v '^https://')"

echo "$checks checks, $failures failed"
[ "$failures" = 0 ] && [ "$checks" -gt 0 ]
