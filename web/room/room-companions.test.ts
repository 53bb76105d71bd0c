import type { Room } from 'twilio-video';
import { describe, expect, it } from 'vitest';
import { type Companion, lazily } from './room-companions';

const ROOM = {} as unknown as Room;

/** A companion that notes what becomes of it. */
function noting(): { companion: Companion; notes: string[] } {
  const notes: string[] = [];
  const companion: Companion = () => {
    notes.push('entered');
    return () => notes.push('left');
  };
  return { companion, notes };
}

describe('a companion that is loaded late', () => {
  it('goes along once it is there', async () => {
    const { companion, notes } = noting();
    const leave = lazily(() => Promise.resolve(companion))(ROOM, false);
    await Promise.resolve();
    leave();
    expect(notes).toEqual(['entered', 'left']);
  });

  it('does not enter a room that was left meanwhile', async () => {
    const { companion, notes } = noting();
    lazily(() => Promise.resolve(companion))(ROOM, false)();
    await Promise.resolve();
    expect(notes).toEqual([]);
  });

  it('is done without where it does not load', async () => {
    const leave = lazily(() => Promise.reject(new Error('told to')))(ROOM, false);
    await Promise.resolve();
    expect(leave).not.toThrow();
  });
});
