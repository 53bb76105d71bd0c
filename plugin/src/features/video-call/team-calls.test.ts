import { describe, expect, it, vi } from 'vitest';
import type { SessionStatus } from '../../wire';
import type { Outcome } from './api';
import { LOOK_EVERY, TeamCalls, type TeamCallsPorts } from './team-calls';
import { refuse, session, status } from './video-calls.fixture';

const of = (id: string, taskSid: string) => ({ ...session, id, taskSid, state: 'live' }) as const;
const statusOf = (id: string, taskSid: string): SessionStatus => ({
  ...status,
  session: of(id, taskSid),
  visits: [{ id: 'v1', state: 'in_room', role: 'customer', openedAt: session.openedAt }]
});
const sessions = [of('s1', 'WT1'), of('s2', 'WT2')];

/** A service with two calls, and a clock that the test moves on. */
function setUp(overrides: Partial<TeamCallsPorts> = {}) {
  const waits: { after: number; then: () => void }[] = [];
  const asked: string[] = [];
  const ports: TeamCallsPorts = {
    listAll: () => {
      asked.push('all');
      return Promise.resolve({ ok: true, value: { sessions } });
    },
    status: id => {
      asked.push(id);
      return Promise.resolve({ ok: true, value: statusOf(id, id === 's1' ? 'WT1' : 'WT2') });
    },
    later: (after, then) => {
      const wait = { after, then };
      waits.push(wait);
      return () => waits.splice(waits.indexOf(wait), 1);
    },
    ...overrides
  };
  return { team: new TeamCalls(ports), asked, waits };
}

const settled = () => new Promise(resolve => setTimeout(resolve));

describe('TeamCalls', () => {
  it('asks for nothing while nobody looks', async () => {
    const { team, asked, waits } = setUp();
    await settled();
    expect([asked, waits, team.progressOf('WT1')]).toEqual([[], [], undefined]);
  });

  it('asks about the tasks that are looked at, and again after a while', async () => {
    const { team, asked, waits } = setUp();
    const listener = vi.fn();
    const stop = team.look('WT1', listener);
    await settled();
    expect(asked).toEqual(['all', 's1']);
    expect(listener).toHaveBeenCalledOnce();
    expect([team.progressOf('WT1'), team.progressOf('WT2')]).toEqual(['in_call', undefined]);
    expect(waits.map(({ after }) => after)).toEqual([LOOK_EVERY]);
    waits.shift()?.then();
    await settled();
    expect(asked).toEqual(['all', 's1', 'all', 's1']);
    stop();
    expect(waits).toEqual([]);
  });

  it('asks at once about what comes into sight, also while it is asking', async () => {
    const { team, asked, waits } = setUp();
    team.look('WT1', () => undefined);
    team.look('WT2', () => undefined);
    await settled();
    expect(asked.filter(one => one === 's2')).toHaveLength(1);
    expect(team.progressOf('WT2')).toBe('in_call');
    expect(waits).toHaveLength(1);
  });

  it('forgets a call that is over, or that ends between the questions', async () => {
    const answers: Outcome<{ sessions: typeof sessions }>[] = [{ ok: true, value: { sessions } }];
    const { team, waits } = setUp({
      listAll: () => Promise.resolve(answers.at(-1) ?? refuse('unreachable')),
      status: id =>
        Promise.resolve(id === 's2' ? refuse('session_not_found') : { ok: true, value: statusOf(id, 'WT1') })
    });
    team.look('WT1', () => undefined);
    team.look('WT2', () => undefined);
    await settled();
    expect([team.progressOf('WT1'), team.progressOf('WT2')]).toEqual(['in_call', undefined]);
    answers.push({ ok: true, value: { sessions: [] } });
    waits.shift()?.then();
    await settled();
    expect(team.progressOf('WT1')).toBeUndefined();
  });

  it('says of a service that does not answer that it does not', async () => {
    let up = true;
    const { team, waits } = setUp({
      listAll: () => Promise.resolve(up ? { ok: true, value: { sessions } } : refuse('unreachable'))
    });
    team.look('WT1', () => undefined);
    await settled();
    up = false;
    waits.shift()?.then();
    await settled();
    expect(team.progressOf('WT1')).toBe('not_known');
    expect(waits).toHaveLength(1);
  });
});
