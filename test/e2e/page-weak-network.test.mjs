// How the page shows everybody's network, on one that is really slow: the customer's, behind the kernel's own token bucket.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { binary, startDemo } from '../flex-video.mjs';
import { eventually, launchBrowser, picture } from './browser.mjs';
import { button, screen } from './calls.mjs';
import { narrow, widen } from './narrow.mjs';
import { meetingPoint, Networks } from './networks.mjs';

const mayMakeNetworks = process.getuid() === 0;
let folder, networks, demo, browsers;
before(async () => {
  if (!mayMakeNetworks) return;
  folder = await mkdtemp(path.join(tmpdir(), 'flex-video-narrow-'));
  networks = new Networks();
  demo = await startDemo({
    program: await networks.launcher(folder, networks.host, binary),
    args: ['--address', meetingPoint]
  });
  const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
  browsers = await Promise.all(
    networks.sides.map(async side =>
      launchBrowser({ executablePath: await networks.launcher(folder, side, chromium), origin: demo.base })
    )
  );
});
after(async () => {
  await Promise.all((browsers ?? []).map(browser => browser.close()));
  await demo?.stop();
  networks?.remove();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Starts a call of Ada's from within the page; the links of its customer and of a relative. */
function startCall(page) {
  return page.evaluate(async () => {
    const post = async (where, body, headers) => {
      const answer = await fetch(where, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body)
      });
      return answer.json();
    };
    const { token } = await (await fetch('/sandbox/agents/ada/session')).json();
    const accepted = { agent: 'ada', customerName: 'Narrow', channelType: 'web', status: 'accepted' };
    const { conversationSid, taskSid } = await post('/sandbox/tasks', accepted);
    const headers = { Authorization: `Bearer ${token}` };
    const { session, customerLink } = await post('/v1/sessions', { conversationSid, taskSid }, headers);
    const invited = await post(`/v1/sessions/${session.id}/invites`, { role: 'relative' }, headers);
    return { customerLink, relativeLink: invited.link };
  });
}

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

/** How good a page shows somebody's network to be: the level of the bars, and the words in the tile's name. */
const shown = async (page, whose) => {
  const tile = page.locator(`.tile[data-participant${whose}]`);
  const level = Number(await tile.locator('.quality-bars').getAttribute('data-level'));
  return { level, name: await tile.getAttribute('aria-label') };
};
const OWN = '="local"';
const OTHER = '^="customer:"';

/** What the page's screen reader is told, from now on. */
const listen = page =>
  page.evaluate(() => {
    window.__told = [];
    const region = document.querySelector('main ~ [role="status"]');
    new MutationObserver(() => window.__told.push(region.textContent)).observe(region, {
      characterData: true,
      childList: true,
      subtree: true
    });
  });

test(
  'a network that is slow is shown on both sides, told of once, and well again later',
  {
    skip: (!mayMakeNetworks && 'needs root') || (process.env.FLEX_VIDEO_TEST_FULL === undefined && 'only by --full')
  },
  async () => {
    const [left, right] = await Promise.all(
      browsers.map(async browser => (await browser.context({ bypassCSP: true })).newPage())
    );
    const toldOfNetwork = noteTold(left);
    await right.goto(demo.base + '/healthz');
    const call = await startCall(right);
    await left.goto(call.customerLink);
    await right.goto(call.relativeLink);
    for (const page of [left, right]) {
      await button(page, 'Join').click();
      await screen(page, 'call');
    }
    const good = ({ level, name }) => level >= 4 && /network (very )?good/.test(name);
    await eventually('a good network on the left', () => shown(left, OWN), good);
    await eventually('a good network of the left', () => shown(right, OTHER), good);
    await picture(left, 'quality-good');
    await listen(left);

    narrow(networks.sides[0], { kbit: 60 });
    const weak = ({ level, name }) => level <= 2 && /network (very )?weak/.test(name);
    await eventually('a weak network on the left', () => shown(left, OWN), weak, 60_000);
    await left.locator('.banner').getByText('Your network is weak. Audio only helps.').waitFor();
    await picture(left, 'quality-weak');
    await eventually('a weak network of the left', () => shown(right, OTHER), weak, 60_000);

    // The next step is one press away, and the keyboard stays in the call.
    await left.locator('.banner').getByRole('button', { name: 'Audio only', exact: true }).press('Enter');
    await button(left, 'Turn camera on').waitFor();
    assert.equal(await left.evaluate(() => document.activeElement.tagName), 'H1');
    await eventually(
      'no banner',
      () => left.locator('.banner').count(),
      count => count === 0
    );
    widen(networks.sides[0]);
    await eventually('a good network again', () => shown(left, OWN), good, 60_000);
    const told = await left.evaluate(() => window.__told);
    assert.equal(told.filter(each => each === 'Your network is weak. Audio only helps.').length, 1, told.join('|'));
    const values = toldOfNetwork;
    assert.ok(values[0] >= 4 && values.at(-1) <= 2, `told of ${values}`);
    assert.deepEqual(values, [...new Set(values)].sort().reverse());
  }
);
