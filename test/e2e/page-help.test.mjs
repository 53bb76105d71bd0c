// Visual help between the agent's page and the customer's: asked, agreed to with one tap, a still that is kept, a frozen picture that
// both draw on, and the end by either side.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { startDemo } from '../flex-video.mjs';
import { nothingInTheWay } from './accessible.mjs';
import { eventually, launchBrowser, picture } from './browser.mjs';
import { button, newCall, openCalls, screen, sizes } from './calls.mjs';
import { enterAsAda, startFlex } from './flex-window.mjs';
import { openFlex } from './flex-desk.mjs';

let calls, flex;
before(async () => {
  flex = await startFlex();
  calls = await openCalls({ args: ['--allowed-origins', flex.origin] });
});
afterEach(() => calls.clear());
after(async () => {
  await calls?.close();
  await flex?.close();
});

/** A call with the agent's page and the customer's phone in it. */
async function bothInTheCall() {
  const call = await newCall(calls.rooms);
  const { serve, ada } = calls.rooms.call;
  const phone = await calls.device(call.link, { size: sizes.phone });
  await calls.enter(phone);
  const context = await calls.context();
  const { page: agent } = await enterAsAda(context, { flex, call: calls.rooms.call, session: call.session });
  await calls.others(agent, 1);
  const stills = async () => {
    const path = `/v1/sessions/${call.session.id}/stills`;
    return (await calls.rooms.call.send({ path, headers: ada })).json.stills;
  };
  const kinds = () => {
    const { event } = serve.rows();
    return event.filter(({ session }) => session === call.session.id).map(({ kind }) => kind);
  };
  return { call, phone, agent, stills, kinds };
}

const ask = async agent => {
  await button(agent, 'Ask to see something').click();
  await agent
    .getByText(/^Waiting for .* to agree…$/)
    .first()
    .waitFor();
};
const showing = async ({ agent, phone }) => {
  await ask(agent);
  await button(phone, 'Show it').click();
  await agent.locator('.help-bar').waitFor();
  await phone.locator('.help-bar').getByText('You show what your camera sees.').waitFor();
};
const drawn = (page, by) => page.locator(`.stroke[data-by="${by}"]`).waitFor({ state: 'attached' }); // a dot has no size

test('the customer is asked, says no, is asked again and agrees by keyboard', async () => {
  const { agent, phone, kinds } = await bothInTheCall();
  // the agent hears it from the page, and the service from another request of it
  const told = kind => eventually(`${kind} is noted`, kinds, seen => seen.includes(kind));
  await ask(agent);
  const question = phone.getByRole('dialog', { name: /asks to see something$/ });
  await question.waitFor();
  await nothingInTheWay(phone, 'the question');
  await picture(phone, 'help-question');
  await phone.keyboard.press('Escape');
  await agent
    .locator('.banner')
    .getByText(/does not want to show anything now\.$/)
    .waitFor();
  await told('help_declined');

  await ask(agent);
  await question.waitFor();
  await button(phone, 'Show it').focus();
  await phone.keyboard.press('Enter');
  await phone.locator('.help-bar').waitFor();
  await agent.locator('.tile[data-place="big"]:not([data-participant="local"])').waitFor();
  await phone.locator('.tile[data-participant="local"][data-place="big"]').waitFor();
  await told('help_agreed');
  await nothingInTheWay(phone, 'showing');
  await nothingInTheWay(agent, 'being shown');
  await picture(phone, 'help-shows');
  await picture(agent, 'help-sees');
  await button(phone, 'Stop showing').click();
  await agent.locator('.help-bar').waitFor({ state: 'detached' });
  await button(agent, 'Ask to see something').waitFor();
  assert.deepEqual(calls.browser.errors, []);
});

test('a still in the camera’s own size is kept with the session', async () => {
  const both = await bothInTheCall();
  await showing(both);
  const { agent, phone, stills } = both;
  await button(agent, 'Take a picture').click();
  for (const page of [agent, phone])
    await page.locator('.help-bar').getByText('The picture is kept with the call.').waitFor();
  const [still, ...more] = await stills();
  assert.deepEqual(more, []);
  assert.match(still.visit, /^[\w-]{22}$/);
  assert.ok(still.bytes > 1000, `${still.bytes} bytes`);
  await button(phone, 'Take a picture').click();
  await eventually('the second', stills, all => all.length === 2);
});

test('a frozen picture is drawn on by both, wiped, and given up', async () => {
  const both = await bothInTheCall();
  await showing(both);
  const { agent, phone } = both;
  await button(agent, 'Freeze and draw').click();
  const draw = async page => {
    const { x, y, width, height } = await page.locator('.board-sheet').boundingBox();
    await page.mouse.move(x + width / 4, y + height / 4);
    await page.mouse.down();
    for (let step = 1; step <= 8; step++)
      await page.mouse.move(x + (width * (2 + step)) / 12, y + (height * (2 + step / 2)) / 8);
    await page.mouse.up();
  };
  for (const page of [agent, phone]) await page.locator('.board-sheet').waitFor();
  await draw(agent);
  await draw(phone);
  for (const page of [agent, phone]) for (const by of ['own', 'peer']) await drawn(page, by);
  await nothingInTheWay(phone, 'the board');
  await picture(agent, 'help-board-agent');
  await picture(phone, 'help-board-customer');
  await button(phone, 'Wipe').click();
  for (const page of [agent, phone]) await page.locator('.stroke').first().waitFor({ state: 'detached' });
  await button(agent, 'Back to live').click();
  await phone.locator('.board').waitFor({ state: 'detached' });
  assert.deepEqual(calls.browser.errors, []);
});

test('it ends when the agent stops, and when the agent goes', async () => {
  const both = await bothInTheCall();
  const { agent, phone } = both;
  await showing(both);
  await button(agent, 'Stop showing').click();
  await phone.locator('.help-bar').waitFor({ state: 'detached' });
  await showing(both);
  await agent.close();
  await phone.locator('.help-bar').waitFor({ state: 'detached' });
});

test('in Flex: the agent sees the still, saves it, and keeps what was drawn', async () => {
  const demo = await startDemo({ args: ['--web', new URL('../..', import.meta.url).pathname] });
  const browser = await launchBrowser();
  try {
    const context = await browser.context();
    const flexPage = await openFlex(context, demo, 'ada', { place: 'window' });
    const opened = context.waitForEvent('page');
    await button(flexPage, 'Start video call').click();
    const agent = await opened;
    await screen(agent, 'call');
    const sandbox = async () => (await (await fetch(`${demo.base}/sandbox/requests`)).json()).messages;
    const [{ body }] = await eventually('the link is sent', sandbox, ({ length }) => length > 0);
    const phone = await (await browser.context({ viewport: { width: 390, height: 844 } })).newPage();
    await phone.goto(/http:\S+\/j\/\w+/.exec(body)[0]);
    await button(phone, 'Join').click();
    await screen(phone, 'call');
    await showing({ agent, phone });

    await button(agent, 'Take a picture').click();
    await button(agent, 'See the picture').click();
    const seen = agent.getByRole('img', { name: 'Picture that was taken in this call' });
    await seen.waitFor();
    await eventually(
      'it is drawn',
      () => seen.evaluate(image => image.naturalWidth),
      width => width >= 640
    );
    await picture(agent, 'help-still');
    const download = agent.waitForEvent('download');
    await agent.getByRole('link', { name: 'Save to this device' }).click();
    assert.match((await download).suggestedFilename(), /^[\w-]{22}\.jpg$/);
    await agent.keyboard.press('Escape');
    await agent.getByRole('dialog').waitFor({ state: 'detached' });

    await button(agent, 'Freeze and draw').click();
    await agent.locator('.board-sheet').click({ position: { x: 60, y: 60 } });
    await drawn(phone, 'peer');
    await button(agent, 'Keep this picture').click();
    await agent.locator('.board-outcome').getByText('The picture is kept with the call.').waitFor();
    assert.deepEqual([browser.leaks, browser.errors], [[], []]);
  } finally {
    await browser.close();
    await demo.stop();
  }
});
