// The room page and the devices of whoever opens it: chosen, changed, refused, missing, silent.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { openCall } from '../open-call.mjs';
import { eventually, launchBrowser, picture, received } from './browser.mjs';
import { button, screen } from './calls.mjs';
import { accessToken } from './rooms.mjs';
import { furnishedPage, Seat } from './seats.mjs';

// Of Chromium's fake cameras the second gives pictures of 16-bit grey only, which nothing encodes.
const fakes = '--use-fake-device-for-media-stream=device-count=3';
const unencodable = 'fake_device_1';
const allowing = ['--use-fake-ui-for-media-stream', fakes];
const phone = { viewport: { width: 390, height: 844 } };

let call, browser;
before(async () => {
  call = await openCall();
  browser = await launchBrowser({ media: allowing });
});
after(async () => {
  await browser?.close();
  await call?.stop();
});

const list = (page, name) => page.getByLabel(name, { exact: true });

/** The customer's page of a call of its own, in `context`. */
async function arrive(context) {
  const { session, code } = await call.another();
  const page = await context.newPage();
  await page.goto(`${call.serve.base}/j/${code}`);
  await screen(page, 'preview');
  return { page, session, code };
}

/** The same, joined, with somebody at the other end, who has both devices. */
async function meet(context, others = context) {
  const customer = await arrive(context);
  const other = await furnishedPage(others, call.serve.base + '/healthz');
  const token = accessToken(call.serve.credentials, 'other', customer.session.roomSid);
  await Seat.take(other, token, {
    seat: 'other',
    name: customer.session.roomSid,
    wsServer: call.serve.base.replace('http', 'ws') + '/signaling'
  });
  await button(customer.page, 'Join').click();
  await screen(customer.page, 'call');
  return { ...customer, other };
}

/** Which device the own picture shows. */
const shownCamera = page =>
  page.evaluate(
    () => document.querySelector('[data-participant="local"] video').srcObject?.getVideoTracks()[0]?.label ?? null
  );

async function framesGrow(page) {
  const { framesDecoded } = await received(page);
  await eventually(
    'frames grow',
    () => received(page),
    seen => seen.framesDecoded > framesDecoded + 5
  );
}

test('a camera that is chosen in the preview is the one that is sent, then and next time', async () => {
  const context = await browser.context({ ...phone, bypassCSP: true });
  const { page, code } = await arrive(context);
  await eventually('a picture', () => shownCamera(page), Boolean);
  await button(page, 'Camera and sound').click();
  const cameras = list(page, 'Camera');
  const names = await eventually(
    'the cameras',
    () => cameras.locator('option').allTextContents(),
    ({ length }) => length === 3
  );
  const before = await shownCamera(page);
  const other = names.find(name => name !== before && name !== unencodable);
  await picture(page, 'devices-preview-phone');
  await cameras.selectOption(other);
  await eventually(
    'the other camera',
    () => shownCamera(page),
    label => label === other
  );
  await page.goto(`${call.serve.base}/j/${code}`);
  await eventually(
    'the other camera again',
    () => shownCamera(page),
    label => label === other
  );
  await context.close();
});

test('in the call devices change in a dialog, and the other side goes on seeing', async () => {
  const context = await browser.context({ bypassCSP: true });
  const { page, other } = await meet(context);
  await framesGrow(other);
  const tracks = await received(other);
  await button(page, 'Settings').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Camera and sound' });
  await dialog.waitFor();
  assert.ok(await dialog.evaluate(it => it.contains(document.activeElement)), 'the focus is in the dialog');
  const before = await shownCamera(page);
  const names = await list(page, 'Camera').locator('option').allTextContents();
  const next = names.find(name => name !== before && name !== unencodable);
  await picture(page, 'devices-call');
  await list(page, 'Camera').selectOption(next);
  await eventually(
    'the other camera',
    () => shownCamera(page),
    label => label === next
  );
  await framesGrow(other);
  assert.equal((await received(other)).videoTracks, tracks.videoTracks, 'no track was published anew');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Settings');
  await page.setViewportSize(phone.viewport);
  await button(page, 'Settings').click();
  await dialog.waitFor();
  await picture(page, 'devices-call-phone');
  await context.close();
});

test('the meter moves with the microphone and stands while it is muted; the speaker can be tried', async () => {
  const context = await browser.context({ bypassCSP: true });
  const { page } = await arrive(context);
  await button(page, 'Camera and sound').click();
  const level = page.getByRole('meter', { name: 'Microphone level' });
  const value = async () => Number(await level.getAttribute('aria-valuenow'));
  await eventually('a level', value, shown => shown > 20);
  await button(page, 'Test speaker').click();
  await page.getByText('You should have heard two tones.').waitFor();
  await picture(page, 'devices-preview');
  await button(page, 'Mute').click();
  await eventually('no level', value, shown => shown === 0);
  await context.close();
});

/** A sound file of nothing, for a fake microphone. */
function silence(seconds) {
  const rate = 8000;
  const file = Buffer.alloc(44 + rate * seconds * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // one channel
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(file.length - 44, 40);
  return file;
}

test('who is not muted and gives no sound for 15 seconds is asked for the right microphone', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-'));
  const sound = path.join(folder, 'silence.wav');
  await writeFile(sound, silence(1));
  const silent = await launchBrowser({ media: [...allowing, `--use-file-for-fake-audio-capture=${sound}`] });
  const context = await silent.context({ ...phone, bypassCSP: true });
  const { page } = await meet(context);
  const warning = page.locator('.banner', { hasText: 'We can’t hear you. Is the right microphone chosen?' });
  await warning.waitFor();
  await page.getByRole('status').filter({ hasText: 'We can’t hear you.' }).waitFor({ state: 'attached' });
  await picture(page, 'devices-silent-phone');
  await button(page, 'Choose').click();
  await page.getByRole('dialog', { name: 'Camera and sound' }).waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await warning.count(), 0);
  await silent.close();
  await rm(folder, { recursive: true });
});

test('a refusal explains itself for this browser, and trying again works once it is lifted', async () => {
  const asking = await launchBrowser({ media: [fakes] });
  const context = await asking.context({ ...phone, bypassCSP: true, permissions: ['geolocation'] });
  const { page, code } = await arrive(context);
  await page.getByText('Your camera and microphone are blocked for this page.').waitFor();
  await page.getByText('Click the icon to the left of the address.').waitFor();
  await page.getByText('Switch on: camera and microphone.').waitFor();
  await picture(page, 'devices-refused-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await picture(page, 'devices-refused');

  // still refused: the page is loaded again, for the browsers that know better only then
  const loaded = page.waitForEvent('load');
  await button(page, 'Try again').click();
  await loaded;
  await page.getByText('Click the icon to the left of the address.').waitFor();
  // Once the help is drawn, the page asks the browser to be told of a change; the browser answers in order.
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.evaluate(() => navigator.permissions.query({ name: 'camera' }).then(() => undefined));
  await context.grantPermissions(['camera', 'microphone']);
  await eventually('a picture', () => shownCamera(page), Boolean);
  assert.equal(await button(page, 'Try again').count(), 0);
  assert.equal(page.url().split('/j/')[1], code);
  await asking.close();
});

test('a device that the system keeps back is explained as such, and one can join without', async () => {
  const context = await browser.context({ bypassCSP: true });
  await context.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied by system', 'NotAllowedError'));
  });
  const userAgent = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
  await context.addInitScript(given => {
    Object.defineProperty(navigator, 'userAgent', { get: () => given });
    Object.defineProperty(navigator, 'userAgentData', { get: () => undefined });
  }, userAgent);
  const { page } = await arrive(context);
  await page.getByText('Your system keeps camera and microphone from this browser.').waitFor();
  await page.getByText('Open System Settings, then “Privacy & Security”, and switch on Chrome').waitFor();
  await picture(page, 'devices-system');
  await button(page, 'Join').click();
  await screen(page, 'call');
  await button(page, 'Settings').click();
  await page.getByRole('dialog').getByText('Open System Settings').waitFor();
  await context.close();
});

const inApp =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36';

test('an app’s own browser without a camera is led out of, one with a camera is not', async () => {
  const context = await browser.context({
    ...phone,
    bypassCSP: true,
    userAgent: `${inApp} Instagram 390.0.0.0 Android`
  });
  const { page } = await arrive(context);
  await eventually('a picture', () => shownCamera(page), Boolean);
  assert.equal(await button(page, 'Copy link').count(), 0);

  await context.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  const { page: led, code } = await arrive(context);
  await led.getByText('Instagram may keep camera and microphone from this page.').waitFor();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(led, 'Copy link').click();
  await led.getByText('Copied.').waitFor();
  assert.equal(await led.evaluate(() => navigator.clipboard.readText()), `${call.serve.base}/j/${code}`);
  assert.ok(
    !(await led.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => /qr-code/.test(name))))
  );
  await button(led, 'QR code').click();
  await led.getByRole('img', { name: 'QR code of the link to this call' }).waitFor();
  await picture(led, 'devices-in-app-phone');
  await button(led, 'Join').click();
  await screen(led, 'call');
  await context.close();
});

test('a browser that cannot call is told so by what it lacks, and where to go', async () => {
  const context = await browser.context({ bypassCSP: true });
  await context.addInitScript(() => {
    delete window.RTCPeerConnection;
  });
  const { code } = await call.another();
  const page = await context.newPage();
  await page.goto(`${call.serve.base}/j/${code}`);
  await screen(page, 'unsupported');
  await button(page, 'Copy link').waitFor();
  await picture(page, 'devices-unsupported');
  await context.close();
});

test('without devices one is told which, and joins all the same', async () => {
  const bare = await launchBrowser({ media: [] });
  const context = await bare.context({ ...phone, bypassCSP: true });
  const others = await browser.context({ bypassCSP: true });
  const { page } = await meet(context, others);
  await page.getByText('No camera and no microphone were found.').waitFor();
  await page.locator('[data-participant="other"]').waitFor();
  await others.close();
  await bare.close();
});

/** The report that the page gives as a file. */
async function savedReport(page) {
  const saved = page.waitForEvent('download');
  await button(page, 'Save report').click();
  const download = await saved;
  assert.equal(download.suggestedFilename(), 'video-call-check.json');
  return readFile(await download.path(), 'utf8');
}

test('the network is checked when asked, and the report names nobody', async () => {
  const context = await browser.context({ ...phone, bypassCSP: true });
  const { page, code } = await arrive(context);
  await eventually('a picture', () => shownCamera(page), Boolean);
  await button(page, 'Network').click();
  await page.getByText('Your connection is good.').waitFor();
  await picture(page, 'devices-network-phone');
  const report = await savedReport(page);
  const { verdict, reasons, network, camera } = JSON.parse(report);
  assert.deepEqual([verdict, reasons, camera], ['good', [], { state: 'live', count: 3 }]);
  assert.equal(network.answersMs.length, 5);
  assert.ok(network.loopbackMs > 0);
  for (const secret of [code, '127.0.0.1', 'fake_device']) assert.ok(!report.includes(secret), secret);

  await page.route('**/healthz', route => route.abort());
  await button(page, 'Check again').click();
  await page.getByText('A call will not work from here.').waitFor();
  await page.getByText('Our server does not answer.').waitFor();
  await page.setViewportSize({ width: 1440, height: 900 });
  await picture(page, 'devices-network');
  assert.deepEqual(JSON.parse(await savedReport(page)).reasons, ['server_unreachable']);
  await context.close();
});
