// Every state of the room page, as a customer comes to it; in each, nothing stands in anybody's way, and there is a way on where one
// should be. With PICTURES=docs/images the pictures for the documentation are made.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { inviteCode } from '../open-call.mjs';
import { nothingInTheWay } from './accessible.mjs';
import { mediaFlows } from './browser.mjs';
import { screen } from './calls.mjs';
import { openAgentPage, startFlex } from './flex-window.mjs';
import { openLine } from './line.mjs';
import { openRooms } from './rooms.mjs';

let rooms, flex;
before(async () => {
  flex = await startFlex();
  rooms = await openRooms({ args: ['--allowed-origins', flex.origin] });
});
after(async () => {
  await rooms?.close();
  await flex.close();
});

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const languages = { left: 'en', right: 'ar' };
const folder = process.env.PICTURES ?? 'build/screenshots';

const base = () => rooms.call.serve.base;
const call = async () => {
  const { session, code } = await rooms.call.another();
  const act = (what, visit) =>
    rooms.call.send({
      method: 'POST',
      path: `/v1/sessions/${session.id}/${visit ? `visits/${visit}/` : ''}${what}`,
      headers: rooms.call.ada
    });
  return { session, code, link: `${base()}/j/${code}`, act };
};
const press = (page, name) => page.locator(`[data-action="${name}"]`).click();

async function join(page, link) {
  await page.goto(link);
  await screen(page, 'preview');
  await press(page, 'join');
  await screen(page, 'call');
}

/** What the server knows of the visit that waits. */
async function waiting({ session }) {
  const answer = await rooms.call.send({ path: `/v1/sessions/${session.id}`, headers: rooms.call.ada });
  return answer.json.visits.find(({ state }) => state === 'waiting').id;
}

/** A second device of a link whose first is in the call. */
async function secondDevice(page) {
  const made = await call();
  await rooms.call.device(made.code);
  await page.goto(made.link);
  await screen(page, 'preview');
  await press(page, 'join');
  await screen(page, 'waiting');
  return made;
}

/** Puts the page's clock forward until it shows that screen: nobody here has to wait as long as people do. */
async function hurry(page, until) {
  while (!(await page.locator(`main[data-screen="${until}"]`).count())) await page.clock.fastForward(31_000);
}

/** The network goes, and does not come back. */
async function loseLine(page, context) {
  await context.setOffline(true);
  await page.locator('.banner').waitFor();
  await hurry(page, 'lost');
}

/** By screen: how one comes to it, and the action that leads on from there. */
const states = {
  preview: [async page => void (await page.goto((await call()).link)), 'join'],
  waiting: [async page => void (await secondDevice(page)), 'leave'],
  call: [async page => join(page, (await call()).link), 'leave'],
  left: [
    async page => {
      await join(page, (await call()).link);
      await press(page, 'leave');
    },
    'rejoin'
  ],
  over: [
    async page => {
      const made = await call();
      await join(page, made.link);
      await made.act('end');
    }
  ],
  denied: [
    async page => {
      const made = await secondDevice(page);
      await made.act('deny', await waiting(made));
    }
  ],
  removed: [
    async page => {
      const made = await call();
      await join(page, made.link);
      const { json } = await rooms.call.send({ path: `/v1/sessions/${made.session.id}`, headers: rooms.call.ada });
      await made.act('remove', json.visits[0].id);
    }
  ],
  elsewhere: [
    async (page, context) => {
      const { link } = await call();
      await join(page, link);
      const second = await context.newPage();
      await second.addInitScript(() => delete window.BroadcastChannel);
      await join(second, link);
    },
    'rejoin'
  ],
  expired: [
    async page => {
      const { session } = await call();
      const expires = Math.floor(Date.now() / 1000) - 60;
      await page.goto(`${base()}/j/${inviteCode(rooms.call.serve.linkSecret, { session: session.id, expires })}`);
    }
  ],
  invalid: [async page => void (await page.goto(`${base()}/j/${'0'.repeat(52)}`))],
  full: [
    async page => {
      const { session, link } = await call();
      const crowd = await rooms.page();
      for (const who of 'abcdefghij')
        await rooms.join(crowd, who, { sid: session.roomSid }, { audio: false, video: false });
      await page.goto(link);
      await screen(page, 'preview');
      await press(page, 'join');
    },
    'retry'
  ],
  failed: [
    async (page, context, test) => {
      const line = await openLine(base());
      test.after(() => line.close());
      await page.goto(`${line.base}/j/${(await call()).code}`);
      await screen(page, 'preview');
      line.down();
      await press(page, 'join');
    },
    'retry'
  ],
  lost: [
    async (page, context) => {
      await context.clock.install();
      await join(page, (await call()).link);
      await loseLine(page, context);
    },
    'rejoin'
  ],
  unsupported: [
    async page => {
      await page.addInitScript(() => delete window.RTCPeerConnection);
      await page.goto((await call()).link);
    }
  ],
  no_opener: [async page => void (await page.goto(`${base()}/agent/${(await call()).session.id}`))]
};

/** The agent's page, opened by a Flex whose agent has that token. */
async function fromFlex(page, token) {
  const { session } = await call();
  await page.goto(flex.origin);
  return (await openAgentPage(page, { base: base(), session: session.id, token })).page;
}
const tokenOf = agent => rooms.call.token(agent);

/** The same for the agent; each answers the page that Flex has opened. */
const agentStates = {
  call: [async page => fromFlex(page, await tokenOf('ada')), 'end'],
  signed_out: [page => fromFlex(page, 'a token that Twilio does not know'), 'retry'],
  not_yours: [async page => fromFlex(page, await tokenOf('ben'))],
  no_answer: [
    async (page, context) => {
      await context.clock.install();
      const agent = await fromFlex(page, null);
      await screen(agent, 'joining');
      await hurry(agent, 'no_answer');
      return agent;
    },
    'retry'
  ],
  lost: [
    async (page, context) => {
      await context.clock.install();
      const agent = await fromFlex(page, await tokenOf('ada'));
      await screen(agent, 'call');
      await loseLine(agent, context);
      return agent;
    },
    'rejoin'
  ]
};

const all = [
  ...Object.entries(states).map(([name, how]) => ({ of: name, name, how })),
  ...Object.entries(agentStates).map(([name, how]) => ({ of: `agent-${name}`, name, how }))
];
for (const { of, name, how } of all) {
  const [come, wayOn] = how;
  for (const [direction, locale] of Object.entries(languages)) {
    test(`${of}, read from the ${direction}`, async context => {
      const browser = await rooms.browser.context({ locale, viewport: sizes.phone });
      context.after(() => browser.close());
      const opened = await browser.newPage();
      const page = (await come(opened, browser, context)) ?? opened;
      await screen(page, name);
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport);
        await nothingInTheWay(page, `${of}, ${size}, ${locale}`);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth
        );
        assert.equal(wider, 0, 'nothing to scroll sideways');
        if (locale === 'en')
          await page.screenshot({ path: path.join(folder, `page-${of}-${size}.png`), animations: 'disabled' });
      }
      const actions = await page
        .locator('[data-action]:visible')
        .evaluateAll(all => all.map(one => one.dataset.action));
      if (wayOn) assert.ok(actions.includes(wayOn), `${wayOn} among ${actions}`);
    });
  }
}

test('the whole way by keyboard alone', async context => {
  const browser = await rooms.browser.context({ viewport: sizes.desktop });
  context.after(() => browser.close());
  const page = await browser.newPage();
  const { session, link } = await call();
  const agent = await rooms.page();
  await rooms.join(agent, 'agent', { sid: session.roomSid });
  await page.goto(link);
  await screen(page, 'preview');
  const reach = async action => {
    for (let tabs = 0; tabs < 40; tabs++) {
      if (await page.evaluate(wanted => document.activeElement?.dataset.action === wanted, action)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${action} is out of the keyboard's reach`);
  };
  const tapping = async (action, key = 'Enter') => {
    await reach(action);
    await page.keyboard.press(key);
  };
  await tapping('join');
  await screen(page, 'call');
  await mediaFlows({ page, agent }, 1);
  await tapping('audio', 'Space');
  await page.locator('[data-participant="local"][data-audio="off"]').waitFor();
  await tapping('video');
  await page.locator('[data-participant="local"][data-video="off"]').waitFor();
  await tapping('leave');
  await screen(page, 'left');
  await tapping('rejoin');
  await screen(page, 'call');
  await agent.close();
});
