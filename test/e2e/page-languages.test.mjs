// The room page in languages that need room, another direction and another script, on a small phone, a phone and a desktop,
// light and dark: in the right language from its first picture on, nothing cut off.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openCall } from '../open-call.mjs';
import { launchBrowser, picture } from './browser.mjs';

const sizes = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 1440, height: 900 }
];
const spoken = [
  { language: 'ar', direction: 'rtl', join: 'انضمام', expired: 'هذا الرابط لا يعمل' },
  { language: 'ja', direction: 'ltr', join: '参加する', expired: 'このリンクは使用できません' },
  { language: 'de', direction: 'ltr', join: 'Beitreten', expired: 'Dieser Link funktioniert nicht' },
  // The others where there is least room.
  { language: 'es', direction: 'ltr', join: 'Unirse', expired: 'Este enlace no funciona', least: true },
  { language: 'pt', direction: 'ltr', join: 'Entrar', expired: 'Este link não funciona', least: true },
  { language: 'fr', direction: 'ltr', join: 'Rejoindre', expired: 'Ce lien ne fonctionne pas', least: true },
  { language: 'it', direction: 'ltr', join: 'Partecipa', expired: 'Questo link non funziona', least: true }
];

let call;
let browser;
before(async () => {
  call = await openCall();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await call?.stop();
});

/** What is too wide for its place: the page itself, or the words of a button. */
const cutOff = page =>
  page.evaluate(() => {
    const root = document.documentElement;
    const wide = [...document.querySelectorAll('button, button *, select, h1, p')].filter(
      each => each.offsetParent !== null && !each.closest('.unseen') && each.scrollWidth > each.clientWidth + 1
    );
    return [
      ...(root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth} > ${root.clientWidth}`] : []),
      ...wide.filter(each => getComputedStyle(each).display !== 'inline').map(each => each.outerHTML)
    ];
  });

for (const { language, direction, join, expired, least } of spoken) {
  for (const viewport of least ? sizes.slice(0, 1) : sizes) {
    for (const colorScheme of least ? ['light'] : ['light', 'dark']) {
      const name = `${language} at ${viewport.width}x${viewport.height}, ${colorScheme}`;
      test(`the page in ${name}`, async () => {
        const { code } = await call.another(); // a session has only so many visits
        const context = await browser.context({ viewport, colorScheme, locale: language });
        const page = await context.newPage();
        const look = async screen => {
          assert.deepEqual(await cutOff(page), [], screen);
          await picture(page, `${screen}-${name.replaceAll(/[ ,]+/g, '-')}`);
        };
        await page.goto(`${call.serve.base}/j/${code}`);
        await page.getByRole('button', { name: join }).waitFor();
        const html = page.locator('html');
        assert.deepEqual([await html.getAttribute('lang'), await html.getAttribute('dir')], [language, direction]);
        await page.locator('.tile[data-video=on]').waitFor();
        await look('first');
        await page.getByRole('button', { name: join }).click();
        await page.locator('main[data-screen=call]').waitFor();
        await look('call');
        await page.goto(`${call.serve.base}/j/nothing`);
        await page.getByRole('heading', { name: expired }).waitFor();
        await look('closed');
        await context.close();
      });
    }
  }
}

describe('the language menu', () => {
  test('changes the language at once, and for the next time', async () => {
    const context = await browser.context({ locale: 'en' });
    const page = await context.newPage();
    await page.goto(`${call.serve.base}/j/${call.code}`);
    await page.getByLabel('Language').focus();
    await page.getByLabel('Language').selectOption('ar');
    await page.getByRole('button', { name: 'انضمام' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SELECT');
    await page.reload();
    await page.getByRole('button', { name: 'انضمام' }).waitFor();
    await context.close();
  });

  test('leaves the page in its language when the other does not load', async () => {
    const context = await browser.context({ locale: 'en' });
    const page = await context.newPage();
    await page.goto(`${call.serve.base}/j/${call.code}`);
    await page.getByRole('button', { name: 'Join' }).waitFor();
    await context.setOffline(true);
    await page.getByLabel('Language').selectOption('fr');
    await page.waitForFunction(() => document.querySelector('select').value === 'en'); // back from French
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await context.close();
  });
});

test('the locale of the session counts where the page speaks none of the browser’s languages', async () => {
  const { code } = await call.another({ locale: 'ja-JP' });
  const context = await browser.context({ locale: 'nl' });
  const page = await context.newPage();
  await page.goto(`${call.serve.base}/j/${code}`);
  await page.getByRole('button', { name: '参加する' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'ja');
  await context.close();
});

test('what a chat shows of a link names nobody', async () => {
  const { text } = await call.send({ path: `/j/${call.code}` });
  const card = [...text.matchAll(/<meta property="og:(\w+)" content="([^"]*)"/g)].map(([, name, shown]) => [
    name,
    shown
  ]);
  assert.deepEqual(Object.fromEntries(card), {
    type: 'website',
    title: 'Video call',
    description: 'Join in your browser. There is nothing to install.',
    locale: 'en'
  });
  assert.equal(
    (await call.send({ path: '/j/nothing' })).text.match(/<head>.*<\/head>/s)[0],
    text.match(/<head>.*<\/head>/s)[0]
  );
});

test('where colours are forced, every button has a border', async () => {
  const context = await browser.context({ forcedColors: 'active' });
  const page = await context.newPage();
  await page.goto(`${call.serve.base}/j/${call.code}`);
  await page.getByRole('button', { name: 'Join' }).waitFor();
  const borders = await page
    .locator('button, select')
    .evaluateAll(all => all.map(one => getComputedStyle(one).borderTopWidth));
  assert.deepEqual(new Set(borders), new Set(['1px']));
  await picture(page, 'first-forced-colours');
  await context.close();
});

test('where motion is not wanted, nothing moves', async () => {
  const context = await browser.context({ reducedMotion: 'reduce', viewport: { width: 3840, height: 2160 } });
  const page = await context.newPage();
  await page.goto(`${call.serve.base}/j/${call.code}`);
  await page.getByRole('button', { name: 'Join' }).waitFor();
  await picture(page, 'first-3840x2160');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.locator('main[data-screen=call] .tile-awaited').waitFor();
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  await picture(page, 'call-3840x2160');
  await context.close();
});

test('a page in another language never shows a sentence of English', async () => {
  const context = await browser.context({ locale: 'de' });
  await context.addInitScript(() => {
    window.seen = [];
    new MutationObserver(() => {
      const heading = document.querySelector('h1')?.textContent;
      if (heading) window.seen.push(heading);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  const page = await context.newPage();
  await page.goto(`${call.serve.base}/j/${call.code}`);
  await page.getByRole('button', { name: 'Beitreten' }).waitFor();
  const seen = await page.evaluate(() => window.seen);
  assert.ok(seen.length > 0);
  for (const heading of seen) assert.match(heading, /lädt Sie/);
  await context.close();
});
