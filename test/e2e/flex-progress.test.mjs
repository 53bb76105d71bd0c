// What the agent sees of a call in the real Flex UI: how far it has come, in the header and in the list of tasks.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { nothingInTheWay } from './accessible.mjs';
import { eventually, everythingDecodes, picture } from './browser.mjs';
import { button, screen } from './calls.mjs';
import {
  accept,
  callFrame,
  choose,
  customerAt,
  linkIn,
  newTask,
  openDemo,
  openFlex,
  sandbox,
  selectTab,
  selectTask,
  sessionOf
} from './flex-desk.mjs';

const { demo, browser, close } = await openDemo();
after(close);

/** Waits until header and list both say so. */
async function says(flex, progress) {
  for (const place of ['.Twilio-TaskCanvasHeader', '.flex-video-item'])
    await flex.locator(`${place} .flex-video-chip[data-progress="${progress}"]`).waitFor();
}

test('a call from the message to its end, as its agent sees it', async () => {
  const { conversationSid, reservationSid } = await newTask(demo, 'ben', 'Pru Progress');
  const context = await browser.context();
  const flex = await openFlex(context, demo, 'ben');
  await selectTask(flex, 'Pru Progress');
  await button(flex, 'Start video call').click();
  const link = await linkIn(demo, conversationSid);
  const agent = await callFrame(flex);
  await says(flex, 'sent');
  const { messages } = await sandbox(demo, 'requests');
  assert.deepEqual(JSON.parse(messages.at(-1).attributes), {
    flex_video: { session: agent.url().split('/agent/')[1] }
  });

  // a phone that is on, and then is looked at
  const on = new AbortController();
  await fetch(`${demo.base}/sandbox/phone/${conversationSid}/events`, { signal: on.signal });
  await says(flex, 'delivered');
  on.abort();
  await sandbox(demo, `phone/${conversationSid}/read`, { index: 1 });
  await says(flex, 'read');

  // their browser asks for the camera, they refuse it
  const asking = await browser.context({ viewport: { width: 390, height: 844 } });
  await asking.addInitScript(() => {
    const { mediaDevices } = navigator;
    const real = mediaDevices.getUserMedia.bind(mediaDevices);
    const question = Promise.withResolvers();
    window.refuse = () => question.reject(new DOMException('refused', 'NotAllowedError'));
    mediaDevices.getUserMedia = wish => (wish.video && !window.grants ? question.promise : real(wish));
  });
  const first = await asking.newPage();
  const mayJoin = Promise.withResolvers();
  await first.route('**/v1/visits/me/join', route => mayJoin.promise.then(() => route.continue()));
  await first.goto(link);
  const signal = first.waitForRequest('**/v1/visits/me/signals?visit=*');
  await button(first, 'Join').click();
  await says(flex, 'camera_asked');
  await first.evaluate(() => window.refuse());
  mayJoin.resolve();
  await screen(first, 'call');
  await says(flex, 'camera_refused');
  await picture(flex, 'flex-progress');
  await nothingInTheWay(flex, 'a chip', [
    '.flex-video-item .flex-video-chip',
    '.Twilio-TaskCanvasHeader .flex-video-chip'
  ]);

  // they grant it after all; their network is weak, and then is not
  await first.evaluate(() => (window.grants = true));
  await button(first, 'Turn camera on').click();
  await says(flex, 'in_call');
  const told = (await signal).url();
  for (const [value, progress] of [
    [1, 'weak_network'],
    [4, 'in_call']
  ]) {
    const body = JSON.stringify({ kind: 'quality', value });
    const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
    await first.evaluate(([url, post]) => fetch(url, post), [told, post]);
    await says(flex, progress);
  }

  const second = await customerAt(browser, link);
  await screen(second, 'waiting');
  await says(flex, 'waiting');
  await second.context().close();

  // derived anew after a reload, and with another task in sight
  // while the service is not to be reached nothing is forgotten
  await newTask(demo, 'ben', 'Quin Quiet');
  await flex.route('**/v1/sessions**', route => route.abort());
  await flex.reload();
  await flex.locator('.flex-video-item .flex-video-chip[data-progress="not_known"]').waitFor();
  await flex.getByTestId('notification-message').filter({ hasText: 'The video service can’t be reached.' }).waitFor();
  await flex.unroute('**/v1/sessions**');
  await flex.locator('.flex-video-item .flex-video-chip[data-progress="waiting"]').waitFor();
  await selectTask(flex, 'Quin Quiet');
  await flex.locator('.flex-video-item .flex-video-chip[data-progress="waiting"]').waitFor();
  assert.equal(await flex.locator('.Twilio-TaskCanvasHeader .flex-video-chip').count(), 0);
  await selectTask(flex, 'Pru Progress');
  await callFrame(flex);

  // transferred in mid-call: another agent's Flex, in a browser of her own, shows the call as soon as she has the task
  const hers = await browser.context();
  const sue = await openFlex(hers, demo, 'sue');
  await sandbox(demo, `reservations/${reservationSid}/transfer`, { to: 'sue' });
  await accept(sue);
  await says(sue, 'waiting');
  assert.equal(await sue.locator('.flex-video-call').count(), 0, 'she is not in it by herself');
  await button(sue, 'Deny Pru Progress, device 2').click();
  await says(sue, 'in_call');
  await choose(sue, 'Show it here');
  const taken = await callFrame(sue);
  assert.equal(sessionOf(taken), sessionOf(agent), 'the same call');
  await everythingDecodes(taken, 1);
  await everythingDecodes(first, 1);
  await eventually(
    'the first agent has left it',
    () => flex.locator('.flex-video-call, .flex-video-menu-button').count(),
    count => count === 0
  );

  // the customer leaves, and returns
  await button(first, 'Leave').click();
  await says(sue, 'left');
  await button(first, 'Rejoin').click();
  await says(sue, 'in_call');

  await button(sue, 'End video call').click();
  await says(sue, 'over');
  assert.equal(
    await sue.locator('.Twilio-TaskCanvasHeader .flex-video-chip').getAttribute('title'),
    'The link is dead. You can start another call.'
  );
  await hers.close();
  await context.close();
  await asking.close();
});

test('a customer who wrote too long ago gets an approved template, and a free message once they answer', async () => {
  const { conversationSid } = await newTask(demo, 'sue', 'Wanda Window');
  const sent = async () =>
    (await sandbox(demo, 'requests')).messages.filter(one => one.conversationSid === conversationSid);
  const phone = what => sandbox(demo, `phone/${conversationSid}/${what}`, {});
  await phone('day-passes');
  const context = await browser.context();
  const flex = await openFlex(context, demo, 'sue');
  const told = words => flex.getByTestId('notification-message').filter({ hasText: words }).first().waitFor();
  await selectTask(flex, 'Wanda Window');

  // what the agent says freely is not taken, as Flex says
  const input = flex.getByRole('textbox').last();
  await input.fill('Are you still there?');
  await input.press('Enter');
  await flex.getByText('Message undelivered').waitFor();

  await button(flex, 'Start video call').dblclick();
  await callFrame(flex);
  await told('sent as an approved WhatsApp template');
  const [free, template, ...more] = await sent();
  assert.deepEqual([free.body, more], ['Are you still there?', []], 'one message for a double click');
  assert.match(
    template.body,
    /^Hello Wanda Window, Sue Supervisor would like .*: http\S+\/j\/[0-9A-Za-z]{52} \(no app needed\)$/
  );
  assert.equal(template.from, 'sue');
  await selectTab(flex, 'WhatsApp');
  await flex.getByText('Sue Supervisor would like to go on by video').last().waitFor();
  await says(flex, 'sent');
  await picture(flex, 'flex-template');
  const on = new AbortController();
  await fetch(`${demo.base}/sandbox/phone/${conversationSid}/events`, { signal: on.signal });
  await says(flex, 'delivered');
  on.abort();

  // the customer answers: the window is open, and the agent says it again
  await sandbox(demo, `phone/${conversationSid}/messages`, { body: 'Yes' });
  await choose(flex, 'Send the link once more');
  await told('once more');
  assert.match((await sent()).at(-1).body, /^Join me on a secure video call: /);

  // where there is no template, the agent hears what to do, and the call stays open
  await choose(flex, 'End video call');
  await says(flex, 'over');
  await phone('day-passes');
  const closed = { code: 'messaging_window_closed', title: 'closed', status: 409 };
  await flex.route('**/invitation', route => route.fulfill({ status: 409, json: closed }));
  await button(flex, 'Start video call').click();
  await told('no template is set up');
  await says(flex, 'undelivered');
  await picture(flex, 'flex-no-template');
  await choose(flex, 'End video call');
  await says(flex, 'over');
  assert.deepEqual(browser.leaks, []);
  await context.close();
});
