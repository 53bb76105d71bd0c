import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFunctionsApi } from './functions-api';
import { REQUEST_DEADLINE_MS } from './visit-api';

const PAGE = 'https://video-1234.twil.io/video-room.html#c0de';
const ANSWER = {
  token: 'secret',
  room: 'RM1',
  identity: 'customer:1',
  displayName: 'Cus',
  role: 'customer',
  expiresAt: 'then',
  peerName: 'Ada'
};

function answering(status: number, body: string) {
  const calls: [string, RequestInit][] = [];
  const api = createFunctionsApi((url, init) => {
    calls.push([url, init]);
    return Promise.resolve(new Response(body, { status }));
  }, PAGE);
  return { api, calls };
}

describe('functions api', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('gives the code for the way in, as a form and by POST, beside the page', async () => {
    const { api, calls } = answering(200, JSON.stringify(ANSWER));
    expect(await api.redeem('c0de+1')).toEqual({ ok: true, value: ANSWER });
    const [[url, init] = ['', {}]] = calls;
    expect(url).toBe('https://video-1234.twil.io/join');
    expect(init.method).toBe('POST');
    expect(init.headers).toBeUndefined();
    expect(init.body).toEqual(new URLSearchParams('code=c0de%2B1'));
  });

  it.each<[string, number, string, string]>([
    ['the problem’s code', 410, '{"status":410,"code":"session_ended"}', 'session_ended'],
    ['the runtime’s own page', 504, '<html>', 'unexpected_answer'],
    ['a visit', 200, '{"visit":{"id":"v1"}}', 'unexpected_answer']
  ])('answers %s as a refusal', async (_, status, body, code) => {
    expect(await answering(status, body).api.redeem('c0de')).toEqual({ ok: false, code });
  });

  it('gives up functions that do not answer', async () => {
    const { api } = { api: createFunctionsApi((_, { signal }) => never(signal), PAGE) };
    const outcome = api.redeem('c0de');
    vi.advanceTimersByTime(REQUEST_DEADLINE_MS);
    expect(await outcome).toEqual({ ok: false, code: 'unreachable' });
  });

  it('keeps and tells nothing', async () => {
    const { api, calls } = answering(200, '{}');
    const asked = [api.look('v1'), api.join('v1'), api.keepStill('v1', new Blob())];
    for (const outcome of await Promise.all(asked)) expect(outcome).toEqual({ ok: false, code: 'visit_unknown' });
    expect(await api.signal('v1', { kind: 'left' })).toBe(false);
    expect([api.keepsStills, api.answersAt, calls]).toEqual([false, '/video-room.html', []]);
  });
});

const never = (signal: AbortSignal | null | undefined): Promise<Response> =>
  new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
  );
