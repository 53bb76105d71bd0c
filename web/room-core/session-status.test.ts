import { describe, expect, it } from 'vitest';
import { decodeStatus } from './session-status';

const visit = { id: 'v1', state: 'waiting', role: 'customer', openedAt: 'then' };
const invite = { id: 1, role: 'relative', expiresAt: 'then', revoked: false };
const status = {
  session: { id: 's1', state: 'live', recording: 'paused', customerName: 'Cleo', more: 1 },
  visits: [visit, { ...visit, id: 'v2', consent: '2026-11-24' }],
  invites: [invite],
  policy: { maxParticipants: 4, recordingAllowed: true }
};

describe('decodeStatus', () => {
  it('takes what the page draws', () => {
    expect(decodeStatus(status)).toEqual({
      state: 'live',
      recording: 'paused',
      recordingAllowed: true,
      customerName: 'Cleo',
      supervisor: null,
      supervision: 'listen',
      visits: [
        { id: 'v1', state: 'waiting', role: 'customer', consented: false },
        { id: 'v2', state: 'waiting', role: 'customer', consented: true }
      ],
      invites: [{ id: 1, role: 'relative', revoked: false }]
    });
  });

  it('takes the name of a supervisor who is there', () => {
    const watched = { ...status, session: { ...status.session, supervisor: 'Sue' } };
    expect(decodeStatus(watched)).toMatchObject({ supervisor: 'Sue', supervision: 'listen' });
    const whispering = { ...status, session: { ...watched.session, supervision: 'whisper' } };
    expect(decodeStatus(whispering)?.supervision).toBe('whisper');
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', [status]],
    ['no session', { ...status, session: undefined }],
    ['another state', { ...status, session: { ...status.session, state: 'paused' } }],
    ['another recording', { ...status, session: { ...status.session, recording: true } }],
    ['no name', { ...status, session: { ...status.session, customerName: 7 } }],
    ['a supervisor who is no name', { ...status, session: { ...status.session, supervisor: true } }],
    ['a mode that is none', { ...status, session: { ...status.session, supervision: 'shout' } }],
    ['no policy', { ...status, policy: {} }],
    ['visits that are none', { ...status, visits: {} }],
    ['a visit in no state', { ...status, visits: [visit, { ...visit, state: 'gone' }] }],
    ['a visit of no role', { ...status, visits: [{ ...visit, role: 'admin' }] }],
    ['a visit without an id', { ...status, visits: [{ ...visit, id: '' }] }],
    ['an invite without an id', { ...status, invites: [{ ...invite, id: '1' }] }],
    ['an invite that may be revoked', { ...status, invites: [{ ...invite, revoked: 'no' }] }]
  ])('takes nothing of %s', (_, value) => {
    expect(decodeStatus(value)).toBeNull();
  });
});
