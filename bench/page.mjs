// The room page as a customer meets it, beside the SDK's bare bundle and a bare call of two peers: bytes before Join, Lighthouse, and
// the time from the link to the first picture of the other.
import path from 'node:path';
import { build } from './server-process.mjs';
import { median, step, watchedContext } from './steps.mjs';

process.env.FLEX_VIDEO = path.join(build, 'apps/flex-video/flex-video');
const { granted } = await import('../test/e2e/browser.mjs');
const { openRooms } = await import('../test/e2e/rooms.mjs');
const { enterAsAda, startFlex } = await import('../test/e2e/flex-window.mjs');
const { bundleBytes, serveBarePages } = await import('./bare-page.mjs');
const { judge } = await import('./lighthouse.mjs');

const rounds = Number(process.env.ROUNDS ?? 9);
const show = (what, who, text) => console.log(`${what.padEnd(20)}${who.padEnd(14)}${text}`);

const flex = await startFlex();
const rooms = await openRooms({ args: ['--allowed-origins', flex.origin], chromium: { media: granted } });
const bare = await serveBarePages();
const link = async () => `${rooms.call.serve.base}/j/${(await rooms.call.another()).code}`;

/** Runs in the page: when the preview has come, by the system's clock. */
function watchPreview() {
  window.__preview = new Promise(resolve => {
    const look = () => document.querySelector('main[data-screen="preview"]') && resolve(Date.now());
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
}

/** Compressed bytes of script and style that the page at `url` asks for until the preview is up. */
async function bytesUntilPreview(context, url) {
  const page = await context.newPage();
  await page.addInitScript(watchPreview);
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const wanted = new Map();
  network.on('Network.requestWillBeSent', ({ requestId, type, wallTime }) =>
    wanted.set(requestId, { type, at: wallTime * 1000, bytes: 0 })
  );
  network.on(
    'Network.dataReceived',
    ({ requestId, encodedDataLength }) => (wanted.get(requestId).bytes += encodedDataLength)
  );
  await page.goto(url, { waitUntil: 'networkidle' });
  const up = await page.evaluate(() => window.__preview);
  await page.close();
  return [...wanted.values()]
    .filter(({ type, at }) => (type === 'Script' || type === 'Stylesheet') && at < up)
    .reduce((sum, each) => sum + each.bytes, 0);
}

async function measureBytes() {
  const context = await rooms.browser.context();
  const ours = await bytesUntilPreview(context, await link());
  await context.close();
  const kb = bytes => `${(bytes / 1024).toFixed(1)} KB`;
  show('bytes before Join', 'flex-video', `${kb(ours)} of script and style, compressed (goal 45 KB)`);
  show('bytes before Join', 'bare SDK', kb(bundleBytes));
}

async function measureLighthouse() {
  for (const [who, url] of [
    ['flex-video', await link()],
    ['bare SDK', `${bare.base}/sdk`]
  ]) {
    const { performance, accessibility, 'best-practices': practices, failed } = await judge(url);
    show(
      'Lighthouse, mobile',
      who,
      `performance ${performance}, accessibility ${accessibility}, best practices ${practices}`
    );
    for (const each of failed) show('', '', each);
  }
}

/** Milliseconds from the opening of `url` to the first frame of somebody else; whoever taps Join does so at once. */
async function untilPicture(context, url) {
  const page = await context.newPage();
  const began = Date.now();
  await page.goto(url, { waitUntil: 'commit' });
  const took = (await step(page, 'picture')) - began;
  await page.close();
  return took;
}

/** Both open the page in a window that is there already, with the other one in the call. */
async function measureFirstPicture() {
  const ours = [];
  const theirs = [];
  for (let round = 0; round < rounds; round++) {
    const context = await watchedContext(rooms.browser);
    const { session, code } = await rooms.call.another();
    const agent = await enterAsAda(context, { flex, call: rooms.call, session });
    ours.push(await untilPicture(context, `${rooms.call.serve.base}/j/${code}`));
    await agent.page.close();
    const first = await context.newPage();
    await first.goto(`${bare.base}/call`, { waitUntil: 'load' });
    await first.waitForFunction(() => document.querySelector('video'));
    theirs.push(await untilPicture(context, `${bare.base}/call#second`));
    await context.close();
  }
  show('first picture', 'flex-video', `${median(ours).toFixed(0)} ms from the link, the tap on Join included`);
  show('first picture', 'bare call', `${median(theirs).toFixed(0)} ms`);
  show('first picture', '', `${(median(ours) / median(theirs)).toFixed(2)} x the bare call's (goal 1.5)`);
}

await measureBytes();
await measureLighthouse();
await measureFirstPicture();
bare.close();
await rooms.close();
await flex.close();
process.exit();
