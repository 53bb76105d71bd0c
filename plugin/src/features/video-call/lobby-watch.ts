import { newlyWaiting, type Waiting } from './lobby';
import type { SoundChoice } from './sound-choice';

export interface LobbyPorts {
  readonly waiting: () => readonly Waiting[];
  readonly sound: Pick<SoundChoice, 'on'>;
  readonly ring: () => void;
  readonly announce: (name: string) => void;
}

/** Tells the agent of each who begins to wait, once, and rings unless that is muted. @returns what to call at every change */
export function watchLobby({ waiting, sound, ring, announce }: LobbyPorts): () => void {
  let before: ReadonlySet<string> = new Set();
  return () => {
    const { fresh, said } = newlyWaiting(waiting(), before);
    before = said;
    for (const { name } of fresh) announce(name);
    if (fresh.length > 0 && sound.on()) ring();
  };
}
