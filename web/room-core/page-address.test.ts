import { describe, expect, it } from 'vitest';
import type { Arrival } from './arrival';
import { arrivalAt } from './page-address';

const FLEX = ['https://flex.twilio.com'];
const code = 'Ab3'.repeat(17) + 'z';
const session = 'AAAAAAAAAAAAAAAAAAAA-_';
const cloud = 'wss://global.vss.twilio.com/signaling';
const customer: Arrival = { role: 'customer', code, state: 'open', wsServer: cloud };
const agent: Arrival = { role: 'agent', session, state: 'open' };

describe('the address of the static page', () => {
  it.each<[string, string, string, Arrival | null]>([
    ['a code in the fragment', '', `#${code}`, customer],
    ['a code, whatever a messenger added', '?utm_source=sms', `#${code}`, customer],
    ['a session', `?agent=${session}`, '', { ...agent, flexOrigins: FLEX }],
    ['a session, which counts before a code', `?agent=${session}`, `#${code}`, { ...agent, flexOrigins: FLEX }],
    ['nothing', '', '', null],
    ['a code that was cut off', '', `#${code.slice(1)}`, null],
    ['a code with more behind it', '', `#${code}.`, null],
    ['an empty session', '?agent=', `#${code}`, null],
    ['a session that is too long', `?agent=${session}x`, '', null],
    ['a session of other characters', `?agent=${session.slice(1)}/`, '', null]
  ])('names %s', (_, search, hash, arrival) => {
    expect(arrivalAt({ search, hash, hostname: 'video.twil.io' }, FLEX)).toEqual(arrival);
  });

  it.each([
    ['127.0.0.1', true],
    ['localhost', true],
    ['127.0.0.1.example.com', false],
    ['localhost.example.com', false]
  ])('on %s takes any Flex: %s', (hostname, any) => {
    const arrival = arrivalAt({ search: `?agent=${session}`, hash: '', hostname }, FLEX);
    expect(arrival).toEqual(any ? agent : { ...agent, flexOrigins: FLEX });
  });
});
