import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFunctionsApi } from './functions-api';
import { joined, session, started, task } from './video-calls.fixture';

const BASE = 'https://video-1234.twil.io';
const other = { taskSid: 'WT2', conversationSid: 'CH2' };

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const good = (body: unknown): Answer => ({ status: 200, body });
const problem = (status: number, code: string): Answer => ({
  status,
  body: { status, code, title: `title of ${code}` }
});

/** Functions that answer by their name and the task they are asked about. */
function setUp(answers: Readonly<Record<string, Answer>>) {
  const asked: { url: string; init: RequestInit; fields: Record<string, string> }[] = [];
  const api = createFunctionsApi({
    baseUrl: BASE,
    token: () => 'flex-token',
    deadline: 1_000,
    tasks: () => [task, other],
    taskOf: id => (id === 's1' ? task : undefined),
    fetch: (to, init = {}) => {
      const url = to as string;
      const fields = Object.fromEntries(init.body as URLSearchParams);
      const name = url.slice(BASE.length + 1);
      asked.push({ url, init, fields });
      const { status, body } = answers[`${name} ${fields.taskSid}`] ?? problem(404, 'session_not_found');
      return Promise.resolve(new Response(JSON.stringify(body), { status }));
    }
  });
  return { api, asked };
}

describe('functions api', () => {
  it('asks in a way that needs no leave beforehand: a form with the token in it, and no header', async () => {
    const { api, asked } = setUp({ 'start WT1': good(started) });
    expect(await api.start({ ...task, locale: 'de' })).toEqual({ ok: true, value: started });
    const [first] = asked;
    expect(first?.url).toBe(`${BASE}/start`);
    expect(first?.init).toMatchObject({ method: 'POST', credentials: 'omit', cache: 'no-store' });
    expect(first?.init.headers).toBeUndefined();
    expect(first?.init.body).toBeInstanceOf(URLSearchParams);
    expect(first?.fields).toEqual({ Token: 'flex-token', ...task, locale: 'de' });
  });

  it('gives the way in, and ends, by the task of the call', async () => {
    const ended = { session: { ...session, state: 'ended' } };
    const { api, asked } = setUp({ 'join WT1': good(joined), 'end WT1': good(ended) });
    expect(await api.join('s1')).toEqual({ ok: true, value: joined });
    expect(await api.end('s1')).toEqual({ ok: true, value: ended });
    expect(asked.map(({ fields }) => fields)).toEqual(Array(2).fill({ Token: 'flex-token', taskSid: 'WT1' }));
  });

  it('asks nothing about a call of no task', async () => {
    const { api, asked } = setUp({});
    for (const outcome of await Promise.all([api.join('s9'), api.end('s9'), api.status('s9')]))
      expect(outcome).toMatchObject({ ok: false, code: 'session_not_found' });
    expect(asked).toEqual([]);
  });

  it('knows that a call is over of which there is nothing any more', async () => {
    expect(await setUp({}).api.join('s1')).toMatchObject({ ok: false, code: 'session_ended' });
  });

  it('knows of a session that it is there, and nothing that a store would', async () => {
    const { api, asked } = setUp({ 'start WT1': good(started) });
    const outcome = await api.status('s1');
    expect(outcome).toMatchObject({ ok: true, value: { session, visits: [], invites: [] } });
    expect(outcome).toMatchObject({ value: { policy: { recordingAllowed: false, supervisorJoin: 'off' } } });
    expect(asked[0]?.fields).toMatchObject({ ...task, onlyExisting: 'true' });
  });

  it('takes another session of the conversation for the end of this one', async () => {
    const { api } = setUp({ 'start WT1': good({ ...started, session: { ...session, id: 's2' } }) });
    expect(await api.status('s1')).toMatchObject({ ok: false, code: 'session_ended' });
  });

  it('lists the calls of the agent’s tasks, under the task that was asked about', async () => {
    const before = { ...started, session: { ...session, taskSid: 'WT0' } };
    const { api, asked } = setUp({ 'start WT1': good(before), 'start WT2': problem(409, 'task_not_accepted') });
    expect(await api.list()).toEqual({ ok: true, value: { sessions: [session] } });
    expect(asked.map(({ fields }) => [fields.taskSid, fields.onlyExisting])).toEqual([
      ['WT1', 'true'],
      ['WT2', 'true']
    ]);
  });

  it.each([
    [503, 'identity_unavailable'],
    [401, 'flex_token_expired']
  ])('lists nothing at all when one answer is %i %s', async (status, code) => {
    const { api } = setUp({ 'start WT1': good(started), 'start WT2': problem(status, code) });
    expect(await api.list()).toMatchObject({ ok: false, code });
  });

  it('says that it has not what only a store could keep', async () => {
    const { api, asked } = setUp({});
    const all = [
      api.invitation('s1', false),
      api.listAll(),
      api.supervise('s1'),
      api.decide('s1', 'v1', 'admit'),
      api.record('s1', 'start'),
      api.invite('s1', 'relative'),
      api.revoke('s1', 1),
      api.keepStill('s1', new Blob()),
      api.still('s1', 'p1')
    ];
    for (const outcome of await Promise.all(all)) expect(outcome).toMatchObject({ ok: false, code: 'not_found' });
    expect(asked).toEqual([]);
  });

  describe('without an answer', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    it('gives up', async () => {
      const api = createFunctionsApi({
        baseUrl: BASE,
        token: () => 't',
        deadline: 1_000,
        tasks: () => [],
        taskOf: () => task,
        fetch: (_, init) =>
          new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
      });
      const outcome = api.end('s1');
      vi.advanceTimersByTime(1_000);
      expect(await outcome).toMatchObject({ ok: false, code: 'timeout' });
    });
  });
});
