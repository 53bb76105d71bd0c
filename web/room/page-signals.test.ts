import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_MEDIA } from '../room-core/local-media';
import type { RoomState } from '../room-core/screen';
import { createStore } from '../room-core/store';
import type { PageSignalRequest } from '../room-core/wire';
import { tellSignals } from './page-signals';

const state = (screen: RoomState['screen']): RoomState => ({
  role: 'customer',
  screen,
  visit: 'v1',
  peerName: null,
  ownName: null
});

/** A server that hears nothing so many times. */
function setUp(deaf: number) {
  const told: string[] = [];
  const room = createStore<RoomState, RoomState>(state({ name: 'preview' }), (_, next) => next);
  const signal = (_: string, { kind }: PageSignalRequest): Promise<boolean> =>
    Promise.resolve(told.push(kind) > deaf * 2);
  const see = tellSignals({ room, media: createStore(NO_MEDIA, media => media), api: { signal }, now: () => 0 });
  return { told, room, see };
}

describe('signals of the page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([
    [0, ['consented', 'opened']],
    [1, ['consented', 'opened', 'consented']]
  ])('tell a consent until it is heard, the others once: %i times not heard', async (deaf, expected) => {
    const { told, room, see } = setUp(deaf);
    see({ type: 'consented', consent: { version: '1', language: 'en' } });
    room.dispatch(state({ name: 'joining', again: false, failed: 0 }));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(told).toEqual(expected);
  });

  it('give a consent up at last', async () => {
    const { told, room, see } = setUp(100);
    see({ type: 'consented', consent: { version: '1', language: 'en' } });
    room.dispatch(state({ name: 'joining', again: false, failed: 0 }));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(told.filter(kind => kind === 'consented')).toHaveLength(5);
    expect(told.filter(kind => kind === 'opened')).toHaveLength(1);
  });
});
