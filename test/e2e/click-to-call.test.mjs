// The whole product as a person uses it: the real Flex UI beside a phone, one click, a call, its end.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually, mediaFlows, picture } from './browser.mjs';
import { button, screen } from './calls.mjs';
import { callFrame, choose, frameOf, newTask, openDemo, sandbox } from './flex-desk.mjs';
import { noTokenIsSeen, tokensIn } from './tokens.mjs';

const { demo, browser, close } = await openDemo();
after(close);

/** What happened in a session that has ended, but for its start (event 1), as its agent may read it. */
async function eventsOf(session) {
  const { token } = await sandbox(demo, 'agents/ada/session');
  const headers = { Authorization: `Bearer ${token}` };
  const stream = await fetch(`${demo.base}/v1/sessions/${session}/events?after=1`, { headers });
  assert.equal(stream.status, 200);
  return [...(await stream.text()).matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data));
}

test('one click to a two-way call and its end, at the desk', async () => {
  const context = await browser.context();
  const desk = await context.newPage();
  await desk.goto(demo.base + '/desk');
  const flex = await frameOf(desk, '/desk/flex');
  const phone = await frameOf(desk, '/desk/phone');

  const start = button(flex, 'Start video call');
  await start.waitFor();
  assert.equal(await flex.evaluate(() => window.Twilio.Flex.VERSION), '2.17.1', 'the real Flex UI');
  await picture(desk, 'desk-start');
  await start.click();

  // the link: as the Conversations SDK posted it, in Flex, and on the phone
  await eventually(
    'the message is posted',
    () => sandbox(demo, 'requests'),
    ({ messages }) => messages.length > 0
  );
  const { messages } = await sandbox(demo, 'requests');
  assert.equal(messages.length, 1);
  assert.equal(messages[0].from, 'ada');
  const [link] = /http:\/\/127\.0\.0\.1:\d+\/j\/[0-9A-Za-z]{52}$/.exec(messages[0].body);
  await flex.locator(`a[href="${link}"]`).first().waitFor({ state: 'attached' }); // in the tab beside the call's
  const onPhone = phone.locator(`a[href="${link}"]`);
  await onPhone.waitFor();

  const agent = await callFrame(flex);
  assert.match(agent.url(), /\/agent\/[\w-]{22}$/);
  assert.doesNotMatch(agent.url() + messages[0].body, /eyJ[\w-]{8,}\.eyJ/, 'no token in an address or a message');

  await onPhone.click();
  const page = await frameOf(desk, '/j/');
  await screen(page, 'preview');
  const preview = page.locator('video').first();
  await eventually(
    'the preview plays',
    () => preview.evaluate(video => video.videoWidth * Number(!video.paused)),
    width => width > 0
  );
  await picture(desk, 'desk-preview');
  await button(page, 'Join').click();
  await screen(page, 'call');

  await mediaFlows({ agent, customer: page }, 1);
  await picture(desk, 'desk-call');

  // muting, seen on the other side, both ways
  const agentAtCustomer = page.locator('[data-participant^="agent:"]');
  const customerAtAgent = agent.locator('[data-participant^="customer:"]');
  await agentAtCustomer.and(page.locator('[data-audio="on"][data-video="on"]')).waitFor();
  await button(agent, 'Mute').click();
  await agentAtCustomer.and(page.locator('[data-audio="off"]')).waitFor();
  await button(agent, 'Unmute').click();
  await agentAtCustomer.and(page.locator('[data-audio="on"]')).waitFor();
  await button(page, 'Turn camera off').click();
  await customerAtAgent.and(agent.locator('[data-video="off"]')).waitFor();
  await button(page, 'Turn camera on').click();
  await customerAtAgent.and(agent.locator('[data-video="on"]')).waitFor();
  assert.equal(await page.locator('[data-participant="local"]').count(), 1, 'no local picture twice');

  // the customer leaves and comes back at once, to the same place
  await button(page, 'Leave').click();
  await screen(page, 'left');
  await button(page, 'Rejoin').click();
  await screen(page, 'call');
  await mediaFlows({ agent, customer: page }, 1);

  // the agent ends it for both; the link is dead
  await button(agent, 'End call').click();
  await eventually('the call page is gone', () => agent.isDetached(), Boolean);
  await screen(page, 'over');
  await picture(desk, 'desk-over');
  assert.equal((await fetch(link)).status, 410);
  const late = await context.newPage();
  await late.goto(link);
  await screen(late, 'over');
  await button(flex, 'Start video call').waitFor();

  const events = (await eventsOf(agent.url().split('/agent/')[1])).filter(({ visit }) => visit);
  const seen = events.filter(({ kind }) => /^(participant_connected|page_opened|first_frame|visit_left)$/.test(kind));
  assert.deepEqual([...Map.groupBy(seen, ({ kind }) => kind)].map(([kind, { length }]) => `${kind} ${length}`).sort(), [
    'first_frame 2',
    'page_opened 1',
    'participant_connected 2',
    'visit_left 1'
  ]);
  for (const { kind, detail } of seen.filter(({ kind }) => kind === 'first_frame'))
    assert.ok(Number(detail) > 0 && Number(detail) < 30_000, `${kind} after ${detail} ms`);

  assert.deepEqual(await sandbox(demo, 'requests'), { messages, unknown: [] });
  assert.deepEqual(browser.leaks, []);
  assert.deepEqual(browser.errors, []);
  await context.close();
});

test('a token that were seen would be found', async () => {
  const { conversationSid, taskSid } = await newTask(demo, 'sue', 'Tom Token');
  const { token } = await sandbox(demo, 'agents/sue/session');
  const ask = async (path, body) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    return (await fetch(demo.base + path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const { session } = await ask('/v1/sessions', { conversationSid, taskSid });
  const { token: minted } = await ask(`/v1/sessions/${session.id}/join`, {});
  await ask(`/v1/sessions/${session.id}/end`, {});
  const url = `${demo.base}/agent/x?token=`;
  for (const one of [token, minted]) {
    assert.deepEqual(tokensIn(`{"message":"request","path":"/a/${one}"}`), [one]);
    await assert.rejects(noTokenIsSeen(demo, [url + one]), /an address/);
    await assert.rejects(noTokenIsSeen(demo, [url + one.replaceAll('.', '%2E')]), /an address/);
    const logged = { ...demo, output: () => `${demo.output()}\n${one}` };
    await assert.rejects(noTokenIsSeen(logged, [url]), /the log/);
  }
  await noTokenIsSeen(demo, [url]);
});

test('a double click opens one session and sends one message; a click after a reload finds both again', async () => {
  const made = await newTask(demo, 'ben', 'Dora Double');
  const context = await browser.context();
  const flex = await context.newPage();
  await flex.goto(demo.base + '/desk/flex?agent=ben');
  const start = button(flex, 'Start video call');
  await start.waitFor();
  const before = (await sandbox(demo, 'requests')).messages.length;
  await start.dblclick();
  const sent = await eventually(
    'a message is posted',
    () => sandbox(demo, 'requests'),
    ({ messages }) => messages.length > before
  );
  await button(flex, 'End video call').waitFor();

  await callFrame(flex);
  assert.equal(await flex.locator('.flex-video-call').count(), 1, 'one call page');

  await flex.reload();
  await callFrame(flex);
  await choose(flex, 'Open video call');
  await callFrame(flex);
  const after = (await sandbox(demo, 'requests')).messages;
  assert.equal(after.length, before + 1, `${JSON.stringify(sent)} then ${JSON.stringify(after)}`);
  assert.equal(after.at(-1).conversationSid, made.conversationSid);
  await context.close();
});

test('no button on a voice task, before the task is accepted, or in wrap-up', async () => {
  const post = async (what, body) =>
    (
      await fetch(`${demo.base}/sandbox/${what}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body)
      })
    ).json();
  const context = await browser.context();
  const flex = await context.newPage();
  await flex.goto(demo.base + '/desk/flex?agent=sue');
  await flex.waitForFunction(() => window.Twilio?.Flex?.Manager?.getInstance?.()?.store);
  const header = flex.locator('.Twilio-TaskCanvasHeader');
  const select = sid => flex.evaluate(sid => window.Twilio.Flex.Actions.invokeAction('SelectTask', { sid }), sid);
  const count = () => button(flex, 'Start video call').count();
  const taskIs = (sid, status) =>
    flex.waitForFunction(
      ([sid, status]) =>
        window.Twilio.Flex.Manager.getInstance().store.getState().flex.worker.tasks.get(sid)?.status === status,
      [sid, status]
    );

  const voice = await post('tasks', {
    agent: 'sue',
    customerName: 'Vera Voice',
    channelType: 'voice',
    status: 'accepted'
  });
  await taskIs(voice.reservationSid, 'accepted');
  await select(voice.reservationSid);
  await header.waitFor();
  assert.equal(await count(), 0, 'voice');

  const chat = await post('tasks', { agent: 'sue', customerName: 'Carl Chat', channelType: 'web', status: 'pending' });
  await taskIs(chat.reservationSid, 'pending');
  await select(chat.reservationSid);
  assert.equal(await count(), 0, 'pending');
  await post(`reservations/${chat.reservationSid}`, { status: 'accepted' });
  await taskIs(chat.reservationSid, 'accepted');
  await button(flex, 'Start video call').waitFor();
  await post(`reservations/${chat.reservationSid}`, { status: 'wrapping' });
  await taskIs(chat.reservationSid, 'wrapping');
  await button(flex, 'Start video call').waitFor({ state: 'detached' });
  await context.close();
});
