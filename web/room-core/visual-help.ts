// Visual help: the agent asks, the customer agrees with one tap, and shows what the other camera sees. One machine for both sides.

import { type Drawing, withoutLines, withPiece, withPoints } from './drawing';
import type { CameraControls, HelpMessage, Piece } from './help-messages';

export interface Help {
  /** `asked` on both sides: one waits for an answer, the other owes it. */
  stage: 'off' | 'asked' | 'on';
  /** Whether it is this side that shows. */
  shows: boolean;
  /** The other side's identity; null while it is off. */
  peer: string | null;
  camera: CameraControls;
  still: 'none' | 'taking' | 'kept' | 'failed';
  /** The id of the picture that was kept last. */
  lastStill: string | null;
  /** `freezing` until the picture is on its way. */
  freezing: boolean;
  drawing: Drawing | null;
  /** Why it is off, if it was on or asked for. */
  ended: 'no' | 'declined' | 'stopped';
}

export const NO_HELP: Help = {
  stage: 'off',
  shows: false,
  peer: null,
  camera: { light: null, zoom: null },
  still: 'none',
  lastStill: null,
  freezing: false,
  drawing: null,
  ended: 'no'
};

/** How often the agent's page asks until it is answered: the way there may not be open yet. */
export const ASK_EVERY_MS = 1_500;

export type HelpEvent =
  /** The agent wants to see what `peer` sees. */
  | { type: 'ask_pressed'; peer: string }
  | { type: 'ask_due' }
  | { type: 'agree_pressed' }
  | { type: 'decline_pressed' }
  /** By either side, at any time. */
  | { type: 'stop_pressed' }
  | { type: 'light_pressed' }
  | { type: 'zoom_moved'; value: number }
  | { type: 'still_pressed' }
  | { type: 'freeze_pressed' }
  | { type: 'live_pressed' }
  | { type: 'wipe_pressed' }
  | { type: 'drawn'; line: string; points: readonly number[] }
  | { type: 'heard'; from: string; message: HelpMessage }
  /** The other side is no longer in the room. */
  | { type: 'peer_gone' }
  /** The camera is another, or stands otherwise. */
  | { type: 'camera_changed'; camera: CameraControls }
  | { type: 'still_kept'; id: string }
  | { type: 'still_failed' }
  | { type: 'frozen'; pieces: readonly Piece[] }
  | { type: 'freeze_failed' };

export type HelpCommand =
  | { do: 'send'; to: string; message: HelpMessage }
  | { do: 'ask_later'; afterMs: number }
  | { do: 'turn_camera'; to: 'environment' | 'user' }
  | { do: 'set_light'; on: boolean }
  | { do: 'set_zoom'; value: number }
  | { do: 'take_still' }
  | { do: 'freeze' }
  /** The service notes what the customer decided. */
  | { do: 'note'; kind: 'help_agreed' | 'help_declined' };

export interface HelpStep {
  help: Help;
  commands: readonly HelpCommand[];
}

/** An event that the present stage does not expect is late or not meant for it, and changes nothing. */
export function stepHelp(help: Help, event: HelpEvent): HelpStep {
  if (event.type === 'heard') return onHeard(help, event.from, event.message);
  switch (help.stage) {
    case 'off':
      return event.type === 'ask_pressed' ? ask({ ...NO_HELP, stage: 'asked', peer: event.peer }) : same(help);
    case 'asked':
      return onAsked(help, event);
    case 'on':
      return help.shows ? onShowing(help, event) : onWatching(help, event);
  }
}

function ask(help: Help): HelpStep {
  return step(help, ...to(help, { say: 'ask' }), { do: 'ask_later', afterMs: ASK_EVERY_MS });
}

function onAsked(help: Help, event: HelpEvent): HelpStep {
  switch (event.type) {
    case 'ask_due':
      return help.shows ? same(help) : ask(help);
    case 'agree_pressed':
      if (!help.shows) return same(help);
      return told(
        { ...help, stage: 'on' },
        { do: 'note', kind: 'help_agreed' },
        { do: 'turn_camera', to: 'environment' }
      );
    case 'decline_pressed':
      return help.shows ? over(help, 'declined', { do: 'note', kind: 'help_declined' }) : same(help);
    case 'stop_pressed':
      return help.shows ? over(help, 'declined') : over(help, 'stopped', ...to(help, { say: 'stop' }));
    case 'peer_gone':
      return over(help, 'stopped');
    default:
      return same(help);
  }
}

/** The side whose camera it is. */
function onShowing(help: Help, event: HelpEvent): HelpStep {
  switch (event.type) {
    case 'stop_pressed':
    case 'peer_gone':
      return over(help, 'stopped', { do: 'turn_camera', to: 'user' });
    case 'camera_changed':
      return told({ ...help, camera: event.camera });
    case 'light_pressed':
      return help.camera.light === null ? same(help) : step(help, { do: 'set_light', on: !help.camera.light });
    case 'zoom_moved':
      return help.camera.zoom === null ? same(help) : step(help, { do: 'set_zoom', value: event.value });
    case 'still_pressed':
      return takeStill(help);
    case 'still_kept':
      return step({ ...help, still: 'kept', lastStill: event.id }, ...to(help, { say: 'still_kept', id: event.id }));
    case 'still_failed':
      return step({ ...help, still: 'failed' }, ...to(help, { say: 'still_failed' }));
    case 'freeze_pressed':
      return freeze(help);
    case 'freeze_failed':
      return step({ ...help, freezing: false }, ...to(help, { say: 'live' }));
    case 'frozen':
      return onFrozen(help, event.pieces);
    default:
      return onBoard(help, event);
  }
}

/** The side that asked. */
function onWatching(help: Help, event: HelpEvent): HelpStep {
  const { light, zoom } = help.camera;
  switch (event.type) {
    case 'stop_pressed':
      return over(help, 'stopped', ...to(help, { say: 'stop' }));
    case 'peer_gone':
      return over(help, 'stopped');
    case 'light_pressed':
      return light === null ? same(help) : step(help, ...to(help, { say: 'light', on: !light }));
    case 'zoom_moved':
      return zoom === null ? same(help) : step(help, ...to(help, { say: 'zoom', value: event.value }));
    case 'still_pressed':
      return help.still === 'taking' ? same(help) : step({ ...help, still: 'taking' }, ...to(help, { say: 'still' }));
    case 'freeze_pressed':
      return help.freezing || help.drawing
        ? same(help)
        : step({ ...help, freezing: true }, ...to(help, { say: 'freeze' }));
    default:
      return onBoard(help, event);
  }
}

/** What both sides do with a frozen picture. */
function onBoard(help: Help, event: HelpEvent): HelpStep {
  const { drawing } = help;
  if (!drawing) return same(help);
  switch (event.type) {
    case 'live_pressed':
      return step({ ...help, drawing: null }, ...to(help, { say: 'live' }));
    case 'wipe_pressed':
      return step({ ...help, drawing: withoutLines(drawing) }, ...to(help, { say: 'wipe' }));
    case 'drawn': {
      const { line, points } = event;
      return step(
        { ...help, drawing: withPoints(drawing, 'own', line, points) },
        ...to(help, { say: 'draw', line, points })
      );
    }
    default:
      return same(help);
  }
}

function onHeard(help: Help, from: string, message: HelpMessage): HelpStep {
  if (message.say === 'ask') return onAskHeard(help, from);
  if (from !== help.peer) return same(help);
  switch (message.say) {
    case 'stop':
      if (!help.shows || help.stage === 'off') return same(help);
      return help.stage === 'on' ? over(help, 'stopped', { do: 'turn_camera', to: 'user' }) : over(help, 'stopped');
    case 'state':
      return help.shows ? same(help) : onStateHeard(help, message);
    default:
      if (help.stage !== 'on') return same(help);
      return onBoardHeard(help, message) ?? (help.shows ? onWish(help, message) : onOutcome(help, message));
  }
}

/** Nobody but an agent is shown anything: identities come from the service. Who shows to one agent is not asked by another. */
function onAskHeard(help: Help, from: string): HelpStep {
  if (!from.startsWith('agent:')) return same(help);
  if (help.stage === 'off') return told({ ...NO_HELP, stage: 'asked', shows: true, peer: from });
  return help.shows && from === help.peer ? told(help) : same(help);
}

function onStateHeard(help: Help, { stage, light, zoom }: HelpMessage & { say: 'state' }): HelpStep {
  switch (stage) {
    case 'asked':
      return same(help);
    case 'on':
      return step({ ...help, stage: 'on', camera: { light, zoom } });
    case 'off':
      return over(help, help.stage === 'asked' ? 'declined' : 'stopped');
  }
}

/** What who asked wants of the camera. */
function onWish(help: Help, message: HelpMessage): HelpStep {
  switch (message.say) {
    case 'light':
      return help.camera.light === null ? same(help) : step(help, { do: 'set_light', on: message.on });
    case 'zoom':
      return help.camera.zoom === null ? same(help) : step(help, { do: 'set_zoom', value: message.value });
    case 'still':
      return takeStill(help);
    case 'freeze':
      return freeze(help);
    default:
      return same(help);
  }
}

/** What became of those wishes. */
function onOutcome(help: Help, message: HelpMessage): HelpStep {
  switch (message.say) {
    case 'still_kept':
      return step({ ...help, still: 'kept', lastStill: message.id });
    case 'still_failed':
      return step({ ...help, still: 'failed' });
    case 'piece':
      return step({ ...help, freezing: false, drawing: withPiece(help.drawing, message) });
    default:
      return same(help);
  }
}

function onBoardHeard(help: Help, message: HelpMessage): HelpStep | null {
  const { drawing } = help;
  switch (message.say) {
    case 'live':
      return step({ ...help, freezing: false, drawing: null });
    case 'wipe':
      return step({ ...help, drawing: drawing && withoutLines(drawing) });
    case 'draw':
      return step({ ...help, drawing: drawing && withPoints(drawing, 'peer', message.line, message.points) });
    default:
      return null;
  }
}

function takeStill(help: Help): HelpStep {
  return help.still === 'taking' ? same(help) : step({ ...help, still: 'taking' }, { do: 'take_still' });
}

function freeze(help: Help): HelpStep {
  return help.freezing || help.drawing ? same(help) : step({ ...help, freezing: true }, { do: 'freeze' });
}

function onFrozen(help: Help, pieces: readonly Piece[]): HelpStep {
  // Who went back to the live picture meanwhile does not want it any more.
  if (!help.freezing) return same(help);
  const drawing = pieces.reduce<Drawing | null>(withPiece, null);
  const sent = pieces.flatMap(piece => to(help, { say: 'piece', ...piece }));
  return step({ ...help, freezing: false, drawing }, ...sent);
}

/** With the other side told how it stands now. */
function told(help: Help, ...commands: readonly HelpCommand[]): HelpStep {
  return step(help, ...commands, ...to(help, { say: 'state', stage: help.stage, ...help.camera }));
}

function over(help: Help, ended: Help['ended'], ...commands: readonly HelpCommand[]): HelpStep {
  const off: Help = { ...NO_HELP, ended };
  const last = help.shows ? to(help, { say: 'state', stage: 'off', light: null, zoom: null }) : [];
  return step(off, ...commands, ...last);
}

function to({ peer }: Help, message: HelpMessage): HelpCommand[] {
  return peer === null ? [] : [{ do: 'send', to: peer, message }];
}

function step(help: Help, ...commands: readonly HelpCommand[]): HelpStep {
  return { help, commands };
}

function same(help: Help): HelpStep {
  return { help, commands: [] };
}
