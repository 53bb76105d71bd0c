// The call screen as a customer has it: who stands where, who speaks, what is shared, and what comes after. From browser to browser;
// most of the page's other tests are in group rooms.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { eventually, everythingDecodes, picture, sentScales } from './browser.mjs';
import { button, newCall, openCalls, screen, sizes } from './calls.mjs';

let calls;
before(async () => {
  calls = await openCalls({ type: 'peer-to-peer' });
});
afterEach(() => calls.clear());
after(() => calls?.close());

const identities = ['agent:WK1', 'relative:2', 'interpreter:3', 'relative:4'];

/** Where the tiles of a page are, by whose they are. */
const boxes = page =>
  page.locator('.stage > .tile').evaluateAll(tiles =>
    tiles.map(tile => {
      const { x, y, width, height } = tile.getBoundingClientRect();
      return { who: tile.dataset.participant ?? 'awaited', place: tile.dataset.place, x, y, width, height };
    })
  );

function keptApart(placed, [width, height], what) {
  for (const one of placed) {
    assert.ok(one.x >= 0 && one.y >= 0 && one.x + one.width <= width && one.y + one.height <= height, what);
    for (const other of placed) {
      if (other === one || [one.place, other.place].includes('corner')) continue;
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y;
      assert.ok(apart, `${what}: ${one.who} over ${other.who}`);
    }
  }
}

const inFullToAll = scales => scales.length === identities.length && scales.every(scale => scale === 1);

test('tiles stand in two columns on a desktop and in one on a phone; a button makes who speaks large', async () => {
  const call = await newCall(calls.rooms);
  const page = await calls.device(call.link);
  await calls.enter(page);
  const show = async (name, people) => {
    await page.setViewportSize({ width: sizes[name][0], height: sizes[name][1] });
    for (const view of ['grid', 'speaker']) {
      const what = `${people} on a ${name}, ${view}`;
      const columns = name === 'phone' ? 1 : people === 3 ? 3 : 2; // of three, the third is in the middle
      const laidOut = async () => {
        const placed = await boxes(page);
        keptApart(placed, sizes[name], what);
        const big = placed.filter(({ place }) => place === 'big').length;
        assert.equal(big, view === 'speaker' && people > 1 ? 1 : 0, what);
        const lefts = new Set(placed.filter(({ place }) => place === 'equal').map(({ x }) => Math.round(x)));
        if (view === 'grid' && people <= 3) assert.equal(lefts.size, columns, what);
        return true;
      };
      await eventually(what, laidOut, Boolean); // it follows the window's size, and does so a moment later
      await picture(page, `call-${people}-${name}-${view}`);
      await button(page, view === 'grid' ? 'Show who speaks large' : 'Show everybody alike').click();
    }
  };
  let people = 1;
  for (const wanted of [1, 2, 3, 5]) {
    for (; people < wanted; people++) await calls.join(call, identities[people - 1]);
    await calls.others(page, wanted - 1);
    for (const name of Object.keys(sizes)) await show(name, wanted);
  }
  await eventually('a camera is sent in its own size', () => sentScales(page), inFullToAll);
  assert.match(await page.getByRole('status').textContent(), /is shown/);
  assert.deepEqual(calls.browser.errors, []);
});

/** Has a seat publish a steady tone, or nothing any more. */
const speaks = (seat, on) =>
  seat.do((seat, on) => {
    if (!on) return void seat.voice.stop();
    const context = new AudioContext();
    const target = context.createMediaStreamDestination();
    const loudness = new GainNode(context, { gain: 0.3 });
    const tone = new OscillatorNode(context, { frequency: 440 });
    tone.connect(loudness).connect(target);
    tone.start();
    seat.voice = tone;
    const voice = new window.Twilio.Video.LocalAudioTrack(target.stream.getAudioTracks()[0], { name: 'voice' });
    return seat.room.localParticipant.publishTrack(voice).then(() => undefined);
  }, on);

test('who speaks has a ring and says so in words, and is the large one in speaker view', async () => {
  const call = await newCall(calls.rooms);
  const page = await calls.device(call.link);
  await calls.enter(page);
  await calls.join(call, 'agent:WK1', { audio: false });
  const relative = await calls.join(call, 'relative:2', { audio: false });
  await calls.others(page, 2);
  await button(page, 'Show who speaks large').click();
  const of = identity => page.locator(`.tile[data-participant="${identity}"]`);
  await of('agent:WK1').and(page.locator('[data-place="big"]')).waitFor();

  await speaks(relative, true);
  await of('relative:2').and(page.locator('[data-speaking="true"][data-place="big"]')).waitFor();
  await page.getByRole('group', { name: 'Guest, speaking' }).waitFor();
  assert.equal(await of('agent:WK1').getAttribute('data-speaking'), 'false');
  await picture(page, 'call-speaking');

  await speaks(relative, false);
  await of('relative:2').and(page.locator('[data-speaking="false"][data-place="big"]')).waitFor();
  assert.deepEqual(calls.browser.errors, []);
});

test('a shared screen is seen whole and large on the other side, and its owner sees that it is on', async () => {
  const call = await newCall(calls.rooms);
  const page = await calls.device(call.link);
  await calls.enter(page);
  const agent = await calls.join(call, 'agent:WK1');
  await calls.others(page, 1);

  await button(page, 'Share your screen').click();
  await page.locator('.banner').getByText('The others see your screen.').waitFor();
  await everythingDecodes(calls.beside, 2);
  await picture(page, 'call-shares');
  await page.locator('.controls').getByRole('button', { name: 'Stop sharing' }).click();
  await page.locator('.banner').waitFor({ state: 'detached' });

  // the other way round
  await agent.do(async seat => {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true });
    seat.screen = new window.Twilio.Video.LocalVideoTrack(stream.getVideoTracks()[0], { name: 'screen' });
    await seat.room.localParticipant.publishTrack(seat.screen);
  });
  const shown = page.locator('.tile[data-screen-of="agent:WK1"][data-place="big"]');
  await shown.waitFor();
  assert.equal(await shown.locator('video').evaluate(video => getComputedStyle(video).objectFit), 'contain');
  await everythingDecodes(page, 2);
  await picture(page, 'call-screen-desktop');
  await page.setViewportSize({ width: sizes.phone[0], height: sizes.phone[1] });
  await picture(page, 'call-screen-phone');
  await agent.do(seat => void seat.room.localParticipant.unpublishTrack(seat.screen));
  await shown.waitFor({ state: 'detached' });
  assert.deepEqual(calls.browser.errors, []);
});

test('keys do what buttons do, are listed, and can be switched off for good', async () => {
  const call = await newCall(calls.rooms);
  const page = await calls.device(call.link);
  await calls.enter(page);
  const own = what => page.locator(`.tile[data-participant="local"]${what}`).waitFor();
  await page.getByRole('timer', { name: 'Time in the call' }).getByText('00:0').waitFor();
  await page.keyboard.press('m');
  await own('[data-audio="off"]');
  await page.keyboard.press('v');
  await own('[data-video="off"]');
  await page.keyboard.press('Control+m');
  await page.keyboard.press('l');
  await page.locator('.stage[data-view="speaker"]').waitFor();
  await own('[data-audio="off"]');
  await page.keyboard.press('f');
  await eventually('full screen', () => page.evaluate(() => document.fullscreenElement !== null), Boolean);
  await page.keyboard.press('f');

  await button(page, 'Keyboard shortcuts').click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('m');
  await own('[data-audio="off"]');
  await page.locator('dialog .help-place', { hasText: ' · peer-to-peer' }).waitFor();
  await picture(page, 'call-help');
  await page.getByRole('checkbox', { name: 'Use these shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.locator('.tool:focus[aria-label="Keyboard shortcuts"]').waitFor(); // the focus is not lost
  await page.keyboard.press('m');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await own('[data-audio="off"]');
  assert.equal(await page.getByRole('checkbox').isChecked(), false);
  assert.deepEqual(calls.browser.errors, []);
});

test('a reload goes back into the call; a second tab asks before it takes it over', async () => {
  const call = await newCall(calls.rooms);
  const page = await calls.device(call.link);
  await calls.enter(page);
  await calls.join(call, 'agent:WK1');
  await calls.others(page, 1);
  await page.reload();
  await screen(page, 'call');
  await calls.others(page, 1);

  const second = await page.context().newPage();
  await second.goto(call.link);
  await second.getByRole('heading', { name: 'The call is open in another tab' }).waitFor();
  await picture(second, 'call-other-tab');
  await screen(page, 'call');
  await button(second, 'Move it here').click();
  await screen(second, 'call');
  await screen(page, 'elsewhere');
  await calls.others(second, 1);

  // who has left is asked again
  await button(second, 'Leave').click();
  await screen(second, 'left');
  await second.reload();
  await screen(second, 'preview');
  await button(second, 'Join').waitFor();
  assert.deepEqual(calls.browser.errors, []);
});

test('afterwards the page says how long it lasted, and a rating is given by keyboard', async () => {
  const call = await newCall(calls.rooms);
  const page = await calls.device(call.link, { size: sizes.phone });
  await calls.enter(page);
  await button(page, 'Leave').click();
  await screen(page, 'left');
  await page.getByText(/^The call lasted 00:\d\d\.$/).waitFor();
  await page.locator('h1:focus').waitFor(); // the page's own move, which comes after the text
  await button(page, 'Rejoin').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  for (let value = 1; value < 4; value++) await page.keyboard.press('ArrowRight');
  assert.equal(await page.getByRole('radio', { name: '4 of 5' }).isChecked(), true);
  await page.getByRole('textbox', { name: 'Anything to add? (optional)' }).fill('Friendly.');
  await picture(page, 'call-rating');
  const told = page.waitForRequest(request => request.postDataJSON?.()?.kind === 'rated');
  await button(page, 'Send').click();
  const request = await told;
  assert.match(request.url(), /\/v1\/visits\/me\/signals\?visit=/);
  assert.deepEqual(request.postDataJSON(), { kind: 'rated', value: 4, comment: 'Friendly.' });
  await page.locator('p:focus').getByText('Thank you for telling us.').waitFor();
  await button(page, 'Rejoin').click();
  await screen(page, 'call');
  assert.deepEqual(calls.browser.errors, []);
});
