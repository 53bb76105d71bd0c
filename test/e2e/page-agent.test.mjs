// What the agent has beside the call: in the real Flex who waits is let in and put out; the panel by keyboard, in every look.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startDemo } from '../flex-video.mjs';
import { json } from '../open-call.mjs';
import { nothingInTheWay } from './accessible.mjs';
import { eventually, launchBrowser, picture } from './browser.mjs';
import { button, newCall, openCalls, screen, sizes } from './calls.mjs';
import { callFrame } from './flex-desk.mjs';
import { enterAsAda, startFlex } from './flex-window.mjs';

let calls, flexPage;
before(async () => {
  flexPage = await startFlex();
  calls = await openCalls({ args: ['--allowed-origins', flexPage.origin] });
});
after(async () => {
  await calls?.close();
  await flexPage?.close();
});

const agentOf = ({ session }, context, more) =>
  enterAsAda(context, { flex: flexPage, call: calls.rooms.call, session, ...more });
const viewport = ([width, height]) => ({ width, height });
const said = page => page.locator('[role="status"].unseen');

/** Presses Tab until what the locator finds has the focus. */
async function tabTo(page, locator) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await locator.evaluate(element => element === document.activeElement)) return;
  }
  throw new Error('the keyboard does not get there');
}

test('in Flex: a second device waits, the agent lets it in with a click, and puts it out again', async () => {
  const demo = await startDemo({ args: ['--web', new URL('../..', import.meta.url).pathname] });
  const browser = await launchBrowser();
  try {
    const context = await browser.context();
    const flex = await context.newPage();
    await flex.goto(demo.base + '/desk/flex?agent=ada');
    await button(flex, 'Start video call').click();
    const agent = await callFrame(flex);
    const sandbox = async () => (await (await fetch(`${demo.base}/sandbox/requests`)).json()).messages;
    const [{ body }] = await eventually('the link is sent', sandbox, ({ length }) => length > 0);
    const link = /http:\S+\/j\/\w+/.exec(body)[0];

    const device = async () => {
      const page = await (await browser.context({ viewport: viewport(sizes.phone) })).newPage();
      await page.goto(link);
      await button(page, 'Join').click();
      return page;
    };
    const first = await device();
    await screen(first, 'call');
    await button(agent, 'People').waitFor();
    const second = await device();
    await screen(second, 'waiting');

    const line = agent.locator('.waiting-line');
    await line.getByText(/ is waiting to be let in\.$/).waitFor();
    await button(agent, 'People, 1 waiting').waitFor();
    assert.match(await said(agent).textContent(), / is waiting to be let in\.$/);
    await picture(flex, 'agent-waiting');
    await line.getByRole('button', { name: /^Admit / }).click();
    await screen(second, 'call');
    await line.waitFor({ state: 'detached' });
    await calls.others(agent, 2);

    await button(agent, 'People').click();
    const panel = agent.getByRole('complementary', { name: 'People' });
    await panel.getByText('in the call', { exact: true }).nth(1).waitFor();
    await picture(flex, 'agent-people');
    await panel.getByRole('button', { name: /^Remove .*, no\. 2$/ }).click();
    await panel.getByText(/^Remove .* from the call\?$/).waitFor();
    await screen(second, 'call');
    await panel.locator('[data-sure="true"]').click();
    await screen(second, 'removed');
    await screen(first, 'call');
    await panel.getByRole('button', { name: /^Admit .*, no\. 2$/ }).waitFor();
    await calls.others(agent, 1);

    // the link, once more into the conversation, and to see
    await panel.getByRole('button', { name: 'Send again' }).click();
    await panel.getByText('The link was sent into the conversation once more.').waitFor();
    assert.equal((await sandbox()).filter(message => message.body === body).length, 2);
    await panel.getByRole('button', { name: 'Show link' }).click();
    assert.equal(await panel.getByRole('textbox', { name: 'The customer’s link' }).inputValue(), link);
    await panel.getByRole('img', { name: 'QR code of the link to this call' }).waitFor();

    await button(agent, 'End call').click();
    await screen(first, 'over');
    assert.deepEqual([browser.leaks, browser.errors], [[], []]);
  } finally {
    await browser.close();
    await demo.stop();
  }
});

test('by keyboard alone: who waits is let in from the banner, and the focus is not lost', async () => {
  const call = await newCall(calls.rooms);
  const context = await calls.rooms.browser.context();
  const { page, tell } = await agentOf(call, context);
  const first = await calls.device(call.link);
  await calls.enter(first);
  const second = await calls.device(call.link);
  await button(second, 'Join').click();
  await screen(second, 'waiting');
  await tell();

  const admit = page.locator('.waiting-line').getByRole('button', { name: /^Admit / });
  await admit.waitFor();
  await tabTo(page, admit);
  await page.keyboard.press('Enter');
  await screen(second, 'call');
  await page.locator('.people-tool:focus').waitFor();

  // the panel, its question, and the way back
  await page.keyboard.press('Enter');
  await page.locator('.people-panel h2:focus').waitFor();
  const remove = page.getByRole('button', { name: /^Remove .*, no\. 2$/ });
  await tabTo(page, remove);
  await page.keyboard.press('Enter');
  const cancel = button(page, 'Cancel');
  await eventually('the harmless answer is offered', () => cancel.evaluate(one => one.matches(':focus')), Boolean);
  await page.keyboard.press('Enter');
  await eventually('the focus is back', () => remove.evaluate(one => one.matches(':focus')), Boolean);
  await page.keyboard.press('Enter');
  await eventually('the question is asked again', () => cancel.evaluate(one => one.matches(':focus')), Boolean);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await screen(second, 'removed');
  await page.locator('.people-panel :focus').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.people-panel').waitFor({ state: 'detached' });
  await page.locator('.people-tool:focus').waitFor();
  assert.deepEqual(calls.browser.errors, []);
  await context.close();
  await calls.clear();
});

test('the panel beside the stage and over it stands in nobody’s way, in the light and the dark, ltr and rtl', async () => {
  const call = await newCall(calls.rooms);
  const device = await calls.device(call.link);
  await calls.enter(device);
  const second = await calls.device(call.link);
  await button(second, 'Join').click();
  await screen(second, 'waiting');
  for (const locale of ['en', 'ar']) {
    for (const [name, size] of Object.entries({ ...sizes, smallest: [320, 640] })) {
      if (locale === 'ar' && name === 'large') continue; // a desktop in every way but its letters
      const context = await calls.rooms.browser.context({ locale, viewport: viewport(size) });
      const change = status => ({
        ...status,
        session: { ...status.session, recording: 'paused' },
        policy: { ...status.policy, recordingAllowed: true }
      });
      const { page } = await agentOf(call, context, { change });
      await page.locator('.waiting-line').waitFor();
      await nothingInTheWay(page, `who waits, ${name} ${locale}`);
      await picture(page, `agent-banner-${name}-${locale}`);
      await page.locator('.people-tool').click();
      await page.locator('.people-content').waitFor();
      await page.locator('[data-action="invite"]').click();
      await page.locator('.qr-code').waitFor();
      await nothingInTheWay(page, `people, ${name} ${locale}`);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await picture(page, `agent-panel-${name}-${locale}-${colorScheme}`);
      }
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth > innerWidth);
      assert.equal(wide, false, `${name} ${locale} scrolls sideways`);
      await page.locator('[data-action="revoke"]').click();
      await page.locator('.qr-code').waitFor({ state: 'detached' });
      await context.close();
    }
  }
  assert.deepEqual(calls.browser.errors, []);
  await calls.clear();
});

test('a recording is started, paused and stopped; whose consent is missing is said', async () => {
  const version = 'terms-1';
  const recorded = await openCalls({
    args: ['--allowed-origins', flexPage.origin, '--recording-allowed', '--consent-version', version]
  });
  try {
    const { session, sid, link } = await newCall(recorded.rooms);
    const { call, browser } = recorded.rooms;
    const { cookie } = await call.device(link.split('/j/')[1]);
    const asGuest = (what, body) =>
      call.send({
        method: 'POST',
        path: `/v1/visits/me/${what}`,
        headers: { ...cookie, ...json },
        body: body && JSON.stringify(body)
      });
    const { token } = (await asGuest('join')).json;
    await recorded.join({ sid }, 'guest', { token: call.secret(token) });
    const { page } = await enterAsAda(await browser.context(), { flex: flexPage, call, session });
    await button(page, 'People').click();
    const panel = page.getByRole('complementary', { name: 'People' });
    await panel.getByText(/has not agreed to a recording/).waitFor();
    await button(panel, 'Start recording').click();
    await panel
      .getByText(
        'Somebody has not agreed to be recorded. Without that, no recording starts and nobody is let into one.'
      )
      .waitFor();
    await picture(page, 'agent-no-consent');
    await asGuest('signals', { kind: 'consented', version, language: 'en' });
    for (const [press, state] of [
      ['Start recording', 'The call is being recorded.'],
      ['Pause', 'The recording is paused.'],
      ['Resume', 'The call is being recorded.'],
      ['Stop recording', 'The call is not being recorded.']
    ]) {
      await button(panel, press).click();
      await panel.getByText(state).waitFor();
    }
    assert.deepEqual(browser.errors, []);
  } finally {
    await recorded.close();
  }
});

test('without a plugin that tells how the session stands, there is nothing of all this', async () => {
  const call = await newCall(calls.rooms);
  const context = await calls.rooms.browser.context();
  const { page } = await agentOf(call, context, { change: () => null });
  await button(page, 'Keyboard shortcuts').waitFor();
  await button(page, 'End call').waitFor();
  assert.equal(await page.locator('.people-tool').count(), 0);
  await context.close();
});
