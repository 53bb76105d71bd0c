import { describe, expect, it } from 'vitest';
import { givenLinks } from './invites';
import type { GuestInvite, SessionStatus } from './session-status';

const status = (invites: GuestInvite[]): SessionStatus => ({
  state: 'live',
  recording: 'off',
  recordingAllowed: false,
  customerName: 'Cleo',
  supervisor: null,
  supervision: 'listen',
  visits: [],
  invites
});
const link = (id: number, role: GuestInvite['role'], revoked = false): GuestInvite => ({ id, role, revoked });

describe('givenLinks', () => {
  it('leaves out the customer’s own and those that were taken back, whose numbers nobody else gets', () => {
    const given = givenLinks(
      status([
        link(0, 'customer'),
        link(1, 'relative'),
        link(2, 'relative', true),
        link(3, 'interpreter'),
        link(4, 'relative')
      ])
    );
    expect(given).toEqual([
      { invite: 1, role: 'relative', number: null },
      { invite: 3, role: 'interpreter', number: null },
      { invite: 4, role: 'relative', number: 3 }
    ]);
  });
});
