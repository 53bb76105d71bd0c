import { describe, expect, it } from 'vitest';
import { offersVideo, type TaskFacts } from './eligibility';

const chat: TaskFacts = {
  status: 'accepted',
  workerSid: 'WK1',
  chatBased: true,
  conversationSid: 'CH00000000000000000000000000000001'
};

describe('offersVideo', () => {
  it.each<[string, TaskFacts, string | undefined, boolean]>([
    ['an accepted conversation', chat, 'WK1', true],
    ['an accepted conversation while the worker is not known', chat, undefined, true],
    ['another worker’s conversation', chat, 'WK2', false],
    ['a ringing conversation', { ...chat, status: 'pending' }, 'WK1', false],
    ['a conversation in wrap-up', { ...chat, status: 'wrapping' }, 'WK1', false],
    ['a completed conversation', { ...chat, status: 'completed' }, 'WK1', false],
    ['a canceled conversation', { ...chat, status: 'canceled' }, 'WK1', false],
    ['a voice call', { ...chat, chatBased: false, conversationSid: '' }, 'WK1', false],
    ['a chat task without a conversation', { ...chat, conversationSid: '' }, 'WK1', false],
    ['a chat task with something else for a conversation', { ...chat, conversationSid: 'CH1' }, 'WK1', false]
  ])('%s', (_, task, me, expected) => {
    expect(offersVideo(task, me)).toBe(expected);
  });
});
