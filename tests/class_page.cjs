/* The class's pages in a real browser, with the real server: class_page.cjs FOLDER, where the
 * binaries lie. Two phones and the teacher's page go through a session; the second phone is
 * used by the keyboard alone, at a zoom of 200 %. */

'use strict';

const path = require('path');
const { check, equal, open, run, shows, startHost, textOf } = require('./class_page_desk.cjs');
const { inspect } = require('./class_page_look.cjs');

const PICTURES = process.env.CLASS_PAGE_PICTURES; /* a folder, to look at what the test saw */
const SCRIPT_NAME = '<script>alert(1)';
const SENTENCE = 'Il ladro fuggì dalla finestra con la borsa d’oro.';

const heading = (page) => textOf(page, 'h1');

function kindOf(page) {
    return page.evaluate(() => (document.querySelector('input.gap') ? 'cloze' :
        document.querySelector('.pool') ? 'order' :
            document.querySelector('.asked.word') ? 'to-definition' :
                document.querySelector('.asked') ? 'to-word' : 'cloze-choice'));
}

/* Tab, until what has the focus matches SELECTOR. */
async function tabTo(page, selector) {
    for (let i = 0; i < 40; i++) {
        if (await page.evaluate((want) => document.activeElement.matches(want), selector))
            return;
        await page.keyboard.press('Tab');
    }
    check('the keyboard leads to ' + selector, false);
}

const RIGHT = { 'cloze-choice': 1, 'to-word': 0, 'to-definition': 1 };

/* The first phone: taps. */
const BY_TOUCH = {
    async 'cloze'(page) {
        await page.locator('input.gap').fill('ct');
        await page.locator('input.gap').evaluate((input) => input.setSelectionRange(1, 1));
        await page.locator('.key', { hasText: 'ì' }).tap();
        equal('a letter goes in at the caret', await page.locator('input.gap').inputValue(), 'cìt');
        equal('the caret stands behind it',
            await page.locator('input.gap').evaluate((input) => input.selectionStart), 2);
        await page.locator('.key.shift').tap();
        await page.locator('.key', { hasText: 'È' }).tap();
        equal('shift makes it a capital', await page.locator('input.gap').inputValue(), 'cìÈt');
        equal('for one letter', await page.locator('.key', { hasText: 'è' }).count(), 1);
        await page.locator('input.gap').fill('citta');
        await page.locator('button.main').tap();
    },
    async 'order'(page) {
        for (const word of SENTENCE.replace(/\.$/, '').split(' '))
            await page.locator('.pool .tile').filter({ hasText: new RegExp('^' + word + '\\.?$') }).first().tap();
        await page.locator('.line .tile').last().tap();
        equal('a word is taken back', await page.locator('.pool .tile').count(), 1);
        await page.locator('.pool .tile').tap();
        await page.locator('button.main').tap();
    },
    choice: (page, kind) => page.locator('.choice').nth(RIGHT[kind]).tap(),
};

/* The second: the keyboard alone, and wrong but for "not sure" once. */
const BY_KEYS = {
    async 'cloze'(page) {
        await tabTo(page, 'input.gap');
        await page.keyboard.type('borgo');
        await page.keyboard.press('Enter');
    },
    async 'order'(page) {
        await tabTo(page, '.pool .tile');
        const words = await page.locator('.pool .tile').count();

        for (let i = 0; i < words; i++)
            await page.keyboard.press('Enter');
        equal('all words are placed by Enter', await page.locator('.line .tile').count(), words);
        check('the send button has the focus',
            await page.evaluate(() => document.activeElement.matches('button.main')));
        await page.keyboard.press('Enter');
    },
    async 'to-word'(page) {
        await tabTo(page, 'button.calm');
        await page.keyboard.press('Enter');
    },
    async choice(page, kind) {
        await tabTo(page, '.choice input');
        await page.keyboard.press('Space');
        for (let i = 0; i < 2 + RIGHT[kind]; i++)
            await page.keyboard.press('ArrowDown');
    },
};

async function answer(page, hands) {
    const kind = await kindOf(page);

    await (hands[kind] || hands.choice)(page, kind);
    await shows(page, '#status', page === first ? 'nviat' : 'Sent');
    return kind;
}

let first, second, teacher;

const both = async (selector, text) => {
    await shows(first, selector, text);
    await shows(second, selector, text);
};

/* The teacher goes on; LABEL: what the great button must say by then. */
async function goOn(label) {
    await shows(teacher, '#go-on', label);
    await teacher.keyboard.press('Space');
}

async function look(where) {
    for (const [name, page] of [['first', first], ['second', second], ['teacher', teacher]]) {
        equal(where + ', ' + name, (await page.evaluate(inspect, name !== 'teacher')).join('; '), '');
        if (PICTURES)
            await page.screenshot({ path: path.join(PICTURES, where.replace(/\W/g, '-') + '-' + name + '.png') });
    }
}

/* --- the session --- */

async function join(host) {
    await shows(first, '#name');
    equal('the page is Italian', await first.evaluate(() => document.documentElement.lang), 'it');
    await shows(first, 'button.main', 'Entra');
    await first.waitForFunction(() => document.getElementById('name').value !== '');
    const proposed = await first.inputValue('#name');

    await first.locator('.field .calm').tap();
    await first.waitForFunction((old) => document.getElementById('name').value !== old, proposed);
    equal('the code is there', await first.inputValue('#code'), new URL(host.phones).searchParams.get('c'));
    await first.fill('#name', 'x'.repeat(21));
    await first.locator('button.main').tap();
    await shows(first, '.problem', '20');
    await first.fill('#name', SCRIPT_NAME);
    await first.fill('#code', 'AAAAAA');
    await first.locator('button.main').tap();
    await shows(first, '.problem', 'sei caratteri');
    await first.fill('#code', new URL(host.phones).searchParams.get('c').toLowerCase());
    await first.locator('button.main').tap();
    await shows(first, 'main.lobby h1', SCRIPT_NAME);
    await shows(second, '#name');
    await tabTo(second, '#name');
    await second.waitForFunction(() => document.getElementById('name').value !== '');
    await look('join');
    await second.keyboard.press('Enter');
    await shows(second, 'main.lobby');
    await shows(teacher, '#learners .name', SCRIPT_NAME);
    equal('no script comes of a name', await teacher.locator('#learners script').count(), 0);
    await teacher.waitForFunction(() => document.querySelectorAll('#learners .dot.on').length === 2);
    await look('lobby');
}

/* When a timer runs out, what was written and not sent goes out before. */
async function timesUp() {
    const timer = (ms) => teacher.evaluate((body) => fetch('/teacher/act' + location.search, { method: 'POST', body }),
        JSON.stringify({ act: 'timer', ms }));

    await second.locator('input.gap').fill('scala');
    await timer(2500);
    await second.locator('main.closed').waitFor();
    await timer(0);
}

/* The test before practice shows nothing of what was right. */
async function testBefore() {
    await goOn('Test before');
    await both('main.open');
    equal('no reveal in a test', await teacher.locator('#acts .small', { hasText: 'definition' }).count(), 0);
    await first.locator('input.gap').fill('nave');
    await first.keyboard.press('Enter');
    await shows(first, '#status', 'nviata');
    await timesUp();
    await shows(first, '.verdict.none', 'Grazie');
    await shows(second, '.verdict.none', 'Thank you');
    equal('no solution', await first.locator('.solution').count(), 0);
    await goOn('End of the round');
    await both('main.end');
    await look('the test\'s end');
}

/* What is being typed outlives the reveal and a reload. */
async function reloaded() {
    const kind = await kindOf(first);

    if (kind === 'cloze')
        await first.locator('input.gap').fill('cit');
    await teacher.keyboard.press('r');
    await shows(teacher, '#acts .small', 'translation');
    await teacher.keyboard.press('r');
    if (kind !== 'to-word' && kind !== 'to-definition')
        await shows(first, '.help .definition');
    await shows(first, '.help .translation');
    if (kind === 'cloze')
        equal('the reveal leaves what is typed', await first.inputValue('input.gap'), 'cit');
    await first.reload();
    await shows(first, 'main.open .help .translation');
    if (kind === 'cloze')
        equal('so does a reload', await first.inputValue('input.gap'), 'cit');
}

/* The second phone sleeps over a question's end and the beginning of the next; its stream dies
 * meanwhile, without an error. Waking tells the page by an event, which this way sends none. */
async function asleep() {
    const page = await second.context().newCDPSession(second);

    await second.evaluate(() => window.streams.forEach((stream) => { stream.isDead = true; }));
    await page.send('Page.setWebLifecycleState', { state: 'frozen' });
    await goOn('Close');
    await goOn('Next');
    await shows(teacher, '#go-on', 'Close');
    await page.send('Page.setWebLifecycleState', { state: 'active' });
    await page.detach();
    await second.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await shows(second, 'h1', await heading(teacher));
    await shows(second, 'main.open');
}

/* An answer without a connection is kept, and goes out when there is one. */
async function offline() {
    await first.context().setOffline(true);
    const kind = await kindOf(first);

    await (BY_TOUCH[kind] || BY_TOUCH.choice)(first, kind);
    await shows(first, '#status', 'conservata');
    await shows(first, '#trouble', 'connessione');
    await look('offline');
    await first.context().setOffline(false);
    await shows(first, '#status', 'nviata');
    await first.locator('#trouble').waitFor({ state: 'hidden' });
}

async function checkVerdicts(kind) {
    const wrong = kind === 'to-word' ? '.verdict.none' : '.verdict.wrong';

    await shows(first, '.verdict.right', kind === 'cloze' ? 'à' : 'Giusto');
    await shows(second, wrong, kind === 'to-word' ? 'not sure' : '');
    await both('.solution .sentence b');
    check('the verdict is announced', (await first.locator('#say').textContent()).startsWith('Giusto'));
    check('the heading has the focus', await first.evaluate(() => document.activeElement.tagName === 'H1'));
    equal('learnt text says its language', await first.locator('.solution .sentence').getAttribute('lang'), 'it');
}

/* The teacher accepts what the second phone wrote. */
async function accept() {
    await shows(teacher, '#answers .how', 'accent');
    await teacher.locator('[data-key="accept borgo"]').click();
    await shows(second, '.verdict.right', 'accepts');
}

async function practise() {
    const kinds = [];

    for (let n = 1; n <= 5; n++) {
        if (n === 1)
            await goOn('Start');
        await both('main.open h1', String(n));
        if (n === 2 || await kindOf(first) === 'cloze')
            await reloaded();
        if (n === 4)
            await offline();
        else
            await answer(first, BY_TOUCH);
        kinds.push(await answer(second, BY_KEYS));
        await shows(teacher, '.counted', '2 of 2');
        await look('question ' + kinds[n - 1]);
        if (n === 3) {
            await asleep();
            continue;
        }
        await goOn('Close');
        await both('main.closed');
        await checkVerdicts(kinds[n - 1]);
        if (kinds[n - 1] === 'cloze')
            await accept();
        await look('verdict ' + kinds[n - 1]);
        await goOn(n < 5 ? 'Next' : 'End of the round');
    }
    equal('all kinds were asked', kinds.slice().sort().join(' '), 'cloze cloze-choice order to-definition to-word');
}

async function takeHome() {
    await both('main.end');
    equal('one\'s own score', await textOf(first, '.score b'), '5');
    await shows(second, '.missed li b', 'tetto');
    equal('the words missed', await second.locator('.missed li').count(), Number(5 - await textOf(second, '.score b')));
    const [file] = await Promise.all([second.waitForEvent('download'), second.locator('.missed a').click()]);

    equal('they are a file to keep', file.suggestedFilename(), 'words.csv');
    await look('end');
}

/* Timer, teams, a new name; then the session's end. */
async function lead() {
    await goOn('Once more');
    await shows(teacher, '#go-on', 'Close');
    await teacher.keyboard.press('t');
    await both('main.open .timer .bar');
    const left = await second.evaluate(() => parseInt(document.querySelector('.timer .left').textContent, 10));

    await shows(teacher, '#acts .small', '15 s');
    await teacher.keyboard.press('e');
    await second.waitForFunction((was) =>
        parseInt(document.querySelector('.timer .left').textContent, 10) > was + 10, left);
    await teacher.locator('.teams button').first().click();
    await both('#top .team');
    await answer(second, BY_KEYS);
    check('a team has one answer', await first.locator('#status').textContent() !== '');
    await teacher.locator('[data-key="rename L02"]').click();
    await teacher.locator('[data-key="rename L01"]').click();
    equal('one name is written at a time', await teacher.locator('.renaming').count(), 1);
    await teacher.keyboard.type('lupo <b>');
    await teacher.keyboard.press('Enter');
    await shows(first, '#top .name', 'lupo <b>');
    await teacher.locator('[data-key="remove L02"]').click();
    await teacher.locator('[data-key="remove L02"]').click();
    await shows(second, 'main.message h1', 'no longer');
    await look('removed');
    await second.reload();
    await shows(second, 'main.message h1', 'no longer');
    await teacher.locator('#acts .small', { hasText: 'End the session' }).click();
    await teacher.keyboard.press('Escape');
    await shows(teacher, '#go-on');
    await teacher.locator('#acts .small', { hasText: 'End the session' }).click();
    await teacher.keyboard.press('Enter');
    await shows(teacher, 'h1', 'ended');
    await shows(first, '#trouble', 'connessione');
}

/* Run in the page: a phone that denies to keep anything but for the tab, and whose streams can
 * die. */
function poorPhone() {
    window.streams = [];
    window.EventSource = class extends EventSource {
        constructor(url) {
            super(url);
            window.streams.push(this);
            this.addEventListener('message', (event) => this.isDead && event.stopImmediatePropagation());
        }
    };
    Object.defineProperty(window, 'localStorage', { get() {
        throw new Error('denied');
    } });
}

run(async (browser) => {
    const host = await startHost('127.0.0.1');

    first = await open(browser, host.phones, { locale: 'it-IT', hasTouch: true, viewport: { width: 360, height: 640 } });
    second = await open(browser, host.phones, { locale: 'en-GB', colorScheme: 'dark', reducedMotion: 'reduce',
        deviceScaleFactor: 2, viewport: { width: 180, height: 320 } }, poorPhone);
    teacher = await open(browser, host.teacher, { locale: 'en-GB', viewport: { width: 1280, height: 800 } });
    await join(host);
    await testBefore();
    await practise();
    await takeHome();
    await lead();
    await host.ended;
});
