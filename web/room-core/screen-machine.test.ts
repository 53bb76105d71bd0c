import { describe, expect, it } from 'vitest';
import type { Arrival } from './arrival';
import { wayOn } from './closing';
import type { Command, RoomEvent, RoomState, Screen } from './screen';
import { REJOIN_AFTER_MS } from './rejoin';
import { LOOK_AFTER_MS, start, step } from './screen-machine';
import type { JoinAnswer, SessionState, VisitAnswer, VisitState } from './wire';

const CUSTOMER: Arrival = { role: 'customer', code: 'c0de', state: 'open' };
const AGENT: Arrival = { role: 'agent', session: 's1', state: 'open' };
const AROUND = { canCall: true, hasOpener: true, framed: false };
const ANSWER: JoinAnswer = {
  token: 'secret',
  room: 'RM1',
  identity: 'customer:v1',
  displayName: 'Cus Tomer',
  role: 'customer',
  expiresAt: '2026-11-22T21:00:00.000Z',
  peerName: 'Ada Agent'
};

const visit = (state: VisitState, session: SessionState = 'open'): VisitAnswer => ({
  visit: { id: 'v1', state, role: 'customer', openedAt: '2026-11-22T17:00:00.000Z' },
  session: { state: session },
  agentName: 'Ada Agent'
});

/** Feeds the events one after the other; the commands are those of the last. */
function after(arrival: Arrival, ...events: RoomEvent[]): { state: RoomState; commands: readonly Command[] } {
  return events.reduce((now, event) => step(now.state, event), start(arrival, AROUND));
}

const JOINING: RoomEvent[] = [
  { type: 'join_pressed' },
  { type: 'visit_answered', answer: visit('admitted') },
  { type: 'join_answered', answer: ANSWER }
];
const IN_CALL: RoomEvent[] = [...JOINING, { type: 'connected' }];
const AGENT_IN_CALL: RoomEvent[] = [{ type: 'join_answered', answer: ANSWER }, { type: 'connected' }];
const CLOSING: Command[] = [{ do: 'disconnect' }, { do: 'release_media' }];

describe('start', () => {
  it('shows the customer the own picture and asks the server for nothing', () => {
    const { state, commands } = start(CUSTOMER, AROUND);
    expect(state.screen).toEqual({ name: 'preview' });
    expect(commands).toEqual([{ do: 'take_media' }]);
  });

  it('lets a supervisor in as the agent, who meets both sides and ends nothing', () => {
    const sue: Arrival = { role: 'supervisor', session: 's1', state: 'open', watches: true };
    expect(start(sue, AROUND).commands).toContainEqual({ do: 'ask_plugin_join' });
    expect(start(sue, { ...AROUND, hasOpener: false }).state.screen).toEqual({ name: 'no_opener' });
    const answer: JoinAnswer = { ...ANSWER, role: 'supervisor', peerName: 'Cus Tomer', agentName: 'Ada Agent' };
    const inCall = after(sue, { type: 'join_answered', answer }, { type: 'connected' });
    expect(inCall.state).toMatchObject({ screen: { name: 'call' }, peerName: 'Cus Tomer', agentName: 'Ada Agent' });
    expect(step(inCall.state, { type: 'end_pressed' })).toEqual({ state: inCall.state, commands: [] });
    const lost = step(inCall.state, { type: 'disconnected', code: 53405 });
    expect(lost.commands).toContainEqual({ do: 'ask_plugin_join' });
  });

  it('lets the agent in without another click', () => {
    const { state, commands } = start(AGENT, AROUND);
    expect(state.screen).toEqual({ name: 'joining', again: false, failed: 0 });
    expect(commands).toEqual([{ do: 'take_media' }, { do: 'ask_plugin_join' }]);
  });

  it.each<[string, Arrival | null, Partial<typeof AROUND>, string]>([
    ['the session has ended', { ...CUSTOMER, state: 'session_ended' }, {}, 'over'],
    ['the link has expired', { ...CUSTOMER, state: 'invite_expired' }, {}, 'expired'],
    ['the link is forged', { ...CUSTOMER, state: 'invite_invalid' }, {}, 'invalid'],
    ['the page names no call', null, {}, 'invalid'],
    ['the browser cannot call', CUSTOMER, { canCall: false }, 'unsupported'],
    ['anybody’s page may hold it in a frame', CUSTOMER, { framed: true }, 'framed'],
    ['nothing has opened the agent page', AGENT, { hasOpener: false }, 'no_opener'],
    ['the agent comes to an ended session', { ...AGENT, state: 'session_ended' }, {}, 'over']
  ])('takes no device when %s', (_, arrival, around, screen) => {
    const { state, commands } = start(arrival, { ...AROUND, ...around });
    expect(state.screen).toEqual({ name: screen });
    expect(commands).toEqual([]);
  });
});

describe('a service that keeps no visits', () => {
  const straight = after(CUSTOMER, { type: 'join_pressed' }, { type: 'join_answered', answer: ANSWER });
  const inCall = step(straight.state, { type: 'connected' });

  it('lets the agent’s page be framed, by whom its messages tell', () => {
    expect(start(AGENT, { ...AROUND, framed: true }).state.screen.name).toBe('joining');
  });

  it('answers the link with the way in', () => {
    expect(straight.commands).toEqual([{ do: 'connect', answer: ANSWER }]);
    expect(inCall.state).toMatchObject({ visit: null, peerName: 'Ada Agent', screen: { name: 'call' } });
  });

  it.each<[string, RoomEvent[], Command[]]>([
    ['a lost line', [{ type: 'disconnected', code: 53405 }], [{ do: 'disconnect' }, { do: 'redeem' }]],
    ['leaving', [{ type: 'leave_pressed' }, { type: 'rejoin_pressed' }], [{ do: 'take_media' }, { do: 'redeem' }]]
  ])('is asked by the link again after %s', (_, events, commands) => {
    const again = events.reduce((now, event) => step(now.state, event), inCall);
    expect(again.commands).toEqual(commands);
    expect(step(again.state, { type: 'refused', code: 'session_ended' }).state.screen.name).toBe('over');
  });
});

describe('joining', () => {
  it('redeems the link only when Join is pressed', () => {
    const { state, commands } = after(CUSTOMER, { type: 'join_pressed' });
    expect(state.screen.name).toBe('joining');
    expect(commands).toEqual([{ do: 'take_media' }, { do: 'redeem' }]);
  });

  it.each<VisitState>(['admitted', 'in_room', 'away', 'left'])('asks for the token of a visit that is %s', now => {
    const { state, commands } = after(
      CUSTOMER,
      { type: 'join_pressed' },
      { type: 'visit_answered', answer: visit(now) }
    );
    expect(state).toMatchObject({ visit: 'v1', peerName: 'Ada Agent', screen: { name: 'joining' } });
    expect(commands).toEqual([{ do: 'ask_join', visit: 'v1' }]);
  });

  it('hands the token to the connection and keeps it out of the state', () => {
    const { state, commands } = after(CUSTOMER, ...JOINING);
    expect(commands).toEqual([{ do: 'connect', answer: ANSWER }]);
    expect(state).toMatchObject({ peerName: 'Ada Agent', ownName: 'Cus Tomer' });
    expect(JSON.stringify(state)).not.toContain('secret');
  });

  it('is in the call once connected', () => {
    expect(after(CUSTOMER, ...IN_CALL).state.screen).toEqual({ name: 'call', line: 'up', ending: false, notice: null });
  });

  it.each<[string, string]>([
    ['session_ended', 'over'],
    ['invite_expired', 'expired'],
    ['invite_invalid', 'invalid'],
    ['visit_denied', 'denied'],
    ['room_full', 'full'],
    ['flex_token_expired', 'signed_out'],
    ['task_not_reserved', 'not_yours'],
    ['not_your_session', 'not_yours'],
    ['no_answer', 'no_answer'],
    ['visit_unknown', 'failed'],
    ['provider_unavailable', 'failed'],
    ['unreachable', 'failed'],
    ['a code of next year', 'failed']
  ])('goes from the refusal %s to %s and gives the devices back', (code, screen) => {
    const { state, commands } = after(CUSTOMER, { type: 'join_pressed' }, { type: 'refused', code });
    expect(state.screen).toEqual({ name: screen, reference: code });
    expect(commands).toEqual(CLOSING);
  });

  it.each<[number | null, string]>([
    [53105, 'full'],
    [53106, 'over'],
    [53118, 'over'],
    [53205, 'elsewhere'],
    [53000, 'failed'],
    [20104, 'failed'],
    [null, 'failed']
  ])('goes from the connect error %s to %s', (code, screen) => {
    const { state, commands } = after(CUSTOMER, ...JOINING, { type: 'connect_failed', code });
    expect(state.screen.name).toBe(screen);
    expect(commands).toEqual(CLOSING);
  });
});

describe('waiting', () => {
  const WAITING: RoomEvent[] = [{ type: 'join_pressed' }, { type: 'visit_answered', answer: visit('waiting') }];

  it('waits to be let in and looks again later', () => {
    const { state, commands } = after(CUSTOMER, ...WAITING);
    expect(state.screen).toEqual({ name: 'waiting', looks: 0 });
    expect(commands).toEqual([{ do: 'look_later', afterMs: LOOK_AFTER_MS[0] }]);
    expect(step(state, { type: 'look_due' }).commands).toEqual([{ do: 'look', visit: 'v1' }]);
  });

  it('looks less and less often, but never stops', () => {
    let now = after(CUSTOMER, ...WAITING);
    const waits: number[] = [];
    for (let look = 0; look < 8; look += 1) {
      waits.push(...now.commands.map(command => (command.do === 'look_later' ? command.afterMs : -1)));
      now = step(now.state, { type: 'visit_answered', answer: visit('waiting') });
    }
    expect(waits).toEqual([1_000, 1_500, 2_000, 3_000, 5_000, 5_000, 5_000, 5_000]);
  });

  it('starts when the join itself answers that the visit waits', () => {
    const { state } = after(
      CUSTOMER,
      { type: 'join_pressed' },
      { type: 'visit_answered', answer: visit('admitted') },
      { type: 'refused', code: 'visit_waiting' }
    );
    expect(state.screen).toEqual({ name: 'waiting', looks: 0 });
  });

  it('keeps its place while the server is out of reach', () => {
    const { state, commands } = after(CUSTOMER, ...WAITING, { type: 'refused', code: 'unreachable' });
    expect(state.screen).toEqual({ name: 'waiting', looks: 1 });
    expect(commands).toEqual([{ do: 'look_later', afterMs: LOOK_AFTER_MS[1] }]);
  });

  it.each<[string, RoomEvent, string]>([
    ['let in', { type: 'visit_answered', answer: visit('admitted') }, 'joining'],
    ['denied', { type: 'visit_answered', answer: visit('denied') }, 'denied'],
    ['removed', { type: 'visit_answered', answer: visit('removed') }, 'removed'],
    ['overtaken by the end', { type: 'visit_answered', answer: visit('waiting', 'ended') }, 'over'],
    ['refused', { type: 'refused', code: 'session_ended' }, 'over'],
    ['given up', { type: 'leave_pressed' }, 'left']
  ])('is over when %s', (_, event, screen) => {
    expect(after(CUSTOMER, ...WAITING, event).state.screen.name).toBe(screen);
  });
});

describe('call', () => {
  it('shows the lost line and its return', () => {
    const down = after(CUSTOMER, ...IN_CALL, { type: 'line_down' });
    expect(down.state.screen).toMatchObject({ name: 'call', line: 'down' });
    expect(step(down.state, { type: 'line_up' }).state.screen).toMatchObject({ name: 'call', line: 'up' });
  });

  it.each<[number | null, string]>([
    [53118, 'over'],
    [53205, 'elsewhere'],
    [null, 'removed']
  ])('ends with the disconnect %s as %s, camera off', (code, screen) => {
    const { state, commands } = after(CUSTOMER, ...IN_CALL, { type: 'disconnected', code });
    expect(state.screen.name).toBe(screen);
    expect(commands).toEqual(CLOSING);
  });

  it.each([53001, 53405, 53204, 20104])('comes back by itself after the lost line %s', code => {
    const again = after(CUSTOMER, ...IN_CALL, { type: 'disconnected', code });
    expect(again.state.screen).toEqual({ name: 'joining', again: true, failed: 0 });
    expect(again.commands).toEqual([{ do: 'disconnect' }, { do: 'ask_join', visit: 'v1' }]);
    expect(step(again.state, { type: 'refused', code: 'session_ended' }).state.screen.name).toBe('over');
    expect(step(again.state, { type: 'leave_pressed' }).state.screen.name).toBe('left');
  });

  it.each<RoomEvent>([
    { type: 'refused', code: 'unreachable' },
    { type: 'refused', code: 'overloaded' },
    { type: 'connect_failed', code: 53000 }
  ])('tries again after longer and longer waits, and gives up in the end: %o', failure => {
    let { state } = after(CUSTOMER, ...IN_CALL, { type: 'disconnected', code: 53001 });
    for (const afterMs of REJOIN_AFTER_MS.slice(1)) {
      const failed = step(state, failure);
      expect(failed.commands).toEqual([{ do: 'rejoin_later', afterMs }]);
      const due = step(failed.state, { type: 'rejoin_due' });
      expect(due.commands).toEqual([{ do: 'ask_join', visit: 'v1' }]);
      state = due.state;
    }
    expect(step(state, failure).state.screen.name).toBe('lost');
    expect(step(state, { type: 'connected' }).state.screen.name).toBe('call');
  });

  it('is given up when another tab has taken it over', () => {
    expect(after(CUSTOMER, ...IN_CALL, { type: 'moved' })).toMatchObject({
      state: { screen: { name: 'elsewhere' } },
      commands: CLOSING
    });
    expect(after(CUSTOMER, { type: 'moved' }).state.screen.name).toBe('preview');
  });

  it('asks the plugin for the agent’s second token', () => {
    const { commands } = after(AGENT, ...AGENT_IN_CALL, { type: 'disconnected', code: 53001 });
    expect(commands).toEqual([{ do: 'disconnect' }, { do: 'ask_plugin_join' }]);
  });

  it('is left with the camera off, and rejoined from the beginning', () => {
    const left = after(CUSTOMER, ...IN_CALL, { type: 'leave_pressed' });
    expect(left).toMatchObject({ state: { screen: { name: 'left' } }, commands: CLOSING });
    const back = step(left.state, { type: 'rejoin_pressed' });
    expect(back.state.screen).toEqual({ name: 'joining', again: false, failed: 0 });
    expect(back.commands).toEqual([{ do: 'take_media' }, { do: 'redeem' }]);
  });

  it('is left when the page is hidden for good', () => {
    expect(after(CUSTOMER, ...IN_CALL, { type: 'page_hidden' }).commands).toEqual(CLOSING);
    expect(after(CUSTOMER, { type: 'page_hidden' }).state.screen.name).toBe('left');
  });
});

describe('end for all', () => {
  const ENDING: RoomEvent[] = [...AGENT_IN_CALL, { type: 'end_pressed' }];

  it('asks the plugin, once', () => {
    const asked = after(AGENT, ...ENDING);
    expect(asked.commands).toEqual([{ do: 'ask_plugin_end' }]);
    expect(asked.state.screen).toMatchObject({ name: 'call', ending: true });
    expect(step(asked.state, { type: 'end_pressed' }).commands).toEqual([]);
  });

  it('is not the customer’s to do', () => {
    expect(after(CUSTOMER, ...IN_CALL, { type: 'end_pressed' }).commands).toEqual([]);
  });

  it.each<[string, RoomEvent]>([
    ['the plugin says so', { type: 'ended' }],
    ['the room is completed first', { type: 'disconnected', code: 53118 }],
    ['it had ended before', { type: 'refused', code: 'session_ended' }]
  ])('is over when %s', (_, event) => {
    expect(after(AGENT, ...ENDING, event).state.screen.name).toBe('over');
  });

  it.each<[string, string]>([
    ['unreachable', 'end_unreachable'],
    ['no_answer', 'end_unreachable'],
    ['provider_unavailable', 'end_refused']
  ])('says in the call that it failed with %s', (code, notice) => {
    const failed = after(AGENT, ...ENDING, { type: 'refused', code });
    expect(failed.state.screen).toEqual({ name: 'call', line: 'up', ending: false, notice });
    expect(step(failed.state, { type: 'notice_dismissed' }).state.screen).toMatchObject({ notice: null });
    expect(step(failed.state, { type: 'end_pressed' }).commands).toEqual([{ do: 'ask_plugin_end' }]);
  });
});

describe('late events', () => {
  const CLOSED: RoomEvent[] = [...IN_CALL, { type: 'leave_pressed' }];

  it('leave a room again that opens when nobody wants it any more', () => {
    expect(after(CUSTOMER, ...CLOSED, { type: 'connected' }).commands).toEqual([{ do: 'disconnect' }]);
  });

  it.each<RoomEvent>([
    { type: 'visit_answered', answer: visit('admitted') },
    { type: 'join_answered', answer: ANSWER },
    { type: 'refused', code: 'session_ended' },
    { type: 'look_due' },
    { type: 'disconnected', code: 53118 },
    { type: 'line_down' },
    { type: 'join_pressed' },
    { type: 'page_hidden' }
  ])('change nothing after leaving: $type', event => {
    const left = after(CUSTOMER, ...CLOSED);
    expect(step(left.state, event)).toEqual({ state: left.state, commands: [] });
  });

  it('do not connect a second time', () => {
    expect(after(CUSTOMER, ...IN_CALL, { type: 'join_answered', answer: ANSWER }).commands).toEqual([]);
  });
});

describe('ways on', () => {
  const endings = [
    'over',
    'removed',
    'denied',
    'expired',
    'invalid',
    'not_yours',
    'no_opener',
    'unsupported',
    'framed'
  ] as const;

  it.each(endings)('there is none from %s', name => {
    const screen: Screen = { name };
    const state: RoomState = { role: 'customer', screen, visit: 'v1', peerName: null, ownName: null };
    expect(wayOn(name)).toBe('none');
    expect(step(state, { type: 'rejoin_pressed' })).toEqual({ state, commands: [] });
  });

  it.each(['left', 'elsewhere', 'lost', 'full', 'failed', 'signed_out', 'no_answer'] as const)(
    'one leads from %s',
    name => {
      const state: RoomState = { role: 'agent', screen: { name }, visit: null, peerName: null, ownName: null };
      expect(step(state, { type: 'rejoin_pressed' }).commands).toEqual([
        { do: 'take_media' },
        { do: 'ask_plugin_join' }
      ]);
    }
  );
});

describe('a consent that the server does not know', () => {
  it.each([
    ['consent_missing', false],
    ['consent_outdated', true]
  ])('is asked for before Join again: %s', (code, anew) => {
    const { state, commands } = after(CUSTOMER, ...JOINING.slice(0, 2), { type: 'refused', code });
    expect(state.screen).toEqual({ name: 'preview' });
    expect(commands).toEqual([{ do: 'disconnect' }, { do: 'ask_consent', anew }]);
  });
});
