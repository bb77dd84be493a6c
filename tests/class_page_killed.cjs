/* The class's host as it is, `wordloot class`, killed in the middle of a question and started
 * again: class_page_killed.cjs FOLDER, where the binaries lie. Two phones come back by
 * themselves, with what they had answered. */

'use strict';

const { spawn } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { check, equal, open, run, shows, SET } = require('./class_page_desk.cjs');

const SMALL = { width: 360, height: 640 };
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'wordloot-killed-'));
const running = [];

/* Its addresses stand on the standard error. */
function startClass(words) {
    const host = spawn(path.join(process.argv[2], 'wordloot'),
        ['class', '--no-window', '--address', '127.0.0.1'].concat(words), {
            env: Object.assign({}, process.env, {
                WORDLOOT_HOME: home, WORDLOOT_ASSETS: path.join(__dirname, '../assets') }),
            stdio: ['ignore', 'ignore', 'pipe'] });

    running.push(host);
    return new Promise((done, fail) => {
        let text = '';

        host.on('exit', () => fail(new Error('wordloot class has ended: ' + text)));
        host.stderr.on('data', (bytes) => {
            text += bytes;
            const phones = /^Phones: (\S+) {2}code (\S+)$/m.exec(text);
            const teacher = /^Teacher's page: (\S+)$/m.exec(text);

            if (phones && teacher)
                done({ phones: phones[1] + '?c=' + phones[2], teacher: teacher[1], host, text });
        });
    });
}

async function join(page) {
    await shows(page, '#name');
    await page.waitForFunction(() => document.getElementById('name').value !== '');
    await page.locator('button.main').click();
    await shows(page, 'main.lobby');
}

async function unsure(page) {
    await page.locator('button', { hasText: 'Not sure' }).click();
    await page.waitForFunction(() => /Sent/.test(document.body.innerText));
}

async function killed(browser) {
    const port = String(20000 + Math.floor(Math.random() * 20000));
    const first = await startClass(['--set', SET, '--port', port, '--seed', '4']);
    const ada = await open(browser, first.phones, { locale: 'en-GB', viewport: SMALL });
    const ben = await open(browser, first.phones, { locale: 'en-GB', viewport: SMALL });
    const lead = await open(browser, first.teacher, { locale: 'en-GB', viewport: { width: 1280, height: 800 } });

    await join(ada);
    await join(ben);
    await lead.locator('button', { hasText: 'Start the practice' }).click();
    await shows(ada, 'main.open');
    await unsure(ada);
    await shows(ben, 'main.open');
    const asked = await ada.locator('main').innerText();

    first.host.kill('SIGKILL');
    await shows(ben, '#trouble', 'No connection');
    const second = await startClass(['--port', port]);

    check('it goes on with the same session', /Going on with/.test(second.text));
    await ada.waitForFunction(() => document.getElementById('trouble').hidden);
    await ben.waitForFunction(() => document.getElementById('trouble').hidden);
    equal('the same question, with the answer', await ada.locator('main').innerText(), asked);
    await unsure(ben);
    const again = await open(browser, second.teacher, { locale: 'en-GB', viewport: { width: 1280, height: 800 } });

    await shows(again, 'body', '2 of 2');
    await again.keyboard.press('Space');
    await shows(ada, '.solution');
    await shows(ben, '.solution');
}

run(async (browser) => {
    try {
        await killed(browser);
    } finally {
        running.forEach((host) => host.removeAllListeners('exit').kill('SIGKILL'));
        fs.rmSync(home, { recursive: true, force: true });
    }
});
