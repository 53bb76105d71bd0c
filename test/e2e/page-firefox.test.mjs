// The room page in Firefox ESR: from the link to the end of the call, on a phone's size and a desktop's; and without devices.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { eventually, mediaFlows, sentScales } from './browser.mjs';
import { newCall, openCalls, sizes } from './calls.mjs';
import { launchFirefox } from './firefox.mjs';

let calls;
before(async () => (calls = await openCalls()));
afterEach(() => calls.clear());
after(() => calls?.close());

/** Firefox, gone with the test. */
async function firefoxFor(context, preferences) {
  const firefox = await launchFirefox(preferences);
  context.after(() => firefox.close());
  return firefox;
}

async function opened(firefox, link, [width, height]) {
  const page = await firefox.newPage();
  await page.setViewport({ width, height });
  await page.goto(link);
  await shows(page, 'preview');
  return page;
}

const shows = (page, name) => page.waitForSelector(`main[data-screen="${name}"]`);
const press = (page, action) => page.locator(`[data-action="${action}"]`).click();
const own = (page, what) => page.waitForSelector(`.tile[data-participant="local"]${what}`);
const ownPicture = page =>
  page.waitForFunction(() => document.querySelector('[data-participant="local"] video')?.videoWidth > 0);
const actOn = (session, what) => {
  const { send, ada } = calls.rooms.call;
  return send({ method: 'POST', path: `/v1/sessions/${session.id}/${what}`, headers: ada });
};

for (const name of ['phone', 'desktop'])
  test(`${name}: preview, call, switches, devices, leaving, a rating, back again, and the end`, async context => {
    const call = await newCall(calls.rooms);
    const firefox = await firefoxFor(context);
    const page = await opened(firefox, call.link, sizes[name]);
    await ownPicture(page);
    await press(page, 'join');
    await shows(page, 'call');
    const agent = await calls.join(call, 'agent:WK1');
    await mediaFlows({ page, beside: calls.beside }, 1);
    assert.deepEqual(await sentScales(page), [1], 'small for the first second only');

    await press(page, 'audio');
    await own(page, '[data-audio="off"]');
    const mutes = line => line.startsWith('trackDisabled audio customer:');
    await eventually(
      'the agent sees it',
      () => agent.diary(),
      diary => diary.some(mutes)
    );
    await press(page, 'video');
    await own(page, '[data-video="off"]');
    await press(page, 'video');
    await own(page, '[data-video="on"]');
    await mediaFlows({ page, beside: calls.beside }, 1);
    await page.locator('button[aria-haspopup="dialog"]').click();
    await page.waitForSelector('dialog[open] select');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { hidden: true });

    await press(page, 'leave');
    await shows(page, 'left');
    await page.locator('.rating-value:nth-child(5)').click();
    await page.locator('.rating button[type="submit"]').click();
    await page.waitForSelector('.rating-thanks');
    await press(page, 'rejoin');
    await shows(page, 'call');
    await mediaFlows({ page, beside: calls.beside }, 1);
    assert.equal((await actOn(call.session, 'end')).status, 200);
    await shows(page, 'over');
  });

test('a second device waits until it is let in, and is put out again', async context => {
  const call = await newCall(calls.rooms);
  await calls.enter(await calls.device(call.link));
  const page = await opened(await firefoxFor(context), call.link, sizes.phone);
  await press(page, 'join');
  await shows(page, 'waiting');
  const { send, ada } = calls.rooms.call;
  const status = await send({ path: `/v1/sessions/${call.session.id}`, headers: ada });
  const { id } = status.json.visits.find(({ state }) => state === 'waiting');
  assert.equal((await actOn(call.session, `visits/${id}/admit`)).status, 200);
  await shows(page, 'call');
  assert.equal((await actOn(call.session, `visits/${id}/remove`)).status, 200);
  await shows(page, 'removed');
});

for (const [what, preferences, reason] of [
  ['no camera and no microphone', { 'media.navigator.streams.fake': false }, /^No camera and no microphone were found/],
  [
    'both forbidden',
    {
      'media.navigator.permission.disabled': false,
      'permissions.default.camera': 2,
      'permissions.default.microphone': 2
    },
    /^Your camera and microphone are blocked/
  ]
])
  test(`${what}: the page says so, and one joins without`, async context => {
    const call = await newCall(calls.rooms);
    const page = await opened(await firefoxFor(context, preferences), call.link, sizes.phone);
    const problem = await page.waitForSelector('.problem p');
    assert.match(await problem.evaluate(element => element.textContent), reason);
    await press(page, 'join');
    await shows(page, 'call');
    await own(page, '[data-audio="off"][data-video="off"]');
  });
