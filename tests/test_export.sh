#!/usr/bin/env bash
# Word lists through the binary, read back by other programs: Python's csv module, its
# icalendar, and jq. Needs python3-icalendar and jq.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
wordloot=$1/wordloot
scratch=$(mktemp -d)
trap 'umount "$scratch/small" 2>/dev/null || true; rm -rf "$scratch"' EXIT
export WORDLOOT_HOME=$scratch/home
export WORDLOOT_ASSETS=$root/assets
export WORDLOOT_HUNSPELL=$root/tests/data/hunspell
export TZ=Europe/Rome PYTHONUTF8=1
failures=0
checks=0

check() { # WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" >/dev/null 2>"$scratch/why" && return
    failures=$((failures + 1))
    echo "failed: $what" >&2
    head -c 500 "$scratch/out" "$scratch/err" "$scratch/why" >&2 || true
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

# Python with the file OUT as its first argument; asserts what the caller says of ROWS.
rows() { # DELIMITER ASSERTION
    check "$2" /usr/bin/python3 -c '
import csv, sys
csv.field_size_limit(1 << 24)
with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:
    text = file.read()
lines = [line for line in text.split("\n") if sys.argv[2] == "," or not line.startswith("#")]
rows = list(csv.reader("\n".join(lines).splitlines(keepends=True), delimiter=sys.argv[2], strict=True))
assert rows, "no rows"
assert all(len(row) == len(rows[0]) for row in rows), "rows of unequal length"
exec("assert " + sys.argv[3])
' "$scratch/out" "$1" "$2"
}

keep() { # ARGUMENT...: there is no dictionary here, but what is looked up is kept
    "$wordloot" lookup --lang it --keep "$@" >"$scratch/out" 2>"$scratch/err" || true
    says out kept
}

formats=(csv csv-excel anki apkg jsonl markdown quizlet mnemosyne lute gift ics)

echo "== nothing yet"
export WORDLOOT_NOW=1795176000000 # Friday 20 November 2026, 13:00 in Rome
for format in "${formats[@]}"; do
    loot 1 export --format "$format"
    silent out
    says err "Nothing is written"
    loot 1 export --format "$format" --out "$scratch/none"
    check "$format: no file" test ! -e "$scratch/none"
done

echo "== wrong calls"
loot 2 export
says err "csv-excel"
one_line err
loot 2 export --format word
one_line err
for format in "${formats[@]}"; do says err "$format"; done
for wrong in '--format csv casa' '--format csv --order up' '--format csv --state new' \
    '--format csv --session x' '--format csv --limit 0' '--format jsonl --game x' \
    '--format jsonl --limit 3' '--format csv --since soon' '--format csv --out' '--format'; do
    # shellcheck disable=SC2086 # several words on purpose
    loot 2 export $wrong
    one_line err
    silent out
done
loot 0 export --help
for format in "${formats[@]}"; do says out "  $format "; done

echo "== hostile content"
put_rows() { # what other programs can put into a journal: nothing is checked
    journal_sql '
def put(headword, sentence, at, length, game):
    data = sentence if isinstance(sentence, bytes) else sentence.encode()
    key = "k%d" % db.execute("SELECT count(*) FROM word").fetchone()[0]
    db.execute("INSERT OR IGNORE INTO game (name) VALUES (?)", (game,))
    db.execute("INSERT INTO word (uuid, lang, headword, fold, changed_ms) VALUES (?, \"it\", ?, ?, 0)", (key, headword, headword))
    db.execute("""INSERT INTO encounter (id, word, form, sentence, form_at, form_len, game, session, time_ms)
        SELECT ?, max(word.id), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, game.id, 1, 1795176000000
        FROM word, game WHERE game.name = ?""", (key, data[at:at + length], data, at, length, game))
put("gatto", b"Ho \"visto\"\ti gatti,\r\nl\x27altro ieri; <script>alert(1)</script> \xff\x01 {=x} #y", 13, 5, "=cmd|calc")
put("-mente", "# non è un commento\n\"", 0, 0, "Celeste")
put("=1+1", "@SUM(A1)", 0, 4, "Celeste")
put("#html:true", "tags: #separator:Comma", 6, 10, "+1")
put("\u05d7\u05ea\u05d5\u05dc", "\u05d4\u05d7\u05ea\u05d5\u05dc \u202e.", 2, 8, "\u05d7 \u202e")
put("lungo", "\"" * 1000000, 2, 8, "Celeste")
'
}

journal_sql() { # PYTHON: runs with db, the journal
    check "rows" /usr/bin/python3 -c "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
$1
db.commit()" "$WORDLOOT_HOME/data/journal.db"
}

keep --game Celeste --sentence "Una casa." casa
put_rows
loot 0 words
loot 0 teach --lang it --define 'animale "domestico", <felino>' gatto
loot 0 words --add-tag cibo gatto
loot 0 words --add-tag a::b gatto

loot 0 export --format csv
says err "7 words written, 1 of them"
rows , 'len(rows) == 8 and rows[0][:3] == ["word", "language", "form"]'
rows , 'sorted(row[0] for row in rows[1:]) == sorted(["casa", "gatto", "-mente", "=1+1", "#html:true", "\u05d7\u05ea\u05d5\u05dc", "lungo"])'
rows , '[row for row in rows if row[0] == "gatto"][0][3] == "animale \"domestico\", <felino>"'
rows , '[row for row in rows if row[0] == "gatto"][0][9] == "a::b cibo"'
rows , '"Ho \"visto\"\ti gatti," in [row for row in rows if row[0] == "gatto"][0][5]'
rows , '"<script>alert(1)</script> " in [row for row in rows if row[0] == "gatto"][0][5]'
rows , 'all(row[5].encode()[int(row[6]):int(row[6]) + int(row[7])].decode() == row[2] for row in rows[1:] if row[6])'
rows , '[row for row in rows if row[0] == "gatto"][0][6:8] == ["13", "5"]'
rows , '[row for row in rows if row[0] == "lungo"][0][5].strip("\"") == ""'
rows , 'len([row for row in rows if row[0] == "lungo"][0][5]) == 1000000'
rows , 'all(row[12] == "2026-11-20T12:00:00Z" for row in rows[1:])'
check "every line ends with CR LF" /usr/bin/python3 -c '
import sys
text = open(sys.argv[1], "rb").read()
assert text.endswith(b"\r\n") and not text.startswith(b"\xef\xbb\xbf")
' "$scratch/out"

loot 0 export --format csv-excel
rows , 'not any(cell[:1] in tuple("=+-@\t\r") and cell for row in rows for cell in row)'
rows , '"\x27-mente" in [row[0] for row in rows] and "\x27=cmd|calc" in [row[8] for row in rows]'
check "a byte order mark" /usr/bin/python3 -c '
import sys
assert open(sys.argv[1], "rb").read().startswith(b"\xef\xbb\xbfword,")
' "$scratch/out"

loot 0 export --format anki
says out "#separator:Tab"
rows $'\t' 'len(rows) == 7 and len(rows[0]) == 9'
rows $'\t' 'all(row[0] == "Wordloot::Italian" for row in rows)'
rows $'\t' '[row for row in rows if row[1] == "gatto"][0][7] == "a::b cibo"'
rows $'\t' '[row for row in rows if row[1] == "gatto"][0][2] == "animale &quot;domestico&quot;, &lt;felino&gt;"'
rows $'\t' 'not any("<script" in cell or "\n" in cell for row in rows for cell in row)'
rows $'\t' 'any(row[1] == "#html:true" for row in rows)'
check "HTML gives the sentence back" /usr/bin/python3 -c '
import csv, html, sys
csv.field_size_limit(1 << 24)
lines = [line for line in open(sys.argv[1], newline="") if not line.startswith("#")]
row = [row for row in csv.reader(lines, delimiter="\t") if row[1] == "gatto"][0]
assert row[3].count("<b>gatti</b>") == 1, row[3]
text = html.unescape(row[3].replace("<br>", "\n").replace("<b>", "").replace("</b>", ""))
assert text.startswith("Ho \"visto\" i gatti,\nl\x27altro ieri; <script>alert(1)</script> "), text
' "$scratch/out"
says err "had to be escaped"

for format in quizlet mnemosyne; do
    loot 0 export --format "$format"
    # shellcheck disable=SC2016 # awk's own
    check "$format: two fields a line" awk -F '\t' 'NF != 2 || $1 == "" || $2 == "" { exit 1 } END { if (NR < 3) exit 1 }' "$scratch/out"
done

loot 0 export --format lute
rows , 'rows[0] == ["language", "term", "translation", "parent", "status", "tags"]'
rows , '["Italian", "gatti", "animale \"domestico\", <felino>", "gatto", "1", "a::b,cibo"] in rows'
rows , 'len({row[1].casefold() for row in rows}) == len(rows) > 3'

loot 0 export --format gift
check "no empty line in a question, no bare brace" /usr/bin/python3 -c '
import re, sys
parts = open(sys.argv[1], newline="").read().strip().split("\n\n")[1:]
assert len(parts) > 2
for part in parts:
    bare = re.sub(r"\\[~=#{}:\\\\]", "", part)
    assert "\n" not in bare and re.fullmatch(r"::[^:]*::\[plain\][^{}~#]*\{=[^{}=~#]*\}[^{}~#]*", bare), bare
' "$scratch/out"
loot 0 export --format markdown
check "no HTML, no table" bash -c "! grep -qE '<script|[^\\\\]\\|' '$scratch/out'"

echo "== selections"
for row in '--limit 1' '--game calc' '--tag cibo' '--order alphabet --limit 1'; do
    # shellcheck disable=SC2086
    loot 0 export --format csv $row
    says err "1 word written"
done
loot 0 export --format csv --tag cibo
rows , '[row[0] for row in rows] == ["word", "gatto"]'
loot 0 words --mark known casa
loot 0 export --format csv --state known
rows , '[row[0] for row in rows] == ["word", "casa"] and rows[1][10] == "known"'
loot 1 export --format csv --due
silent out
says err "no such words"

echo "== a calendar"
loot 1 export --format ics
says err "none of 7 words"
journal_sql 'db.execute("""INSERT INTO review (id, word, time_ms, rating, place)
    SELECT "r" || id, id, 1795176000000 - id * 60000, 3 + (id % 2), "desk" FROM word WHERE id <= 5""")
db.execute("DELETE FROM card_basis")' # which makes the cards be computed anew
WORDLOOT_NOW=1797768000000 # a month later: all of them are due
loot 0 export --format ics
check "read by icalendar" /usr/bin/python3 -c '
import datetime, icalendar, sys
text = open(sys.argv[1], "rb").read()
assert text.count(b"\n") == text.count(b"\r\n") and all(len(line) <= 75 for line in text.split(b"\r\n"))
calendar = icalendar.Calendar.from_ical(text)
events = calendar.walk("VEVENT")
assert len(events) == 1, len(events)
event = events[0]
assert event.decoded("DTSTART") == datetime.date(2026, 12, 20), event.decoded("DTSTART")
assert event.decoded("DTEND") == datetime.date(2026, 12, 21)
assert str(event["UID"]) == "due-20261220@id.wordloot"
assert str(event["SUMMARY"]) == "Wordloot: 4 words due", event["SUMMARY"]
assert not event.errors and not calendar.errors
' "$scratch/out"
loot 0 export --format csv --due
rows , 'len(rows) == 5 and all(float(row[14]) > 0 and row[15] for row in rows[1:])'
loot 0 export --format csv --order strength
rows , '[float(row[14] or 0) for row in rows[1:]] == sorted(float(row[14] or 0) for row in rows[1:])'
WORDLOOT_NOW=1795176000000
loot 0 export --format ics
check "some days" /usr/bin/python3 -c '
import icalendar, re, sys
events = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read()).walk("VEVENT")
assert sum(int(re.search(r"\d+", str(event["SUMMARY"])).group()) for event in events) == 4
assert len({str(event["UID"]) for event in events}) == len(events) > 1
' "$scratch/out"

echo "== JSON Lines"
loot 0 export --format jsonl --out "$scratch/all.jsonl"
says err "rows written"
silent out
check "each line is JSON" jq -es '.[0] == {"format": "wordloot", "version": 1} and all(.[1:][]; .type)' "$scratch/all.jsonl"
check "all words" jq -es '[.[] | select(.type == "word")] | length == 7' "$scratch/all.jsonl"
check "of every type" jq -es '
    [.[1:][].type] | unique == ["definition", "encounter", "game", "review", "session", "tag", "word"]' "$scratch/all.jsonl"
loot 0 export --format jsonl
check "the same once more" cmp "$scratch/out" "$scratch/all.jsonl"

echo "== files"
loot 3 export --format csv --out "$scratch/nowhere/words.csv"
one_line err
loot 3 export --format csv --out "$scratch"
one_line err
loot 3 export --format csv --out /dev/null
one_line err
loot 2 export --format csv --out "$WORDLOOT_HOME/data/journal.db"
one_line err
loot 2 export --format csv --out ""
echo old >"$scratch/words.csv"
before=$failures
(
    trap '' XFSZ
    ulimit -f 2
    loot 3 export --format csv --out "$scratch/words.csv"
    exit $((failures - before))
) || failures=$((failures + 1))
check "the old file" test "$(cat "$scratch/words.csv")" = old
if [ -w /dev/full ]; then
    code=0
    "$wordloot" export --format csv >/dev/full 2>"$scratch/err" || code=$?
    check "a full disk behind the output: $code" test "$code" = 3
    one_line err
fi
loot 0 export --format csv --out "$scratch/words.csv"
silent out
says err "7 words written"
loot 0 export --format csv --out -
check "the same" cmp "$scratch/out" "$scratch/words.csv"
check "no temporary file is left" test "$(find "$scratch" -name 'words.csv*' | wc -l)" = 1

echo "== a journal out, in and out"
first=$WORDLOOT_HOME
journal_sql 'db.execute("UPDATE encounter SET sentence = NULL, form_at = NULL, form_len = NULL WHERE length(sentence) > 30000 OR instr(CAST(sentence AS BLOB), x\x27ff\x27)")'
loot 0 export --format jsonl --out "$scratch/all.jsonl"
export WORDLOOT_HOME=$scratch/second
loot 0 import --dry-run "$scratch/all.jsonl"
says err "Nothing was changed"
loot 1 words
loot 0 import "$scratch/all.jsonl"
loot 0 export --format jsonl --out "$scratch/again.jsonl"
check "the same bytes" cmp "$scratch/all.jsonl" "$scratch/again.jsonl"
loot 1 import "$scratch/all.jsonl"
says err "      0 new"
loot 0 export --format csv --order alphabet --out "$scratch/second.csv"
WORDLOOT_HOME=$first "$wordloot" export --format csv --order alphabet --out "$scratch/first.csv" 2>/dev/null
check "and the same words, with what is due" cmp "$scratch/first.csv" "$scratch/second.csv"

echo "== lists in"
export WORDLOOT_HOME=$scratch/third
loot 0 import "$scratch/second.csv"
loot 0 words --json --order alphabet
check "words, states, tags" jq -es '
    (map(.word) | length) == 7 and (map(select(.word == "casa")) | .[0].state == "known")
    and (map(select(.word == "gatto")) | .[0].tags == ["a::b", "cibo"])
    and all(.first_ms == 1795176000000)' "$scratch/out"
loot 1 import "$scratch/second.csv"
printf 'via\tstreet\nx\t"y\n' >"$scratch/wrong.tsv"
loot 3 import "$scratch/wrong.tsv"
says err "line 2"
one_line err
loot 1 words --game via
loot 3 import --format csv "$scratch/none"
one_line err
for wrong in '' 'a b' '--format word x' '--format ics x'; do
    # shellcheck disable=SC2086
    loot 2 import $wrong
    one_line err
done
loot 0 import --help
for format in csv tsv jsonl; do says out "  $format "; done

echo "$checks checks, $failures failed"
test "$failures" = 0
