// The serverless edition as people use it: the real Flex UI and the static page ask functions in Twilio's own local runtime, and calls
// meet where Twilio's host names lead.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createServer } from 'node:tls';
import { makeCertificate } from '../certificate.mjs';
import { root, startDemo } from '../flex-video.mjs';
import { inviteCode } from '../open-call.mjs';
import { startFunctions } from '../serverless.mjs';
import { nothingInTheWay, nothingIsInTheWay } from './accessible.mjs';
import { eventually, everythingDecodes, launchBrowser, mediaFlows, picture } from './browser.mjs';
import { button, screen } from './calls.mjs';
import { callFrame, frameOf, linkIn, newTask, openFlex, selectTab, selectTask } from './flex-desk.mjs';
import { tokensIn } from './tokens.mjs';

const SOCKETS = ['wss://global.vss.twilio.com/signaling', 'wss://sdkgw.us1.twilio.com/v1/VideoEvents'];
const LINK = /http:\S+\/video-room\.html#[0-9A-Za-z]{52}/;
const linkSecret = 'a link secret of this test only';
let folder, demo, functions, front, browser, context;
const refusedByPolicy = [];

/** TLS in front of the demo, whose rooms so stand for Twilio's. */
async function openFront() {
  const { key, certificate } = await makeCertificate(folder, ['*.vss.twilio.com', 'sdkgw.us1.twilio.com']);
  const { port } = new URL(demo.base);
  const server = createServer({ key: await readFile(key), cert: await readFile(certificate) }, socket => {
    const behind = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [socket, behind],
      [behind, socket]
    ])
      from.on('error', () => to.destroy()).pipe(to);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flex-video-edition-'));
  demo = await startDemo({ args: ['--log', 'info', '--web', process.env.FLEX_VIDEO_CHECKOUT ?? root] });
  functions = await startFunctions(demo, { LINK_SECRET: linkSecret, MAX_PARTICIPANTS: '2' });
  front = await openFront();
  const there = `127.0.0.1:${front.address().port}`;
  browser = await launchBrowser({
    hosts: { localhost: '127.0.0.1', '*.vss.twilio.com': there, 'sdkgw.us1.twilio.com': there }
  });
  context = await browser.context();
  context.on('console', message => {
    if (/Content Security Policy/.test(message.text())) refusedByPolicy.push(message.text());
  });
});
after(async () => {
  await browser?.close();
  front?.close();
  await functions?.stop();
  await demo?.stop();
  await rm(folder, { recursive: true, force: true });
});

const progress = (flex, is) => flex.locator(`.flex-video-menu-button[data-progress="${is}"]`).waitFor();
const openPage = async address => {
  const page = await context.newPage();
  await page.goto(address);
  return page;
};

/** Flex of that agent with a call of this customer's, and the link on the phone. */
async function begin(agent, customer) {
  const { conversationSid } = await newTask(demo, agent, customer);
  const flex = await openFlex(context, demo, agent, { baseUrl: functions.base, edition: 'serverless' });
  await selectTask(flex, customer);
  await button(flex, 'Start video call').click();
  const link = await linkIn(demo, conversationSid, LINK);
  const phone = await openPage(`${demo.base}/desk/phone?conversation=${conversationSid}`);
  const tap = async () => {
    const [page] = await Promise.all([context.waitForEvent('page'), phone.locator(`a[href="${link}"]`).last().click()]);
    return page;
  };
  return { flex, link, tap };
}

const page = flex => callFrame(flex, '/video-room.html?agent=');

test('one click to a two-way call and its end, without a server', async () => {
  const { flex, link, tap } = await begin('sue', 'Sam Static');
  const agent = await page(flex);
  assert.match(agent.url(), /\/video-room\.html\?agent=[\w-]{22}$/);

  // what can't be had is not offered
  await flex.locator('.flex-video-menu-button').press('ArrowDown');
  const acts = await flex.locator('.flex-video-menu button').evaluateAll(all => all.map(each => each.dataset.act));
  assert.deepEqual(acts, ['open', 'pop_out', 'resend', 'copy_link', 'end']);
  await flex.keyboard.press('Escape');
  for (const absent of ['[data-action="take_picture"]', '.people-tool'])
    assert.equal(await agent.locator(absent).count(), 0);

  await progress(flex, 'read');
  const customer = await tap();
  await screen(customer, 'preview');
  await nothingInTheWay(customer, 'the preview of the static page');
  await button(customer, 'Join').click();
  await screen(customer, 'call');
  await progress(flex, 'in_call');
  await mediaFlows({ agent, customer }, 1);
  await picture(flex, 'serverless-call');

  await button(customer, 'Leave').click();
  await screen(customer, 'left');
  assert.equal(await customer.locator('.rating').count(), 0, 'nobody would hear it');
  await progress(flex, 'left');
  await button(customer, 'Rejoin').click();
  await screen(customer, 'call');
  await progress(flex, 'in_call');
  await everythingDecodes(customer, 1);

  // Flex is loaded anew, and the page comes back into the call by itself
  await flex.reload();
  await selectTask(flex, 'Sam Static');
  await page(flex);
  await progress(flex, 'in_call');
  await everythingDecodes(customer, 1);

  // a third device has no place
  const elsewhere = await browser.context();
  const third = await elsewhere.newPage();
  await third.goto(link);
  await button(third, 'Join').click();
  await screen(third, 'full');
  await elsewhere.close();

  await selectTab(flex, 'Video call');
  await button(await page(flex), 'End call').click();
  await screen(customer, 'over');
  await flex.locator('.flex-video-chip[data-progress="over"]').first().waitFor();
  await button(flex, 'Start video call').waitFor();
  const late = await openPage(link);
  await button(late, 'Join').click();
  await screen(late, 'over');
  for (const one of [customer, late, flex]) await one.close();
});

test('a task is not left unasked with somebody in its call, which ends with it', async () => {
  const { flex, tap } = await begin('ben', 'Wendy Wrap');
  await page(flex);
  const customer = await tap();
  await button(customer, 'Join').click();
  await progress(flex, 'in_call');
  const end = flex.getByTestId('end-task-button').or(flex.locator('.Twilio-TaskCanvasHeader-EndButton')).first();
  await end.click();
  const dialog = flex.getByRole('dialog');
  await dialog.getByText('Wendy Wrap is still in the video call').waitFor();
  await button(dialog, 'Leave and end the call').click();
  await screen(customer, 'over');
  for (const one of [customer, flex]) await one.close();
});

test('a link that never was good, or is no more, says so after Join', async () => {
  const session = Buffer.alloc(16, 7).toString('base64url');
  const old = inviteCode(linkSecret, { session, expires: Math.floor(Date.now() / 1000) - 1 });
  for (const [code, name] of [
    [old, 'expired'],
    ['0'.repeat(52), 'invalid'],
    [inviteCode(linkSecret, { session }), 'over']
  ]) {
    const page = await openPage(`${functions.base}/video-room.html#${code}`);
    await button(page, 'Join').click();
    await screen(page, name);
    await page.close();
  }
  const bare = await openPage(`${functions.base}/video-room.html`);
  await screen(bare, 'invalid');
  await bare.close();
  const alone = await openPage(`${functions.base}/video-room.html?agent=${session}`);
  await screen(alone, 'no_opener');
  await alone.close();
});

test('in somebody else’s page the customer’s leads out of the frame, and opens no camera', async () => {
  const link = `${functions.base}/video-room.html#${'0'.repeat(52)}`;
  const around = await openPage(`${demo.base}/healthz`);
  await around.evaluate(address => {
    const frame = document.createElement('iframe');
    frame.allow = 'camera; microphone';
    frame.src = address;
    document.body.replaceChildren(frame);
  }, link);
  const framed = await frameOf(around, '/video-room.html');
  await screen(framed, 'framed');
  assert.equal(await framed.locator('video').count(), 0);
  assert.equal(await framed.getByRole('textbox').inputValue(), link);
  const [page] = await Promise.all([context.waitForEvent('page'), framed.locator('.way-out a').click()]);
  await screen(page, 'preview');
  assert.equal(page.url(), link);
  await nothingIsInTheWay(framed, 'a page in a frame');
  for (const one of [page, around]) await one.close();
});

test('before the call: the network is tried where the call will be, and a background is blurred', async () => {
  const page = await openPage(`${functions.base}/video-room.html#${'0'.repeat(52)}`);
  await button(page, 'Network').click();
  await page.locator('[data-verdict="good"], [data-verdict="may_stutter"]').waitFor();
  await button(page, 'Camera and sound').click();
  await page.getByRole('switch', { name: 'Blur the background' }).check();
  await eventually(
    'the own picture is the blurred one',
    () =>
      page
        .locator('video')
        .evaluate(video => video.srcObject?.getVideoTracks()[0] instanceof CanvasCaptureMediaStreamTrack),
    Boolean
  );
  await page.close();
});

test('nothing but Twilio’s two sockets is asked, and no code or token is in an address or a log', () => {
  assert.deepEqual([...new Set(browser.leaks)].sort(), SOCKETS);
  assert.deepEqual(browser.errors, []);
  assert.deepEqual(refusedByPolicy, []);
  const said = [demo.output(), functions.output(), ...browser.urls.filter(url => !url.includes('/twilio/'))].join('\n');
  assert.deepEqual(tokensIn(said), []);
  assert.doesNotMatch(said, /[#=/][0-9A-Za-z]{52}\b/);
});
