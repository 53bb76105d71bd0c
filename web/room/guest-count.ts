import type { AgentChannel } from './agent-channel';
import type { RoomSession } from './session';

/** Tells the plugin how many guests the agent's page sees in the call, from now on: of functions nobody would hear it. */
export function tellGuests(
  { room, people }: Pick<RoomSession, 'room' | 'people'>,
  channel: Pick<AgentChannel, 'tellGuests'>
): void {
  let told: number | null = null;
  const look = (): void => {
    const others = people.state().filter(({ identity }) => !identity.startsWith('agent:'));
    const guests = room.state().screen.name === 'call' ? others.length : null;
    if (guests === told) return;
    told = guests;
    channel.tellGuests(guests);
  };
  room.subscribe(look);
  people.subscribe(look);
}
