// What an agent can do about an open call from the task's header in the real Flex UI, by mouse and by keyboard.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { nothingInTheWay } from './accessible.mjs';
import { eventually, picture } from './browser.mjs';
import { button, screen } from './calls.mjs';
import { callFrame, choose, focused, linkIn, newTask, openDemo, openFlex, sandbox, selectTask } from './flex-desk.mjs';

const { demo, browser, close } = await openDemo();
after(close);

const notified = (flex, text) => flex.getByTestId('notification-message').filter({ hasText: text }).waitFor();

test('open, send, copy, invite, record, out and back, end', async () => {
  const { conversationSid } = await newTask(demo, 'ben', 'Mia Menu');
  const context = await browser.context({ permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'] });
  const flex = await openFlex(context, demo, 'ben');
  const clipboard = () => flex.evaluate(() => navigator.clipboard.readText());
  await flex.route(/\/v1\/sessions\/[\w-]{22}$/, async route => {
    const answer = await route.fetch();
    const status = await answer.json();
    await route.fulfill({
      response: answer,
      json: { ...status, policy: { ...status.policy, recordingAllowed: true } }
    });
  });
  await selectTask(flex, 'Mia Menu');
  await button(flex, 'Start video call').focus();
  await flex.keyboard.press('Enter');
  const link = await linkIn(demo, conversationSid);
  await callFrame(flex);

  // the keyboard's way through the menu
  const opener = flex.locator('.flex-video-menu-button');
  await opener.focus();
  await flex.keyboard.press('ArrowDown');
  const items = flex.locator('.flex-video-menu button');
  await focused(flex, items.first());
  await nothingInTheWay(flex, 'the menu', ['.flex-video-menu', '.flex-video-menu-button']);
  await picture(flex, 'flex-menu');
  await flex.keyboard.press('ArrowUp');
  await focused(flex, items.last());
  await flex.keyboard.press('ArrowDown');
  await focused(flex, items.first());
  await flex.keyboard.press('Escape');
  await focused(flex, opener);
  assert.equal(await items.count(), 0);
  await opener.click();
  await flex.mouse.click(700, 500);
  await eventually(
    'a press beside it closes the menu',
    () => items.count(),
    count => count === 0
  );

  await opener.click();
  await flex.getByRole('menuitem', { name: 'Send the link once more' }).click();
  await notified(flex, 'The link was sent into the conversation once more.');
  const sent = (await sandbox(demo, 'requests')).messages.filter(one => one.conversationSid === conversationSid);
  assert.equal(sent.length, 2);
  await choose(flex, 'Copy the customer’s link');
  await eventually('the link is copied', clipboard, text => text === link);
  await choose(flex, 'Copy a link for an interpreter');
  const other = await eventually('another link is copied', clipboard, text => text !== link);
  assert.match(other, /\/j\/\w{52}$/);

  await opener.press('Enter');
  const sound = flex.getByRole('menuitemcheckbox', { name: 'Sound when somebody waits' });
  assert.equal(await sound.getAttribute('aria-checked'), 'true');
  await sound.press('Enter');
  await opener.press('Enter');
  assert.equal(await sound.getAttribute('aria-checked'), 'false');
  await flex.keyboard.press('Escape');

  // the page has a policy that allows it, the service has not
  await choose(flex, 'Start recording');
  await notified(flex, 'Calls may not be recorded here.');

  // a service that is out of its mind, away, slow, or asks for another sign-in: said, and the call goes on
  const { token: expired } = await sandbox(demo, 'tokens', { identity: 'ben', expiresInSeconds: -60 });
  const faults = [
    ['The video call failed.', route => route.fulfill({ contentType: 'text/html', body: '<p>Proxy</p>' })],
    ['The video service can’t be reached.', route => route.abort()],
    ['The video service took too long to answer.', () => {}],
    [
      'Your Flex sign-in has expired.',
      route => route.continue({ headers: { ...route.request().headers(), authorization: `Bearer ${expired}` } })
    ]
  ];
  for (const [said, fault] of faults) {
    await flex.route('**/v1/sessions/**', fault);
    await choose(flex, 'Send the link once more');
    await notified(flex, said);
    await flex.unroute('**/v1/sessions/**', fault);
  }
  await callFrame(flex);

  // a window is opened by a key as well, and brought back
  const opened = context.waitForEvent('page');
  await opener.focus();
  await flex.keyboard.press('ArrowDown');
  await flex.keyboard.press('ArrowDown');
  await flex.keyboard.press('Enter');
  const popped = await opened;
  await screen(popped, 'call');
  const gone = popped.waitForEvent('close');
  await choose(flex, 'Show it here');
  await gone;
  await callFrame(flex);
  await focused(flex, flex.locator('.flex-video-call iframe')); // the page's heading, when its screen has changed

  await opener.focus();
  await flex.keyboard.press('ArrowUp');
  await flex.keyboard.press('End');
  await flex.keyboard.press('Enter');
  await focused(flex, button(flex, 'Start video call'));
  assert.equal(await flex.locator('.flex-video-call').count(), 0);
  assert.deepEqual(browser.errors, []);
  await context.close();
});
