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
