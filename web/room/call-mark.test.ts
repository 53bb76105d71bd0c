import { describe, expect, it } from 'vitest';
import type { RoomState, Screen } from '../room-core/screen';
import { createStore } from '../room-core/store';
import { markCall, wasInCall } from './call-mark';
import { FakeStorage, forbiddenStorage } from './fakes';
import { storedText } from './stored-text';

const CALL: Screen = { name: 'call', line: 'up', ending: false, notice: null };

function setUp() {
  const storage = new FakeStorage();
  const note = storedText(() => storage, 'flex-video.in-call');
  const first: RoomState = {
    role: 'customer',
    screen: { name: 'preview' },
    visit: null,
    peerName: null,
    ownName: null
  };
  const room = createStore<RoomState, Screen>(first, (state, screen) => ({ ...state, screen }));
  let hiding = false;
  markCall(room, '/j/a', note, () => hiding);
  return { room, hide: () => (hiding = true), was: (link: string) => wasInCall(link, note) };
}

describe('the note of a call', () => {
  it('survives a reload, for this link only', () => {
    const { room, hide, was } = setUp();
    room.dispatch(CALL);
    hide();
    room.dispatch({ name: 'left' });
    expect(was('/j/a')).toBe(true);
    expect(was('/j/b')).toBe(false);
  });

  it.each(['left', 'over', 'removed', 'elsewhere', 'lost'] as const)('goes with the screen %s', name => {
    const { room, was } = setUp();
    room.dispatch(CALL);
    room.dispatch({ name });
    expect(was('/j/a')).toBe(false);
  });

  it('is not made where the browser keeps nothing', () => {
    const forbidden = storedText(forbiddenStorage, 'flex-video.in-call');
    const { room } = setUp();
    markCall(room, '/j/a', forbidden, () => false);
    room.dispatch(CALL);
    expect(wasInCall('/j/a', forbidden)).toBe(false);
  });
});
