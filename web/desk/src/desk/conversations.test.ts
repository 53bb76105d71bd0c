import { describe, expect, it } from 'vitest';
import { channels, customerOf, deskAgents, nextGuest, nextLine, otherDevice, transferOf } from './conversations';
import type { Agent, Conversation } from './conversations';
import { readNews } from './phone-news';

const ada: Agent = { identity: 'ada', name: 'Ada Agent', roles: ['agent'] };
const ben: Agent = { identity: 'ben', name: 'Ben Agent', roles: ['agent'] };
const sue: Agent = { identity: 'sue', name: 'Sue Supervisor', roles: ['supervisor'] };
const talk = (changes: Partial<Conversation> = {}): Conversation => ({
  sid: 'CH1',
  customerName: 'Cus Tomer',
  channelType: 'web',
  reservationSid: 'WR1',
  agent: 'ada',
  status: 'accepted',
  ...changes
});

describe('customerOf', () => {
  const all = [talk(), talk({ sid: 'CH2', channelType: 'sms' }), talk({ sid: 'CH3' })];
  it.each([
    ['web', 'CH3'],
    ['sms', 'CH2'],
    ['whatsapp', undefined]
  ] as const)('%s → %s', (channel, sid) => {
    expect(customerOf(all, channel)?.sid).toBe(sid);
  });
});

it('shows two agents and no supervisor', () => {
  expect(deskAgents([sue, ada, ben, { ...ada, identity: 'cid' }])).toEqual([ada, ben]);
});

describe('transferOf', () => {
  it.each<[string, Conversation | undefined, readonly Agent[], unknown]>([
    ['an accepted task', talk(), [ada, ben], { to: ben, reservation: 'WR1' }],
    ['and back', talk({ agent: 'ben' }), [ada, ben], { to: ada, reservation: 'WR1' }],
    [
      'a ringing one',
      talk({ status: 'pending' }),
      [ada, ben],
      { refusal: expect.stringContaining('Ada Agent') as string }
    ],
    ['nobody there', undefined, [ada, ben], { refusal: expect.stringContaining('no customer') as string }],
    ['nobody to take it', talk(), [ada], { refusal: expect.stringContaining('second agent') as string }]
  ])('%s', (_, conversation, agents, expected) => {
    expect(transferOf(conversation, agents)).toEqual(expected);
  });
});

describe('guests', () => {
  it.each(channels)('come one after the other on %s', channel => {
    const first = nextGuest([], channel);
    const second = nextGuest([talk({ channelType: channel })], channel);
    expect(first.name).not.toBe(second.name);
    expect(first.line).not.toBe('');
    expect(nextLine(channel, first.name, 0)).not.toBe(first.line);
    expect(nextLine(channel, 'Cus Tomer', 7)).not.toBe('');
  });
});

describe('otherDevice', () => {
  it.each([
    ['http://127.0.0.1:8080', 'http://localhost:8080'],
    ['http://localhost:8080', 'http://127.0.0.1:8080'],
    ['https://demo.test', undefined]
  ])('%s → %s', (origin, expected) => {
    expect(otherDevice(origin)).toBe(expected);
  });
});

describe('readNews', () => {
  it.each<[unknown, string | undefined]>([
    [{ source: 'flex-video-phone', news: 'invited' }, 'invited'],
    [{ source: 'flex-video-phone', news: 'other' }, undefined],
    [{ source: 'flex-video', news: 'invited' }, undefined],
    ['invited', undefined],
    [null, undefined]
  ])('%j', (data, expected) => {
    expect(readNews(data)).toBe(expected);
  });
});
