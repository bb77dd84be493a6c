/* What both pages share: the interface's texts, elements, and what is kept on the device.
 * Whatever comes over the wire is put in as text, never as HTML. */

const LANGS = ['en', 'it', 'de', 'fr', 'es'];
let texts = {};
let lang = 'en';

/* The first of the reader's languages that there are texts in. */
function chooseLang() {
    const wanted = navigator.languages || [navigator.language || 'en'];

    for (let i = 0; i < wanted.length; i++) {
        const code = wanted[i].toLowerCase().split('-')[0];

        if (LANGS.indexOf(code) >= 0)
            return code;
    }
    return 'en';
}

/* Loads the texts; the teacher's page has some of its own besides those that phones have. */
export async function loadTexts(isTeacher) {
    lang = chooseLang();
    document.documentElement.lang = lang;
    texts = await (await fetch('/texts/' + lang + '.json')).json();
    if (isTeacher)
        Object.assign(texts, await (await fetch('/texts/teacher-' + lang + '.json')).json());
}

/* The text KEY with the {names} in it filled in from VALUES. */
export function say(key, values) {
    return (texts[key] || key).replace(/\{(\w+)\}/g, (whole, name) =>
        values && name in values ? String(values[name]) : whole);
}

/* The text KEY.one or KEY.other, as N asks; N is there as {n}. */
export function sayCount(key, n, values) {
    const isOne = n === 1 || (n === 0 && lang === 'fr');

    return say(key + (isOne ? '.one' : '.other'), Object.assign({ n }, values));
}

/* What an error of the host means to the reader. */
export function sayError(error) {
    const key = 'error.' + error.kind;

    return key in texts ? texts[key] : error.message || texts['error.bad-request'];
}

/* An element. PROPS: attributes; "text" for its text, "on" for listeners by event. What is
 * null, undefined or false is left out. CHILDREN: elements, or texts. */
export function make(tag, props, ...children) {
    const node = document.createElement(tag);

    Object.keys(props || {}).forEach((name) => {
        const value = props[name];

        if (value === null || value === undefined || value === false)
            return;
        if (name === 'text')
            node.textContent = value;
        else if (name === 'on')
            Object.keys(value).forEach((event) => node.addEventListener(event, value[event]));
        else
            node.setAttribute(name, value === true ? '' : value);
    });
    fill(node, children, true);
    return node;
}

/* Puts CHILDREN in the place of what NODE holds, or behind it. */
export function fill(node, children, isAdding) {
    if (!isAdding)
        node.textContent = '';
    children.forEach((child) => {
        if (child !== null && child !== undefined && child !== false)
            node.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
    });
    return node;
}

/* The attributes of a text in the language learnt, which INFO tells. */
export function learnt(info, props) {
    return Object.assign({ lang: info.lang, dir: info.rtl ? 'rtl' : 'ltr' }, props);
}

/* SENTENCE with the LEN letters (UTF-16 units) from AT on in bold; LEN may be 0. */
export function withBold(sentence, at, len) {
    return [sentence.slice(0, at), len > 0 && make('b', { text: sentence.slice(at, at + len) }),
        sentence.slice(at + len)];
}

/* A bar that is filled to PART of WHOLE; the figures stand beside it as text. */
export function makeTrack(part, whole) {
    const filled = make('span', { class: 'part' });

    filled.style.width = 100 * Math.min(1, part / Math.max(1, whole)) + '%';
    return make('span', { class: 'track', 'aria-hidden': 'true' }, filled);
}

/* A device may deny to keep anything: then it is kept for the tab, or till the page goes. */
const memory = {};

function shelves() {
    return ['localStorage', 'sessionStorage'].map((name) => {
        try {
            return window[name];
        } catch (denied) {
            return null;
        }
    }).filter((shelf) => shelf);
}

export function keep(key, value) {
    memory[key] = value;
    shelves().some((shelf) => {
        try {
            if (value === null)
                shelf.removeItem('wordloot.' + key);
            else
                shelf.setItem('wordloot.' + key, JSON.stringify(value));
            return value !== null;
        } catch (full) {
            return false;
        }
    });
}

/* What was kept under KEY, or null. */
export function kept(key) {
    if (key in memory)
        return memory[key];
    return shelves().reduce((found, shelf) => {
        try {
            return found || JSON.parse(shelf.getItem('wordloot.' + key));
        } catch (broken) {
            return found;
        }
    }, null);
}
