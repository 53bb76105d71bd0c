// What becomes of a call in the real Flex UI when the agent's sign-in runs out, and when its service is killed or out of its mind.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startServe } from '../serve.mjs';
import { eventually, everythingDecodes, picture } from './browser.mjs';
import { button, screen } from './calls.mjs';
import {
  callFrame,
  choose,
  customerAt,
  focused,
  linkIn,
  newTask,
  openDemo,
  openFlex,
  openTeams,
  sandbox,
  selectTask
} from './flex-desk.mjs';
import { tokensIn } from './tokens.mjs';

const { demo, browser, close } = await openDemo();
after(close);
// One that can be killed while Flex keeps its Twilio.
const supervised = (...rules) => ['--allowed-origins', demo.base, ...rules];
const serve = await startServe(demo, { args: supervised('--supervisor-join=full') });
after(() => serve.stop());

/** Flex renews a sign-in in its last three minutes, but not in the first 15 to 30 seconds after it was loaded. */
const SIGN_IN_LASTS = 70;

/** That agent's sign-in in this browser is a short one. */
async function signInBriefly(context, agent) {
  await context.route(`**/sandbox/agents/${agent}/session`, async route => {
    const answer = await route.fetch();
    const { token } = await sandbox(demo, 'tokens', { identity: agent, expiresInSeconds: SIGN_IN_LASTS });
    const expiration = new Date(Date.now() + SIGN_IN_LASTS * 1000).toISOString();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), token, expiration } });
  });
}

/** The sign-ins with which that page has asked for event streams, each once. */
function streamTokens(flex) {
  const tokens = new Set();
  flex.on('request', request => {
    if (request.url().endsWith('/events')) tokens.add(request.headers().authorization);
  });
  return tokens;
}

/** A supervisor's Flex, at the task with the call, and how she comes into it. */
async function openSupervision() {
  const context = await browser.context();
  const teams = await openTeams(context, demo, 'sue', { baseUrl: serve.base });
  await teams.locator('.flex-video-team .flex-video-chip').filter({ hasText: 'In the call' }).click();
  const join = button(teams, 'Join the call');
  return {
    teams,
    join,
    async enter() {
      const opened = context.waitForEvent('page');
      await join.click();
      const page = await opened;
      await screen(page, 'call');
      await everythingDecodes(page, 2);
      return page;
    },
    close: () => context.close()
  };
}

test('a service that is killed, a sign-in that runs out, an answer that is nonsense: the call goes on, whoever watches', async () => {
  const task = await newTask(demo, 'ben', 'Tia Trouble');
  const context = await browser.context();
  await signInBriefly(context, 'ben');
  const flex = await openFlex(context, demo, 'ben', { baseUrl: serve.base });
  const tokens = streamTokens(flex);
  const chip = progress =>
    flex.locator(`.Twilio-TaskCanvasHeader .flex-video-chip[data-progress="${progress}"]`).waitFor();
  const told = words => flex.getByTestId('notification-message').filter({ hasText: words });
  await selectTask(flex, 'Tia Trouble');
  await button(flex, 'Start video call').click();
  const link = await linkIn(demo, task.conversationSid);
  const agent = await callFrame(flex);
  const customer = await customerAt(browser, link);
  await screen(customer, 'call');
  await chip('in_call');
  const goesOn = async (others = 1) => {
    for (const page of [agent, customer]) await everythingDecodes(page, others);
  };
  await goesOn();

  // meanwhile a supervisor takes part, as she may here: everybody sees her
  const sue = await openSupervision();
  const takingPart = await sue.enter();
  await goesOn(2);
  await customer.locator('.tile[data-participant^="supervisor:"][data-video="on"]').waitFor();
  const announced = flex.locator('.flex-video-chip[data-supervisor]');
  await announced.waitFor();
  await takingPart.close();
  await announced.waitFor({ state: 'detached' });

  // the stream ends with the sign-in that opened it, and goes on with the one that Flex has by then; nobody is told of it
  await eventually(
    'a stream with another sign-in',
    () => tokens.size,
    size => size === 2
  );
  await button(customer, 'Leave').click();
  await chip('left');
  await button(customer, 'Rejoin').click();
  await chip('in_call');
  assert.equal(await told(/sign-in/).count(), 0);
  await goesOn();

  // killed, and the media worker with it: what needs the service says so, and all is as it was when it is back
  serve.child().kill('SIGKILL');
  await chip('not_known');
  await told('The video service can’t be reached.').waitFor();
  await choose(flex, 'End video call');
  await button(flex, 'End video call').waitFor();
  await picture(flex, 'flex-not-known');
  await serve.restart('SIGKILL');
  await chip('in_call');
  await goesOn();

  // in its place something answers that is no service of ours
  const nonsense = route => route.fulfill({ contentType: 'text/html', body: '<p>Proxy</p>' });
  await flex.route('**/v1/sessions/**', nonsense);
  await serve.restart('SIGTERM', supervised('--supervisor-join=view', '--supervisor-announced=false'));
  await chip('not_known');
  await goesOn();
  await flex.unroute('**/v1/sessions/**', nonsense);
  await chip('in_call');
  await goesOn();

  // the service has other rules now: the supervisor only watches, and nobody is told
  const watching = await sue.enter();
  await watching.getByText('You are watching. Nobody sees or hears you.').waitFor();
  await sue.teams.locator('.flex-video-chip[data-supervisor]').waitFor();
  for (const one of [agent, customer]) assert.equal(await one.locator('.tile[data-participant]').count(), 2);
  assert.equal((await announced.count()) + (await agent.locator('.watched-sign:visible').count()), 0);
  await watching.close();

  // a button that goes with the call does not take the keyboard's place with it
  await sue.join.focus();
  await choose(flex, 'End video call');
  await screen(customer, 'over');
  await sue.join.waitFor({ state: 'detached' });
  await focused(sue.teams, sue.teams.locator('.flex-video-team[tabindex]'));
  await sue.close();
  assert.deepEqual(tokensIn(serve.output()), []);
  assert.deepEqual(browser.errors, []);
  await context.close();
});
