import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionStatus } from '../../wire';
import { FollowedSessions, PAGE_IS_GONE_AFTER } from './followed-sessions';

const status = { session: { id: 's1' } } as unknown as SessionStatus;

function setUp() {
  const told: string[] = [];
  const log: string[] = [];
  let tell: (status: SessionStatus) => void = () => undefined;
  const followed = new FollowedSessions(
    (session, say) => {
      log.push(`follow ${session}`);
      tell = say;
      return () => log.push(`stop ${session}`);
    },
    session => told.push(session)
  );
  return { followed, told, log, tell: () => tell(status) };
}

describe('FollowedSessions', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('follows once, and tells who asks again at once', () => {
    const { followed, told, log, tell } = setUp();
    followed.watch('s1');
    expect(told).toEqual([]);
    tell();
    followed.watch('s1');
    expect(told).toEqual(['s1', 's1']);
    expect(log).toEqual(['follow s1']);
  });

  it('stops when the page has not asked for long, and not before', () => {
    const { followed, log } = setUp();
    followed.watch('s1');
    vi.advanceTimersByTime(PAGE_IS_GONE_AFTER - 1);
    followed.watch('s1');
    vi.advanceTimersByTime(PAGE_IS_GONE_AFTER - 1);
    expect(log).toEqual(['follow s1']);
    vi.advanceTimersByTime(1);
    expect(log).toEqual(['follow s1', 'stop s1']);
  });

  it('forgets once, and follows anew when a page comes back', () => {
    const { followed, log } = setUp();
    followed.watch('s1');
    followed.forget('s1');
    followed.forget('s1');
    followed.watch('s1');
    expect(log).toEqual(['follow s1', 'stop s1', 'follow s1']);
  });
});
