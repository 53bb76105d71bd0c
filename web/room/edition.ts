import { type Arrival, readArrival } from '../room-core/arrival';
import { createVisitApi, type VisitApi } from '../room-core/visit-api';
import type { AgentChannel } from './agent-channel';
import type { RoomSession } from './session';

/** Whose page this is: what differs between one that a server fills in and a static file beside functions. */
export interface Edition {
  /** Null when the page was addressed in a way that names no call. */
  readonly arrival: Arrival | null;
  readonly api: VisitApi;
  /** Whether the page is in a frame, and may be so in anybody's. */
  readonly framed: boolean;
  /** What else begins with the page. There is a channel on pages from Flex that somebody has opened. */
  readonly opened?: (session: RoomSession, channel: AgentChannel | null) => void;
}

/** The server's; the build of the serverless edition takes static-edition.ts in its place. */
export const edition: Edition = {
  arrival: readArrival(document.getElementById('arrival')?.textContent ?? '', location.pathname),
  api: createVisitApi((url, init) => fetch(url, init)),
  // Its frame-ancestors have decided.
  framed: false
};
