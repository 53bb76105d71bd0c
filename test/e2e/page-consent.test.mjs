// Where calls may be recorded: what a customer agrees to before Join, and the sign while the call is recorded.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openCall } from '../open-call.mjs';
import { nothingInTheWay } from './accessible.mjs';
import { eventually, launchBrowser, picture } from './browser.mjs';
import { button, newCall, openCalls, screen, sizes } from './calls.mjs';

const viewport = ([width, height]) => ({ width, height });

// Our own rooms do not record, so the calls of these tests have theirs at a stand-in for Twilio's REST; no media flows there.
let cloud, browser;
before(async () => {
  cloud = await openCall({ cloud: true, args: ['--recording-allowed', '--consent-version', 'terms-7'] });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await cloud?.stop();
});

async function preview({ locale = 'en', size = sizes.desktop } = {}) {
  const { session, code } = await cloud.another();
  const page = await (await browser.context({ locale, viewport: viewport(size) })).newPage();
  await page.goto(`${cloud.serve.base}/j/${code}`);
  await screen(page, 'preview');
  const visits = async () => (await cloud.send({ path: `/v1/sessions/${session.id}`, headers: cloud.ada })).json.visits;
  return { page, session, visits };
}

test('Join waits for the tick, says why, and tells the server what was agreed to; all by keyboard', async () => {
  const { page, session, visits } = await preview({ locale: 'de' });
  const tick = page.getByRole('checkbox', { name: 'Ich stimme zu, dass dieses Gespräch aufgezeichnet werden kann.' });
  await page.locator('[data-action="join"]').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Bitte stimmen Sie dem zuerst zu, dann treten Sie bei.').waitFor();
  await eventually('the tick has the focus', () => tick.evaluate(one => one.matches(':focus')), Boolean);
  assert.equal(await tick.getAttribute('aria-invalid'), 'true');
  await screen(page, 'preview');
  assert.deepEqual(await visits(), [], 'nothing was asked of the server');
  const start = {
    method: 'POST',
    path: `/v1/sessions/${session.id}/recording`,
    headers: { ...cloud.ada, 'Content-Type': 'application/json' },
    body: '{"action":"start"}'
  };

  await page.keyboard.press('Space');
  assert.equal(await page.getByRole('alert').textContent(), '');
  await page.locator('[data-action="join"]').focus();
  await page.keyboard.press('Enter');
  await eventually('the consent is known', visits, ([visit]) => visit?.consent === 'terms-7');
  const stream = await fetch(`${cloud.serve.base}/v1/sessions/${session.id}/events?after=1`, { headers: cloud.ada });
  let told = '';
  for await (const text of stream.body.pipeThrough(new TextDecoderStream())) {
    told += text;
    if (told.includes('consent_given')) break;
  }
  assert.match(told, /"kind":"consent_given".*"detail":"terms-7 de"/);
  assert.equal((await cloud.send(start)).json.session.recording, 'on');
  await page.context().close();
});

test('who agreed to a text that has changed gets a page with the new one, before coming into a recording', async () => {
  const { page, session, visits } = await preview();
  const record = { method: 'POST', path: `/v1/sessions/${session.id}/recording`, body: '{"action":"start"}' };
  await cloud.send({ ...record, headers: { ...cloud.ada, 'Content-Type': 'application/json' } });
  const tick = page.getByRole('checkbox');
  const outdated = [];
  page.on('response', answer => answer.status() === 409 && outdated.push(answer.url()));
  // As a page says it that was loaded before the text changed.
  await page.route(/\/me\/signals/, (route, request) => {
    const said = request.postDataJSON();
    return route.continue(said.version ? { postData: JSON.stringify({ ...said, version: 'terms-6' }) } : {});
  });
  await tick.check();
  const loaded = page.waitForEvent('load');
  await page.locator('[data-action="join"]').click();
  await loaded;
  await screen(page, 'preview');
  assert.equal(await tick.isChecked(), false);
  assert.equal(outdated.length, 1, `${outdated}`);
  assert.equal((await visits())[0].consent, undefined);
  await page.unroute(/\/me\/signals/);
  await tick.check();
  await page.locator('[data-action="join"]').click();
  await eventually('the consent is known', visits, ([visit]) => visit?.consent === 'terms-7');
  await page.context().close();
});

test('the question stands in nobody’s way, on small and large screens, ltr and rtl', async () => {
  for (const locale of ['en', 'ar']) {
    for (const [name, size] of Object.entries({ ...sizes, smallest: [320, 640] })) {
      const { page } = await preview({ locale, size });
      await page.locator('[data-action="join"]').click();
      await page.locator('.consent[data-missed="true"]').waitFor();
      await nothingInTheWay(page, `${name} ${locale}`);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await picture(page, `consent-${name}-${locale}-${colorScheme}`);
      }
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth > innerWidth);
      assert.equal(wide, false, `${name} ${locale} scrolls sideways`);
      await page.context().close();
    }
  }
  assert.deepEqual(browser.errors, []);
});

test('as long as the room says that it is recorded, a sign says so, and its beginning and end are announced', async () => {
  const calls = await openCalls();
  try {
    const call = await newCall(calls.rooms);
    const context = await calls.rooms.browser.context({ viewport: viewport(sizes.phone) });
    const page = await context.newPage();
    // In Twilio's words, which peer-to-peer rooms never say: {"recording":{"is_recording":true,"revision":2}} in a message of the room.
    const record = { is_recording: false, revision: 2 };
    let say = () => {};
    await page.routeWebSocket(/\/signaling/, socket => {
      const server = socket.connectToServer();
      let last;
      server.onMessage(text => {
        const message = JSON.parse(text);
        const room = message.body?.type === 'connected' || message.body?.type === 'update' ? message : undefined;
        if (room) last = room;
        if (room) room.body.recording = { ...record };
        socket.send(JSON.stringify(message));
      });
      say = () => {
        const update = { type: 'update', participants: [], recording: { ...record } };
        socket.send(JSON.stringify({ ...last, body: { ...update, ...last.body, ...update } }));
      };
    });
    const recorded = is_recording => {
      record.is_recording = is_recording;
      record.revision += 1;
      say();
    };
    await page.goto(call.link);
    await button(page, 'Join').click();
    await screen(page, 'call');
    const sign = page.locator('.recording-sign').getByText('This call is being recorded');
    assert.equal(await sign.count(), 0);
    recorded(true);
    await sign.waitFor();
    await page.getByRole('status').getByText('This call is being recorded now.').waitFor();
    for (const [name, size] of Object.entries({ ...sizes, smallest: [320, 640] })) {
      await page.setViewportSize(viewport(size));
      await nothingInTheWay(page, `recorded, ${name}`);
      await picture(page, `call-recorded-${name}`);
    }
    recorded(false);
    await sign.waitFor({ state: 'detached' });
    await page.getByRole('status').getByText('This call is no longer being recorded.').waitFor();
    assert.deepEqual(calls.browser.errors, []);
    await context.close();
  } finally {
    await calls.close();
  }
});
