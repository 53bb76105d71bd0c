// The blurred background, under the content security policy that the server sends: what is sent really is another picture.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openCall } from '../open-call.mjs';
import { eventually, launchBrowser, picture } from './browser.mjs';
import { button, screen } from './calls.mjs';
import { accessToken } from './rooms.mjs';
import { furnishedPage, Seat } from './seats.mjs';

const media = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=3'];
const otherCamera = 'fake_device_2';

let call, browser;
before(async () => {
  call = await openCall();
  browser = await launchBrowser({ media });
});
after(async () => {
  await browser?.close();
  await call?.stop();
});

/** The page of a customer, before the call. */
async function arrive(context) {
  const { session, code } = await call.another();
  const page = await context.newPage();
  await page.goto(`${call.serve.base}/j/${code}`);
  await screen(page, 'preview');
  await eventually(
    'a picture',
    () => sharpness(own(page)),
    steps => steps > 0
  );
  return { page, room: session.roomSid };
}

/** Somebody else in the room, and the video in which they see the customer. */
async function seeFromBeside(context, room) {
  const page = await furnishedPage(context, call.serve.base + '/healthz');
  const wsServer = call.serve.base.replace('http', 'ws') + '/signaling';
  await Seat.take(page, accessToken(call.serve.credentials, 'other', room), { seat: 'other', name: room, wsServer });
  await page.evaluate(() => {
    const video = document.body.appendChild(document.createElement('video'));
    video.muted = video.autoplay = true;
    const show = track => track.kind === 'video' && track.attach(video);
    for (const one of window.seats.other.room.participants.values()) {
      one.on('trackSubscribed', show);
      for (const { track } of one.tracks.values()) if (track) show(track);
    }
  });
  return page.locator('video');
}

/**
 * How sharp the corner of a picture is in which the fake camera writes the time, which is no person: the mean of the steepest
 * hundredth of its steps from one pixel to the next, of 255; 0 while there is no picture.
 */
const sharpness = video =>
  video.evaluate(video => {
    const [width, height] = [Math.floor(video.videoWidth / 2), Math.floor(video.videoHeight / 5)];
    if (width === 0) return 0;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const steps = [];
    // Of green, in which the fake camera paints.
    for (let i = 5; i < data.length; i += 4) if (((i - 1) / 4) % width) steps.push(Math.abs(data[i] - data[i - 4]));
    const steepest = steps.sort((a, b) => b - a).slice(0, Math.ceil(steps.length / 100));
    return steepest.reduce((sum, each) => sum + each, 0) / steepest.length;
  });
const SHARP_FROM = 30;
const BLURRED_TO = 15;
const isSharp = (what, video) =>
  eventually(
    `${what} is sharp`,
    () => sharpness(video),
    steps => steps > SHARP_FROM
  );
const isBlurred = (what, video) =>
  eventually(
    `${what} is blurred`,
    () => sharpness(video),
    steps => steps > 0 && steps < BLURRED_TO
  );

/** Resolves when a video has shown ten more frames. */
const plays = video =>
  video.evaluate(
    video =>
      new Promise(resolve => {
        let left = 10;
        const count = () => (--left ? video.requestVideoFrameCallback(count) : resolve());
        video.requestVideoFrameCallback(count);
      })
  );

const own = page => page.locator('.tile[data-participant="local"] video');
const blurs = page => page.getByRole('switch', { name: 'Blur the background' });
const filesOf = page =>
  page.evaluate(
    () =>
      performance.getEntriesByType('resource').filter(({ name }) => /blur-pipeline|\/background\//.test(name)).length
  );

/** What the page's content security policy has refused. */
function noteRefused(page) {
  const refused = [];
  page.on('console', message => /Content Security Policy/.test(message.text()) && refused.push(message.text()));
  return refused;
}

test('a background is blurred for the others, with every camera, and sharp again afterwards', async () => {
  const context = await browser.context();
  const { page, room } = await arrive(context);
  const refused = noteRefused(page);
  await button(page, 'Join').click();
  await screen(page, 'call');
  const seen = await seeFromBeside(await browser.context({ bypassCSP: true }), room);
  await isSharp('the picture that is received', seen);
  assert.equal(await filesOf(page), 0, 'nothing of it is loaded before it is wanted');

  await button(page, 'Settings').click();
  await blurs(page).check();
  await isBlurred('the own picture', own(page));
  await isBlurred('the picture that is received', seen);
  await picture(page, 'blur-settings');
  await page.getByLabel('Camera', { exact: true }).selectOption(otherCamera);
  await eventually(
    'the other camera',
    () => page.getByLabel('Camera', { exact: true }).inputValue(),
    label => label !== ''
  );
  await isBlurred('the other camera', seen);
  await plays(seen);
  await button(page, 'Done').click();
  await picture(page, 'blur-call');

  await button(page, 'Turn camera off').click();
  await button(page, 'Turn camera on').click();
  await plays(seen);
  await isBlurred('the camera that was off', seen);
  await picture(page, 'blur-other-camera');

  await button(page, 'Settings').click();
  await blurs(page).uncheck();
  await isSharp('the own picture', own(page));
  await isSharp('the picture that is received', seen);
  await plays(seen);
  assert.deepEqual(refused, []);
  assert.deepEqual(browser.leaks, []);
  assert.deepEqual(browser.errors, []);
  await context.close();
});

test('a blur is remembered: the next preview shows no sharp picture', async () => {
  const context = await browser.context({ viewport: { width: 390, height: 844 } });
  const { page } = await arrive(context);
  await button(page, 'Camera and sound').click();
  await blurs(page).check();
  await isBlurred('the preview', own(page));
  await page.reload();
  await screen(page, 'preview');
  const first = await eventually(
    'a picture',
    () => sharpness(own(page)),
    steps => steps > 0
  );
  assert.ok(first < BLURRED_TO, `${first}`);
  await picture(page, 'blur-preview-phone');
  await button(page, 'Join').click();
  await screen(page, 'call');
  await isBlurred('the picture in the call', own(page));
  await context.close();
});

test('what does not load is told of, and the call goes on with the picture as it is', async () => {
  const context = await browser.context();
  await context.route('**/assets/background/**', route => route.abort());
  const { page } = await arrive(context);
  await button(page, 'Join').click();
  await screen(page, 'call');
  await button(page, 'Settings').click();
  await blurs(page).click();
  await page.getByRole('dialog').getByText('The background can’t be blurred now.').waitFor();
  assert.equal(await blurs(page).isChecked(), false);
  await button(page, 'Done').click();
  await page.locator('.banner').getByText('The background can’t be blurred now.').waitFor();
  await plays(own(page));
  await isSharp('the own picture', own(page));
  await page.locator('.banner').getByRole('button', { name: 'Dismiss' }).click();
  await eventually(
    'no banner',
    () => page.locator('.banner').count(),
    count => count === 0
  );
  await context.close();
});
