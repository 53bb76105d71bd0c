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
const serve = await startServe(demo, { args: ['--allowed-origins', demo.base, '--supervisor-join', 'full'] });
after(() => serve.stop());

/** Flex renews a sign-in five seconds before it runs out, but not in its first twenty-odd. */
const SIGN_IN_LASTS = 30;

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

/** Sue's place in the call, where she may take part: everybody sees her. */
async function takePartAsSue() {
  const context = await browser.context();
  const teams = await openTeams(context, demo, 'sue', { baseUrl: serve.base });
  await teams.locator('.flex-video-team .flex-video-chip').filter({ hasText: 'In the call' }).click();
  const opened = context.waitForEvent('page');
  await button(teams, 'Join the call').click();
  const page = await opened;
  await screen(page, 'call');
  return { page, context };
}

test('a sign-in that runs out, a service that is killed, and one that answers nonsense: the call goes on', async () => {
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
  assert.equal(tokens.size, 1);

  // meanwhile a supervisor takes part
  const sue = await takePartAsSue();
  await goesOn(2);
  await everythingDecodes(sue.page, 2);
  await customer.locator('.tile[data-participant^="supervisor:"][data-video="on"]').waitFor();
  await flex.locator('.flex-video-chip[data-supervisor]').waitFor();
  await sue.context.close();

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
  assert.equal(await told(/sign-in|service/).count(), 0);
  await goesOn();

  // killed: what needs the service says so, the call does not need it, and all is as it was when it is back
  serve.child().kill('SIGKILL');
  await chip('not_known');
  await told('The video service can’t be reached.').waitFor();
  await choose(flex, 'End video call');
  await button(flex, 'End video call').waitFor();
  await goesOn();
  await picture(flex, 'flex-not-known');
  await serve.restart('SIGKILL');
  await chip('in_call');
  await goesOn();

  // in its place something answers that is no service of ours
  const nonsense = route => route.fulfill({ contentType: 'text/html', body: '<p>Proxy</p>' });
  await flex.route('**/v1/sessions/**', nonsense);
  await serve.restart('SIGTERM');
  await chip('not_known');
  await goesOn();
  await flex.unroute('**/v1/sessions/**', nonsense);
  await chip('in_call');
  await goesOn();

  await choose(flex, 'End video call');
  await screen(customer, 'over');
  assert.deepEqual(tokensIn(serve.output()), []);
  assert.deepEqual(browser.errors, []);
  await context.close();
});
