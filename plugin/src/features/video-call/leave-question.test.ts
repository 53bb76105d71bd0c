import { describe, expect, it, vi } from 'vitest';
import { LeaveQuestion } from './leave-question';

describe('LeaveQuestion', () => {
  it.each([true, false])('gives the answer %s and is closed then', async leave => {
    const question = new LeaveQuestion();
    const redraw = vi.fn();
    question.subscribe(redraw);
    const answer = question.ask('Cleo');
    expect(question.open?.customer).toBe('Cleo');
    question.open?.answer(leave);
    expect(await answer).toBe(leave);
    expect(question.open).toBeUndefined();
    expect(redraw).toHaveBeenCalledTimes(2);
  });

  it('answers a question that is asked over with no', async () => {
    const question = new LeaveQuestion();
    const first = question.ask('Cleo');
    const second = question.ask('Dan');
    expect(await first).toBe(false);
    question.open?.answer(true);
    expect(await second).toBe(true);
  });
});
