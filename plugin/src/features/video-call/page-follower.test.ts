import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionStatus } from '../../wire';
import type { Outcome } from './api';
import { progressOf } from './call-progress';
import { hasGuest } from './lobby';
import { createPageFollower, LOOK_EVERY } from './page-follower';
import { TRY_AGAIN_AFTER } from './session-follower';
import { NO_NEWS, type News } from './session-news';
import { refuse, status } from './video-calls.fixture';

type Answer = Outcome<SessionStatus>;
const there: Answer = { ok: true, value: status };

async function setUp(...answers: Answer[]) {
  const asked: string[] = [];
  const follower = createPageFollower(session => {
    asked.push(session);
    return Promise.resolve(answers[asked.length - 1] ?? there);
  });
  const told: News[] = [];
  const stop = follower.follow('s1', news => told.push(news));
  await vi.advanceTimersByTimeAsync(0);
  const newest = (): News => told.at(-1) ?? NO_NEWS;
  const now = (): string => progressOf(newest(), 'read');
  return { follower, asked, told, stop, now, newest };
}

describe('a call that only its page tells of', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('has come as far as its link, until the page has seen somebody', async () => {
    const { follower, now, newest } = await setUp();
    expect(now()).toBe('read');
    follower.meet('s1', 0);
    expect(now()).toBe('read');
    follower.meet('s1', 1);
    expect(now()).toBe('in_call');
    expect(hasGuest(newest())).toBe(true);
    follower.meet('s1', 0);
    expect(now()).toBe('left');
    expect(hasGuest(newest())).toBe(false);
  });

  it('is as far as its link again when the page sees nobody any more because it has gone itself', async () => {
    const { follower, now } = await setUp();
    follower.meet('s1', 1);
    follower.meet('s1', null);
    await vi.advanceTimersByTimeAsync(0);
    expect(now()).toBe('read');
    follower.meet('s1', 0);
    expect(now()).toBe('read');
  });

  it.each([[0], [null]])('is looked up when the guests become %s, and may be over', async guests => {
    const { follower, asked, now } = await setUp(there, refuse('session_ended'));
    follower.meet('s1', 2);
    expect(asked).toHaveLength(1);
    follower.meet('s1', guests);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(2);
    expect(now()).toBe('over');
    await vi.advanceTimersByTimeAsync(10 * LOOK_EVERY);
    expect(asked).toHaveLength(2);
  });

  it('is looked up now and then while the agent is not in it', async () => {
    const { follower, asked, now } = await setUp(there, there, refuse('session_not_found'));
    await vi.advanceTimersByTimeAsync(LOOK_EVERY);
    expect([asked.length, now()]).toEqual([2, 'read']);
    await vi.advanceTimersByTimeAsync(LOOK_EVERY);
    expect([asked.length, now()]).toEqual([3, 'over']);
    follower.meet('s2', 1);
    expect(asked).toHaveLength(3);
  });

  it('is not known while the functions do not answer, which are asked again', async () => {
    const [first = NaN, second = NaN] = TRY_AGAIN_AFTER;
    const { asked, now } = await setUp(refuse('timeout'), refuse('unreachable'), there);
    expect(now()).toBe('not_known');
    await vi.advanceTimersByTimeAsync(first);
    expect([asked.length, now()]).toEqual([2, 'not_known']);
    await vi.advanceTimersByTimeAsync(second);
    expect([asked.length, now()]).toEqual([3, 'read']);
  });

  it('is of no interest once it is not followed any more', async () => {
    const { follower, asked, told, stop } = await setUp();
    stop();
    follower.meet('s1', 1);
    await vi.advanceTimersByTimeAsync(10 * LOOK_EVERY);
    expect([asked.length, told.length]).toEqual([1, 1]);
  });

  it('tells of the newest look only', async () => {
    const answers: ((answer: Answer) => void)[] = [];
    const follower = createPageFollower(() => new Promise(resolve => answers.push(resolve)));
    const told: News[] = [];
    follower.follow('s1', news => told.push(news));
    follower.meet('s1', null);
    answers[1]?.(there);
    answers[0]?.(refuse('unreachable'));
    await vi.advanceTimersByTimeAsync(0);
    expect(told.at(-1)).toMatchObject({ status: { session: { id: 's1' } }, trouble: undefined });
  });
});
