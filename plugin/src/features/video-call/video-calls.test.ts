import { describe, expect, it, vi } from 'vitest';
import type { SessionStatus, StartedSession } from '../../wire';
import type { Outcome, VideoCallApi } from './api';
import type { CallWindow } from './call-window';
import type { Call, Calls } from './calls-state';
import { VideoCalls, type VideoCallPorts } from './video-calls';

const origin = 'https://video.example.com';
const task = { taskSid: 'WT1', conversationSid: 'CH1' };
const session = {
  id: 's1',
  state: 'open',
  conversationSid: 'CH1',
  taskSid: 'WT1',
  roomSid: 'RM1',
  roomName: 'Room-WT1',
  agentName: 'Ada',
  customerName: 'Cleo',
  recording: 'off',
  openedAt: '2026-11-22T17:00:00.000Z'
} as const;
const started: StartedSession = { session, customerLink: `${origin}/j/code`, message: `Join me: ${origin}/j/code` };
const joined = {
  token: 'jwt',
  room: 'RM1',
  identity: 'agent:WK1',
  displayName: 'Ada Agent',
  role: 'agent',
  expiresAt: '2026-11-22T21:00:00.000Z',
  peerName: 'Cus Tomer'
} as const;
const status: SessionStatus = {
  session,
  visits: [],
  invites: [],
  policy: { maxParticipants: 4, lobby: 'second_device', longestCallSeconds: 14_400, recordingAllowed: false }
};
const notAsked = () => Promise.reject(new Error('not asked'));
const refuse = (code: string) => ({ ok: false, code, title: `title of ${code}` }) as const;

function windowStub(log: string[], blank = true) {
  const messages: unknown[] = [];
  // Only postMessage of a real window is ever used, and only identity is compared.
  const target = { postMessage: (message: unknown, to: string) => messages.push([message, to]) } as unknown as Window;
  const window: CallWindow = {
    target,
    blank,
    say: text => log.push(`say ${text}`),
    go: url => log.push(`go ${url}`),
    focus: () => log.push('focus'),
    close: () => log.push('close')
  };
  return { window, target, messages };
}

interface Overrides extends Partial<Omit<VideoCallPorts, 'api'>> {
  readonly api?: Partial<VideoCallApi>;
  /** Whether the window has no page yet. */
  readonly blank?: boolean;
}

function setUp({ api: apiOverrides, blank, ...overrides }: Overrides = {}, calls?: Calls) {
  const log: string[] = [];
  const opened = windowStub(log, blank);
  const api: VideoCallApi = {
    start: () => Promise.resolve({ ok: true, value: started }),
    join: () => Promise.resolve({ ok: true, value: joined }),
    end: () => Promise.resolve({ ok: true, value: { session } }),
    status: () => Promise.resolve({ ok: true, value: status }),
    decide: notAsked,
    record: notAsked,
    invite: notAsked,
    revoke: notAsked,
    keepStill: notAsked,
    still: notAsked,
    ...apiOverrides
  };
  const changed = vi.fn<(calls: Calls) => void>();
  const ports: VideoCallPorts = {
    follow: () => () => undefined,
    openWindow: () => {
      log.push('open window');
      return opened.window;
    },
    startingText: () => 'Starting',
    locale: () => 'en-US',
    messages: () => [],
    send: (conversation, body) => {
      log.push(`send ${conversation} ${body}`);
      return Promise.resolve();
    },
    notify: code => log.push(`notify ${code}`),
    changed,
    ...overrides,
    api
  };
  return { log, changed, ...opened, calls: new VideoCalls({ baseUrl: origin, origin }, ports, calls) };
}

const openCall: Calls = new Map<string, Call>([['WT1', { phase: 'open', session: 's1' }]]);

describe('start', () => {
  it('opens the window within the click, before anything is awaited', () => {
    const { calls, log } = setUp();
    void calls.start(task);
    expect(log).toEqual(['open window', 'say Starting']);
    expect(calls.callOf('WT1')).toEqual({ phase: 'starting' });
  });

  it('shows the call page, then sends the link once', async () => {
    const { calls, log } = setUp();
    await calls.start(task);
    expect(log).toEqual(['open window', 'say Starting', `go ${origin}/agent/s1`, `send CH1 ${started.message}`]);
    expect(calls.callOf('WT1')).toEqual({ phase: 'open', session: 's1' });
  });

  it('gives the service the task, the conversation and the locale', async () => {
    const start = vi.fn(() => Promise.resolve<Outcome<StartedSession>>({ ok: true, value: started }));
    await setUp({ api: { start } }).calls.start(task);
    expect(start).toHaveBeenCalledWith({ conversationSid: 'CH1', taskSid: 'WT1', locale: 'en-US' });
    await setUp({ api: { start }, locale: () => undefined }).calls.start(task);
    expect(start).toHaveBeenLastCalledWith({ conversationSid: 'CH1', taskSid: 'WT1' });
  });

  it('ignores a second click', async () => {
    const { calls, log } = setUp();
    await Promise.all([calls.start(task), calls.start(task)]);
    await calls.start(task);
    expect(log.filter(line => line === 'open window')).toHaveLength(1);
    expect(log.filter(line => line.startsWith('send'))).toHaveLength(1);
  });

  it('does not send a link the customer already has', async () => {
    const { calls, log } = setUp({ messages: () => [{ body: started.message, deliveryStatus: 'sent' }] });
    await calls.start(task);
    expect(log.at(-1)).toBe(`go ${origin}/agent/s1`);
    expect(calls.callOf('WT1')?.phase).toBe('open');
  });

  it('asks nobody when the browser blocks the window', async () => {
    const start = vi.fn(() => Promise.resolve<Outcome<StartedSession>>({ ok: true, value: started }));
    const { calls, log } = setUp({ api: { start }, openWindow: () => undefined });
    await calls.start(task);
    expect(log).toEqual(['notify popup_blocked']);
    expect(start).not.toHaveBeenCalled();
    expect(calls.callOf('WT1')).toBeUndefined();
  });

  it('closes the window and says why when the service refuses', async () => {
    const { calls, log } = setUp({ api: { start: () => Promise.resolve(refuse('task_not_reserved')) } });
    await calls.start(task);
    expect(log).toEqual(['open window', 'say Starting', 'close', 'notify task_not_reserved']);
    expect(calls.callOf('WT1')).toBeUndefined();
  });

  it('goes back to Start when the link can’t be sent, and repeats it at the next click', async () => {
    const send = vi.fn<VideoCallPorts['send']>().mockRejectedValueOnce(new Error('no')).mockResolvedValue();
    const { calls, log } = setUp({ send });
    await calls.start(task);
    expect(log.slice(-2)).toEqual(['close', 'notify message_not_sent']);
    expect(calls.callOf('WT1')).toBeUndefined();
    await calls.start(task);
    expect(send).toHaveBeenCalledTimes(2);
    expect(calls.callOf('WT1')?.phase).toBe('open');
  });

  it('sends nothing when the task ends while the service answers', async () => {
    const { calls, log } = setUp();
    const starting = calls.start(task);
    calls.taskOver('WT1');
    await starting;
    expect(log).toEqual(['open window', 'say Starting', 'close']);
    expect(calls.callOf('WT1')).toBeUndefined();
  });
});

describe('open', () => {
  it('loads the page into a new window', () => {
    const { calls, log } = setUp({}, openCall);
    calls.open('WT1');
    expect(log).toEqual(['open window', `go ${origin}/agent/s1`]);
  });

  it('only brings a running call to the front', () => {
    const { calls, log } = setUp({ blank: false }, openCall);
    calls.open('WT1');
    expect(log).toEqual(['open window', 'focus']);
  });

  it('says so when the browser blocks it, and keeps the call', () => {
    const { calls, log } = setUp({ openWindow: () => undefined }, openCall);
    calls.open('WT1');
    expect(log).toEqual(['notify popup_blocked']);
    expect(calls.callOf('WT1')?.phase).toBe('open');
  });
});

describe('end', () => {
  it('ends the session and tells the page', async () => {
    const { calls, messages } = setUp();
    await calls.start(task);
    await calls.end('WT1');
    expect(calls.callOf('WT1')).toBeUndefined();
    expect(messages).toEqual([[{ source: 'flex-video', type: 'ended', session: 's1' }, origin]]);
  });

  it.each(['session_ended', 'session_not_found'])('takes %s for ended', async code => {
    const { calls, log } = setUp({ api: { end: () => Promise.resolve(refuse(code)) } }, openCall);
    await calls.end('WT1');
    expect(calls.callOf('WT1')).toBeUndefined();
    expect(log).toEqual([]);
  });

  it('keeps the call when the service refuses', async () => {
    const { calls, log } = setUp({ api: { end: () => Promise.resolve(refuse('unreachable')) } }, openCall);
    await calls.end('WT1');
    expect(calls.callOf('WT1')).toEqual({ phase: 'open', session: 's1' });
    expect(log).toEqual(['notify unreachable']);
  });

  it('asks the service once for two clicks', async () => {
    const end = vi.fn(() => Promise.resolve({ ok: true, value: { session } } as const));
    const { calls } = setUp({ api: { end } }, openCall);
    await Promise.all([calls.end('WT1'), calls.end('WT1')]);
    expect(end).toHaveBeenCalledTimes(1);
  });
});

describe('receive', () => {
  const say = (type: string) => ({ source: 'flex-video', type, session: 's1' });

  it('answers ready with the join answer, to the service’s origin only', async () => {
    const { calls, target, messages } = setUp();
    await calls.start(task);
    await calls.receive(say('ready'), { origin, window: target });
    expect(messages).toEqual([[{ source: 'flex-video', type: 'join', session: 's1', answer: joined }, origin]]);
  });

  it('answers ready while the link is still being sent', async () => {
    let sent = () => {};
    const sending = new Promise<void>(resolve => (sent = resolve));
    const { calls, target, messages } = setUp({ send: () => sending });
    const starting = calls.start(task);
    await vi.waitFor(() => expect(calls.callOf('WT1')?.session).toBe('s1'));
    await calls.receive(say('ready'), { origin, window: target });
    expect(messages).toHaveLength(1);
    sent();
    await starting;
  });

  it('passes a refusal on', async () => {
    const { calls, target, messages } = setUp(
      { api: { join: () => Promise.resolve(refuse('session_ended')) } },
      openCall
    );
    await calls.receive(say('ready'), { origin, window: target });
    expect(messages).toEqual([
      [
        {
          source: 'flex-video',
          type: 'refused',
          session: 's1',
          code: 'session_ended',
          title: 'title of session_ended'
        },
        origin
      ]
    ]);
  });

  it('asks the service nothing for a stranger', async () => {
    const join = vi.fn(() => Promise.resolve({ ok: true, value: joined } as const));
    const { calls } = setUp({ api: { join } });
    const stranger = windowStub([]);
    await calls.start(task);
    await calls.receive(say('ready'), { origin, window: stranger.target });
    await calls.receive(say('ready'), { origin: 'https://evil.example.com', window: stranger.target });
    expect(join).not.toHaveBeenCalled();
    expect(stranger.messages).toEqual([]);
  });

  it('ends the call for the page', async () => {
    const { calls, target, messages, log } = setUp({}, openCall);
    await calls.receive(say('end'), { origin, window: target });
    expect(messages).toEqual([[{ source: 'flex-video', type: 'ended', session: 's1' }, origin]]);
    expect(calls.callOf('WT1')).toBeUndefined();
    expect(log).toEqual([]);
  });

  it('after a reload of Flex takes the first window that asks, and no second one', async () => {
    const { calls, target, messages } = setUp({}, openCall);
    const second = windowStub([]);
    await calls.receive(say('ready'), { origin, window: target });
    await calls.receive(say('ready'), { origin, window: second.target });
    expect(messages).toHaveLength(1);
    expect(second.messages).toEqual([]);
  });
});

describe('watch and ask', () => {
  const from = (target: Window) => ({ origin, window: target });
  const ask = (id: number, act: unknown) => ({ source: 'flex-video', type: 'ask', session: 's1', id, act });
  const watch = { source: 'flex-video', type: 'watch', session: 's1' };

  it('tells the page of the call how the session stands, in its newest window', async () => {
    let tell: (status: SessionStatus) => void = () => undefined;
    const { calls, target, messages } = setUp({ follow: (_, told) => ((tell = told), () => undefined) }, openCall);
    await calls.receive(watch, from(target));
    tell(status);
    expect(messages).toEqual([[{ source: 'flex-video', type: 'status', session: 's1', status }, origin]]);
  });

  it('stops when the window is closed, and when the call is over', async () => {
    const stop = vi.fn();
    let tell: (status: SessionStatus) => void = () => undefined;
    const { calls, target } = setUp({ follow: (_, told) => ((tell = told), stop) }, openCall);
    await calls.receive(watch, from(target));
    calls.taskOver('WT1');
    expect(stop).toHaveBeenCalledTimes(1);
    const again = setUp({ follow: (_, told) => ((tell = told), stop) }, openCall);
    await again.calls.receive(watch, from(again.target));
    Object.assign(again.target, { closed: true });
    tell(status);
    expect(stop).toHaveBeenCalledTimes(2);
    expect(again.messages).toEqual([]);
  });

  it('does what the page asks, and answers with the id', async () => {
    const decide = vi.fn<VideoCallApi['decide']>(() => Promise.resolve(refuse('room_full')));
    const { calls, target, messages } = setUp({ api: { decide } }, openCall);
    await calls.receive(ask(7, { name: 'admit', visit: 'v1' }), from(target));
    await calls.receive(ask(8, { name: 'link' }), from(target));
    expect(decide).toHaveBeenCalledWith('s1', 'v1', 'admit');
    const answered = { source: 'flex-video', type: 'answered', session: 's1' };
    expect(messages).toEqual([
      [{ ...answered, id: 7, ok: false, code: 'room_full' }, origin],
      [{ ...answered, id: 8, ok: true, value: { link: started.customerLink } }, origin]
    ]);
  });

  it('says so when it does not know the act', async () => {
    const { calls, target, messages } = setUp({}, openCall);
    await calls.receive(ask(1, { name: 'fly' }), from(target));
    const refused = { source: 'flex-video', type: 'answered', session: 's1', id: 1, ok: false, code: 'unknown_act' };
    expect(messages).toEqual([[refused, origin]]);
  });

  it('does nothing for a stranger', async () => {
    const decide = vi.fn<VideoCallApi['decide']>(notAsked);
    const follow = vi.fn(() => () => undefined);
    const { calls } = setUp({ api: { decide }, follow });
    const stranger = windowStub([]);
    await calls.start(task);
    for (const message of [watch, ask(1, { name: 'admit', visit: 'v1' })]) {
      await calls.receive(message, from(stranger.target));
      await calls.receive(message, { origin: 'https://evil.example.com', window: stranger.target });
    }
    expect(decide).not.toHaveBeenCalled();
    expect(follow).not.toHaveBeenCalled();
    expect(stranger.messages).toEqual([]);
  });
});

describe('subscribe', () => {
  it('tells of each change until it is ended', async () => {
    const { calls, changed } = setUp();
    const listener = vi.fn();
    const unsubscribe = calls.subscribe(listener);
    await calls.start(task);
    expect(listener).toHaveBeenCalledTimes(3);
    unsubscribe();
    calls.taskOver('WT1');
    expect(listener).toHaveBeenCalledTimes(3);
    expect(changed).toHaveBeenLastCalledWith(new Map());
  });
});
