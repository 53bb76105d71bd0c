// What two pages say to each other about visual help, as JSON on a data track that everybody in the room hears.

import { fieldsOf, oneOf } from './decode';

export interface Zoom {
  min: number;
  max: number;
  step: number;
  value: number;
}

/** What the camera that is shown can do; null for what it can't. */
export interface CameraControls {
  /** Whether the lamp beside it is lit. */
  light: boolean | null;
  zoom: Zoom | null;
}

/** A part of a frozen picture: its JPEG in base64, cut so that each part fits a message. */
export interface Piece {
  id: string;
  index: number;
  count: number;
  width: number;
  height: number;
  data: string;
}

export type HelpMessage =
  /** The agent asks to see something; said again until it is answered. */
  | { say: 'ask' }
  /** How it stands with who shows: the answer to `ask`, and told after each change. */
  | ({ say: 'state'; stage: 'off' | 'asked' | 'on' } & CameraControls)
  | { say: 'stop' }
  | { say: 'light'; on: boolean }
  | { say: 'zoom'; value: number }
  /** The agent wants a picture in full resolution, and hears what came of it. */
  | { say: 'still' }
  | { say: 'still_kept'; id: string }
  | { say: 'still_failed' }
  /** Both look at one frozen picture, which comes from who shows, until one of them goes back. */
  | { say: 'freeze' }
  | ({ say: 'piece' } & Piece)
  | { say: 'live' }
  /** More of a line: x and y in turn, each from 0 to 1 of the picture. */
  | { say: 'draw'; line: string; points: readonly number[] }
  | { say: 'wipe' };

export interface Heard {
  to: string;
  message: HelpMessage;
}

/** In characters; Twilio's data tracks take 16 KiB. */
export const LONGEST_MESSAGE = 16_000;
export const LONGEST_PIECE = 12_000;
export const MOST_PIECES = 64;
export const MOST_POINTS = 400;
const LARGEST_SIDE = 10_000;

export function encodeHelp(to: string, message: HelpMessage): string {
  return JSON.stringify({ to, ...message });
}

/** Null for everything that is no such message: whoever is in the room may say anything. */
export function decodeHelp(text: string): Heard | null {
  if (text.length > LONGEST_MESSAGE) return null;
  const fields = parsed(text);
  const to = fields?.['to'];
  const message = fields && messageOf(fields);
  return message && typeof to === 'string' ? { to, message } : null;
}

function parsed(text: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return null;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function messageOf(fields: Fields): HelpMessage | null {
  const { say, on, value, id, line, points } = fields;
  switch (say) {
    case 'ask':
    case 'stop':
    case 'still':
    case 'still_failed':
    case 'freeze':
    case 'live':
    case 'wipe':
      return { say };
    case 'state':
      return stateOf(fields);
    case 'light':
      return typeof on === 'boolean' ? { say, on } : null;
    case 'zoom':
      return isNumber(value) ? { say, value } : null;
    case 'still_kept':
      return isId(id) ? { say, id } : null;
    case 'piece':
      return pieceOf(fields);
    case 'draw':
      return isId(line) && arePoints(points) ? { say, line, points } : null;
    default:
      return null;
  }
}

function stateOf({ stage, light, zoom }: Fields): HelpMessage | null {
  const known = oneOf(['off', 'asked', 'on'], stage);
  if (!known || (light !== null && typeof light !== 'boolean')) return null;
  if (zoom === null) return { say: 'state', stage: known, light, zoom };
  const range = zoomOf(zoom);
  return range && { say: 'state', stage: known, light, zoom: range };
}

function zoomOf(said: unknown): Zoom | null {
  const { min, max, step, value } = fieldsOf(said) ?? {};
  if (!isNumber(min) || !isNumber(max) || !isNumber(step) || !isNumber(value)) return null;
  return min < max && step > 0 ? { min, max, step, value } : null;
}

function pieceOf({ id, index, count, width, height, data }: Fields): HelpMessage | null {
  if (!isId(id) || !isWhole(count, 1, MOST_PIECES) || !isWhole(index, 0, count - 1)) return null;
  if (!isWhole(width, 1, LARGEST_SIDE) || !isWhole(height, 1, LARGEST_SIDE)) return null;
  if (typeof data !== 'string' || data.length > LONGEST_PIECE || !/^[A-Za-z0-9+/]+={0,2}$/.test(data)) return null;
  return { say: 'piece', id, index, count, width, height, data };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,36}$/.test(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return isNumber(value) && Number.isInteger(value) && value >= least && value <= most;
}

function arePoints(value: unknown): value is number[] {
  const fits = Array.isArray(value) && value.length > 0 && value.length <= MOST_POINTS && value.length % 2 === 0;
  return fits && value.every(each => isNumber(each) && each >= 0 && each <= 1);
}
