// Calls inside the real Flex UI: they go on wherever the agent goes in it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { nothingInTheWay } from './accessible.mjs';
import { eventually, everythingDecodes, picture } from './browser.mjs';
import { button, screen } from './calls.mjs';
import {
  callFrame,
  customerAt,
  distance,
  linkIn,
  newTask,
  openDemo,
  openFlex,
  sandbox,
  selectTab,
  selectTask,
  sessionOf
} from './flex-desk.mjs';
import { startFlex } from './flex-window.mjs';

const { demo, browser, close } = await openDemo();
after(close);

const docked = (flex, session) =>
  eventually(
    'the call lies in its place',
    () => distance(flex, session),
    off => off === 0
  );
const small = (flex, session) =>
  flex
    .locator('.flex-video-small')
    .filter({ has: flex.locator(`iframe[src$="${session}"]`) })
    .waitFor();

async function begin(flex, task, customer) {
  await selectTask(flex, customer);
  await button(flex, 'Start video call').click();
  const link = await linkIn(demo, task.conversationSid);
  await eventually('the call has a frame', () => flex.locator('.flex-video-call').count(), Boolean);
  const page = await callFrame(flex);
  const device = await customerAt(browser, link);
  await screen(device, 'call');
  return { page, session: sessionOf(page), device };
}

test('two calls go on while the agent moves through Flex, out of it, and loads it anew', async () => {
  const tasks = [await newTask(demo, 'sue', 'Ann Able'), await newTask(demo, 'sue', 'Bob Busy')];
  const context = await browser.context();
  const flex = await openFlex(context, demo, 'sue');
  const ann = await begin(flex, tasks[0], 'Ann Able');
  await docked(flex, ann.session);
  await picture(flex, 'flex-docked');
  const bob = await begin(flex, tasks[1], 'Bob Busy');
  const loadedAt = page => page.evaluate(() => performance.timeOrigin);
  const loaded = await Promise.all([ann, bob].map(({ page }) => loadedAt(page)));
  const goOn = async () => {
    for (const { page } of [ann, bob]) await everythingDecodes(page, 1);
    assert.deepEqual(
      await Promise.all([ann, bob].map(({ page }) => loadedAt(page))),
      loaded,
      'no page was loaded anew'
    );
  };

  await docked(flex, bob.session);
  await small(flex, ann.session);
  await goOn();
  await picture(flex, 'flex-two-calls');
  await nothingInTheWay(flex, 'two calls', ['.flex-video-layer', '.flex-video-slot']);
  await selectTask(flex, 'Ann Able');
  await selectTab(flex, 'Video call');
  await docked(flex, ann.session);
  await small(flex, bob.session);
  await goOn();

  // another tab of the task, another corner, another view of Flex, and back by the keyboard
  await selectTab(flex, 'WhatsApp');
  await small(flex, ann.session);
  const left = () =>
    flex
      .locator('.flex-video-small')
      .first()
      .evaluate(box => box.getBoundingClientRect().left);
  const before = await left();
  await button(flex, 'Move to the other corner').first().click();
  assert.ok((await left()) > before);
  await flex
    .getByRole('link', { name: 'Teams' })
    .or(flex.getByRole('button', { name: 'Teams' }))
    .first()
    .click();
  await button(flex, 'Back to Ann Able').waitFor();
  await goOn();
  await button(flex, 'Back to Bob Busy').focus();
  await flex.keyboard.press('Enter');
  await docked(flex, bob.session);
  await eventually(
    'the call has the keyboard',
    () => flex.evaluate(() => document.activeElement.tagName),
    tag => tag === 'IFRAME'
  );
  await goOn();

  // in a window of its own; what the agent closes can be had back
  const opened = context.waitForEvent('page');
  await button(flex, 'Open in a window of its own').click();
  const popped = await opened;
  await screen(popped, 'call');
  await everythingDecodes(popped, 1);
  await everythingDecodes(bob.page, 1);
  assert.equal(await flex.locator('.flex-video-call').count(), 1);
  await selectTask(flex, 'Ann Able');
  await selectTab(flex, 'Video call');
  await flex.getByText('This video call is in a window of its own.').waitFor();
  await picture(flex, 'flex-popped-out');
  await popped.close();
  await flex.getByText('This video call is still open, but you are not in it.').waitFor();
  await button(flex, 'Show it here').click();
  const back = await callFrame(flex, ann.session);
  await docked(flex, ann.session);
  await everythingDecodes(back, 1);

  await flex.reload();
  for (const { session, device } of [ann, bob]) {
    const again = await callFrame(flex, session);
    await everythingDecodes(again, 1);
    await everythingDecodes(device, 1);
  }
  assert.deepEqual([browser.leaks, browser.errors], [[], []]);
  await context.close();
});

test('by configuration in panel 2, in other languages, by keyboard shortcuts; a setting that can’t be is named', async () => {
  const task = await newTask(demo, 'ben', 'Pia Panel');
  const context = await browser.context();
  const messages = { whatsapp: { en: 'Your call with Ben: {link}. See you!' } };
  const german = { place: 'panel', language: 'de', shortcuts: { open: '7' }, sound: 'loud', messages };
  const flex = await openFlex(context, demo, 'ben', german);
  await flex
    .getByText(/Die Einstellung flex_video.sound der Videoanrufe ist so nicht brauchbar/)
    .first()
    .waitFor();
  await selectTask(flex, 'Pia Panel');
  await button(flex, 'Videoanruf starten').waitFor();
  await flex.keyboard.press('Control+Shift+Digit7');
  await linkIn(demo, task.conversationSid);
  const sent = (await sandbox(demo, 'requests')).messages.at(-1);
  assert.match(sent.body, /^Your call with Ben: http\S+\/j\/[0-9A-Za-z]{52}\. See you!$/);
  const page = await callFrame(flex);
  await docked(flex, sessionOf(page));
  await picture(flex, 'flex-panel');
  await flex.locator('.flex-video-menu-button').press('Control+Shift+Digit3'); // keys in the call page are the page's
  await button(flex, 'Videoanruf starten').waitFor();
  assert.equal(await flex.locator('.flex-video-call, .flex-video-slot').count(), 0);
  await flex.close();

  const arabic = await openFlex(context, demo, 'ben', { language: 'ar' });
  await selectTask(arabic, 'Pia Panel');
  await button(arabic, 'بدء مكالمة فيديو').click();
  await callFrame(arabic);
  await selectTab(arabic, 'WhatsApp');
  await arabic.locator('.flex-video-small').waitFor();
  await arabic.locator('.flex-video-menu-button').click();
  await nothingInTheWay(arabic, 'arabic', ['.flex-video-menu', '.flex-video-layer', '.flex-video-menu-button']);
  await picture(arabic, 'flex-arabic');
  assert.equal(await arabic.locator('.flex-video-menu').evaluate(menu => getComputedStyle(menu).direction), 'rtl');
  await arabic.keyboard.press('Escape');
  await arabic.locator('.flex-video-menu-button').press('Control+Shift+Digit3');
  await button(arabic, 'بدء مكالمة فيديو').waitFor();
  await context.close();
});

test('only the configured Flex may frame the agent’s page', async () => {
  const elsewhere = await startFlex();
  const page = await (await browser.context()).newPage();
  await page.goto(elsewhere.origin);
  const refused = page.waitForEvent('console', message => /frame-ancestors/.test(message.text()));
  await page.evaluate(src => {
    document.body.append(Object.assign(document.createElement('iframe'), { src }));
  }, `${demo.base}/agent/some-session`);
  await refused;
  await page.context().close();
  await elsewhere.close();
});
