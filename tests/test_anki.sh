#!/usr/bin/env bash
# Packages for Anki through the binary, read by other programs: anki-reader (Node), Mnemosyne's
# own importer, Python's zipfile and sqlite3; and back into another journal.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
wordloot=$1/wordloot
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export WORDLOOT_HOME=$scratch/home
export WORDLOOT_ASSETS=$root/assets
export WORDLOOT_HUNSPELL=$root/tests/data/hunspell
export TZ=Europe/Rome PYTHONUTF8=1 TMPDIR=$scratch
export WORDLOOT_NOW=1795176000000 # Friday 20 November 2026, 13:00 in Rome
failures=0
checks=0

check() { # WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" >"$scratch/why" 2>&1 && return
    failures=$((failures + 1))
    echo "failed: $what" >&2
    head -c 1500 "$scratch/why" "$scratch/err" >&2 || true
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

one_line() { # FILE
    check "$1 is one line" test "$(wc -l <"$scratch/$1")" = 1
}

echo "== words with a picture, a definition, reviews"
cat >"$scratch/words.csv" <<'CSV'
word,language,sentence,game
casa,it,Una <casa> & due.,Assassin's Creed
zzgatto,it,"Ho visto un ""zzgatto"", {{poi}} niente.",Assassin's Creed
CSV
loot 0 import "$scratch/words.csv"
loot 0 teach --lang it --define 'animale domestico' zzgatto
loot 0 words --add-tag cibo zzgatto
check "a picture" convert -size 64x36 gradient:navy-orange "$scratch/scene.png"
cat >"$scratch/fill.py" <<'PYTHON'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
scene = open(sys.argv[2], "rb").read()
db.execute("INSERT INTO picture (id, webp) VALUES ('p1', ?)", (scene,))
db.execute("UPDATE encounter SET picture = 'p1'")
word = db.execute("SELECT id FROM word WHERE headword = 'zzgatto'").fetchone()[0]
for at, (rating, days) in enumerate([(3, 0), (3, 1), (4, 9)]):
    db.execute("""INSERT INTO review (id, word, time_ms, rating, interval_days, place)
        VALUES (?, ?, ?, ?, ?, 'desk')""",
        ("r%d" % at, word, 1795176000000 - (3 - at) * 86400000, rating, days))
db.execute("DELETE FROM card_basis") # which makes the cards be computed anew
db.commit()
PYTHON
check "into the journal" python3 "$scratch/fill.py" "$WORDLOOT_HOME/data/journal.db" "$scratch/scene.png"

echo "== wrong calls"
for wrong in '--format csv --deck x' '--format anki --scheduling' '--format jsonl --typing'; do
    # shellcheck disable=SC2086 # several words on purpose
    loot 2 export $wrong
    one_line err
    says err "--format apkg"
done
loot 2 export --format apkg --deck ' '
one_line err
loot 2 import --format csv --reviews "$scratch/scene.png"
one_line err

echo "== out"
package=$scratch/words.apkg
loot 0 export --format apkg --typing --scheduling --out "$package"
says err "2 words written"
loot 0 export --format apkg --deck 'Mio::Gioco' --out "$scratch/plain.apkg"
check "through the standard output" bash -c "'$wordloot' export --format apkg --typing --scheduling 2>/dev/null | cmp - '$package'"
check "nothing temporary is left" bash -c "! ls -d '$scratch'/wordloot-* '$scratch'/words.apkg.* 2>/dev/null"

echo "== Python's zipfile and sqlite3"
cat >"$scratch/look.py" <<'PYTHON'
import json, sqlite3, sys, zipfile
package = zipfile.ZipFile(sys.argv[1])
assert package.testzip() is None
assert sorted(package.namelist()) == ["0", "collection.anki2", "media"], package.namelist()
media = json.loads(package.read("media"))
assert list(media) == ["0"] and media["0"].endswith(".webp"), media
assert package.read("0") == open(sys.argv[2], "rb").read()
package.extract("collection.anki2", sys.argv[3])
db = sqlite3.connect(sys.argv[3] + "/collection.anki2")
assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
assert db.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'index'").fetchone()[0] == 7
for model in json.loads(db.execute("SELECT models FROM col").fetchone()[0]).values():
    for template in model["tmpls"]:
        assert {"name", "ord", "qfmt", "afmt", "bqfmt", "bafmt"} <= set(template), template
for name, fields in (("decks", "id name usn collapsed dyn conf lrnToday revToday newToday timeToday"),
                     ("models", "id name type mod usn sortf did css flds tmpls"),
                     ("dconf", "id mod name usn maxTaken autoplay timer new rev lapse")):
    for row in json.loads(db.execute("SELECT %s FROM col" % name).fetchone()[0]).values():
        assert set(fields.split()) <= set(row), (name, row)
rows = db.execute("""SELECT type, queue, ivl, reps, json_extract(cards.data, '$.s') > 5
    FROM cards JOIN notes ON notes.id = nid WHERE sfld = 'zzgatto' AND ord = 0""").fetchall()
assert rows == [(2, 2, 9, 3, 1)], rows
assert [row[0] for row in db.execute("SELECT type FROM revlog ORDER BY id")] == [0, 0, 1]
PYTHON
check "what is in it" python3 "$scratch/look.py" "$package" "$scratch/scene.png" "$scratch"

echo "== anki-reader"
cat >"$scratch/read.cjs" <<'NODE'
const assert = require('assert');
const fs = require('fs');
async function main() {
    const { readAnkiPackage } = await import(require.resolve('anki-reader'));
    const bytes = fs.readFileSync(process.argv[2]);
    const { collection, media } = await readAnkiPackage(new Blob([bytes]));
    const decks = Object.values(collection.getDecks());
    assert.deepStrictEqual(decks.map((deck) => deck.getName()).sort(), ['Default', process.argv[3]]);
    const deck = decks.find((each) => each.getName() === process.argv[3]);
    const cards = Object.values(deck.getCards());
    assert.strictEqual(cards.length, Number(process.argv[4]));
    const card = cards.find((each) => each.getFields().Word === 'zzgatto');
    const fields = card.getFields();
    assert.strictEqual(fields.Sentence,
        'Ho visto un &quot;<b>zzgatto</b>&quot;, {{poi}} niente.');
    assert.strictEqual(fields.Definition, 'animale domestico');
    assert.strictEqual(fields.Game, "Assassin's Creed");
    assert.strictEqual(fields.Language, 'it');
    const front = card.getQuestions()[0].getQuestionString();
    assert.ok(front.includes('<b>zzgatto</b>') && !front.includes('domestico'), front);
    const back = card.getQuestions()[0].getAnswerString();
    assert.ok(back.includes('animale domestico') && back.includes('<img src='), back);
    const name = fields.Picture.match(/"(.*)"/)[1];
    assert.deepStrictEqual(Object.keys(media), [name]);
    const picture = Buffer.from(await media[name].arrayBuffer());
    assert.ok(picture.equals(fs.readFileSync(process.argv[5])));
}
main().catch((error) => { console.error(error); process.exit(1); });
NODE
check "with both cards" node "$scratch/read.cjs" "$package" 'Wordloot::Italian' 4 "$scratch/scene.png"
check "in a deck of our own" node "$scratch/read.cjs" "$scratch/plain.apkg" 'Mio::Gioco' 2 "$scratch/scene.png"

echo "== Mnemosyne"
cat >"$scratch/mnemo.py" <<'PYTHON'
import os, sys
from mnemosyne.script import Mnemosyne
main = Mnemosyne(sys.argv[1])
main.main_widget().show_information = lambda text: None
for name in ("set_progress_text", "set_progress_range", "set_progress_update_interval",
             "increase_progress", "close_progress"):
    setattr(main.main_widget(), name, lambda *args: None)
database = main.database()
for time in range(2): # the second time updates what is there
    for reader in main.component_manager.all("file_format"):
        if type(reader).__name__ == "Anki2":
            reader.do_import(sys.argv[2])
    cards = [database.card(cursor[0], is_id_internal=True) for cursor in database.cards()]
    assert len(cards) == 4, len(cards)
fronts = {}
for card in cards:
    fronts[card.fact["0"], card.fact_view.name] = (card.question(), card.answer(), card)
front, back, card = fronts["zzgatto", "Recognise"]
assert "<b>zzgatto</b>" in front and "animale domestico" not in front, front
assert "animale domestico" in back and "Creed" in back and ".webp" in back, back
assert {tag.name for tag in card.tags} == {"cibo", "Wordloot::Italian"}, card.tags
assert card.grade == 4 and card.ret_reps == 3, (card.grade, card.ret_reps)
front, back, card = fronts["zzgatto", "Type"]
assert "[…]" in front and "zzgatto" not in front and "<b>zzgatto</b>" in back, (front, back)
front, back, card = fronts["casa", "Recognise"]
assert "Una &lt;<b>casa</b>&gt; &amp; due." in front, front
assert card.grade == -1, card.grade
assert len([name for name in os.listdir(database.media_dir()) if name.endswith(".webp")]) == 1
main.finalise()
print("imported")
PYTHON
if /usr/bin/python3 -c 'import mnemosyne.script' 2>"$scratch/why"; then
    cp "$package" "$scratch/mnemo.apkg"
    check "imported by it" env QT_QPA_PLATFORM=offscreen HOME="$scratch" /usr/bin/python3 "$scratch/mnemo.py" "$scratch/mnemo" "$scratch/mnemo.apkg"
else
    echo "Mnemosyne is not installed: left out"
fi

echo "== and back"
export WORDLOOT_HOME=$scratch/second
loot 0 import --reviews "$package"
loot 0 words --json --order alphabet
check "the same words" jq -es '
    (map(.word) == ["casa", "zzgatto"]) and .[1].tags == ["cibo"] and .[1].game == "Assassin\u0027s Creed"
    and .[1].sentence == "Ho visto un \"zzgatto\", {{poi}} niente." and .[1].form == "zzgatto"' "$scratch/out"
loot 1 import --reviews "$package"
check "three reviews" python3 -c '
import sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute("SELECT rating, interval_days FROM review ORDER BY time_ms").fetchall()
assert rows == [(3, 0), (3, 1), (4, 9)], rows
' "$WORDLOOT_HOME/data/journal.db"
loot 0 export --format anki --out "$scratch/notes.txt"
loot 0 import --undo --yes
loot 1 words
check "no reviews are left" python3 -c '
import sqlite3, sys
assert sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM review").fetchone() == (0,)
' "$WORDLOOT_HOME/data/journal.db"
loot 0 import --columns 'word=Form,meaning=Word' "$package"
loot 0 words
says out "zzgatto"
loot 3 import --columns 'word=Vorderseite' "$package"
one_line err
says err "no kind of notes"
export WORDLOOT_HOME=$scratch/third
loot 0 import --format anki "$scratch/notes.txt"
loot 0 words --json --order alphabet
check "the same by text" jq -es '(map(.word) == ["casa", "zzgatto"]) and .[0].sentence == "Una <casa> & due."' "$scratch/out"

echo "== what is no package"
check "one of the newest kind" python3 -c '
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as package:
    package.writestr("meta", b"\x08\x03")
    package.writestr("collection.anki21b", b"\x28\xb5\x2f\xfd")
    package.writestr("collection.anki2", b"SQLite format 3")
' "$scratch/new.apkg"
loot 3 import "$scratch/new.apkg"
one_line err
says err "Support older Anki versions"
head -c 300 "$package" >"$scratch/cut.apkg"
loot 3 import "$scratch/cut.apkg"
one_line err
loot 3 import --format apkg "$scratch/scene.png"
one_line err
check "nothing temporary is left" bash -c "! ls -d '$scratch'/wordloot-* 2>/dev/null"

echo "$checks checks, $failures failed"
test "$failures" = 0
