import { expect, describe, it } from 'vitest';
import { readArrival } from './arrival';

describe('arrival', () => {
  it.each([
    ['/j/AbC-12_3', '{"role":"customer","state":"open"}', { role: 'customer', code: 'AbC-12_3', state: 'open' }],
    ['/j/x/', '{"role":"customer","state":"invite_expired"}', { role: 'customer', code: 'x', state: 'invite_expired' }],
    [
      '/j/x',
      '{"role":"customer","state":"open","agentName":"Ada"}',
      { role: 'customer', code: 'x', state: 'open', agentName: 'Ada' }
    ],
    [
      '/j/x',
      '{"role":"customer","state":"open","agentName":"","locale":"pt-BR"}',
      { role: 'customer', code: 'x', state: 'open', locale: 'pt-BR' }
    ],
    ['/j/x', '{"role":"customer","state":"open","locale":1}', { role: 'customer', code: 'x', state: 'open' }],
    [
      '/j/x',
      '{"role":"customer","state":"open","wsServer":"wss://video.example.com/signaling"}',
      { role: 'customer', code: 'x', state: 'open', wsServer: 'wss://video.example.com/signaling' }
    ],
    ['/j/x', '{"role":"customer","state":"open","wsServer":"/x"}', { role: 'customer', code: 'x', state: 'open' }],
    [
      '/j/x',
      '{"role":"customer","state":"open","consent":{"version":"2026-11-24"}}',
      { role: 'customer', code: 'x', state: 'open', consentVersion: '2026-11-24' }
    ],
    [
      '/j/x',
      '{"role":"customer","state":"open","consent":{"version":""}}',
      { role: 'customer', code: 'x', state: 'open' }
    ],
    ['/j/x', '{"role":"customer","state":"open","consent":true}', { role: 'customer', code: 'x', state: 'open' }],
    ['/agent/s1', '{"role":"agent","session":"s1","state":"open"}', { role: 'agent', session: 's1', state: 'open' }],
    [
      '/agent/s1',
      '{"role":"agent","session":"s1","state":"open","flexOrigins":["https://flex.twilio.com"]}',
      { role: 'agent', session: 's1', state: 'open', flexOrigins: ['https://flex.twilio.com'] }
    ],
    [
      '/supervisor/s1',
      '{"role":"supervisor","session":"s1","state":"open","viewOnly":true}',
      { role: 'supervisor', session: 's1', state: 'open', watches: true }
    ],
    [
      '/supervisor/s1',
      '{"role":"supervisor","session":"s1","state":"open"}',
      { role: 'supervisor', session: 's1', state: 'open', watches: false }
    ]
  ])('at %s with %s', (path, text, expected) => {
    expect(readArrival(text, path)).toEqual(expected);
  });

  it.each([
    ['the placeholder was not replaced', '__ARRIVAL__', '/j/x'],
    ['the text is no JSON', '{', '/j/x'],
    ['the state is unknown', '{"role":"customer","state":"maybe"}', '/j/x'],
    ['the role is unknown', '{"role":"spy","state":"open"}', '/j/x'],
    ['the path has no code', '{"role":"customer","state":"open"}', '/j/'],
    ['the path is another one', '{"role":"customer","state":"open"}', '/k/x'],
    ['the supervisor has no session', '{"role":"supervisor","state":"open"}', '/supervisor/s1'],
    ['the agent has no session', '{"role":"agent","state":"open"}', '/agent/s1'],
    ['the origins are no list', '{"role":"agent","session":"s1","state":"open","flexOrigins":"*"}', '/agent/s1']
  ])('is none when %s', (_, text, path) => {
    expect(readArrival(text, path)).toBeNull();
  });
});
