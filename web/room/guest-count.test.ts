import { describe, expect, it } from 'vitest';
import type { People, Person } from '../room-core/people';
import type { RoomState, Screen } from '../room-core/screen';
import { createStore } from '../room-core/store';
import { tellGuests } from './guest-count';

const person = (identity: string): Person => ({ sid: identity, identity, tracks: [], reconnecting: false });
const at = (screen: Screen): RoomState => ({ role: 'agent', screen, visit: null, peerName: null, ownName: null });
const CALL: Screen = { name: 'call', line: 'up', ending: false, notice: null };

describe('the count of guests', () => {
  it('is told when it changes, and that it is not known outside of the call', () => {
    const room = createStore<RoomState, Screen>(at({ name: 'preview' }), (_, screen) => at(screen));
    const people = createStore<People, People>([], (_, next) => next);
    const told: (number | null)[] = [];
    tellGuests({ room, people }, { tellGuests: guests => told.push(guests) });
    people.dispatch([person('agent:WK2')]);
    room.dispatch(CALL);
    people.dispatch([person('agent:WK2'), person('customer:1')]);
    room.dispatch({ ...CALL, line: 'down' });
    people.dispatch([person('customer:1')]);
    people.dispatch([]);
    room.dispatch({ name: 'over' });
    expect(told).toEqual([0, 1, 0, null]);
  });
});
