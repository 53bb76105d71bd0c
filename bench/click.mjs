// The agent's click in the real Flex UI, until the message is on the customer's phone and both have the first picture of the other:
// step by step, beside a message that the agent sends by Flex's own composer and a call of two bare peers.
import path from 'node:path';
import { build } from './server-process.mjs';
import { serveBarePages } from './bare-page.mjs';
import { median, step, watchedContext, watchedFrame } from './steps.mjs';

process.env.FLEX_VIDEO = path.join(build, 'apps/flex-video/flex-video');
const { button } = await import('../test/e2e/calls.mjs');
const desk = await import('../test/e2e/flex-desk.mjs');

const rounds = Number(process.env.ROUNDS ?? 9);
const AGENT = 'ben';
const { demo, browser, close } = await desk.openDemo();
const bare = await serveBarePages();

/** When each step of a round came. The agent's Flex has been open for a while, the customer's phone shows the conversation. */
async function callByClick(flex, customers, round) {
  const name = `Customer ${round}`;
  const task = await desk.newTask(demo, AGENT, name);
  const phone = await customers.newPage();
  await phone.goto(`${demo.base}/desk/phone?conversation=${task.conversationSid}`, { waitUntil: 'networkidle' });
  await desk.selectTask(flex, name);
  await flex.evaluate(() => window.watchAnew());

  await flex.getByRole('textbox').last().fill('How may I help you?');
  await flex.getByTestId('send-message').click();
  const plain = { clicked: await step(flex, 'sendClicked'), message: await step(phone, 'message') };
  await flex.evaluate(() => window.watchAnew());

  const frames = [watchedFrame(phone, '/j/'), watchedFrame(flex, '/agent/')];
  await button(flex, 'Start video call').click();
  const [clicked, answered, handed] = await Promise.all(
    ['callClicked', 'answered', 'handed'].map(name => step(flex, name))
  );
  const link = await step(phone, 'link');
  const [customer, agent] = await Promise.all(frames);
  const times = { clicked, answered, handed, link };
  for (const name of ['preview', 'call', 'picture']) times[name] = await step(customer, name);
  for (const name of ['call', 'picture']) times[`agent ${name}`] = await step(agent, name);

  await button(flex, 'End video call').click();
  await button(flex, 'Start video call').waitFor();
  for (const status of ['wrapping', 'completed'])
    await desk.sandbox(demo, `reservations/${task.reservationSid}`, { status });
  await phone.close();
  return { plain, times };
}

/** From the opening of the second page, with the first one waiting, to both first pictures. */
async function bareCall(context) {
  const first = await context.newPage();
  await first.goto(`${bare.base}/call`, { waitUntil: 'load' });
  await first.waitForFunction(() => document.querySelector('video'));
  const second = await context.newPage();
  const opened = Date.now();
  await second.goto(`${bare.base}/call#second`, { waitUntil: 'commit' });
  const both = await Promise.all([first, second].map(page => step(page, 'picture')));
  await Promise.all([first.close(), second.close()]);
  return Math.max(...both) - opened;
}

const customers = await watchedContext(browser, { viewport: { width: 390, height: 844 } });
const peers = await watchedContext(browser);
const flex = await desk.openFlex(await watchedContext(browser), demo, AGENT);
await flex.evaluate(() => window.handOver(window.Twilio.Flex));
const calls = [];
const bareCalls = [];
for (let round = 0; round < rounds; round++) {
  calls.push(await callByClick(flex, customers, round));
  bareCalls.push(await bareCall(peers));
}

const STEPS = [
  ['the service’s answer', 'clicked', 'answered'],
  ['the message is Flex’s', 'answered', 'handed'],
  ['on the customer’s phone', 'handed', 'link'],
  ['tapped: the customer’s page', 'link', 'preview'],
  ['Join tapped: in the call', 'preview', 'call'],
  ['customer’s first picture', 'call', 'picture'],
  ['agent’s first picture', 'call', 'agent picture'],
  ['meanwhile: the agent’s page in the call', 'answered', 'agent call']
];
const middle = (from, to) => median(calls.map(({ times }) => times[to] - times[from])).toFixed(0);
const show = (what, took, since = '') => console.log(what.padEnd(42) + took.padStart(9) + since.padStart(14));
const ms = milliseconds => `${milliseconds} ms`;

show(`${rounds} rounds, medians`, 'takes', 'since click');
for (const [what, from, to] of STEPS) show(what, ms(middle(from, to)), ms(middle('clicked', to)));
const message = Number(middle('clicked', 'link'));
const composed = median(calls.map(({ plain }) => plain.message - plain.clicked));
show('a plain message by Flex’s composer', ms(composed.toFixed(0)));
console.log(
  `  the message with the link: ${(message / composed).toFixed(2)} x that, ${ms((message - composed).toFixed(0))} more`
);
const both = median(calls.map(({ times }) => Math.max(times.picture, times['agent picture']) - times.link));
const theirs = median(bareCalls);
show('from the tap to both first pictures', ms(both.toFixed(0)));
show('a call of two bare peers', ms(theirs.toFixed(0)));
console.log(`  ours: ${(both / theirs).toFixed(2)} x the bare call’s`);

bare.close();
await close();
process.exit();
