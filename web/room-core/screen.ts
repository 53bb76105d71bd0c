import type { Ending } from './closing';
import type { JoinAnswer, PageRole, VisitAnswer } from './wire';

/** A line shown inside the call until it is dismissed or outdated. */
export type Notice = 'end_unreachable' | 'end_refused';

export type Screen =
  /** The customer sees the own camera and decides. */
  | { name: 'preview' }
  /** On the way in. `again` when a lost line is being replaced, without the person having done anything; so often it has failed. */
  | { name: 'joining'; again: boolean; failed: number }
  /** The agent has to let the customer in; `looks` counts how often we have looked. */
  | { name: 'waiting'; looks: number }
  | { name: 'call'; line: 'up' | 'down'; ending: boolean; notice: Notice | null }
  /** Any of the screens without a call; `reference` is what the person may read out to support. */
  | { name: Ending; reference?: string };

export interface RoomState {
  role: PageRole;
  screen: Screen;
  /** The visit the server gave this device, once it has. */
  visit: string | null;
  /** The other side's name, as far as the server has told it. */
  peerName: string | null;
  /** The agent's name, for a supervisor, who meets both sides. */
  agentName?: string;
  /** One's own display name. */
  ownName: string | null;
}

export type RoomEvent =
  | { type: 'join_pressed' }
  /** Also the "Try again" of the screens that offer it. */
  | { type: 'rejoin_pressed' }
  | { type: 'leave_pressed' }
  | { type: 'end_pressed' }
  | { type: 'notice_dismissed' }
  | { type: 'visit_answered'; answer: VisitAnswer }
  | { type: 'join_answered'; answer: JoinAnswer }
  /** The server or the plugin refused the last request, with its code. */
  | { type: 'refused'; code: string }
  | { type: 'look_due' }
  /** The wait before the next try to come back is over. */
  | { type: 'rejoin_due' }
  | { type: 'connected' }
  | { type: 'connect_failed'; code: number | null }
  | { type: 'line_down' }
  | { type: 'line_up' }
  | { type: 'disconnected'; code: number | null }
  /** The plugin has ended the session for everybody. */
  | { type: 'ended' }
  /** Another tab of this browser has taken the call over. */
  | { type: 'moved' }
  /** The page is being closed or put aside by the browser. */
  | { type: 'page_hidden' };

/** What the page has to do next. Only `connect` carries the token, which is therefore never part of a state. */
export type Command =
  | { do: 'redeem' }
  | { do: 'look'; visit: string }
  | { do: 'look_later'; afterMs: number }
  | { do: 'rejoin_later'; afterMs: number }
  | { do: 'ask_join'; visit: string }
  | { do: 'ask_plugin_join' }
  | { do: 'ask_plugin_end' }
  | { do: 'connect'; answer: JoinAnswer }
  | { do: 'disconnect' }
  | { do: 'take_media' }
  /** Before Join again, and where the text has changed by a page that has the new one. */
  | { do: 'ask_consent'; anew: boolean }
  | { do: 'release_media' };

export interface Step {
  state: RoomState;
  commands: readonly Command[];
}

/** What the browser can do and where the page was opened from. */
export interface Surroundings {
  canCall: boolean;
  hasOpener: boolean;
  /** A customer's page inside of a page that may be anybody's, who could hide from the person what is pressed. */
  framed: boolean;
}
