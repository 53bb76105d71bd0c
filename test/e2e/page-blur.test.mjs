// The blurred background, under the content security policy that the server sends: what is sent really is another picture.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openCall } from '../open-call.mjs';
import { eventually, launchBrowser, picture } from './browser.mjs';
import { button, screen } from './calls.mjs';
import { accessToken } from './rooms.mjs';
import { furnishedPage, Seat } from './seats.mjs';

// Few pictures a second, each of which is blurred without a graphics card: a slow machine is told that it is too slow.
const media = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=3,fps=5'];
const [firstCamera, otherCamera] = ['fake_device_0', 'fake_device_2'];

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
    sharp => sharp !== null
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
 * How sharp the edges are of the squares that each fake camera paints into the corners, where no person is: of the corner with the
 * strongest contrast, in its strongest colour, the share of that contrast which one step from pixel to pixel makes. 1 is a
 * hard edge, and 0 none at all; null while there is nothing to judge by, be it a picture without detail.
 */
const sharpness = video =>
  video.evaluate(video => {
    const { videoWidth, videoHeight } = video;
    const [width, height] = [Math.floor(videoWidth / 8), Math.floor(videoHeight / 12)];
    if (width === 0 || height === 0) return null;
    const context = new OffscreenCanvas(videoWidth, videoHeight).getContext('2d');
    context.drawImage(video, 0, 0);
    const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
    const judge = (left, top, colour) => {
      const { data } = context.getImageData(left, top, width, height);
      const rows = Array.from({ length: height }, (_, y) =>
        Array.from({ length: width }, (_, x) => data[4 * (y * width + x) + colour])
      );
      const contrast = median(rows.map(row => Math.max(...row) - Math.min(...row)));
      // Over two pixels: colours have half the resolution of the light.
      const steepest = row => Math.max(...row.slice(2).map((value, x) => Math.abs(value - row[x])));
      return { contrast, sharp: median(rows.map(steepest)) / contrast };
    };
    // Not the outermost pixels, at which the blur itself has an edge.
    const margin = 4;
    const judged = [margin, videoWidth - width - margin].flatMap(left =>
      [margin, videoHeight - height - margin].flatMap(top => [0, 1].map(colour => judge(left, top, colour)))
    );
    const best = judged.reduce((a, b) => (b.contrast > a.contrast ? b : a));
    return best.contrast < 50 ? null : best.sharp;
  });
/** The most red in a square of the corners, which the first camera paints green and the other yellow, too. */
const reddest = video =>
  video.evaluate(video => {
    const { videoWidth: width, videoHeight: height } = video;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(video, 0, 0);
    const corners = [8, width - 16].flatMap(x => [8, height - 16].map(y => context.getImageData(x, y, 8, 8).data));
    return Math.max(...corners.map(data => data[0]));
  });
const SHARP_FROM = 0.6;
const BLURRED_TO = 0.35;
const isSharp = (what, video) =>
  eventually(
    `${what} is sharp`,
    () => sharpness(video),
    sharp => sharp !== null && sharp > SHARP_FROM
  );
const isBlurred = (what, video) =>
  eventually(
    `${what} is blurred`,
    () => sharpness(video),
    sharp => sharp !== null && sharp < BLURRED_TO
  );
/** Most of fifteen pictures that have something to judge by: a codec may make an edge where there is none. */
async function staysBlurred(what, video) {
  const judged = [];
  while (judged.length < 15) {
    await plays(video, 1);
    judged.push(
      await eventually(
        `${what} can be judged`,
        () => sharpness(video),
        seen => seen !== null
      )
    );
  }
  const [middle] = judged.toSorted((a, b) => a - b).slice(7);
  assert.ok(middle < BLURRED_TO, `${what}: ${judged}`);
}

/** Resolves when a video has shown ten more frames, or so many. */
const plays = (video, frames = 10) =>
  video.evaluate(
    (video, frames) =>
      new Promise(resolve => {
        let left = frames;
        const count = () => (--left ? video.requestVideoFrameCallback(count) : resolve());
        video.requestVideoFrameCallback(count);
      }),
    frames
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
  for (const camera of [otherCamera, firstCamera, otherCamera]) {
    await page.getByLabel('Camera', { exact: true }).selectOption(camera);
    const isThat = red => red > 95 === (camera === otherCamera);
    await eventually(`${camera} oneself`, () => reddest(own(page)), isThat);
    await eventually(`${camera} beside`, () => reddest(seen), isThat);
    await plays(seen);
    await staysBlurred(`${camera} as it is received`, seen);
    await staysBlurred(`${camera} as it is seen oneself`, own(page));
  }
  await button(page, 'Done').click();
  await picture(page, 'blur-call');

  await button(page, 'Turn camera off').click();
  await button(page, 'Turn camera on').click();
  await plays(seen);
  await isBlurred('the camera that was off', seen);
  await picture(page, 'blur-other-camera');

  await button(page, 'Settings').click();
  await blurs(page).uncheck();
  await isSharp('the other camera, seen oneself', own(page));
  await isSharp('the other camera, as it is received', seen);
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
    sharp => sharp !== null
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
