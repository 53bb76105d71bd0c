import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApi } from './api';

const session = {
  id: 'aaaaaaaaaaaaaaaaaaaaaa',
  state: 'open',
  conversationSid: 'CH1',
  taskSid: 'WT1',
  roomSid: 'RM1',
  roomName: 'Room-WT1',
  openedAt: '2026-11-22T17:00:00.000Z'
};
const customerLink = 'https://video.example.com/j/code';
const started = { session, customerLink, message: `Join me: ${customerLink}`, windowed: false };
const joined = {
  token: 'jwt',
  room: 'RM1',
  identity: 'agent:WK1',
  displayName: 'Ada Agent',
  role: 'agent',
  expiresAt: '2026-11-22T21:00:00.000Z',
  peerName: ''
};

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

function api(answer: (request: Request) => Promise<Response>, token = () => 'flex-token', worker?: string) {
  const requests: Request[] = [];
  const fetchLike: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    requests.push(request.clone());
    return answer(request);
  };
  return {
    requests,
    ...createApi({
      baseUrl: 'https://video.example.com/base',
      fetch: fetchLike,
      token,
      worker: () => worker,
      deadline: 10_000
    })
  };
}
const answering = (status: number, body: unknown) => api(() => Promise.resolve(json(status, body)));

describe('what a supervisor asks', () => {
  it('is everybody’s sessions, whoever is signed in', async () => {
    const { listAll, requests } = api(
      () => Promise.resolve(json(200, { sessions: [session] })),
      () => 't',
      'WK9'
    );
    expect(await listAll()).toEqual({ ok: true, value: { sessions: [session] } });
    expect(requests[0]?.url).toBe('https://video.example.com/base/v1/sessions');
  });

  it('is the way into a call', async () => {
    const { supervise, requests } = answering(200, { ...joined, role: 'supervisor' });
    expect(await supervise('s/1')).toMatchObject({ ok: true, value: { role: 'supervisor' } });
    expect([requests[0]?.method, requests[0]?.url]).toEqual([
      'POST',
      'https://video.example.com/base/v1/sessions/s%2F1/supervise'
    ]);
  });
});

describe('start', () => {
  it('posts the task with the Flex token and gives the answer', async () => {
    const { start, requests } = answering(201, started);
    expect(await start({ conversationSid: 'CH1', taskSid: 'WT1', locale: 'en-US' })).toEqual({
      ok: true,
      value: started
    });
    const [request] = requests;
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe('https://video.example.com/base/v1/sessions');
    expect(request?.headers.get('authorization')).toBe('Bearer flex-token');
    expect(request?.headers.get('content-type')).toBe('application/json');
    expect(request?.credentials).toBe('omit');
    expect(await request?.json()).toEqual({ conversationSid: 'CH1', taskSid: 'WT1', locale: 'en-US' });
  });

  it('asks for the token anew at each call', async () => {
    let n = 0;
    const { start, requests } = api(
      () => Promise.resolve(json(200, started)),
      () => `token-${++n}`
    );
    await start({ conversationSid: 'CH1', taskSid: 'WT1' });
    await start({ conversationSid: 'CH1', taskSid: 'WT1' });
    expect(requests.map(request => request.headers.get('authorization'))).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it.each([
    ['a problem', 403, { code: 'task_not_reserved', title: 'Not yours' }, 'task_not_reserved'],
    ['a problem without a title', 500, { code: 'internal_error' }, 'internal_error'],
    ['a refusal without a code', 500, { error: 'oops' }, 'unreadable_answer'],
    ['an empty success', 200, {}, 'unreadable_answer'],
    ['null', 200, null, 'unreadable_answer'],
    ['a session in an unknown state', 200, { ...started, session: { ...session, state: 'odd' } }, 'unreadable_answer'],
    ['a session without an id', 200, { ...started, session: { ...session, id: '' } }, 'unreadable_answer'],
    ['no word on the window', 200, { ...started, windowed: undefined }, 'unreadable_answer'],
    ['a message without the link', 200, { ...started, message: 'Join me' }, 'unreadable_answer']
  ])('on %s gives a code', async (_, status, body, code) => {
    expect(await answering(status, body).start({ conversationSid: 'CH1', taskSid: 'WT1' })).toMatchObject({
      ok: false,
      code
    });
  });

  it('does not choke on HTML', async () => {
    const { start } = api(() => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })));
    expect(await start({ conversationSid: 'CH1', taskSid: 'WT1' })).toMatchObject({
      ok: false,
      code: 'unreadable_answer'
    });
  });

  it('says when there is no connection', async () => {
    const { start } = api(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await start({ conversationSid: 'CH1', taskSid: 'WT1' })).toMatchObject({ ok: false, code: 'unreachable' });
  });
});

describe('invitation', () => {
  it('asks who sends, by the session', async () => {
    const { invitation, requests } = answering(200, { sender: 'service' });
    expect(await invitation('s1', true)).toEqual({ ok: true, value: { sender: 'service' } });
    expect(requests[0]?.url).toBe('https://video.example.com/base/v1/sessions/s1/invitation');
    expect(await requests[0]?.json()).toEqual({ again: true });
  });

  it.each([{ sender: 'nobody' }, {}, null])('does not take %j', async body => {
    expect(await answering(200, body).invitation('s1', false)).toMatchObject({ code: 'unreadable_answer' });
  });
});

describe('deadline', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const aborted = (request: Request) =>
    new Promise<Response>((_, reject) => {
      request.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });

  it('gives up a request that is never answered, not a moment earlier', async () => {
    const done = vi.fn();
    void api(aborted).start({ conversationSid: 'CH1', taskSid: 'WT1' }).then(done);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(done).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toHaveBeenCalledWith(expect.objectContaining({ ok: false, code: 'timeout' }));
  });

  it('leaves no timer behind after an answer', async () => {
    await answering(200, { session }).end('s');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('join and end', () => {
  it('post without a body to the session’s address', async () => {
    const { join, end, requests } = api(request =>
      Promise.resolve(json(200, request.url.endsWith('/join') ? joined : { session }))
    );
    expect(await join('a/b')).toEqual({ ok: true, value: joined });
    expect(await end('a/b')).toEqual({ ok: true, value: { session } });
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([
      '/base/v1/sessions/a%2Fb/join',
      '/base/v1/sessions/a%2Fb/end'
    ]);
    expect(await requests[0]?.text()).toBe('');
    expect(requests[0]?.headers.get('content-type')).toBeNull();
  });

  it('refuse a join answer without a token', async () => {
    expect(await answering(200, { ...joined, token: '' }).join('s')).toMatchObject({ code: 'unreadable_answer' });
  });
});

describe('list', () => {
  it.each([
    [undefined, 'https://video.example.com/base/v1/sessions'],
    ['WK1', 'https://video.example.com/base/v1/sessions?worker=WK1']
  ])('asks for the calls of worker %s', async (worker, url) => {
    const { list, requests } = api(
      () => Promise.resolve(json(200, { sessions: [started.session] })),
      undefined,
      worker
    );
    expect(await list()).toEqual({ ok: true, value: { sessions: [started.session] } });
    expect(requests[0]?.url).toBe(url);
  });

  it.each([[{}], [{ sessions: 3 }], [{ sessions: [{ id: 's1' }] }]])('does not take %j', async body => {
    expect(await answering(200, body).list()).toMatchObject({ ok: false, code: 'unreadable_answer' });
  });
});
