import { describe, expect, it } from 'vitest';
import { decodeJoin, decodeProblem, decodeStill, decodeVisit } from './decode';

const VISIT = {
  visit: { id: 'v1', state: 'waiting', role: 'customer', openedAt: '2026-11-22T17:00:00.000Z' },
  session: { state: 'open' },
  agentName: 'Ada'
};
const JOIN = {
  token: 't',
  room: 'RM1',
  identity: 'agent:WK1',
  displayName: 'Ada',
  role: 'agent',
  expiresAt: '2026-11-22T21:00:00.000Z',
  peerName: 'Cus Tomer'
};

describe('visit answer', () => {
  it.each([
    ['as it is', VISIT, VISIT],
    ['with a field of next year', { ...VISIT, mood: 'good' }, VISIT]
  ])('is read %s', (_, body, expected) => {
    expect(decodeVisit(body)).toEqual(expected);
  });

  it.each([
    ['nothing', null],
    ['a list', [VISIT]],
    ['no visit', { ...VISIT, visit: undefined }],
    ['no session', { ...VISIT, session: undefined }],
    ['no name', { ...VISIT, agentName: undefined }],
    ['an unknown role', { ...VISIT, visit: { ...VISIT.visit, role: 'supervisor' } }],
    ['an unknown state', { ...VISIT, visit: { ...VISIT.visit, state: 'asleep' } }],
    ['no time', { ...VISIT, visit: { ...VISIT.visit, openedAt: undefined } }],
    ['an empty id', { ...VISIT, visit: { ...VISIT.visit, id: '' } }],
    ['a name that is no text', { ...VISIT, agentName: 7 }]
  ])('is refused with %s', (_, body) => {
    expect(decodeVisit(body)).toBeNull();
  });
});

describe('join answer', () => {
  it.each([
    ['of the cloud', JOIN],
    ['of our own rooms', { ...JOIN, wsServer: 'ws://127.0.0.1:8080/signaling' }],
    ['of our own rooms, with TLS', { ...JOIN, wsServer: 'wss://host/signaling' }]
  ])('is read %s', (_, body) => {
    expect(decodeJoin(body)).toEqual(body);
  });

  it.each([
    ['no object', 'token'],
    ['no token', { ...JOIN, token: undefined }],
    ['no room', { ...JOIN, room: '' }],
    ['no name of the other side', { ...JOIN, peerName: undefined }],
    ['an unknown role', { ...JOIN, role: 'observer' }],
    ['a signalling address that is no WebSocket', { ...JOIN, wsServer: 'https://host/signaling' }],
    ['a script as signalling address', { ...JOIN, wsServer: 'javascript:alert(1)' }]
  ])('is refused with %s', (_, body) => {
    expect(decodeJoin(body)).toBeNull();
  });
});

describe('a still', () => {
  const still = { id: 's1', mediaType: 'image/png', bytes: 3, takenAt: 'then' } as const;

  it('is what the server says of it', () => expect(decodeStill({ still })).toEqual({ still }));

  it.each([
    ['nothing', null],
    ['no still', {}],
    ['no id', { still: { ...still, id: '' } }],
    ['another type', { still: { ...still, mediaType: 'image/svg+xml' } }],
    ['no size', { still: { ...still, bytes: '3' } }],
    ['no time', { still: { ...still, takenAt: undefined } }]
  ])('is refused with %s', (_, body) => expect(decodeStill(body)).toBeNull());
});

describe('problem', () => {
  it.each<[unknown, string | null]>([
    [{ type: 'about:blank', title: 'Gone', status: 410, code: 'session_ended' }, 'session_ended'],
    [{ status: 502 }, null],
    [{ code: 4 }, null],
    [null, null]
  ])('%j has the code %s', (body, code) => {
    expect(decodeProblem(body)).toBe(code);
  });
});
