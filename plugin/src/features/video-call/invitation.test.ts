import { describe, expect, it } from 'vitest';
import type { InvitationAnswer } from '../../wire';
import type { Outcome } from './api';
import { invite } from './invitation';
import { refuse, started } from './video-calls.fixture';

function setUp(answer: Outcome<InvitationAnswer>, sends = true) {
  const log: string[] = [];
  return {
    log,
    ports: {
      api: {
        invitation: (session: string, again: boolean) => {
          log.push(`ask ${session} ${again}`);
          return Promise.resolve(answer);
        }
      },
      send: () => {
        log.push('send');
        return sends ? Promise.resolve() : Promise.reject(new Error('no'));
      }
    }
  };
}

const by = (sender: InvitationAnswer['sender']) => ({ ok: true, value: { sender } }) as const;
const windowed = { ...started, windowed: true };

describe('invite', () => {
  it.each([
    ['on other channels nobody is asked', started, by('service'), true, ['send'], { ok: true, sender: 'agent' }],
    ['an open window', windowed, by('agent'), true, ['ask s1 false', 'send'], { ok: true, sender: 'agent' }],
    ['a closed window', windowed, by('service'), true, ['ask s1 false'], { ok: true, sender: 'service' }],
    [
      'a closed window without a template',
      windowed,
      refuse('messaging_window_closed'),
      true,
      ['ask s1 false'],
      { ok: false, code: 'messaging_window_closed' }
    ],
    ['Flex fails', windowed, by('agent'), false, ['ask s1 false', 'send'], { ok: false, code: 'message_not_sent' }]
  ] as const)('%s', async (_, of, answer, sends, log, outcome) => {
    const setup = setUp(answer, sends);
    expect(await invite(setup.ports, of, false)).toEqual(outcome);
    expect(setup.log).toEqual(log);
  });

  it('says when it is to be sent once more', async () => {
    const { ports, log } = setUp(by('service'));
    await invite(ports, windowed, true);
    expect(log).toEqual(['ask s1 true']);
  });
});
