// What becomes of a call when something under it changes or goes: a device, the page, the server.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
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

/** Waits until the page draws and plays more of the other than now. */
async function seesAgain(page) {
  const shown = () =>
    page.locator('.tile[data-participant="agent:WK1"]').evaluate(tile => {
      const [video, audio] = ['video', 'audio'].map(kind => tile.querySelector(kind));
      const live = [video, audio].every(({ srcObject }) => srcObject?.getTracks()[0]?.readyState === 'live');
      return live ? [video.getVideoPlaybackQuality().totalVideoFrames, audio.currentTime] : [0, 0];
    });
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

test('the other’s picture floats over other windows, and comes back', async () => {
  const { page } = await meet();
  const floating = () =>
    page.evaluate(() => document.pictureInPictureElement?.closest('.tile').dataset.participant ?? null);
  const tool = button(page, 'Picture-in-picture');
  await tool.click();
  await eventually('it floats', floating, who => who === 'agent:WK1');
  await tool.and(page.locator('[aria-pressed="true"]')).waitFor();
  await seesAgain(page);
  await tool.click();
  await eventually('it is back', floating, who => who === null);
  await tool.and(page.locator('[aria-pressed="false"]')).waitFor();
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
