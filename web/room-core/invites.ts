import type { SessionStatus } from './session-status';
import type { Role } from './wire';

/** A link that the agent has given out beside the customer's own, and may take back. */
export interface GivenLink {
  invite: number;
  role: Role;
  /** Tells several of one role apart, from 2; null for the first. */
  number: number | null;
}

/** Each in the order in which they were given out; numbers stay when one before is taken back. */
export function givenLinks({ invites }: SessionStatus): GivenLink[] {
  const given = invites.filter(({ role }) => role === 'relative' || role === 'interpreter');
  return given
    .map(({ id, role, revoked }, index) => {
      const alike = given.slice(0, index).filter(each => each.role === role).length;
      return { invite: id, role, number: alike === 0 ? null : alike + 1, revoked };
    })
    .filter(({ revoked }) => !revoked)
    .map(({ invite, role, number }) => ({ invite, role, number }));
}
