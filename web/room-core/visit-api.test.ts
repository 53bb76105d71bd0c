import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVisitApi, type Fetch, REQUEST_DEADLINE_MS, SIGNAL_DEADLINE_MS } from './visit-api';

const VISIT = {
  visit: { id: 'v1', state: 'admitted', role: 'customer', openedAt: '2026-11-22T17:00:00.000Z' },
  session: { state: 'open' },
  agentName: 'Ada'
};

function answering(status: number, body: string | null): { fetch: Fetch; calls: [string, RequestInit][] } {
  const calls: [string, RequestInit][] = [];
  return {
    calls,
    fetch: (url, init) => {
      calls.push([url, init]);
      return Promise.resolve(new Response(body, { status }));
    }
  };
}

describe('visit api', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('redeems by POST, so that only a person’s press counts, with this device’s cookie', async () => {
    const { fetch, calls } = answering(201, JSON.stringify(VISIT));
    expect(await createVisitApi(fetch).redeem('c0de')).toEqual({ ok: true, value: VISIT });
    expect(calls[0]?.[0]).toBe('/v1/visits');
    expect(calls[0]?.[1]).toMatchObject({ method: 'POST', body: '{"code":"c0de"}', credentials: 'same-origin' });
  });

  it('names the visit, for a device that has several', async () => {
    const { fetch, calls } = answering(200, JSON.stringify(VISIT));
    const api = createVisitApi(fetch);
    await api.look('v 1');
    await api.join('v1');
    expect(calls.map(([url, { method }]) => [method, url])).toEqual([
      ['GET', '/v1/visits/me?visit=v%201'],
      ['POST', '/v1/visits/me/join?visit=v1']
    ]);
  });

  it('sends a picture as it is, and hears under what name it is kept', async () => {
    const still = { id: 's1', mediaType: 'image/jpeg', bytes: 3, takenAt: '2026-11-22T17:00:00.000Z' };
    const { fetch, calls } = answering(201, JSON.stringify({ still }));
    const image = new Blob(['abc'], { type: 'image/jpeg' });
    expect(await createVisitApi(fetch).keepStill('v1', image)).toEqual({ ok: true, value: { still } });
    expect(calls[0]?.[0]).toBe('/v1/visits/me/stills?visit=v1');
    expect(calls[0]?.[1]).toMatchObject({ method: 'POST', headers: { 'content-type': 'image/jpeg' }, body: image });
  });

  it.each<[string, number, string, string]>([
    ['the problem’s code', 410, '{"status":410,"code":"session_ended"}', 'session_ended'],
    ['a page of some proxy', 502, '<html>', 'unexpected_answer'],
    ['a good status with a bad body', 200, '{"hello":1}', 'unexpected_answer'],
    ['a good status without a body', 200, '', 'unexpected_answer']
  ])('answers %s as a refusal', async (_, status, body, code) => {
    expect(await createVisitApi(answering(status, body).fetch).join('v1')).toEqual({ ok: false, code });
  });

  it('answers a broken network as unreachable', async () => {
    const api = createVisitApi(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await api.look('v1')).toEqual({ ok: false, code: 'unreachable' });
  });

  it('gives up a server that does not answer in time', async () => {
    const api = createVisitApi(
      (_, { signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    );
    const outcome = api.look('v1');
    await vi.advanceTimersByTimeAsync(REQUEST_DEADLINE_MS);
    expect(await outcome).toEqual({ ok: false, code: 'unreachable' });
  });

  it('tells a signal of its visit, also while the page goes', async () => {
    const { fetch, calls } = answering(204, null);
    await createVisitApi(fetch).signal('v 1', { kind: 'connected', value: 1_200 });
    expect(calls[0]?.[0]).toBe('/v1/visits/me/signals?visit=v%201');
    expect(calls[0]?.[1]).toMatchObject({
      method: 'POST',
      body: '{"kind":"connected","value":1200}',
      keepalive: true,
      credentials: 'same-origin'
    });
  });

  it.each<[string, boolean, Fetch]>([
    ['is refused', true, answering(409, '{"status":409,"code":"too_many_signals"}').fetch],
    ['comes too soon', false, answering(429, '{"status":429,"code":"rate_limited"}').fetch],
    ['comes to a server that is not well', false, answering(503, '{"status":503,"code":"store_unavailable"}').fetch],
    ['reaches nobody', false, () => Promise.reject(new TypeError('Failed to fetch'))],
    [
      'can’t be sent at all',
      false,
      () => {
        throw new TypeError('keepalive quota');
      }
    ]
  ])('goes on when a signal %s, and says whether it was heard: %s', async (_, heard, fetch) => {
    await expect(createVisitApi(fetch).signal('v1', { kind: 'opened' })).resolves.toBe(heard);
  });

  it('joins after a consent that is being told, and not at all after one to another text', async () => {
    const asked: string[] = [];
    let hear: (response: Response) => void = () => undefined;
    const api = createVisitApi(url => {
      asked.push(url);
      return new Promise(resolve => (hear = resolve));
    });
    const consent = { kind: 'consented', version: '1', language: 'en' } as const;
    void api.signal('v1', consent);
    const joined = api.join('v1');
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['/v1/visits/me/signals?visit=v1']);
    hear(new Response(null, { status: 204 }));
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.at(-1)).toBe('/v1/visits/me/join?visit=v1');
    hear(new Response('{"status":409,"code":"consent_missing"}', { status: 409 }));
    expect(await joined).toEqual({ ok: false, code: 'consent_missing' });

    void api.signal('v1', consent);
    hear(new Response('{"status":409,"code":"consent_outdated"}', { status: 409 }));
    expect(await api.join('v1')).toEqual({ ok: false, code: 'consent_outdated' });
    expect(asked).toHaveLength(3);
  });

  it('redeems after a leaving that is under way, and not much later when that hangs', async () => {
    const asked: string[] = [];
    const api = createVisitApi((url, { signal }) => {
      asked.push(url);
      return url === '/v1/visits'
        ? Promise.resolve(new Response(JSON.stringify(VISIT)))
        : new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    });
    void api.signal('v1', { kind: 'left' });
    const redeemed = api.redeem('c0de');
    await vi.advanceTimersByTimeAsync(SIGNAL_DEADLINE_MS - 1);
    expect(asked).toEqual(['/v1/visits/me/signals?visit=v1']);
    await vi.advanceTimersByTimeAsync(1);
    expect(await redeemed).toEqual({ ok: true, value: VISIT });
  });
});
