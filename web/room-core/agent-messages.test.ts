import { describe, expect, it } from 'vitest';
import { decodePluginMessage, pageMessage } from './agent-messages';

const ANSWER = {
  token: 't',
  room: 'RM1',
  identity: 'agent:WK1',
  displayName: 'Ada',
  role: 'agent',
  expiresAt: 'then',
  peerName: 'Cus'
};
const about = (fields: object): object => ({ source: 'flex-video', session: 's1', ...fields });

describe('message of the plugin', () => {
  it.each<[object, object]>([
    [about({ type: 'join', answer: ANSWER }), { type: 'join', answer: ANSWER }],
    [about({ type: 'refused', code: 'session_ended', title: 'x' }), { type: 'refused', code: 'session_ended' }],
    [about({ type: 'refused' }), { type: 'refused', code: 'internal_error' }],
    [about({ type: 'ended' }), { type: 'ended' }]
  ])('%j is understood', (data, expected) => {
    expect(decodePluginMessage(data, 's1')).toEqual(expected);
  });

  it.each([
    ['of another script', { source: 'react-devtools', type: 'ended', session: 's1' }],
    ['about another session', { source: 'flex-video', type: 'ended', session: 's2' }],
    ['of no known type', about({ type: 'dance' })],
    ['with a bad answer', about({ type: 'join', answer: { ...ANSWER, token: 4 } })],
    ['that is a text', 'ended'],
    ['that is nothing', null]
  ])('%s is ignored', (_, data) => {
    expect(decodePluginMessage(data, 's1')).toBeNull();
  });

  it('of the page carries nothing but the session', () => {
    expect(pageMessage('ready', 's1')).toEqual({ source: 'flex-video', type: 'ready', session: 's1' });
  });
});
