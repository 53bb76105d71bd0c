import { describe, expect, it } from 'vitest';
import { guestsOf, newlyWaiting } from './guests';
import type { GuestVisit, SessionStatus } from './session-status';

const visit = (id: string, state: GuestVisit['state'], more: Partial<GuestVisit> = {}): GuestVisit => ({
  id,
  state,
  role: 'customer',
  consented: false,
  ...more
});
const status = (visits: GuestVisit[], more: Partial<SessionStatus> = {}): SessionStatus => ({
  state: 'live',
  recording: 'off',
  recordingAllowed: false,
  customerName: 'Cleo',
  supervisor: null,
  supervision: 'listen',
  visits,
  invites: [],
  ...more
});
const ids = (guests: readonly { visit: string }[]): string[] => guests.map(each => each.visit);

describe('guestsOf', () => {
  it('tells who waits, who is here and who was turned away', () => {
    const guests = guestsOf(
      status([
        visit('a', 'opened'),
        visit('b', 'waiting'),
        visit('c', 'admitted'),
        visit('d', 'in_room'),
        visit('e', 'away'),
        visit('f', 'left'),
        visit('g', 'removed'),
        visit('h', 'denied'),
        visit('i', 'in_room', { role: 'agent' })
      ])
    );
    expect(ids(guests.waiting)).toEqual(['a', 'b']);
    expect(ids(guests.here)).toEqual(['c', 'd', 'e']);
    expect(ids(guests.away)).toEqual(['g', 'h']);
  });

  it('numbers those who came by the same kind of link, also past those who left', () => {
    const { here } = guestsOf(
      status([
        visit('a', 'left'),
        visit('b', 'in_room'),
        visit('c', 'in_room', { role: 'relative' }),
        visit('d', 'in_room')
      ])
    );
    expect(here.map(({ name, role, number }) => [name, role, number])).toEqual([
      ['Cleo', 'customer', 2],
      [null, 'relative', null],
      ['Cleo', 'customer', 3]
    ]);
  });

  it('knows whose consent is missing only where calls are recorded', () => {
    const visits = [visit('a', 'in_room'), visit('b', 'in_room', { consented: true })];
    const lacking = (allowed: boolean): boolean[] =>
      guestsOf(status(visits, { recordingAllowed: allowed })).here.map(({ lacksConsent }) => lacksConsent);
    expect(lacking(true)).toEqual([true, false]);
    expect(lacking(false)).toEqual([false, false]);
  });
});

describe('newlyWaiting', () => {
  const one = status([visit('a', 'waiting')]);
  const two = status([visit('a', 'waiting'), visit('b', 'waiting')]);
  it.each<[string, SessionStatus | null, SessionStatus | null, string[]]>([
    ['the first look', one, null, ['a']],
    ['one more', two, one, ['b']],
    ['the same', two, two, []],
    ['one less', one, two, []],
    ['no status any more', null, two, []],
    ['one who was in the call', one, status([visit('a', 'in_room')]), ['a']]
  ])('%s', (_, now, before, expected) => {
    expect(ids(newlyWaiting(now, before))).toEqual(expected);
  });
});
