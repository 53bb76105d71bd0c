import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionStatus } from '../../wire';
import { followSession, LONGEST_SILENCE, TRY_AGAIN_AFTER, type FollowerPorts } from './session-follower';
import { status } from './video-calls.fixture';

const { policy } = status;
const statusOf = (state: 'open' | 'live' | 'ended') =>
  ({
    session: { id: 's1', state, conversationSid: 'CH1', taskSid: 'WT1' },
    visits: [],
    invites: [],
    policy
  }) as unknown as SessionStatus;
const line = (event: string, id: number, data: object) =>
  `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
const eventOf = (id: number, kind: string, state: 'open' | 'live' | 'ended') =>
  line('event', id, { kind, session: statusOf(state).session, visits: [] });

/** A stream that the test writes into; it breaks as a connection does when its request is aborted. */
function openStream(signal: AbortSignal | null | undefined) {
  let pen: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: controller => void (pen = controller) });
  signal?.addEventListener('abort', () => pen?.error(new DOMException('aborted', 'AbortError')));
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    write: (text: string) => pen?.enqueue(new TextEncoder().encode(text)),
    end: () => pen?.close()
  };
}

function setUp(first?: Awaited<ReturnType<FollowerPorts['status']>>) {
  const requests: { url: string; headers: Headers; answer: (response: Response | Error) => void; init: RequestInit }[] =
    [];
  const fetch: FollowerPorts['fetch'] = (input, init = {}) =>
    new Promise((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      requests.push({
        url: typeof input === 'string' ? input : 'no address',
        headers: new Headers(init.headers),
        init,
        answer: response => (response instanceof Error ? reject(response) : resolve(response))
      });
    });
  const status = vi.fn<FollowerPorts['status']>(() => Promise.resolve({ ok: true, value: statusOf('live') }));
  if (first !== undefined) status.mockResolvedValueOnce(first);
  const told: string[] = [];
  const stop = followSession(
    { baseUrl: 'https://video.example.com', fetch, token: () => 'flex-token', status },
    's1',
    ({ status: known, trouble }) => told.push(trouble ?? known?.session.state ?? 'nothing')
  );
  const stream = (index: number) => {
    const request = requests[index];
    const opened = openStream(request?.init.signal);
    request?.answer(opened.response);
    return opened;
  };
  return { requests, status, told, stop, stream, settled: () => vi.advanceTimersByTimeAsync(0) };
}

/** The same, once the session was looked up. */
async function following() {
  const parts = setUp();
  await parts.settled();
  parts.told.length = 0;
  parts.status.mockClear();
  return parts;
}

describe('followSession', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks with the Flex token, and tells the snapshot and each change', async () => {
    const { requests, told, stream, settled, stop } = await following();
    const opened = stream(0);
    opened.write(line('snapshot', 1, statusOf('open')));
    opened.write(eventOf(2, 'session_live', 'live'));
    await settled();
    expect(requests[0]?.url).toBe('https://video.example.com/v1/sessions/s1/events');
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer flex-token');
    expect(requests[0]?.init.credentials).toBe('omit');
    expect(told).toEqual(['open', 'live']);
    stop();
  });

  it('goes on after the last event when the stream breaks', async () => {
    const { requests, told, stream, settled, stop } = await following();
    const opened = stream(0);
    opened.write(line('snapshot', 7, statusOf('open')));
    await settled();
    opened.end();
    await vi.advanceTimersByTimeAsync(TRY_AGAIN_AFTER[0] ?? 0);
    expect(requests[1]?.headers.get('last-event-id')).toBe('7');
    stream(1).write(eventOf(8, 'session_live', 'live'));
    await settled();
    expect(told).toEqual(['open', 'live']);
    stop();
  });

  it('is told of everything since the session began, and the newest only of what comes together', async () => {
    const { requests, told, stream, settled, stop } = await following();
    expect(requests[0]?.headers.get('last-event-id')).toBe('1');
    stream(0).write(eventOf(2, 'visit_opened', 'open') + eventOf(3, 'session_live', 'live'));
    await settled();
    expect(told).toEqual(['live']);
    stop();
  });

  it('says why it hears nothing, and that it hears again', async () => {
    const { requests, status, told, stream, settled, stop } = await following();
    status.mockResolvedValueOnce({ ok: false, code: 'unreachable', title: '' });
    requests[0]?.answer(new Error('no network'));
    await settled();
    await vi.advanceTimersByTimeAsync(TRY_AGAIN_AFTER[0] ?? 0);
    const opened = stream(1);
    await settled();
    expect(told).toEqual(['unreachable', 'live']);
    opened.write(eventOf(2, 'session_ended', 'ended'));
    await settled();
    expect(told).toEqual(['unreachable', 'live', 'ended']);
    stop();
  });

  it('begins with a snapshot when it could not be looked up', async () => {
    const { requests, told, settled, stop } = setUp({ ok: false, code: 'timeout', title: '' });
    await settled();
    expect(told).toEqual(['timeout']);
    expect(requests[0]?.headers.has('last-event-id')).toBe(false);
    stop();
  });

  it('looks the session up while there is no stream, and asks ever less often', async () => {
    const { requests, status, told, settled, stop } = await following();
    for (const [index, wait] of TRY_AGAIN_AFTER.entries()) {
      requests[index]?.answer(index % 2 === 0 ? new Response('', { status: 503 }) : new Error('no network'));
      await settled();
      expect(status).toHaveBeenCalledTimes(index + 1);
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(requests).toHaveLength(index + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(requests).toHaveLength(index + 2);
    }
    expect(told).toEqual(TRY_AGAIN_AFTER.map(() => 'live'));
    stop();
  });

  it('looks up the links after they changed', async () => {
    const { status, told, stream, settled, stop } = await following();
    const opened = stream(0);
    opened.write(line('snapshot', 1, statusOf('open')) + eventOf(2, 'invite_issued', 'open'));
    await settled();
    expect(status).toHaveBeenCalledTimes(1);
    expect(told).toEqual(['live']);
    stop();
  });

  it('takes silence for a broken stream', async () => {
    const { requests, stream, settled, stop } = await following();
    const opened = stream(0);
    opened.write(line('snapshot', 1, statusOf('open')));
    await vi.advanceTimersByTimeAsync(LONGEST_SILENCE - 1);
    opened.write(': still here\n\n');
    await vi.advanceTimersByTimeAsync(LONGEST_SILENCE - 1);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await settled();
    await vi.advanceTimersByTimeAsync(TRY_AGAIN_AFTER[0] ?? 0);
    expect(requests).toHaveLength(2);
    stop();
  });

  it.each([403, 404, 410])('gives up at %i', async code => {
    const { requests, told, settled } = await following();
    requests[0]?.answer(new Response('{}', { status: code, headers: { 'content-type': 'application/problem+json' } }));
    await settled();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(requests).toHaveLength(1);
    expect(told).toEqual([]);
  });

  it.each([200, 403, 404])(
    'does not take what a proxy answers in place of the service for its word: %i',
    async code => {
      const { requests, status, told, settled, stop } = await following();
      status.mockResolvedValueOnce({ ok: false, code: 'unreadable_answer', title: '' });
      requests[0]?.answer(new Response('<p>Proxy</p>', { status: code, headers: { 'content-type': 'text/html' } }));
      await settled();
      expect(told).toEqual(['unreadable_answer']);
      await vi.advanceTimersByTimeAsync(TRY_AGAIN_AFTER[0] ?? 0);
      expect(requests).toHaveLength(2);
      stop();
    }
  );

  it('ends with the session', async () => {
    const { requests, told, stream, settled } = await following();
    const opened = stream(0);
    opened.write(line('snapshot', 1, statusOf('open')) + eventOf(2, 'session_ended', 'ended'));
    opened.end();
    await settled();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(requests).toHaveLength(1);
    expect(told).toEqual(['ended']);
  });

  it('asks and tells nothing more once stopped', async () => {
    const { requests, told, stream, settled, stop } = await following();
    const opened = stream(0);
    opened.write(line('snapshot', 1, statusOf('open')));
    await settled();
    stop();
    await settled();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.init.signal?.aborted).toBe(true);
    expect(told).toEqual(['open']);
  });
});
