import { describe, expect, it, vi } from 'vitest';
import type { StartedSession } from '../../wire';
import type { Outcome } from './api';
import type { Call, Calls } from './calls-state';
import type { VideoCallPorts } from './video-calls';
import { openCall, origin, refuse, setUp, started, task } from './video-calls.fixture';

describe('start', () => {
  it('opens the window within the click, before anything is awaited', () => {
    const { calls, log } = setUp();
    void calls.start(task);
    expect(log).toEqual(['open window', 'say Starting']);
    expect(calls.callOf('WT1')).toEqual({ phase: 'starting', place: 'window' });
  });

  it('shows the call page, then sends the link once', async () => {
    const { calls, log } = setUp();
    await calls.start(task);
    expect(log).toEqual(['open window', 'say Starting', `go ${origin}/agent/s1`, `send CH1 ${started.message}`]);
    expect(calls.callOf('WT1')).toEqual({ phase: 'open', session: 's1', place: 'window' });
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

  it('leaves the link to the service where it sends an approved template, and says so', async () => {
    const { calls, log } = setUp({
      api: {
        start: () => Promise.resolve({ ok: true, value: { ...started, windowed: true } }),
        invitation: () => Promise.resolve({ ok: true, value: { sender: 'service' } })
      }
    });
    await calls.start(task);
    expect(log.at(-1)).toBe('confirm FlexVideoDoneTemplate');
    expect(log.filter(line => line.startsWith('send'))).toEqual([]);
    expect(calls.callOf('WT1')?.phase).toBe('open');
    expect(calls.progressOf('WT1')).toBe('sent');
  });

  it('keeps the call open where the customer can’t be written to, and says that the link is not sent', async () => {
    const { calls, log } = setUp({
      api: {
        start: () => Promise.resolve({ ok: true, value: { ...started, windowed: true } }),
        invitation: () => Promise.resolve(refuse('messaging_window_closed'))
      }
    });
    await calls.start(task);
    expect(log.at(-1)).toBe('notify messaging_window_closed');
    expect(calls.callOf('WT1')?.phase).toBe('open');
    expect(calls.progressOf('WT1')).toBe('undelivered');
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
    void calls.open('WT1');
    expect(log).toEqual(['open window', `go ${origin}/agent/s1`]);
  });

  it('only brings a running call to the front', () => {
    const { calls, log } = setUp({ blank: false }, openCall);
    void calls.open('WT1');
    expect(log).toEqual(['open window', 'focus']);
  });

  it('says so when the browser blocks it, and keeps the call', () => {
    const { calls, log } = setUp({ openWindow: () => undefined }, openCall);
    void calls.open('WT1');
    expect(log).toEqual(['notify popup_blocked']);
    expect(calls.callOf('WT1')?.phase).toBe('open');
  });
});

describe('in Flex', () => {
  const inFlex = (place: Call['place']): Calls =>
    new Map<string, Call>([['WT1', { phase: 'open', session: 's1', place }]]);
  const frame = `frame WT1 ${origin}/agent/s1 Cleo`;

  it('needs no window: the page, its task, then the link', async () => {
    const { calls, log } = setUp({ place: 'tab' });
    await calls.start(task);
    expect(log).toEqual([frame, 'reveal WT1', `send CH1 ${started.message}`]);
    expect(calls.callOf('WT1')).toEqual({ phase: 'open', session: 's1', place: 'flex' });
  });

  it('takes the page away when the link can’t be sent', async () => {
    const { calls, log } = setUp({ place: 'tab', send: () => Promise.reject(new Error('no')) });
    await calls.start(task);
    expect(log.slice(-2)).toEqual(['no frame WT1', 'notify message_not_sent']);
  });

  it.each(['ended', 'over'])('takes the page away when the call is %s', async how => {
    const { calls, log } = setUp({ place: 'tab' }, inFlex('flex'));
    if (how === 'ended') await calls.end('WT1');
    else calls.taskOver('WT1');
    expect(log).toEqual(['no frame WT1']);
  });

  it('moves the page out: the window within the click, and first the frame goes', () => {
    const { calls, log } = setUp({ place: 'tab' }, inFlex('flex'));
    calls.popOut('WT1');
    expect(log).toEqual(['open window', 'no frame WT1', `go ${origin}/agent/s1`]);
    expect(calls.callOf('WT1')?.place).toBe('window');
  });

  it('leaves the page where it is when the browser blocks the window', () => {
    const { calls, log } = setUp({ place: 'tab', openWindow: () => undefined }, inFlex('flex'));
    calls.popOut('WT1');
    expect(log).toEqual(['notify popup_blocked']);
    expect(calls.callOf('WT1')?.place).toBe('flex');
  });

  it('knows when a window was closed, and brings the page back', async () => {
    const { calls, log, target } = setUp({ place: 'tab' }, inFlex('flex'));
    calls.popOut('WT1');
    calls.lookForClosedWindows();
    expect(calls.callOf('WT1')?.place).toBe('window');
    Object.assign(target, { closed: true, close: () => log.push('close') });
    calls.lookForClosedWindows();
    expect(calls.callOf('WT1')?.place).toBe('closed');
    await calls.open('WT1');
    expect(log.slice(-3)).toEqual(['close', frame, 'reveal WT1']);
    expect(calls.callOf('WT1')?.place).toBe('flex');
  });

  it('keeps the window when the service does not answer', async () => {
    const { calls, log } = setUp(
      { place: 'tab', api: { status: () => Promise.resolve(refuse('unreachable')) } },
      inFlex('window')
    );
    await calls.showInFlex('WT1');
    expect(log).toEqual(['notify unreachable']);
    expect(calls.callOf('WT1')?.place).toBe('window');
  });
});

describe('resume', () => {
  const kept = (place: Call['place'], id = 's1'): Calls =>
    new Map<string, Call>([['WT1', { phase: 'open', session: id, place }]]);

  it.each<[Call['place'], string[]]>([
    ['flex', [`frame WT1 ${origin}/agent/s1 Cleo`]],
    ['window', []],
    ['closed', []]
  ])('shows a page that was in %s there', async (place, expected) => {
    const { calls, log } = setUp({}, kept(place));
    expect(await calls.resume()).toBe(true);
    expect(log).toEqual(expected);
    expect(calls.callOf('WT1')?.place).toBe(place);
  });

  it('finds calls that the browser has forgotten', async () => {
    const { calls } = setUp();
    await calls.resume();
    expect(calls.callOf('WT1')).toEqual({ phase: 'open', session: 's1', place: 'closed' });
  });

  it('forgets calls that are over', async () => {
    const { calls } = setUp(
      { api: { list: () => Promise.resolve({ ok: true, value: { sessions: [] } }) } },
      kept('flex')
    );
    await calls.resume();
    expect(calls.callOf('WT1')).toBeUndefined();
  });

  it('forgets nothing while the service does not answer', async () => {
    const follow = vi.fn(() => () => undefined);
    const { calls } = setUp({ follow, api: { list: () => Promise.resolve(refuse('unreachable')) } }, kept('flex'));
    expect(await calls.resume()).toBe(false);
    expect(calls.callOf('WT1')?.session).toBe('s1');
    expect(follow).toHaveBeenCalledTimes(1);
  });
});
