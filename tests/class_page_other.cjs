/* The class's pages where something is missing: class_page_other.cjs FOLDER, where the binaries
 * lie. Streams, phones, and the class that a phone was in. */

'use strict';

const { check, equal, open, run, shows, startHost } = require('./class_page_desk.cjs');
const { inspect } = require('./class_page_look.cjs');

const POLL_MS = 3000;
const STREAM_TRIES_MS = 9000; /* three tries, and their pauses */
const SMALL = { width: 360, height: 640 };

async function join(page) {
    await shows(page, '#name');
    await page.waitForFunction(() => document.getElementById('name').value !== '');
    await page.locator('button.main').click();
    await shows(page, 'main.lobby');
}

/* Where no stream gets through, states are polled; what was written and not sent is said. */
async function polled(browser) {
    const host = await startHost('127.0.0.1');
    const page = await open(browser, host.phones, { locale: 'es-ES', viewport: SMALL });
    const lead = await open(browser, host.teacher, { locale: 'fr-FR', viewport: { width: 390, height: 844 } });

    await page.route('**/stream*', (route) => route.abort());
    await join(page);
    await page.waitForTimeout(STREAM_TRIES_MS);
    const asked = [];

    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.waitForTimeout(POLL_MS + 1000);
    check('states are polled', asked.indexOf('/state') >= 0);
    check('no stream is tried any more', asked.indexOf('/stream') < 0);
    await lead.locator('#go-on', { hasText: 'Test avant' }).click();
    await shows(page, 'main.open');
    await page.locator('input.gap').fill('scala');
    await lead.locator('#go-on', { hasText: 'Fermer' }).click();
    await shows(page, '.verdict', '«scala», pero no lo has enviado');
    await page.context().close();
    await lead.context().close();
    host.stop();
}

/* Raised hands are counted by clicks where there are no phones. */
async function withoutPhones(browser) {
    const host = await startHost('-');
    const page = await open(browser, host.teacher, { locale: 'de-DE', viewport: { width: 390, height: 844 } });

    await shows(page, '#room .url', 'Ohne Handys');
    await page.keyboard.press('Space');
    await shows(page, '.counter');
    await page.locator('[data-key="more0"]').click();
    await shows(page, '.row:first-child .number', '1');
    await page.locator('[data-key="more0"]').click();
    await shows(page, '.row:first-child .number', '2');
    await page.locator('[data-key="fewer0"]').click();
    await shows(page, '.row:first-child .number', '1');
    await shows(page, '.counted', '1 Hand gezählt');
    equal('without phones', (await page.evaluate(inspect, false)).join('; '), '');
    await page.context().close();
    host.stop();
}

/* A phone whose class is over, and another is held at the same address, joins that one. */
async function otherClass(browser) {
    const host = await startHost('127.0.0.1');
    const page = await open(browser, host.phones, { locale: 'en-GB', viewport: SMALL });
    const { port } = new URL(host.phones);

    await join(page);
    const token = await page.evaluate(() => localStorage.getItem('wordloot.token'));

    host.stop();
    await host.ended;
    await shows(page, '#trouble', 'No connection');
    const next = await startHost('127.0.0.1', port);

    await shows(page, '.problem', 'a new one has begun');
    equal('the old code is not proposed', await page.inputValue('#code'), '');
    await page.fill('#code', new URL(next.phones).searchParams.get('c'));
    await join(page);
    check('nothing leads from one class to the next',
        await page.evaluate(() => localStorage.getItem('wordloot.token')) !== token);
    await page.context().close();
    next.stop();
}

run(async (browser) => {
    await polled(browser);
    await withoutPhones(browser);
    await otherClass(browser);
});
