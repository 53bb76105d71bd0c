import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoomEvent } from '../room-core/screen';
import { AgentChannel, openerOf } from './agent-channel';

const FLEX = 'https://flex.twilio.com';
const ANSWER = {
  token: 't',
  room: 'RM1',
  identity: 'agent:WK1',
  displayName: 'Ada',
  role: 'agent',
  expiresAt: 'then',
  peerName: 'Cus'
};

function setUp(origins: readonly string[] | null = [FLEX]) {
  const said: unknown[] = [];
  const events: RoomEvent[] = [];
  const opener = { closed: false, postMessage: (message: unknown) => void said.push(message) };
  const channel = new AgentChannel(opener, 's1', origins, event => events.push(event));
  const receive = (fields: object, from: { origin?: string; source?: unknown } = {}): void =>
    channel.receive({
      data: { source: 'flex-video', session: 's1', ...fields },
      origin: from.origin ?? FLEX,
      source: (from.source ?? opener) as MessageEventSource
    });
  return { said, events, opener, channel, receive };
}

const READY = { source: 'flex-video', type: 'ready', session: 's1' };

describe('agent channel', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('says that it is ready until the plugin answers', () => {
    const { said, events, channel, receive } = setUp();
    channel.askJoin();
    vi.advanceTimersByTime(4_000);
    expect(said).toEqual([READY, READY, READY]);
    receive({ type: 'join', answer: ANSWER });
    vi.advanceTimersByTime(60_000);
    expect(said).toHaveLength(3);
    expect(events).toEqual([{ type: 'join_answered', answer: ANSWER }]);
  });

  it('takes one way in, however often the plugin answers', () => {
    const { events, channel, receive } = setUp();
    channel.askJoin();
    receive({ type: 'join', answer: ANSWER });
    receive({ type: 'join', answer: ANSWER });
    expect(events).toHaveLength(1);
  });

  it('gives up a plugin that stays silent', () => {
    const { said, events, channel } = setUp();
    channel.askJoin();
    vi.advanceTimersByTime(20_000);
    expect(events).toEqual([{ type: 'refused', code: 'no_answer' }]);
    const asked = said.length;
    vi.advanceTimersByTime(60_000);
    expect(said).toHaveLength(asked);
    expect(events).toHaveLength(1);
  });

  it('reports a refusal with its code', () => {
    const { events, channel, receive } = setUp();
    channel.askJoin();
    receive({ type: 'refused', code: 'flex_token_expired', title: 'x' });
    expect(events).toEqual([{ type: 'refused', code: 'flex_token_expired' }]);
  });

  it('asks for the end and reports it', () => {
    const { said, events, channel, receive } = setUp();
    channel.askEnd();
    expect(said).toEqual([{ ...READY, type: 'end' }]);
    receive({ type: 'ended' });
    vi.advanceTimersByTime(60_000);
    expect(events).toEqual([{ type: 'ended' }]);
  });

  it('knows at once that a closed window cannot end the call', () => {
    const { said, events, channel, opener } = setUp();
    opener.closed = true;
    channel.askEnd();
    expect(said).toEqual([]);
    expect(events).toEqual([{ type: 'refused', code: 'unreachable' }]);
  });

  it.each([
    ['another window', { source: {} }],
    ['another origin', { origin: 'https://evil.example' }]
  ])('ignores messages of %s', (_, from) => {
    const { events, channel, receive } = setUp();
    channel.askJoin();
    receive({ type: 'join', answer: ANSWER }, from);
    receive({ type: 'ended' }, from);
    expect(events).toEqual([]);
  });

  it('accepts the opener wherever it is when the server named no origins', () => {
    const { events, channel, receive } = setUp(null);
    channel.askJoin();
    receive({ type: 'join', answer: ANSWER }, { origin: 'http://localhost:3000' });
    expect(events).toHaveLength(1);
  });
});

describe('the desk of an agent channel', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const WATCH = { ...READY, type: 'watch' };
  const STATUS = {
    session: { state: 'live', recording: 'on', customerName: 'Cleo' },
    visits: [],
    invites: [],
    policy: { recordingAllowed: true }
  };
  const ask = (id: number, act: object): object => ({ ...READY, type: 'ask', id, act });

  it('has the plugin tell how the session stands, again and again, while the call lasts', () => {
    const { said, channel, receive } = setUp();
    channel.watch(true);
    channel.watch(true);
    receive({ type: 'status', status: STATUS });
    expect(channel.desk.state().status?.recording).toBe('on');
    vi.advanceTimersByTime(40_000);
    expect(said).toEqual([WATCH, WATCH, WATCH]);
    channel.watch(false);
    vi.advanceTimersByTime(60_000);
    receive({ type: 'status', status: STATUS });
    expect(said).toHaveLength(3);
    expect(channel.desk.state().status).toBeNull();
  });

  it('is empty when Flex was closed', () => {
    const { channel, receive, opener } = setUp();
    channel.watch(true);
    receive({ type: 'status', status: STATUS });
    opener.closed = true;
    vi.advanceTimersByTime(20_000);
    expect(channel.desk.state().status).toBeNull();
  });

  it('asks each question under an id of its own, and takes each answer once', async () => {
    const { said, channel, receive } = setUp();
    const first = channel.ask('admit', { visit: 'v1' });
    const second = channel.ask('link', {});
    expect(said).toEqual([ask(1, { name: 'admit', visit: 'v1' }), ask(2, { name: 'link' })]);
    expect(channel.desk.state().pending).toEqual(['admit:v1', 'link:']);
    receive({ type: 'answered', id: 2, ok: true, value: { link: 'https://a.example/j/1' } });
    receive({ type: 'answered', id: 2, ok: false, code: 'late' });
    receive({ type: 'answered', id: 1, ok: false, code: 'room_full' });
    receive({ type: 'answered', id: 9, ok: true, value: null });
    expect(await second).toEqual({ ok: true, value: { link: 'https://a.example/j/1' } });
    expect(await first).toEqual({ ok: false, code: 'room_full' });
    expect(channel.desk.state()).toMatchObject({ pending: [], problem: 'room_full' });
  });

  it('does not take a wrong answer for a right one', async () => {
    const { channel, receive } = setUp();
    const asking = channel.ask('link', {});
    receive({ type: 'answered', id: 1, ok: true, value: { link: 'javascript:1' } });
    expect(await asking).toEqual({ ok: false, code: 'unexpected_answer' });
  });

  it('waits for an answer no longer than for others, and not at all for a window that is closed', async () => {
    const { said, channel, opener } = setUp();
    const asking = channel.ask('resend', {});
    vi.advanceTimersByTime(20_000);
    expect(await asking).toEqual({ ok: false, code: 'no_answer' });
    opener.closed = true;
    expect(await channel.ask('resend', {})).toEqual({ ok: false, code: 'unreachable' });
    expect(said).toHaveLength(1);
  });

  it('speaks with the Flex that let the page in, and with no other', async () => {
    const targets: string[] = [];
    const opener = { closed: false, postMessage: (_: unknown, target: string) => void targets.push(target) };
    const channel = new AgentChannel(opener, 's1', [FLEX, 'https://other.example'], () => undefined);
    const from = (origin: string, fields: object): void =>
      channel.receive({
        data: { source: 'flex-video', session: 's1', ...fields },
        origin,
        source: opener as unknown as MessageEventSource
      });
    channel.askJoin();
    from(FLEX, { type: 'join', answer: ANSWER });
    channel.watch(true);
    const asking = channel.ask('resend', {});
    from('https://other.example', { type: 'status', status: STATUS });
    from('https://other.example', { type: 'answered', id: 1, ok: true, value: null });
    expect(channel.desk.state()).toMatchObject({ status: null, pending: ['resend:'] });
    from(FLEX, { type: 'answered', id: 1, ok: true, value: null });
    expect(await asking).toEqual({ ok: true, value: null });
    expect(targets).toEqual(['*', FLEX, FLEX]);
  });
});

describe('opener', () => {
  it('is the parent of a framed page, else who opened the window, else nobody', () => {
    const parent = {} as Window;
    expect(openerOf({ parent, opener: null } as Window)).toBe(parent);
    const page = { opener: null } as { parent: Window; opener: unknown };
    page.parent = page as unknown as Window;
    expect(openerOf(page as Window)).toBeNull();
    page.opener = parent;
    expect(openerOf(page as Window)).toBe(parent);
  });
});
