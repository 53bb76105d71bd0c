// The real Flex UI of one agent in the demo, moved by real clicks.
import { root, startDemo } from '../flex-video.mjs';
import { eventually, launchBrowser, patience } from './browser.mjs';
import { button, screen } from './calls.mjs';
import { noTokenIsSeen } from './tokens.mjs';

/**
 * The demo with the files that were built here, or in another checkout by FLEX_VIDEO_CHECKOUT, and a browser beside it. Closing fails
 * when a token was seen anywhere.
 */
export async function openDemo() {
  const demo = await startDemo({ args: ['--log', 'info', '--web', process.env.FLEX_VIDEO_CHECKOUT ?? root] });
  try {
    const browser = await launchBrowser();
    const close = async () => {
      try {
        await browser.close();
        await noTokenIsSeen(demo, browser.urls);
      } finally {
        await demo.stop();
      }
    };
    return { demo, browser, close };
  } catch (error) {
    await demo.stop();
    throw error;
  }
}

export const frameOf = (page, part) =>
  eventually(`frame ${part}`, () => page.frames().find(frame => frame.url().includes(part)), Boolean);

export const focused = (flex, locator) =>
  eventually('it has the focus', () => locator.evaluate(element => element === document.activeElement), Boolean);

/** What the sandbox tells, or does when there is a body. */
export async function sandbox(demo, what, body) {
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return (await fetch(`${demo.base}/sandbox/${what}`, body && post)).json();
}

/** An accepted task of that agent's: a customer has written by WhatsApp. */
export async function newTask(demo, agent, customerName) {
  const about = { agent, customerName, channelType: 'whatsapp', status: 'accepted' };
  const task = await sandbox(demo, 'tasks', about);
  await sandbox(demo, `phone/${task.conversationSid}/messages`, { body: 'Hello, can you help me?' });
  return task;
}

/** A call page inside Flex, once it is in the call; of the newest call unless a session is named. */
export async function callFrame(flex, part = '/agent/') {
  const pages = () => ('frames' in flex ? flex.frames() : flex.page().frames()).filter(one => one.url().includes(part));
  const frame = await eventually(`a frame of ${part}`, () => pages().at(-1), Boolean);
  await screen(frame, 'call');
  return frame;
}

export const sessionOf = page => page.url().split('/agent/')[1];

/** The link that was sent into this conversation last. */
export async function linkIn(demo, conversationSid, pattern = /http:\S+\/j\/\w+/) {
  const sent = async () =>
    (await sandbox(demo, 'requests')).messages.filter(one => one.conversationSid === conversationSid);
  const messages = await eventually('the link is sent', sent, ({ length }) => length > 0);
  return pattern.exec(messages.at(-1).body)[0];
}

/** A customer's device at that link, in the call. */
export async function customerAt(browser, link) {
  const page = await (await browser.context({ viewport: { width: 390, height: 844 } })).newPage();
  await page.goto(link);
  await button(page, 'Join').click();
  return page;
}

/** Flex of that agent, started; `settings` stand in the account's configuration beside the address of the service. */
export async function openFlex(context, demo, agent, settings) {
  const flex = await context.newPage();
  if (settings)
    await flex.route('**/v1/Configuration*', async route => {
      const answer = await route.fetch();
      const account = await answer.json();
      Object.assign(account.ui_attributes.flex_video ?? {}, settings);
      await route.fulfill({ response: answer, json: account });
    });
  // Flex's own scripts take a core ten seconds and more, of which another test's browser may leave little.
  const start = { timeout: 3 * patience };
  await flex.goto(`${demo.base}/desk/flex?agent=${agent}`, start);
  await flex.waitForFunction(() => window.Twilio?.Flex?.Manager?.getInstance?.()?.store, null, start);
  return flex;
}

/** Flex of a supervisor, at the Teams view. */
export async function openTeams(context, demo, supervisor, settings) {
  const flex = await openFlex(context, demo, supervisor, settings);
  const teams = flex.getByRole('link', { name: 'Teams' }).or(flex.getByRole('button', { name: 'Teams' }));
  await teams.first().click();
  return flex;
}

/** Clicks the task of that customer in the agent's list; its first tab is shown then, which Flex comes to a moment after the click. */
export async function selectTask(flex, customer) {
  await flex.locator('.Twilio-TaskListBaseItem').filter({ hasText: customer }).click();
  await flex.locator('.Twilio-TaskCanvasHeader').filter({ hasText: customer }).waitFor();
}

/** The agent's own clicks: takes the ringing task up and comes to its conversation. */
export async function accept(flex) {
  const ringing = flex.locator('[data-testid="accept-task-button"], button[aria-label*="ccept"]').first();
  await ringing.waitFor();
  await ringing.click();
  await flex.locator('.Twilio-TaskCanvasHeader').waitFor();
}

/** Clicks the tab of that name beside the task. */
export const selectTab = (flex, name) => flex.getByTestId('customer-tab-header').filter({ hasText: name }).click();

/** How far the call's box is from the place that Flex keeps for it, in pixels; undefined while there is no such place. */
export const distance = (flex, session) =>
  flex.evaluate(id => {
    const box = document.querySelector(`.flex-video-call iframe[src$="${id}"]`)?.closest('.flex-video-call');
    const small = box?.classList.contains('flex-video-small');
    const seen = slot => slot.checkVisibility({ visibilityProperty: true }) && slot.clientHeight > 120;
    const slot = [...document.querySelectorAll('.flex-video-slot')].find(seen);
    if (!box || small || !slot) return undefined;
    const [a, b] = [box.getBoundingClientRect(), slot.getBoundingClientRect()];
    return Math.max(...['left', 'top', 'width', 'height'].map(side => Math.abs(a[side] - b[side])));
  }, session);

/** Chooses in the menu of the call in the task's header; by keyboard, since Flex's notifications lie over the header. */
export async function choose(flex, name) {
  await flex.locator('.flex-video-menu-button').press('ArrowDown');
  await flex.getByRole('menuitem', { name, exact: true }).press('Enter');
}
