// What a person can do for the quality of a call: send and take less. Measured by the browser's own statistics.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { eventually, granted, picture } from './browser.mjs';
import { button, newCall, openCalls, screen, sizes } from './calls.mjs';

let calls;
before(async () => {
  calls = await openCalls({ chromium: { media: granted } });
});
afterEach(() => calls.clear());
after(() => calls?.close());

/** All pictures that a page sends or receives: bytes and frames, and the time of the browser's own clock. */
const pictures = (page, direction) =>
  page.evaluate(async direction => {
    const sum = { bytes: 0, frames: 0, at: 0 };
    for (const connection of window.__peerConnections.filter(each => each.connectionState === 'connected')) {
      for (const one of (await connection.getStats()).values()) {
        if (one.type !== direction || one.kind !== 'video') continue;
        sum.bytes += one.bytesSent ?? one.bytesReceived;
        sum.frames += one.framesEncoded ?? one.framesDecoded;
        sum.at = Math.max(sum.at, one.timestamp);
      }
    }
    return sum;
  }, direction);

/** Kilobits and frames a second, over three seconds of the browser's clock. */
async function rate(page, direction) {
  const from = await pictures(page, direction);
  const to = await eventually(
    'three seconds more',
    () => pictures(page, direction),
    ({ at }) => at - from.at >= 3_000
  );
  const seconds = (to.at - from.at) / 1_000;
  return { kbps: ((to.bytes - from.bytes) * 8) / 1_000 / seconds, fps: (to.frames - from.frames) / seconds };
}
const sends = page => rate(page, 'outbound-rtp');

async function choose(page, way) {
  await button(page, 'Settings').click();
  await page.getByRole('radio', { name: way }).check({ force: true });
  await button(page, 'Done').click();
}

const tile = (page, whose) => page.locator(`.stage > .tile[data-participant="${whose}"]`);

test('saving data sends a fraction; audio only sends no picture and shows none; all comes back', async () => {
  const call = await newCall(calls.rooms);
  const page = await calls.device(call.link);
  await calls.enter(page);
  await calls.join(call, 'agent:WK1');
  await calls.others(page, 1);
  const full = await eventually(
    'a full picture is sent',
    () => sends(page),
    ({ kbps }) => kbps > 600
  );

  await choose(page, 'Save data');
  const saving = await eventually(
    'a fraction is sent',
    () => sends(page),
    ({ kbps }) => kbps < full.kbps / 3
  );
  assert.ok(saving.fps > 1, `${saving.fps} frames a second`);

  await choose(page, 'Audio only');
  const silent = await eventually(
    'no picture is sent',
    () => sends(page),
    ({ kbps, fps }) => kbps < 1 && fps === 0
  );
  assert.equal(await tile(page, 'agent:WK1').getAttribute('data-video'), 'off');
  assert.match(await tile(page, 'agent:WK1').getAttribute('aria-label'), /audio only/);
  assert.match(await tile(page, 'local').getAttribute('aria-label'), /audio only/);
  const attached = video => video.srcObject?.getTracks().length ?? 0;
  assert.equal(await tile(page, 'agent:WK1').locator('video').evaluate(attached), 0);
  await picture(page, 'quality-audio-only');

  await choose(page, 'Automatic');
  await eventually(
    'a picture again',
    () => sends(page),
    ({ fps }) => fps > 5
  );
  await calls.others(page, 1);
  assert.equal(await tile(page, 'local').getAttribute('data-video'), 'on');
  console.error(
    `# full ${JSON.stringify(full)}, saving ${JSON.stringify(saving)}, audio only ${JSON.stringify(silent)}`
  );
});

test('the choice is remembered by the device, and ends when the camera is switched on', async () => {
  const call = await newCall(calls.rooms);
  const page = await calls.device(call.link, { size: sizes.phone });
  await calls.enter(page);
  await choose(page, 'Audio only');
  await page.reload();
  await screen(page, 'call');
  await button(page, 'Turn camera on').waitFor();
  assert.match(await tile(page, 'local').getAttribute('aria-label'), /audio only/);
  await button(page, 'Settings').click();
  assert.ok(await page.getByRole('radio', { name: 'Audio only' }).isChecked());
  await picture(page, 'quality-settings-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'quality-settings-phone-dark');
  await button(page, 'Done').click();
  await button(page, 'Turn camera on').click();
  await button(page, 'Turn camera off').waitFor();
  assert.doesNotMatch(await tile(page, 'local').getAttribute('aria-label'), /audio only/);
  await button(page, 'Settings').click();
  assert.ok(await page.getByRole('radio', { name: 'Automatic' }).isChecked());
});
