// Who watches a call, who waits in front of it, and who is still in it when the agent leaves the task, in the real Flex UI.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { nothingInTheWay } from './accessible.mjs';
import { eventually, everythingDecodes, picture } from './browser.mjs';
import { button, screen } from './calls.mjs';
import {
  callFrame,
  customerAt,
  focused,
  linkIn,
  newTask,
  openDemo,
  openFlex,
  openTeams,
  sandbox,
  selectTab,
  selectTask
} from './flex-desk.mjs';

const { demo, browser, close } = await openDemo();
after(close);

const statusOf = async ({ reservationSid }) =>
  (await sandbox(demo, 'conversations')).conversations.find(one => one.reservationSid === reservationSid).status;

/** Sue's Flex in a browser beside the call: how the task's call stands, the way into it, and that she is seen by nobody but told of. */
async function watchAsSue(flex, agentPage, customerPage) {
  const context = await browser.context({ permissions: [] });
  const teams = await openTeams(context, demo, 'sue');
  const card = teams.locator('.flex-video-team .flex-video-chip').filter({ hasText: 'In the call' });
  await card.waitFor();
  await nothingInTheWay(teams, 'the Teams view', ['.flex-video-team']);
  await picture(teams, 'flex-teams');
  await card.click();
  const join = button(teams, 'Join the call');
  await join.waitFor();
  await nothingInTheWay(teams, 'the task in the Teams view', ['.flex-video-team']);
  await picture(teams, 'flex-teams-task');
  const opened = context.waitForEvent('page');
  await join.focus();
  await teams.keyboard.press('Enter');
  const page = await opened;
  await screen(page, 'call');
  await everythingDecodes(page, 2);
  await page.getByText('You are watching. Nobody sees or hears you.').waitFor();
  await nothingInTheWay(page, 'the supervisor’s page');
  await picture(page, 'supervisor-desktop');
  const controls = page.locator('.controls').getByRole('button');
  assert.deepEqual(await controls.allInnerTexts(), ['Leave']);
  const sending = await page.evaluate(() =>
    window.__peerConnections.flatMap(one => one.getSenders()).filter(({ track }) => track !== null)
  );
  assert.deepEqual(sending, []);

  // the agent is told, in Flex and on the call page; nobody sees another tile
  await flex.locator('.flex-video-chip[data-supervisor]').getByText('Sue Supervisor is watching').waitFor();
  await agentPage.locator('.watched-sign').getByText('Sue Supervisor is watching').waitFor();
  for (const one of [agentPage, customerPage]) assert.equal(await one.locator('.tile[data-participant]').count(), 2);
  await teams.locator('.flex-video-chip[data-supervisor]').waitFor();
  await focused(teams, join);
  await nothingInTheWay(flex, 'the header of a watched call', ['.flex-video-chip[data-supervisor]']);
  await picture(flex, 'flex-watched');
  await controls.click();
  await screen(page, 'left');
  await flex.locator('.flex-video-chip[data-supervisor]').waitFor({ state: 'detached' });
  await context.close();
}

test('a supervisor watches; second devices are let in and turned away, wherever the agent is; a task is not left with somebody in its call', async () => {
  const task = await newTask(demo, 'ben', 'Lou Lobby');
  await newTask(demo, 'ben', 'Ned Next');
  const context = await browser.context();
  const flex = await openFlex(context, demo, 'ben');
  await flex.evaluate(() => {
    const { AudioPlayerManager } = window.Twilio.Flex;
    const play = AudioPlayerManager.play.bind(AudioPlayerManager);
    window.played = [];
    AudioPlayerManager.play = (media, failed) => (window.played.push(media.url.slice(0, 14)), play(media, failed));
  });
  const rings = count =>
    eventually(
      'it rings',
      () => flex.evaluate(() => window.played.filter(url => url === 'data:audio/wav').length),
      n => n === count
    );
  await selectTask(flex, 'Lou Lobby');
  await button(flex, 'Start video call').click();
  const link = await linkIn(demo, task.conversationSid);
  const agentPage = await callFrame(flex);
  const first = await customerAt(browser, link);
  await screen(first, 'call');
  await watchAsSue(flex, agentPage, first);

  // another task, and a second device
  await selectTask(flex, 'Ned Next');
  const second = await customerAt(browser, link);
  await screen(second, 'waiting');
  await flex.getByTestId('notification-message').filter({ hasText: 'Lou Lobby, device 2 is waiting' }).waitFor();
  await rings(1);
  const admit = button(flex, 'Admit Lou Lobby, device 2');
  await nothingInTheWay(flex, 'who waits', ['.flex-video-lobby']);
  await picture(flex, 'flex-lobby');
  await admit.focus();
  await flex.keyboard.press('Enter');
  await screen(second, 'call');
  await admit.waitFor({ state: 'detached' });

  // muted, and not let in; in sight of the call page that says it itself, there is no card
  await selectTask(flex, 'Lou Lobby');
  await flex.locator('.flex-video-menu-button').click();
  await flex.getByRole('menuitemcheckbox', { name: 'Sound when somebody waits' }).click();
  const third = await customerAt(browser, link);
  await screen(third, 'waiting');
  await selectTab(flex, 'Video call');
  const deny = button(flex, 'Deny Lou Lobby, device 3');
  await eventually(
    'the call page is in sight',
    () => deny.count(),
    count => count === 0
  );
  await selectTab(flex, 'WhatsApp');
  await deny.focus();
  await flex.keyboard.press('Enter');
  await screen(third, 'denied');
  await focused(flex, flex.locator('.flex-video-menu-button'));
  await rings(1);

  // leaving the task: asked first, by Flex's own button
  const end = flex.getByTestId('end-task-button').or(flex.locator('.Twilio-TaskCanvasHeader-EndButton')).first();
  await end.click();
  const dialog = flex.getByRole('dialog');
  await dialog.getByText('Lou Lobby is still in the video call').waitFor();
  await focused(flex, button(dialog, 'Keep the call'));
  await nothingInTheWay(flex, 'the question', ['.flex-video-question']);
  await picture(flex, 'flex-question');
  await flex.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await statusOf(task), 'accepted');
  await screen(first, 'call');
  await end.click();
  await button(dialog, 'Leave and end the call').click();
  await screen(first, 'over');
  await screen(second, 'over');
  await eventually(
    'the task is in wrap-up',
    () => statusOf(task),
    status => status === 'wrapping'
  );
  assert.equal(await flex.locator('.flex-video-call').count(), 0);
  assert.deepEqual(browser.errors, []);
  await context.close();
});
