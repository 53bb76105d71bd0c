import { describe, expect, it } from 'vitest';
import { decodeJoin, decodeProblem, decodeVisit } from './decode';

const VISIT = { visit: { id: 'v1', state: 'waiting', role: 'customer' }, session: { state: 'open' } };
const JOIN = {
  token: 't',
  room: 'RM1',
  identity: 'agent:WK1',
  displayName: 'Ada',
  role: 'agent',
  expiresAt: '2026-11-22T21:00:00.000Z'
};

describe('visit answer', () => {
  it.each([
    ['without a name', VISIT, VISIT],
    ['with a name', { ...VISIT, agentName: 'Ada' }, { ...VISIT, agentName: 'Ada' }],
    ['with a field of next year', { ...VISIT, mood: 'good' }, VISIT]
  ])('is read %s', (_, body, expected) => {
    expect(decodeVisit(body)).toEqual(expected);
  });

  it.each([
    ['nothing', null],
    ['a list', [VISIT]],
    ['no visit', { session: { state: 'open' } }],
    ['no session', { visit: VISIT.visit }],
    ['an unknown state', { ...VISIT, visit: { ...VISIT.visit, state: 'asleep' } }],
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
    ['with the other side’s name', { ...JOIN, peerName: 'Cus Tomer', wsServer: 'wss://host/signaling' }]
  ])('is read %s', (_, body) => {
    expect(decodeJoin(body)).toEqual(body);
  });

  it.each([
    ['no object', 'token'],
    ['no token', { ...JOIN, token: undefined }],
    ['no room', { ...JOIN, room: '' }],
    ['an unknown role', { ...JOIN, role: 'supervisor' }],
    ['a signalling address that is no WebSocket', { ...JOIN, wsServer: 'https://host/signaling' }],
    ['a script as signalling address', { ...JOIN, wsServer: 'javascript:alert(1)' }]
  ])('is refused with %s', (_, body) => {
    expect(decodeJoin(body)).toBeNull();
  });
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
