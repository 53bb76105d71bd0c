// Where calls may be recorded: what a customer agrees to before Join, and the sign while the call is recorded.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { nothingInTheWay } from './accessible.mjs';
import { eventually, picture } from './browser.mjs';
import { newCall, openCalls, screen, sizes } from './calls.mjs';

const viewport = ([width, height]) => ({ width, height });

let calls, call, browser;
before(async () => {
  calls = await openCalls({ args: ['--recording-allowed', '--consent-version', 'terms-7'] });
  ({ call, browser } = calls.rooms);
});
after(() => calls?.close());

/** Of the agent's: what is said to the recording of that session. */
const record = (session, action) =>
  call.send({
    method: 'POST',
    path: `/v1/sessions/${session.id}/recording`,
    headers: { ...call.ada, 'Content-Type': 'application/json' },
    body: JSON.stringify({ action })
  });

async function preview({ locale = 'en', size = sizes.desktop } = {}) {
  const { session, link } = await newCall(calls.rooms);
  const page = await (await browser.context({ locale, viewport: viewport(size) })).newPage();
  await page.goto(link);
  await screen(page, 'preview');
  const visits = async () => (await call.send({ path: `/v1/sessions/${session.id}`, headers: call.ada })).json.visits;
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
  await page.keyboard.press('Space');
  assert.equal(await page.getByRole('alert').textContent(), '');
  await page.locator('[data-action="join"]').focus();
  await page.keyboard.press('Enter');
  await eventually('the consent is known', visits, ([visit]) => visit?.consent === 'terms-7');
  const stream = await fetch(`${call.serve.base}/v1/sessions/${session.id}/events?after=1`, { headers: call.ada });
  let told = '';
  for await (const text of stream.body.pipeThrough(new TextDecoderStream())) {
    told += text;
    if (told.includes('consent_given')) break;
  }
  assert.match(told, /"kind":"consent_given".*"detail":"terms-7 de"/);
  assert.equal((await record(session, 'start')).json.session.recording, 'on');
  await page.context().close();
});

test('who agreed to a text that has changed gets a page with the new one, before coming into a recording', async () => {
  const { page, session, visits } = await preview();
  await record(session, 'start');
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

test('as long as the call is recorded, a sign says so, and its beginning and end are announced', async () => {
  const { page, session } = await preview({ size: sizes.phone });
  await page.getByRole('checkbox').check();
  await calls.enter(page);
  const sign = page.locator('.recording-sign').getByText('This call is being recorded');
  assert.equal(await sign.count(), 0);
  await record(session, 'start');
  await sign.waitFor();
  await page.getByRole('status').getByText('This call is being recorded now.').waitFor();
  for (const [name, size] of Object.entries({ ...sizes, smallest: [320, 640] })) {
    await page.setViewportSize(viewport(size));
    await nothingInTheWay(page, `recorded, ${name}`);
    await picture(page, `call-recorded-${name}`);
  }
  await record(session, 'pause');
  await sign.waitFor({ state: 'detached' });
  await page.getByRole('status').getByText('This call is no longer being recorded.').waitFor();
  assert.deepEqual(browser.errors, []);
  await page.context().close();
});
