import { describe, expect, it, vi } from 'vitest';
import type { VideoCallApi } from './api';
import { NO_NEWS, type News } from './session-news';
import type { VideoCallPorts } from './video-calls';
import {
  joined,
  notAsked,
  openCall,
  origin,
  refuse,
  session,
  setUp,
  started,
  status,
  task,
  windowStub
} from './video-calls.fixture';

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
    expect(calls.callOf('WT1')).toEqual({ phase: 'open', session: 's1', place: 'window' });
    expect(log).toEqual(['notify unreachable']);
  });

  it('asks the service once for two clicks', async () => {
    const end = vi.fn(() => Promise.resolve({ ok: true, value: { session } } as const));
    const { calls } = setUp({ api: { end } }, openCall);
    await Promise.all([calls.end('WT1'), calls.end('WT1')]);
    expect(end).toHaveBeenCalledTimes(1);
  });
});

describe('takeOver', () => {
  const found = () => Promise.resolve({ ok: true, value: started } as const);

  it('shows the call that the conversation has, without a page or a message', async () => {
    const start = vi.fn(found);
    const { calls, log } = setUp({ api: { start } });
    await calls.takeOver(task);
    expect(start).toHaveBeenCalledWith({ ...task, onlyExisting: true });
    expect(calls.callOf('WT1')).toEqual({ phase: 'open', session: 's1', place: 'closed' });
    expect(log).toEqual([]);
  });

  it.each(['session_not_found', 'unreachable', 'task_not_accepted'])('leaves a task alone after %s', async code => {
    const { calls, log } = setUp({ api: { start: () => Promise.resolve(refuse(code)) } });
    await calls.takeOver(task);
    expect(calls.callOf('WT1')).toBeUndefined();
    expect(log).toEqual([]);
  });

  it('asks nothing about a task that has its call', async () => {
    const start = vi.fn(found);
    const { calls } = setUp({ api: { start } }, openCall);
    await calls.takeOver(task);
    expect(start).not.toHaveBeenCalled();
    expect(calls.callOf('WT1')).toEqual({ phase: 'open', session: 's1', place: 'window' });
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
    let tell: (news: News) => void = () => undefined;
    const { calls, target, messages } = setUp({ follow: (_, told) => ((tell = told), () => undefined) });
    await calls.start(task);
    tell({ ...NO_NEWS, status });
    await calls.receive(watch, from(target));
    const told = [{ source: 'flex-video', type: 'status', session: 's1', status }, origin];
    expect(messages).toEqual([told, told]);
  });

  it('tells the page of functions nothing, so that it offers nothing in vain', async () => {
    const follow: VideoCallPorts['follow'] = (_, told) => {
      queueMicrotask(() => told({ ...NO_NEWS, status }));
      return () => undefined;
    };
    const { calls, target, messages, log } = setUp({ follow, edition: 'serverless' });
    await calls.start(task);
    await calls.receive(watch, from(target));
    await vi.waitFor(() => expect(calls.newsOf('WT1').status).toEqual(status));
    expect(messages).toEqual([]);
    expect(log).toContain(`go ${origin}/video-room.html?agent=s1`);
  });

  it.each([
    ['server', 0],
    ['serverless', 1]
  ] as const)('ends the call of a task that is over, unless the service does: %s', async (edition, times) => {
    const end = vi.fn(() => Promise.resolve({ ok: true, value: { session } } as const));
    const { calls } = setUp({ edition, api: { end } });
    calls.taskOver('WT1');
    await calls.start(task);
    calls.taskOver('WT1');
    calls.taskOver('WT1');
    expect(end).toHaveBeenCalledTimes(times);
    expect(calls.callOf('WT1')).toBeUndefined();
  });

  it('hears from the page of the call, and of no other, how many guests it sees', async () => {
    const { calls, target, log } = setUp({ edition: 'serverless' });
    await calls.start(task);
    log.length = 0;
    const guests = { source: 'flex-video', type: 'guests', session: 's1', guests: 1 };
    await calls.receive(guests, from(target));
    await calls.receive({ ...guests, guests: null }, from(target));
    await calls.receive(guests, from(windowStub([]).target));
    expect(log).toEqual(['meet s1 1', 'meet s1 null']);
  });

  it('follows a call once, until it is over', async () => {
    const stop = vi.fn();
    const follow = vi.fn(() => stop);
    const { calls, target } = setUp({ follow });
    await calls.start(task);
    await calls.receive(watch, from(target));
    expect(follow).toHaveBeenCalledTimes(1);
    calls.taskOver('WT1');
    expect(stop).toHaveBeenCalledTimes(1);
    expect(calls.progressOf('WT1')).toBeUndefined();
  });

  it('ends the call here when the service says it is over, and says so until the next one', async () => {
    let tell: (news: News) => void = () => undefined;
    const { calls } = setUp({ follow: (_, told) => ((tell = told), () => undefined) });
    expect(calls.progressOf('WT1')).toBeUndefined();
    await calls.start(task);
    expect(calls.progressOf('WT1')).toBe('sent');
    tell({ ...NO_NEWS, trouble: 'unreachable' });
    expect(calls.progressOf('WT1')).toBe('not_known');
    tell({ ...NO_NEWS, status: { ...status, session: { ...session, state: 'ended' } } });
    expect(calls.callOf('WT1')).toBeUndefined();
    expect(calls.progressOf('WT1')).toBe('over');
    void calls.start(task);
    expect(calls.progressOf('WT1')).toBe('starting');
  });

  it('tells the agent once that nothing is heard, and again when it is lost again', async () => {
    let tell: (news: News) => void = () => undefined;
    const { calls, log } = setUp({ follow: (_, told) => ((tell = told), () => undefined) });
    await calls.start(task);
    log.length = 0;
    for (const trouble of ['unreachable', 'timeout', undefined, 'flex_token_expired'])
      tell({ ...NO_NEWS, status, trouble });
    expect(log).toEqual(['notify unreachable', 'notify flex_token_expired']);
    expect(calls.callOf('WT1')?.phase).toBe('open');
  });

  it('looks at the messages of the call’s conversation', async () => {
    let tell: (news: News) => void = () => undefined;
    const messages = vi.fn<VideoCallPorts['messages']>(() => [{ body: 'link', session: 's1', read: true }]);
    const { calls } = setUp({ messages, follow: (_, told) => ((tell = told), () => undefined) });
    await calls.start(task);
    tell({ ...NO_NEWS, status });
    const redraw = vi.fn();
    calls.subscribe(redraw);
    calls.messagesChanged();
    expect(redraw).toHaveBeenCalledTimes(1);
    expect(calls.progressOf('WT1')).toBe('read');
    expect(messages).toHaveBeenLastCalledWith('CH1');
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
    const { calls } = setUp({ api: { decide } });
    const stranger = windowStub([]);
    await calls.start(task);
    for (const message of [watch, ask(1, { name: 'admit', visit: 'v1' })]) {
      await calls.receive(message, from(stranger.target));
      await calls.receive(message, { origin: 'https://evil.example.com', window: stranger.target });
    }
    expect(decide).not.toHaveBeenCalled();
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
