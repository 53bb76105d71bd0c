// What becomes of a call when something under it changes or goes: a device, the page, the server.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { nothingInTheWay } from './accessible.mjs';
import { eventually, picture, received } from './browser.mjs';
import { button, newCall, openCalls, screen } from './calls.mjs';

let calls;
before(async () => {
  // A browser that gives devices by permission, so that it can be taken back.
  calls = await openCalls({ chromium: { media: ['--use-fake-device-for-media-stream=device-count=3'] } });
});
afterEach(() => calls.clear());
after(() => calls?.close());

/** A customer's page in a call with one other, each seen by the other. */
async function meet() {
  const call = await newCall(calls.rooms);
  const page = await calls.device(call.link);
  await calls.enter(page);
  const other = await calls.join(call, 'agent:WK1');
  await calls.others(page, 1);
  await seenAgain();
  return { page, other };
}

/** Waits until the other side decodes more pictures of the customer than now, be it on a new connection. */
async function seenAgain() {
  let last = (await received(calls.beside)).framesDecoded;
  const more = async () => {
    const { framesDecoded } = await received(calls.beside);
    const grown = framesDecoded - last;
    if (grown < 0) last = framesDecoded;
    return grown;
  };
  await eventually('the customer is seen', more, grown => grown > 5);
}

/** Waits until the page draws and plays more of the other than now; what is drawn in another window is heard from `from`. */
async function seesAgain(page, from = page) {
  const played = (where, kind) =>
    where.locator(`.tile[data-participant="agent:WK1"] > ${kind}`).evaluate(element => {
      if (element.srcObject?.getTracks()[0]?.readyState !== 'live') return 0;
      return element.getVideoPlaybackQuality?.().totalVideoFrames ?? element.currentTime;
    });
  const shown = () => Promise.all([played(page, 'video'), played(from, 'audio')]);
  let last = await shown();
  const more = async () => {
    const now = await shown();
    const grown = now.map((value, i) => value - last[i]);
    if (grown.some(value => value < 0)) last = now;
    return grown;
  };
  await eventually('the other is seen and heard', more, ([pictures, sound]) => pictures > 5 && sound > 0.5);
}

const list = (page, name) => page.getByLabel(name, { exact: true });
const own = (page, what) => page.locator(`.tile[data-participant="local"]${what}`).waitFor();

test('devices that the browser stops in mid-call come back at a press', async () => {
  const { page, other } = await meet();
  await page.context().clearPermissions();
  await page.locator('.banner').getByText('Your camera and microphone have stopped.').waitFor();
  await own(page, '[data-audio="off"][data-video="off"]');
  await eventually(
    'the other is told',
    () => other.others(),
    ([customer]) => customer.tracks.length === 0
  );
  await picture(page, 'recovery-stopped');
  await page.context().grantPermissions(['camera', 'microphone']);
  await button(page, 'Turn camera on').click();
  await button(page, 'Unmute').click();
  await own(page, '[data-audio="on"][data-video="on"]');
  await seenAgain();
  assert.equal(await page.locator('.banner').count(), 0);
});

test('another camera takes the place of one that is pulled out, which is offered when it is back', async () => {
  const { page } = await meet();
  await button(page, 'Settings').click();
  await list(page, 'Camera').selectOption('fake_device_2');
  const shown = () =>
    page.locator('[data-participant="local"] video').evaluate(({ srcObject }) => srcObject?.getVideoTracks()[0]?.label);
  await eventually('the chosen camera', shown, label => label === 'fake_device_2');
  await page.keyboard.press('Escape');
  // No fake device can be pulled out: what a browser does then is done in its place.
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const real = MediaDevices.prototype.enumerateDevices;
    const present = async () => (await real.call(mediaDevices)).filter(({ label }) => label !== 'fake_device_2');
    mediaDevices.enumerateDevices = present;
    const [track] = document.querySelector('[data-participant="local"] video').srcObject.getVideoTracks();
    track.stop();
    track.dispatchEvent(new Event('ended'));
    mediaDevices.dispatchEvent(new Event('devicechange'));
  });
  await eventually('another camera', shown, label => label === 'fake_device_0');
  await page.locator('.banner', { hasText: 'fake_device_0' }).waitFor();
  await picture(page, 'recovery-fell-back');
  await seenAgain();
  await page.evaluate(() => {
    delete navigator.mediaDevices.enumerateDevices;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });
  const offered = page.locator('.banner', { hasText: 'fake_device_2' });
  await offered.getByRole('button', { name: 'Use' }).click();
  await eventually('the camera that is back', shown, label => label === 'fake_device_2');
  await seenAgain();
});

test('the sound goes to the speaker that is chosen, also after a reload', async () => {
  const { page } = await meet();
  const sinks = () => page.locator('.stage audio').evaluateAll(all => all.map(({ sinkId }) => sinkId));
  assert.deepEqual(await sinks(), ['']);
  await button(page, 'Settings').click();
  const speaker = await list(page, 'Speaker')
    .locator('option', { hasText: 'Fake Audio Output 2' })
    .getAttribute('value');
  await list(page, 'Speaker').selectOption(speaker);
  await eventually('it is used', sinks, ([sink]) => sink === speaker);
  await page.keyboard.press('Escape');
  await seesAgain(page);
  await page.reload();
  await screen(page, 'call');
  await calls.others(page, 1);
  await eventually('it is used again', sinks, ([sink]) => sink === speaker);
  await seesAgain(page);
});

const floats = page => button(page, 'Picture-in-picture');
const isOn = (tool, on) => tool.and(tool.page().locator(`[aria-pressed="${on}"]`)).waitFor();

/** The window of the call over other windows, opened by the keyboard. */
async function float(page, tool) {
  const opening = page.context().waitForEvent('page');
  await tool.press('Enter');
  const floating = await opening;
  await floating.setViewportSize({ width: 400, height: 340 });
  await floating.locator('main.floating').waitFor();
  return floating;
}

test('the call floats over other windows, with its controls, until it is closed or over', async () => {
  const { page, other } = await meet();
  const refused = [];
  page.context().on('console', message => message.text().includes('Content Security Policy') && refused.push(message));
  const tool = floats(page);
  const floating = await float(page, tool);
  await isOn(tool, true);
  await seesAgain(floating, page);
  await button(floating, 'Mute').focus();
  await picture(floating, 'floating');
  await nothingInTheWay(floating, 'the window over others');
  // Each button by the keyboard alone, and it tells how it stands.
  const heard = async what =>
    eventually(
      `the other is told of ${what}`,
      async () => (await other.others())[0].tracks.filter(({ enabled }) => enabled).map(({ kind }) => kind),
      kinds => kinds.sort().join() === what
    );
  await floating.keyboard.press('Enter');
  await button(floating, 'Unmute').and(floating.locator(':focus')).waitFor();
  await heard('video');
  await floating.keyboard.press('Tab');
  await floating.keyboard.press('Enter');
  await button(floating, 'Turn camera on').and(floating.locator(':focus')).waitFor();
  await heard('');
  await own(page, '[data-audio="off"][data-video="off"]');
  await button(floating, 'Turn camera on').click();
  await heard('video');

  await floating.close();
  await isOn(tool, false);
  await tool.and(page.locator(':focus')).waitFor();
  await seesAgain(page);
  await seenAgain();

  const second = await float(page, tool);
  const gone = second.waitForEvent('close');
  await tool.click();
  await gone;
  await isOn(tool, false);
  const third = await float(page, tool);
  const over = third.waitForEvent('close');
  await button(third, 'Leave').click();
  await screen(page, 'left');
  await over;
  assert.deepEqual(refused, []);
});

test('the window over others speaks the page’s language, in its direction; the end of the call closes it', async () => {
  const call = await newCall(calls.rooms);
  const page = await calls.device(call.link, { locale: 'ar' });
  await page.locator('main[data-screen="preview"] .button.primary').click();
  await calls.join(call, 'agent:WK1');
  await calls.others(page, 1);
  const floating = await float(page, page.locator('.tools .tool:has([data-icon="floating"])'));
  await seesAgain(floating, page);
  const named = await page.evaluate(() => [
    document.title,
    document.documentElement.lang,
    document.documentElement.dir
  ]);
  assert.deepEqual(named.slice(1), ['ar', 'rtl']);
  assert.deepEqual(
    await floating.evaluate(() => [document.title, document.documentElement.lang, document.documentElement.dir]),
    named
  );
  await nothingInTheWay(floating, 'the window over others, from right to left');
  await picture(floating, 'floating-arabic');
  const over = floating.waitForEvent('close');
  await calls.rooms.call.send({
    method: 'POST',
    path: `/v1/sessions/${call.session.id}/end`,
    headers: calls.rooms.call.ada
  });
  await screen(page, 'over');
  await over;
});

test('without such windows the other’s picture floats, and comes back; without both nothing is offered', async () => {
  const { page } = await meet();
  const floating = () =>
    page.evaluate(() => document.pictureInPictureElement?.closest('.tile').dataset.participant ?? null);
  const tool = floats(page);
  await page.evaluate(() => delete window.documentPictureInPicture);
  await tool.click();
  await eventually('it floats', floating, who => who === 'agent:WK1');
  await isOn(tool, true);
  await seesAgain(page);
  await tool.click();
  await eventually('it is back', floating, who => who === null);
  await isOn(tool, false);
  await page.evaluate(() => Object.defineProperty(document, 'pictureInPictureEnabled', { value: false }));
  await page.keyboard.press('l');
  await tool.waitFor({ state: 'detached' });
});

test('who goes to another page and back is in the call again', async () => {
  const { page, other } = await meet();
  await page.goto('about:blank');
  await eventually(
    'the other sees one leave',
    () => other.others(),
    others => others.length === 0
  );
  await page.goBack();
  await screen(page, 'call');
  await calls.others(page, 1);
  await seesAgain(page);
  await seenAgain();
});

test('a server that is killed and started again: the page stays in the call', async () => {
  const { page } = await meet();
  const banner = page.locator('.banner', { hasText: 'Connection lost. Reconnecting…' });
  const down = banner.waitFor();
  await calls.rooms.call.serve.restart('SIGKILL');
  await down;
  await banner.waitFor({ state: 'detached' });
  await screen(page, 'call');
  await seesAgain(page);
  await seenAgain();
  assert.deepEqual(calls.browser.errors, []);
});
