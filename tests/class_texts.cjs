/* The texts of the class's pages: class_texts.cjs FOLDER. Each language has the same keys, none
 * empty, with the same names to be filled in; the pages ask for no key that is not there, and
 * none is there that they don't ask for. */

'use strict';

const fs = require('fs');
const path = require('path');

const folder = process.argv[2];
const LANGS = ['en', 'it', 'de', 'fr', 'es'];
/* Keys that the pages put together, of these beginnings. */
const BUILT = /^(error|task|stage|verdict|mark|act\.start-)/;
const texts = {};
const faults = [];

const holes = (text) => (text.match(/\{\w+\}/g) || []).sort().join(' ');

LANGS.forEach((lang) => {
    texts[lang] = Object.assign({}, ...['', 'teacher-'].map((page) =>
        JSON.parse(fs.readFileSync(path.join(folder, 'texts', page + lang + '.json'), 'utf8'))));
});
LANGS.forEach((lang) => {
    Object.keys(texts.en).forEach((key) => {
        const text = texts[lang][key];

        if (typeof text !== 'string' || text.trim() === '')
            faults.push(lang + ': ' + key + ' is missing or empty');
        else if (holes(text) !== holes(texts.en[key]))
            faults.push(lang + ': ' + key + ' has other names to fill in than the English text');
    });
    Object.keys(texts[lang]).filter((key) => !(key in texts.en)).forEach((key) =>
        faults.push(lang + ': ' + key + ' is in no other language'));
});

const source = fs.readdirSync(folder).filter((name) => name.endsWith('.js'))
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8')).join('\n');
const quoted = new Set((source.match(/'[a-z][\w.-]*'/g) || []).map((text) => text.slice(1, -1)));

Object.keys(texts.en).forEach((key) => {
    if (!quoted.has(key) && !quoted.has(key.replace(/\.(one|other)$/, '')) && !BUILT.test(key))
        faults.push(key + ' is used by no page');
});
(source.match(/say(Count)?\('[^']+'[,)]/g) || []).forEach((call) => {
    const key = call.match(/'([^']+)'/)[1];

    (call.startsWith('sayCount') ? [key + '.one', key + '.other'] : [key])
        .filter((one) => !(one in texts.en)).forEach((one) => faults.push(one + ' is asked for, and in no text'));
});
faults.forEach((fault) => console.error(fault));
process.exit(faults.length === 0 ? 0 : 1);
