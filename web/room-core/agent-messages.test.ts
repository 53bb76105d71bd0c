import { describe, expect, it } from 'vitest';
import { askMessage, decodePluginMessage, guestsMessage, pageMessage } from './agent-messages';

const ANSWER = {
  token: 't',
  room: 'RM1',
  identity: 'agent:WK1',
  displayName: 'Ada',
  role: 'agent',
  expiresAt: 'then',
  peerName: 'Cus'
};
const STATUS = {
  session: { state: 'open', recording: 'off', customerName: 'Cleo' },
  visits: [],
  invites: [],
  policy: { recordingAllowed: false }
};
const DECODED = {
  state: 'open',
  recording: 'off',
  recordingAllowed: false,
  customerName: 'Cleo',
  supervisor: null,
  supervision: 'listen',
  visits: [],
  invites: []
};
const about = (fields: object): object => ({ source: 'flex-video', session: 's1', ...fields });

describe('message of the plugin', () => {
  it.each<[object, object]>([
    [about({ type: 'join', answer: ANSWER }), { type: 'join', answer: ANSWER }],
    [about({ type: 'refused', code: 'session_ended', title: 'x' }), { type: 'refused', code: 'session_ended' }],
    [about({ type: 'refused' }), { type: 'refused', code: 'internal_error' }],
    [about({ type: 'ended' }), { type: 'ended' }],
    [about({ type: 'status', status: STATUS }), { type: 'status', status: DECODED }],
    [
      about({ type: 'answered', id: 3, ok: true, value: { link: 'x' } }),
      { type: 'answered', id: 3, outcome: { ok: true, value: { link: 'x' } } }
    ],
    [
      about({ type: 'answered', id: 3, ok: false, code: 'room_full' }),
      { type: 'answered', id: 3, outcome: { ok: false, code: 'room_full' } }
    ],
    [
      about({ type: 'answered', id: 3, ok: false }),
      { type: 'answered', id: 3, outcome: { ok: false, code: 'unexpected_answer' } }
    ]
  ])('%j is understood', (data, expected) => {
    expect(decodePluginMessage(data, 's1')).toEqual(expected);
  });

  it.each([
    ['of another script', { source: 'react-devtools', type: 'ended', session: 's1' }],
    ['about another session', { source: 'flex-video', type: 'ended', session: 's2' }],
    ['of no known type', about({ type: 'dance' })],
    ['with a bad answer', about({ type: 'join', answer: { ...ANSWER, token: 4 } })],
    ['with a bad status', about({ type: 'status', status: { ...STATUS, visits: 1 } })],
    ['that answers no question', about({ type: 'answered', ok: true })],
    ['that answers neither yes nor no', about({ type: 'answered', id: 3, ok: 1 })],
    ['that is a text', 'ended'],
    ['that is nothing', null]
  ])('%s is ignored', (_, data) => {
    expect(decodePluginMessage(data, 's1')).toBeNull();
  });

  it('of the page carries nothing but the session', () => {
    expect(guestsMessage('s1', 2)).toEqual({ source: 'flex-video', type: 'guests', session: 's1', guests: 2 });
    expect(pageMessage('ready', 's1')).toEqual({ source: 'flex-video', type: 'ready', session: 's1' });
  });

  it('that asks carries the act with all it needs', () => {
    expect(askMessage('s1', 4, 'record', { action: 'pause' })).toEqual({
      source: 'flex-video',
      type: 'ask',
      session: 's1',
      id: 4,
      act: { name: 'record', action: 'pause' }
    });
  });
});
