import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../wire';
import { type ActPorts, actHandlers, perform } from './act-handlers';
import type { Act } from './acts';
import type { VideoCallApi } from './api';
import { session, status } from './video-calls.fixture';

const { policy } = status;
const invite = { id: 2, role: 'relative', expiresAt: 'then', revoked: false } as const;
const image = new Blob(['png'], { type: 'image/png' });
const link = 'https://video.example.com/j/code';

interface Situation {
  readonly state?: SessionState;
  readonly sends?: boolean;
  readonly windowed?: boolean;
}

function setUp({ state = 'live', sends = true, windowed = false }: Situation = {}) {
  const log: string[] = [];
  const note = <T>(line: string, value: T) => (log.push(line), Promise.resolve({ ok: true, value } as const));
  const now = { ...session, state };
  const api: VideoCallApi = {
    start: request =>
      note(`start ${JSON.stringify(request)}`, { session, customerLink: link, message: `Come: ${link}`, windowed }),
    invitation: (id, again) => note(`invitation ${id} ${again}`, { sender: 'service' }),
    list: () => Promise.reject(new Error('not asked')),
    listAll: () => Promise.reject(new Error('not asked')),
    supervise: () => Promise.reject(new Error('not asked')),
    changeSupervision: () => Promise.reject(new Error('not asked')),
    join: () => Promise.reject(new Error('not asked')),
    end: () => Promise.reject(new Error('not asked')),
    status: id => note(`status ${id}`, { session: now, visits: [], invites: [], policy }),
    decide: (id, visit, what) =>
      note(`${what} ${id} ${visit}`, {
        visit: { id: visit, state: 'admitted', role: 'customer', openedAt: 'then' },
        session: { state: 'live' }
      }),
    record: (id, action) => note(`record ${id} ${action}`, { session: now }),
    invite: (id, role) => note(`invite ${id} ${role}`, { invite, link, message: `Come: ${link}` }),
    revoke: (id, which) => note(`revoke ${id} ${which}`, { invite }),
    keepStill: (id, { size, type }) =>
      note(`keep ${id} ${size}`, { still: { id: 'p1', mediaType: 'image/png', bytes: size, takenAt: type } }),
    still: (id, which) => note(`still ${id} ${which}`, image)
  };
  const send: ActPorts['send'] = ({ session, message }) => {
    log.push(`send ${session.conversationSid} ${message}`);
    return sends ? Promise.resolve() : Promise.reject(new Error('no'));
  };
  const handlers = actHandlers({ api, send, locale: () => 'de' });
  return { log, ask: (act: Act) => perform(handlers, 's1', act) };
}

const start = 'start {"conversationSid":"CH1","taskSid":"WT1","locale":"de"}';

describe('resend', () => {
  it('asks the service where the channel has a window', async () => {
    const setup = setUp({ windowed: true });
    expect(await setup.ask({ name: 'resend', asked: {} })).toEqual({ ok: true, value: null });
    expect(setup.log).toEqual(['status s1', start, 'invitation s1 true']);
  });
});

describe('perform', () => {
  it.each<[Act, string[], unknown]>([
    [{ name: 'admit', asked: { visit: 'v1' } }, ['admit s1 v1'], null],
    [{ name: 'deny', asked: { visit: 'v1' } }, ['deny s1 v1'], null],
    [{ name: 'remove', asked: { visit: 'v1' } }, ['remove s1 v1'], null],
    [{ name: 'record', asked: { action: 'start' } }, ['record s1 start'], null],
    [{ name: 'invite', asked: { role: 'relative' } }, ['invite s1 relative'], { link, invite: 2 }],
    [{ name: 'revoke', asked: { invite: 2 } }, ['revoke s1 2'], null],
    [{ name: 'keep', asked: { image } }, ['keep s1 3'], null],
    [{ name: 'still', asked: { still: 'p1' } }, ['still s1 p1'], { image }],
    [{ name: 'link', asked: {} }, ['status s1', start], { link }],
    [{ name: 'resend', asked: {} }, ['status s1', start, `send CH1 Come: ${link}`], null]
  ])('%j', async (act, log, value) => {
    const setup = setUp();
    expect(await setup.ask(act)).toEqual({ ok: true, value });
    expect(setup.log).toEqual(log);
  });

  it.each(['link', 'resend'] as const)('%s starts no other call when this one is over', async name => {
    const { ask, log } = setUp({ state: 'ended' });
    expect(await ask({ name, asked: {} })).toMatchObject({ ok: false, code: 'session_ended' });
    expect(log).toEqual(['status s1']);
  });

  it('says that Flex could not send the link', async () => {
    expect(await setUp({ sends: false }).ask({ name: 'resend', asked: {} })).toEqual({
      ok: false,
      code: 'message_not_sent'
    });
  });
});
