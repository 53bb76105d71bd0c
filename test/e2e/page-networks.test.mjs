// A call between the pages of a customer and an agent, each in a network of its own, in all weathers: it stays, or comes back by
// itself.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pass } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { binary, startDemo } from '../flex-video.mjs';
import { eventually, granted, launchBrowser, picture } from './browser.mjs';
import { button, screen, sizes } from './calls.mjs';
import { openAgentPage } from './flex-window.mjs';
import { meetingPoint, Networks } from './networks.mjs';
import { squares } from './squares.mjs';

const skip = process.getuid() !== 0 && 'needs root';
const slow = skip || (process.env.FLEX_VIDEO_TEST_FULL === undefined && 'only by --full');
const fair = {};
let folder, networks, demo, browsers, customer, agent, told;

/** A session of a new task, as Ada's Flex starts it. */
async function startSession(flex) {
  return flex.evaluate(async () => {
    const post = async (where, body, headers) => {
      const how = { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers } };
      return (await fetch(where, { ...how, body: JSON.stringify(body) })).json();
    };
    const { token } = await (await fetch('/sandbox/agents/ada/session')).json();
    const accepted = { agent: 'ada', customerName: 'Wanda Weather', channelType: 'web', status: 'accepted' };
    const { conversationSid, taskSid } = await post('/sandbox/tasks', accepted);
    const started = await post('/v1/sessions', { conversationSid, taskSid }, { Authorization: `Bearer ${token}` });
    return { token, session: started.session.id, link: started.customerLink };
  });
}

/** Notes in the page what its screen is, each time that it is another one. */
function watchScreens() {
  const seen = (window.__screens = []);
  const look = () => {
    const name = document.querySelector('main').dataset.screen;
    const down = [...document.querySelectorAll('.banner')].some(banner => /Reconnecting/.test(banner.textContent));
    const now = down ? `${name}, reconnecting` : name;
    if (seen.at(-1) !== now) seen.push(now);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  look();
}

before(async () => {
  if (skip) return;
  folder = await mkdtemp(path.join(tmpdir(), 'flex-video-weather-'));
  const film = path.join(folder, 'squares.y4m');
  await writeFile(film, squares(320, 240, 10));
  networks = new Networks();
  const [left, right] = networks.sides;
  await networks.weather(left, fair);
  demo = await startDemo({
    program: await networks.launcher(folder, networks.host, binary),
    args: [
      ...['--address', meetingPoint, '--room-type', 'peer-to-peer'],
      ...['--web', new URL('../..', import.meta.url).pathname]
    ]
  });
  const { base } = demo;
  const open = async side => {
    const executablePath = await networks.launcher(folder, side, process.env.CHROMIUM ?? '/usr/bin/chromium');
    return launchBrowser({
      executablePath,
      origin: base,
      media: [...granted, `--use-file-for-fake-video-capture=${film}`]
    });
  };
  browsers = await Promise.all([open(left), open(right)]);
  const [near, far] = await Promise.all(
    browsers.map(browser => browser.context({ viewport: { width: sizes.phone[0], height: sizes.phone[1] } }))
  );
  const flex = await far.newPage();
  await flex.goto(`${base}/healthz`);
  const { token, session, link } = await startSession(flex);
  ({ page: agent } = await openAgentPage(flex, { base, session, token }));
  customer = await near.newPage();
  told = noteTold(customer);
  await customer.goto(link);
  await button(customer, 'Join').click();
  for (const page of [customer, agent]) {
    await screen(page, 'call');
    await page.evaluate(watchScreens);
  }
  await moving();
});
after(async () => {
  await Promise.all((browsers ?? []).map(browser => browser.close()));
  await demo?.stop();
  networks?.remove();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const weatherIs = what => networks.weather(networks.sides[0], what);

/** What the page shows of the other: pictures drawn, seconds of sound played. */
const shown = page =>
  page.locator('.tile[data-participant]:not([data-participant="local"])').evaluateAll(([tile]) => {
    const [picture, sound] = ['video', 'audio'].map(kind => tile?.querySelector(kind));
    const live = element => element?.srcObject?.getTracks().every(({ readyState }) => readyState === 'live') ?? false;
    return {
      pictures: live(picture) ? picture.getVideoPlaybackQuality().totalVideoFrames : 0,
      sound: live(sound) ? sound.currentTime : 0
    };
  });

/** Waits until each sees and hears more of the other than now, be it in another element. */
async function moving() {
  const more = async ([name, page]) => {
    let last = await shown(page);
    const looked = async () => {
      const now = await shown(page);
      const grown = { pictures: now.pictures - last.pictures, sound: now.sound - last.sound };
      if (grown.pictures < 0 || grown.sound < 0) last = now;
      return grown;
    };
    await eventually(`${name} sees and hears the other`, looked, ({ pictures, sound }) => pictures > 10 && sound > 1);
  };
  await Promise.all(Object.entries({ customer, agent }).map(more));
}

/** The customer's way: its round trip, and since `then` the packets that its cable dropped, and how fast it was. */
async function way(then = { dropped: 0, bytes: 0, at: 0 }) {
  const dropped = await networks.dropped(networks.sides[0]); // what goes by TURN over TCP is not lost for the page
  const now = await customer.evaluate(async () => {
    const sums = { roundTripMs: 0, bytes: 0, at: performance.now() };
    for (const connection of window.__peerConnections) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== 'candidate-pair' || !report.nominated) continue;
        sums.roundTripMs = Math.max(sums.roundTripMs, (report.currentRoundTripTime ?? 0) * 1_000);
        sums.bytes += report.bytesReceived;
      }
    }
    return sums;
  });
  const ms = now.at - then.at;
  return { ...now, ms, dropped: dropped - then.dropped, bitsPerSecond: ((now.bytes - then.bytes) * 8_000) / ms };
}

/** What the page's screens have been since they were asked for last, with the present one. */
const screens = page =>
  page.evaluate(() => window.__screens.splice(0, window.__screens.length - 1).concat(window.__screens));

const narrow = 300_000;
/** By name: the weather, what shows that it is felt, and what has to be so before for it to be felt. */
const weathers = {
  '300 kbit/s': {
    weather: { bitsPerSecond: narrow },
    before: ({ bitsPerSecond }) => bitsPerSecond > narrow,
    felt: ({ ms, bitsPerSecond }) => ms > 2_000 && bitsPerSecond < narrow
  },
  '3 % loss': { weather: { loss: 0.03 }, felt: ({ dropped }) => dropped > 10 },
  '300 ms each way': { weather: { delayMs: 300 }, felt: ({ roundTripMs }) => roundTripMs > 590 },
  'all three': {
    weather: { bitsPerSecond: narrow, loss: 0.03, delayMs: 300 },
    felt: ({ dropped, roundTripMs }) => dropped > 10 && roundTripMs > 590
  }
};

/** Notes what a page tells the server of its network; on a slow one not all of it arrives. */
function noteTold(page) {
  const told = [];
  page.on('request', request => {
    if (!request.url().includes('/v1/visits/me/signals?')) return;
    const { kind, value } = request.postDataJSON();
    if (kind === 'quality') told.push(value);
  });
  return told;
}

/** How good a page shows the customer's network to be: the level of the bars, and the words in the tile's name. */
const quality = async (page, whose) => {
  const tile = page.locator(`.tile[data-participant${whose}]`);
  const level = Number(await tile.locator('.quality-bars').getAttribute('data-level'));
  return { level, name: await tile.getAttribute('aria-label') };
};
const onBothSides = async (what, is) => {
  await eventually(`${what} at the customer`, () => quality(customer, '="local"'), is, 60_000);
  await eventually(`${what} at the agent`, () => quality(agent, '^="customer:"'), is, 60_000);
};

test('60 kbit/s are shown on both sides and told of once; audio only is a press away', { skip: slow }, async () => {
  const good = ({ level, name }) => level >= 4 && /network (very )?good/.test(name);
  await onBothSides('a good network', good);
  await picture(customer, 'quality-good');
  await customer.evaluate(() => {
    window.__told = [];
    const region = document.querySelector('main ~ [role="status"]');
    const note = () => window.__told.push(region.textContent);
    new MutationObserver(note).observe(region, { characterData: true, childList: true, subtree: true });
  });
  await weatherIs({ bitsPerSecond: 60_000 });
  await onBothSides('a weak network', ({ level, name }) => level <= 2 && /network (very )?weak/.test(name));
  const words = 'Your network is weak. Audio only helps.';
  await customer.locator('.banner').getByText(words).waitFor();
  await picture(customer, 'quality-weak');

  // The next step is one press away, and the keyboard stays in the call.
  await customer.locator('.banner').getByRole('button', { name: 'Audio only', exact: true }).press('Enter');
  await button(customer, 'Turn camera on').waitFor();
  assert.equal(await customer.evaluate(() => document.activeElement.tagName), 'H1');
  await weatherIs(fair);
  await onBothSides('a good network again', good);
  const heard = await customer.evaluate(() => window.__told);
  assert.equal(heard.filter(each => each === words).length, 1, heard.join('|'));
  assert.ok(told[0] >= 4 && told.at(-1) <= 2, `told of ${told}`);
  assert.deepEqual(told, [...new Set(told)].sort().reverse());
  await button(customer, 'Turn camera on').click();
  await moving();
  for (const page of [customer, agent]) await screens(page);
});

for (const [name, { weather, before = () => true, felt }] of Object.entries(weathers)) {
  test(`the call stays with ${name}`, { skip }, async () => {
    const start = await way();
    await eventually('what it was before', () => way(start), before);
    await weatherIs(weather);
    const since = await way();
    await eventually('it is felt', () => way(since), felt);
    await moving();
    for (const page of [customer, agent]) assert.deepEqual(await screens(page), ['call']);
    await weatherIs(fair);
  });
}

test('a line that is dead for 10 s: the customer sees that it reconnects, and it does', { skip }, async () => {
  await weatherIs({ cut: true });
  await pass(10_000); // as long as it is cut
  await weatherIs(fair);
  await moving();
  for (const page of [customer, agent])
    await eventually(
      'the banner goes',
      () => page.locator('.banner').count(),
      banners => banners === 0
    );
  assert.deepEqual(await screens(customer), ['call', 'call, reconnecting', 'call']);
  // Media had no way on the agent's side either, whose own SDK may take it for lost.
  assert.equal((await screens(agent)).at(-1), 'call');
});

/** By name: how long the customer's page is frozen, and what its screens are then. */
const freezes = {
  'for 3 s: the call stays': {
    until: () => pass(3_000),
    // Thawed on a busy machine, the page may take its own silence for the line's.
    seen: [['call'], ['call', 'call, reconnecting', 'call']]
  },
  'until the server takes it for lost: it resumes': {
    until: () => agent.locator('.tile[data-participant^="customer:"][data-reconnecting="true"]').waitFor(),
    seen: [['call', 'call, reconnecting', 'call']]
  },
  'until the server has put it out: it comes back by itself': {
    skip: slow,
    until: async () => {
      await agent.locator('.tile-awaited').waitFor({ timeout: 60_000 });
      await picture(agent, 'frozen-agent');
    },
    seen: [
      ['call', 'joining', 'call'],
      ['call', 'call, reconnecting', 'joining', 'call']
    ]
  }
};
for (const [name, { until, seen, skip: unless = skip }] of Object.entries(freezes)) {
  test(`a tab that is frozen ${name}`, { skip: unless }, async () => {
    const thaw = await browsers[0].freeze();
    await until().finally(thaw);
    await moving();
    const screensOf = await screens(customer);
    assert.ok(
      seen.some(each => isDeepStrictEqual(each, screensOf)),
      `${screensOf}`
    );
    assert.deepEqual(await screens(agent), ['call']);
  });
}

test('a cable that is out until the SDK gives up: the page comes back by itself', { skip: slow }, async () => {
  const [left] = networks.sides;
  networks.unplug(left);
  await customer.getByText('Connection lost. Reconnecting…').first().waitFor();
  await picture(customer, 'networks-reconnecting');
  // The SDK's own half minute.
  await customer.locator('main[data-screen="joining"]').waitFor({ timeout: 45_000 });
  await picture(customer, 'networks-joining');
  networks.plug(left);
  await moving();
  assert.deepEqual(await screens(customer), ['call', 'call, reconnecting', 'joining', 'call']);
  // The agent's media had no way either: who gives up first, the server or that page's own SDK, is a matter of milliseconds.
  const agents = (await screens(agent)).map(seen => seen.split(',')[0]);
  assert.equal(agents.at(-1), 'call');
  assert.ok(
    agents.every(name => ['call', 'joining'].includes(name)),
    `${agents}`
  );
  for (const { errors } of browsers) assert.deepEqual(errors, []);
});
