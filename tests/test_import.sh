#!/usr/bin/env bash
# wordloot import from end to end, through the binary: what it says before it changes anything,
# files of other programs (SQLite ones made by Python), encodings and columns, and taking an
# import back. Needs jq, python3 and script(1).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
wordloot=$1/wordloot
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export WORDLOOT_ASSETS=$root/assets
export WORDLOOT_HUNSPELL=$root/tests/data/hunspell
export TZ=Europe/Rome PYTHONUTF8=1 TMPDIR=$scratch/tmp
export WORDLOOT_NOW=1795176000000 # Friday 20 November 2026, 13:00 in Rome
mkdir "$TMPDIR"
failures=0
checks=0

check() { # WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" >/dev/null 2>"$scratch/why" && return
    failures=$((failures + 1))
    echo "failed: $what" >&2
    head -c 700 "$scratch/out" "$scratch/err" "$scratch/why" >&2 || true
}

loot() { # EXIT_CODE ARGUMENT...
    local want=$1 code=0 call
    shift
    call="$*"
    "$wordloot" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null || code=$?
    check "${call:0:70}: exit code $code, not $want" test "$code" = "$want"
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

json() { # FILTER over all lines of OUT
    check "JSON: $1" jq -es "$1" "$scratch/out"
}

home() { # NAME: a new learner
    export WORDLOOT_HOME=$scratch/home-$1
}

words() { # FILTER over all words
    loot 0 words --json --order alphabet
    json "$1"
}

dump() { # FILE: the whole journal
    "$wordloot" export --format jsonl --out "$1" 2>/dev/null || : >"$1"
}

make_dictionary() { # a small one, in dictd's format
    mkdir "$scratch/dict"
    python3 - "$scratch/dict/freedict-ita-eng" <<'PYTHON'
import sys
digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
def number(n):
    text = digits[n % 64]
    while n >= 64:
        n //= 64
        text = digits[n % 64] + text
    return text
words = {"gatto": "cat", "casa": "house", "andare": "to go", "in bocca al lupo": "good luck"}
at = 0
with open(sys.argv[1] + ".dict", "w") as dict, open(sys.argv[1] + ".index", "w") as index:
    for word, gloss in sorted(words.items()):
        article = f"{word} <n>\n{gloss}\n"
        dict.write(article)
        index.write(f"{word}\t{number(at)}\t{number(len(article))}\n")
        at += len(article)
PYTHON
}

database() { # FILE PYTHON: runs with db, a new database
    python3 -c "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
$2
db.commit()
db.close()" "$1"
}

kindle_schema='
db.executescript("""
CREATE TABLE BOOK_INFO (id TEXT PRIMARY KEY NOT NULL, asin TEXT, guid TEXT, lang TEXT, title TEXT, authors TEXT);
CREATE TABLE DICT_INFO (id TEXT PRIMARY KEY NOT NULL, asin TEXT, langin TEXT, langout TEXT);
CREATE TABLE LOOKUPS (id TEXT PRIMARY KEY NOT NULL, word_key TEXT, book_key TEXT, dict_key TEXT, pos TEXT, usage TEXT, timestamp INTEGER DEFAULT 0);
CREATE TABLE METADATA (id TEXT PRIMARY KEY NOT NULL, dsname TEXT, sscnt INTEGER, profileid TEXT);
CREATE TABLE VERSION (id TEXT PRIMARY KEY NOT NULL, dsname TEXT, value INTEGER);
CREATE TABLE WORDS (id TEXT PRIMARY KEY NOT NULL, word TEXT, stem TEXT, lang TEXT, category INTEGER DEFAULT 0, timestamp INTEGER DEFAULT 0, profileid TEXT);
""")
'
koreader_schema='
db.execute("PRAGMA journal_mode=WAL")
db.executescript("""
CREATE TABLE vocabulary (word TEXT NOT NULL UNIQUE, title_id INTEGER, create_time INTEGER NOT NULL, review_time INTEGER, due_time INTEGER NOT NULL, review_count INTEGER NOT NULL DEFAULT 0, prev_context TEXT, next_context TEXT, streak_count INTEGER NOT NULL DEFAULT 0, highlight TEXT, PRIMARY KEY(word));
CREATE TABLE title (id INTEGER NOT NULL UNIQUE, name TEXT UNIQUE, filter INTEGER NOT NULL DEFAULT 1, PRIMARY KEY(id));
PRAGMA user_version = 20240905;
""")
'

echo "== what will be, and then it is"
home lists
printf 'word,meaning,sentence,state\ncasa,house,Una casa.,\n,nothing,,\nvia,street,,\nbello,,,new\n%s,,,\n' \
    "$(printf 'x%.0s' {1..1001})" >"$scratch/words.csv"
loot 0 import --dry-run "$scratch/words.csv"
silent out
says err "words.csv (csv): 5 rows"
says err "      2 new"
says err '      1 left out: no word (line 3: "nothing")'
says err '      1 left out: its state is none of learning, known, ignored (line 5: "new")'
says err '      1 left out: a word longer than 1,000 bytes (line 6: "xxx'
says err "Nothing was changed"
loot 1 words
loot 0 import --dry-run --json "$scratch/words.csv"
silent err
one_line out
json '.[0] | .done == false and .rows == 5 and .added == 2 and .merged == 0 and .unchanged == 0
    and .skipped == 3 and .format == "csv" and (.reasons | length) == 3
    and .reasons[0] == {"text": "no word", "came_in": false, "count": 1,
        "examples": [{"line": 3, "text": "nothing"}]}'
loot 0 import "$scratch/words.csv"
says err "      2 new"
says err "import --undo"
words 'map(.word) == ["casa", "via"]'
loot 1 import "$scratch/words.csv"
says err "      2 unchanged"
says err "nothing new"
printf 'casa\t\tLa casa nuova.\ncasa\t\tUna casa.\nvia\tx\n' >"$scratch/more.tsv"
loot 0 import --json "$scratch/more.tsv"
json '.[0] | .done and .rows == 3 and .merged == 1 and .unchanged == 2'

echo "== on a terminal it asks"
ask() { # ANSWER ARGUMENT...
    local answer=$1 call
    shift
    call=$(printf '%q ' "$wordloot" "$@")
    printf '%s\n' "$answer" | script -qec "$call" /dev/null >"$scratch/out" 2>"$scratch/err" || true
}
printf 'nuovo\n' >"$scratch/ask.csv"
dump "$scratch/before"
ask n import "$scratch/ask.csv"
says out "Import? [Y/n]"
says out "1 new"
dump "$scratch/after"
check "no: nothing is changed" cmp "$scratch/before" "$scratch/after"
ask "" import "$scratch/ask.csv"
words 'any(.word == "nuovo")'
ask y import --undo
says out "would be taken back"
words 'all(.word != "nuovo")'
ask n import --yes "$scratch/ask.csv"
check "--yes does not ask" bash -c "! grep -qF '[Y/n]' '$scratch/out'"
words 'any(.word == "nuovo")'

echo "== taken back"
home undo
loot 1 import --undo
says err "no import to take back"
loot 1 import --list
silent out
loot 0 import "$scratch/words.csv"
dump "$scratch/first"
loot 0 import "$scratch/more.tsv"
loot 0 import --list
says out "more.tsv"
check "the last first" bash -c "head -1 '$scratch/out' | grep -q more.tsv"
loot 0 import --undo --dry-run
says err "would be taken back"
loot 0 import --undo --json
json '.[0] == {"file": "more.tsv", "time_ms": 1795176000000, "done": true, "words": 0,
    "encounters": 1, "reviews": 0, "restored": 0, "stayed": []}'
dump "$scratch/after"
check "as after the first" cmp "$scratch/first" "$scratch/after"
loot 0 import --list --json
json 'map([.file, .undone_ms != null, .added, .merged, .unchanged, .skipped]) ==
    [["more.tsv", true, 0, 1, 2, 0], ["words.csv", false, 2, 0, 0, 3]]'
# A word that was met since stays, with its meaning.
"$wordloot" lookup --lang it --keep --sentence "La via." via >/dev/null 2>&1 || true
loot 0 import --undo --dry-run --json
json '.[0].stayed == [{"lang": "it", "word": "via"}] and (.[0].done | not)'
loot 0 import --undo
says err "The import of words.csv (2026-11-20 13:00) is taken back:"
says err "      1 word removed, with 1 encounter and 0 reviews"
says err "      1 word that you have met, reviewed or changed since: it stays"
says err "        via"
words 'map(.word) == ["via"] and .[0].definition != ""'
loot 1 import --undo
dump "$scratch/after"
check "casa is nowhere" bash -c "! grep -q casa '$scratch/after'"
loot 2 import --undo --list
loot 2 import --undo "$scratch/words.csv"
one_line err

echo "== a Kindle's vocab.db"
home kindle
database "$scratch/vocab.db" "$kindle_schema"'
db.execute("INSERT INTO BOOK_INFO VALUES (\"b1\", \"\", \"\", \"it\", \"Il nome della rosa\", \"Eco\")")
word = lambda *row: db.execute("INSERT INTO WORDS VALUES (?, ?, ?, ?, ?, ?, \"\")", row)
look = lambda *row: db.execute("INSERT INTO LOOKUPS VALUES (?, ?, ?, \"\", \"\", ?, ?)", row)
word("it:gatti", "gatti", "gatto", "it", 0, 1795176001000)
word("it:case", "case", "casa", "it-IT", 100, 1795176002000)
word("pt:coisa", "coisa", "", "pt-BR", 0, 1795176003000)
word("it:sola", "sola", "solo", "it", 0, 1795176004000)
word("it:", None, None, "it", 0, 1795176005000)
word("it:mal", "mal\0e", "x\ty", "it", 0, -5)
look("l1", "it:gatti", "b1", "Ho visto i gattini e i gatti.", 1795176001000)
look("l2", "it:gatti", "b1", "I Gatti di casa.", 1795176006000)
look("l3", "it:case", "gone", "Le case.", 1795176002000)
look("l4", "pt:coisa", "b1", "Uma coisa " + "x" * 1000000, 1795176003000)
look("l5", "it:mal", "b1", b"broken \xff utf-8 \x00 text".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"), 9 * 10**18)
'
before=$(sha256sum "$scratch/vocab.db")
loot 0 import --dry-run --json "$scratch/vocab.db"
json '.[0] | .format == "kindle" and .rows == 7 and .added == 5 and .merged == 1 and .skipped == 1'
loot 0 import "$scratch/vocab.db"
says err '1 left out: no word'
check "the file is as it was" test "$before" = "$(sha256sum "$scratch/vocab.db")"
check "nothing lies beside it" test "$(find "$scratch" -maxdepth 1 -name 'vocab.db*' | wc -l)" = 1
check "no copy is left" test -z "$(ls -A "$TMPDIR")"
words 'map(.word) == ["casa", "coisa", "gatto", "solo", "x y"]'
words '(map(select(.word == "casa")) | .[0].state == "known" and .[0].form == "case")
    and (map(select(.word == "coisa")) | .[0].lang == "pt")
    and (map(select(.word == "gatto")) | .[0] | .times == 2 and .game == "Il nome della rosa"
        and .form == "gatti" and .sentence == "I Gatti di casa." and .last_ms == 1795176006000)'
loot 0 export --format csv --order alphabet
check "the form is found as a word, in any case" /usr/bin/python3 -c '
import csv, sys
rows = {row["word"]: row for row in csv.DictReader(open(sys.argv[1], newline=""))}
row = rows["gatto"]
at, length = (int(row[name]) for name in list(row)[6:8])
assert row["sentence"].encode()[at:at + length] == b"Gatti", row
assert len(rows["coisa"]["sentence"]) < 9000 and rows["coisa"]["sentence"].startswith("Uma coisa")
' "$scratch/out"
loot 1 import "$scratch/vocab.db"
says err "      6 unchanged"
loot 0 import --undo
loot 1 words
loot 0 import --format kindle "$scratch/vocab.db"

echo "== KOReader"
make_dictionary
home koreader
loot 0 dict add "$scratch/dict/freedict-ita-eng.index"
database "$scratch/vocabulary_builder.sqlite3" "$koreader_schema"'
db.execute("INSERT INTO title (id, name) VALUES (1, \"Pinocchio\")")
word = lambda *row: db.execute("INSERT INTO vocabulary (word, title_id, create_time, due_time, prev_context, next_context, highlight) VALUES (?, ?, ?, 0, ?, ?, ?)", row)
word("casa", 1, 1795176001, "Una bella ", " nuova.", None)
word("gatti", 1, 1795176002, "I ", " e i cani.", "Gatti")
word("xyzzy", 9, 1795176003, None, None, None)
'
# As a crash leaves it: the newest rows are in the -wal beside it alone.
python3 - "$scratch/vocabulary_builder.sqlite3" <<'PYTHON'
import os, shutil, sqlite3, sys
path = sys.argv[1]
db = sqlite3.connect(path)
db.execute("PRAGMA wal_autocheckpoint=0")
db.execute("INSERT INTO vocabulary (word, title_id, create_time, due_time, prev_context, next_context) VALUES ('andare', 1, 1795176004, 0, 'Voglio ', ' via.')")
db.commit()
for tail in "", "-wal":
    shutil.copy(path + tail, path + tail + ".kept")
db.close()
for tail in "", "-wal":
    os.replace(path + tail + ".kept", path + tail)
PYTHON
before=$(cat "$scratch"/vocabulary_builder.sqlite3* | sha256sum)
loot 0 import --json "$scratch/vocabulary_builder.sqlite3"
json '.[0] | .format == "koreader" and .added == 4 and .reasons == [{"text":
    "kept as they stand: no dictionary has them", "came_in": true, "count": 1,
    "examples": [{"line": null, "text": "xyzzy"}]}]'
check "the files are as they were" test "$before" = "$(cat "$scratch"/vocabulary_builder.sqlite3* | sha256sum)"
words 'map([.word, .form, .sentence, .game]) == [
    ["andare", "andare", "Voglio andare via.", "Pinocchio"],
    ["casa", "casa", "Una bella casa nuova.", "Pinocchio"],
    ["gatto", "Gatti", "I Gatti e i cani.", "Pinocchio"],
    ["xyzzy", "xyzzy", "", null]]'
loot 1 import "$scratch/vocabulary_builder.sqlite3"

echo "== files that are none"
home broken
database "$scratch/other.db" 'db.execute("CREATE TABLE t (x)")'
loot 3 import "$scratch/other.db"
says err "neither a Kindle"
one_line err
loot 3 import --format kindle "$scratch/other.db"
says err "no table WORDS"
one_line err
database "$scratch/old.db" 'db.execute("CREATE TABLE vocabulary (word TEXT, create_time INTEGER)")'
loot 3 import "$scratch/old.db"
says err "has no column title_id"
one_line err
database "$scratch/view.db" "$kindle_schema"'
db.execute("DROP TABLE WORDS")
db.execute("CREATE VIEW WORDS AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i AS id, i AS word, i AS stem, i AS lang, i AS category, i AS timestamp FROM n")'
loot 3 import --format kindle "$scratch/view.db"
says err "no table WORDS"
head -c 3000 "$scratch/vocab.db" >"$scratch/half.db"
loot 3 import --format kindle "$scratch/half.db"
one_line err
says err "$scratch/half.db"
{ printf 'SQLite format 3\0'; head -c 5000 /dev/zero | tr '\0' 'x'; } >"$scratch/noise.db"
loot 3 import --format koreader "$scratch/noise.db"
says err "damaged"
one_line err
loot 3 import --format kindle "$scratch/words.csv"
says err "no SQLite database"
: >"$scratch/empty.db"
loot 3 import --format kindle "$scratch/empty.db"
one_line err
loot 3 import --format kindle "$scratch"
one_line err
loot 3 import "$scratch/nowhere.db"
one_line err
cp "$scratch/words.csv" "$scratch/unnamed"
loot 3 import "$scratch/unnamed"
says err "--format"
one_line err
loot 1 words
check "no copy is left" test -z "$(ls -A "$TMPDIR")"

echo "== plain lists"
home list
loot 0 dict add "$scratch/dict/freedict-ita-eng.index"
printf '\xef\xbb\xbfgatti\tDue gatti neri.\r\n\r\nCASA\r\nin bocca al lupo\r\nqwertz\t\r\n' >"$scratch/list.txt"
loot 0 import "$scratch/list.txt"
says err "list.txt (list): 4 rows"
says err '1 kept as they stand: no dictionary has them (line 5: "qwertz")'
words 'map([.word, .form]) == [["casa", "CASA"], ["gatto", "gatti"],
    ["in bocca al lupo", "in bocca al lupo"], ["qwertz", "qwertz"]]'
loot 1 import --format list "$scratch/list.txt"
printf 'a\tb\tc\nd\te\tf\n' >"$scratch/table.txt"
loot 0 import --dry-run --json "$scratch/table.txt"
json '.[0].format == "tsv"'
printf '\n\n' >"$scratch/blank.txt"
loot 3 import "$scratch/blank.txt"
says err "no words"

echo "== columns"
home columns
printf 'Nr;Satz;Vokabel;Erklärung\n1;Die Häuser, alle.;Haus;Gebäude\n' >"$scratch/deutsch.csv"
loot 0 import --lang de "$scratch/deutsch.csv"
words '.[0] | .word == "Haus" and .sentence == "Die Häuser, alle."'
loot 0 import --undo
printf 'Uno;Due, e tre;Quattro\nLe case.;casa, f.;house\n' >"$scratch/mine.csv"
loot 0 import --columns 'word=QUATTRO, sentence = uno' --dry-run --json "$scratch/mine.csv"
json '.[0] | .rows == 1 and .added == 1'
loot 2 import --columns 'word=1,colour=2' "$scratch/mine.csv"
says err "colour"
loot 2 import --columns 'meaning=2' "$scratch/mine.csv"
loot 2 import --columns 'word' "$scratch/mine.csv"
loot 3 import --columns 'word=drei' "$scratch/mine.csv"
says err 'no column is called "drei"; the first row has "Uno", "Due, e tre", "Quattro"'
one_line err
home columns-by-number
loot 0 import --columns 'meaning=3,word=2,sentence=1' "$scratch/mine.csv"
words 'map(.word) == ["casa, f.", "Due, e tre"]'
home columns-by-name
printf 'Quelle;Ausgangswort;Bedeutung\nx;casa;house\n' >"$scratch/named.csv"
loot 0 import --columns 'parola=AUSGANGSWORT,meaning=Bedeutung' "$scratch/named.csv"
words 'map(.word) == ["casa"]'

echo "== encodings"
encoded() { # NAME EXIT_CODE ARGUMENT...: a file of two words in some encoding
    local file=$scratch/encoded.csv name=$1 want=$2
    shift 2
    home "encoding-$name-$*"
    iconv -f UTF-8 -t "$name" >"$file" <<<$'perché,why\nstraße,street\n'
    loot "$want" import "$@" "$file"
}
for name in UTF-8 UTF-16 UTF-16LE UTF-16BE ISO-8859-1 WINDOWS-1252; do
    encoded "$name" 0
    words 'map(.word) == ["perché", "straße"]'
done
encoded CP850 0 --encoding CP850
words 'map(.word) == ["perché", "straße"]'
encoded UTF-16 0 --encoding UTF-16
words 'map(.word) == ["perché", "straße"]'
encoded UTF-8 3 --encoding NOT-ONE
says err "NOT-ONE"
one_line err
encoded UTF-8 3 --encoding UTF-8//IGNORE
home russian
iconv -f UTF-8 -t WINDOWS-1251 >"$scratch/russian.csv" <<<$'кошка,cat\nсобака,dog'
loot 0 import --lang ru "$scratch/russian.csv"
words 'map(.word) == ["кошка", "собака"]'
home russian-wide
iconv -f UTF-8 -t UTF-16LE >"$scratch/russian.csv" <<<$'кошка,ещё не сказка\nсобака,лает а ветер носит'
loot 0 import --lang ru "$scratch/russian.csv"
words 'map(.word) == ["кошка", "собака"]'
home broken-text
printf 'perché,x\nciò,y\nperch\xc3,z\n' >"$scratch/broken.csv"
loot 3 import "$scratch/broken.csv"
says err "line 3: this is not in UTF-8"
one_line err
printf 'casa,x\nvia\x00,y\n' >"$scratch/zero.csv"
loot 3 import "$scratch/zero.csv"
says err "line 2: it is no text"
printf 'perch\xe9,x\nvia\x81,y\n' >"$scratch/hole.csv"
loot 3 import "$scratch/hole.csv"
says err "line 2: this is not in WINDOWS-1252"
loot 1 words

echo "$checks checks, $failures failed"
test "$failures" = 0
