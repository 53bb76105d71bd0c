// The desk as a newcomer uses it: customers on three channels, two agents, what gets lost on the way. With PICTURES=docs/images the
// pictures for the documentation are made.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, test } from 'node:test';
import { nothingInTheWay, nothingIsInTheWay } from './accessible.mjs';
import { eventually, everythingDecodes } from './browser.mjs';
import { button } from './calls.mjs';
import { launchFirefox } from './firefox.mjs';
import { accept, frameOf, openDemo, sandbox } from './flex-desk.mjs';

const sizes = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
  large: { width: 2560, height: 1440 }
};
const folder = process.env.PICTURES ?? 'build/screenshots';

const { demo, browser, close } = await openDemo();
after(close);

const phoneOf = (desk, sid) => frameOf(desk, `/desk/phone?conversation=${sid}`);
const told = (desk, words) => desk.locator('#told', { hasText: words }).waitFor();
const newest = async channel =>
  (await sandbox(demo, 'conversations')).conversations.filter(({ channelType }) => channelType === channel).at(-1);

/** Writes from Flex as an agent does. */
async function write(flex, text) {
  const input = flex.getByRole('textbox').last();
  await input.fill(text);
  await input.press('Enter');
}

test('customers on three channels, a lost message, a second agent', async () => {
  const context = await browser.context();
  const desk = await context.newPage();
  await desk.goto(demo.base + '/desk');
  const ada = await frameOf(desk, '/desk/flex?agent=ada');
  await button(ada, 'Start video call').waitFor();
  await nothingInTheWay(desk, 'at first');

  // on a webchat nothing gets lost, and the button says so
  await button(desk, 'Lose the next message').press('Enter');
  await told(desk, /no carrier/);

  // the calls are seen as they happen, and filtered
  await button(desk, 'Calls to Twilio').click();
  await desk.locator('#calls-state', { hasText: 'Live' }).waitFor();
  const calls = desk.locator('#calls-list summary');
  await calls.filter({ hasText: '/v1/Configuration' }).first().waitFor();
  // the service's own as well: it asks who Ada's token is, which is not shown
  await desk.getByLabel('Filter by words').fill('Tokens/validate');
  await calls.filter({ hasText: '/Tokens/validate' }).first().click();
  await desk
    .locator('#calls details[open]')
    .getByText(/^server asks iam\.twilio\.com/)
    .waitFor();
  await desk.locator('#calls details[open] pre', { hasText: '••••••' }).waitFor();
  await desk.getByLabel('Filter by words').fill('');

  // an SMS customer, taken by a click in Flex; each message tells its segments
  await desk.getByRole('tab', { name: 'SMS' }).click();
  await button(desk, 'Let a customer write by SMS').click();
  await told(desk, /accept the task in the Flex of Ada Agent/);
  const sms = await newest('sms');
  await button(desk, 'Transfer to the other agent').click();
  await told(desk, /has not accepted/);
  await accept(ada);
  const smsPhone = await phoneOf(desk, sms.sid);
  await smsPhone
    .getByText(/^1 segment · GSM-7 · \d+\/160$/)
    .first()
    .waitFor();
  await button(desk, 'New message').click();
  await eventually(
    'a second message',
    () => smsPhone.locator('.bubble').count(),
    count => count === 2
  );

  // what is lost never comes, and Flex says so
  await button(desk, 'Lose the next message').click();
  await told(desk, /will not arrive/);
  await write(ada, 'This one is lost');
  await ada.getByText('Message undelivered').waitFor();
  await write(ada, 'This one — arrives');
  await smsPhone.getByText(/UCS-2/).waitFor();
  assert.equal(await smsPhone.getByText('This one is lost').count(), 0);

  // the message's call, opened: what was sent and what was answered
  await desk.getByLabel('Filter by words').fill('This one is lost');
  const posted = calls.filter({ hasText: 'POST' }).filter({ hasText: '/Messages' });
  await posted.first().click();
  await desk.locator('#calls pre', { hasText: 'This one is lost' }).first().waitFor();
  await nothingInTheWay(desk, 'with a call open');
  await desk.getByLabel('Filter by words').fill('');
  await button(desk, 'Pause').click();
  await write(ada, 'While the list stands still');
  await desk.getByRole('button', { name: /^Go on \([1-9]/ }).click();
  await button(desk, 'Clear').click();
  await eventually(
    'an empty list',
    () => calls.count(),
    count => count === 0
  );

  // the other agent takes over
  await button(desk, 'Transfer to the other agent').click();
  await told(desk, /rings at Ben Agent/);
  const ben = await frameOf(desk, '/desk/flex?agent=ben');
  await accept(ben);
  assert.equal((await newest('sms')).agent, 'ben');

  // tabs by the keyboard: one stop, arrows go on
  await desk.getByRole('tab', { name: 'SMS' }).focus();
  await desk.keyboard.press('ArrowLeft');
  assert.equal(await desk.evaluate(() => document.activeElement.id), 'channel-whatsapp');
  await desk.getByText('Nobody has written on this channel yet.').waitFor();
  await button(desk, 'Let a customer write by WhatsApp').click();
  await told(desk, /by WhatsApp: accept the task in the Flex of Ben Agent/);
  await accept(ben);
  await button(desk, 'A day passes').click();
  await told(desk, /nothing but approved templates/);
  await write(ben, 'Too late for this');
  await ben.getByText('Message undelivered').waitFor();

  await calls.filter({ hasText: '/Reservations/' }).first().waitFor();
  for (const [size, viewport] of Object.entries(sizes)) {
    await desk.setViewportSize(viewport);
    await nothingInTheWay(desk, size);
    const wider = await desk.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth
    );
    assert.equal(wider, 0, `nothing to scroll sideways at ${size}`);
  }
  assert.deepEqual((await sandbox(demo, 'requests')).unknown, []);
  assert.deepEqual(browser.leaks, []);
  assert.deepEqual(browser.errors, []);
  await context.close();
});

test('the tour: the newcomer makes the call by clicks of his own', async () => {
  const context = await browser.context();
  const desk = await context.newPage();
  await desk.goto(demo.base + '/desk');
  const ada = await frameOf(desk, '/desk/flex?agent=ada');
  const task = ada.getByText('Cus Tomer').first();
  await task.click();
  const start = button(ada, 'Start video call');
  await start.waitFor();
  const step = title => desk.locator('#tour-title', { hasText: title }).waitFor();
  const focused = () => desk.evaluate(() => document.activeElement.id);

  // by the keyboard, and away with Escape; the focus goes back to where it came from
  await button(desk, 'Take the tour').press('Enter');
  await step('The agent’s desk');
  assert.equal(await focused(), 'tour-title');
  await desk.keyboard.press('Escape');
  assert.equal(await focused(), 'start-tour');
  assert.ok(await desk.locator('#tour').isHidden());

  await button(desk, 'Take the tour').click();
  await nothingInTheWay(desk, 'the tour');
  await button(desk, 'Next').click();
  await step('The customer’s phone');
  await button(desk, 'Next').click();
  await step('Start the call');
  await desk.screenshot({ path: path.join(folder, 'desk-tour.png'), animations: 'disabled' });
  await start.click();
  await step('Join as the customer');
  const phone = await frameOf(desk, '/desk/phone');
  await phone.locator('a.call').last().click();
  await step('Watch it work');
  const call = await frameOf(desk, '/j/');
  await button(call, 'Join').click();
  await call.locator('[data-participant^="agent:"][data-video="on"]').waitFor();
  await call.waitForFunction(() => document.querySelector('[data-participant^="agent:"] video')?.videoWidth > 0);
  for (const [size, viewport] of Object.entries(sizes)) {
    await desk.setViewportSize(viewport);
    await desk.screenshot({ path: path.join(folder, `desk-${size}.png`), animations: 'disabled' });
  }
  await desk.setViewportSize(sizes.desktop);
  await button(desk, 'Next').click();
  await step('Let things happen');
  await button(desk, 'Done').click();
  assert.equal(await focused(), 'start-tour');
  await button(ada, 'End video call').press('Enter');
  await start.waitFor();
  await context.close();
});

test('the same tour in Firefox', async () => {
  const firefox = await launchFirefox();
  try {
    const desk = await firefox.newPage();
    await desk.setViewport(sizes.desktop);
    await desk.goto(demo.base + '/desk');
    const ada = await frameOf(desk, '/desk/flex?agent=ada');
    const step = title =>
      desk.waitForFunction(title => document.querySelector('#tour-title').textContent === title, {}, title);
    const next = () => desk.locator('#tour-next').click();
    const start = ada.locator('[title="Start video call"]');
    await start.setTimeout(30_000).wait();
    await desk.locator('#start-tour').click();
    await step('The agent’s desk');
    await next();
    await step('The customer’s phone');
    await next();
    await step('Start the call');
    const phone = await frameOf(desk, '/desk/phone');
    const links = () => phone.$$('a.call');
    const { length: before } = await links(); // of calls that are over
    await start.click();
    await eventually('the link is there', links, ({ length }) => length > before);
    if ((await desk.$eval('#tour-title', title => title.textContent)) === 'Start the call') await next();
    await step('Join as the customer');
    await (await links()).at(-1).click();
    await step('Watch it work');
    const customer = await frameOf(desk, '/j/');
    await customer.locator('[data-action="join"]').click();
    for (const page of [customer, await frameOf(desk, '/agent/')]) {
      await page.waitForSelector('[data-participant]:not([data-participant="local"])[data-video="on"]');
      await page.waitForFunction(() => document.querySelectorAll('.tile[data-video="on"] video').length === 2);
      await everythingDecodes(page, 1);
    }
    await nothingIsInTheWay(desk, 'the tour in Firefox');
    await desk.locator('#show-calls').click();
    await desk.waitForFunction(() => document.querySelectorAll('#calls-list summary').length > 20);
    await next();
    await step('Let things happen');
    await next();
    assert.ok(await desk.$eval('#tour', card => card.hidden));
    await (await ada.waitForSelector('[title="End video call"]')).press('Enter');
    await customer.waitForSelector('main[data-screen="over"]');
  } finally {
    await firefox.close();
  }
});
