// The picture that two people look at together, and what they draw on it.

import type { Piece } from './help-messages';

export interface Line {
  id: string;
  by: 'own' | 'peer';
  /** x and y in turn, each from 0 to 1 of the picture. */
  points: readonly number[];
}

export interface Drawing {
  /** Of the picture; pieces of an older one are dropped. */
  id: string;
  width: number;
  height: number;
  /** What has arrived of the picture, in its place. */
  pieces: readonly (string | null)[];
  lines: readonly Line[];
}

export const MOST_LINES = 200;
export const MOST_POINTS_OF_A_LINE = 4_000;

/** With one more piece; the first of another picture begins anew. */
export function withPiece(drawing: Drawing | null, { id, index, count, width, height, data }: Piece): Drawing {
  const known = drawing?.id === id && drawing.pieces.length === count ? drawing : null;
  const pieces = known?.pieces ?? Array<string | null>(count).fill(null);
  return {
    id,
    width,
    height,
    pieces: pieces.map((each, at) => (at === index ? data : each)),
    lines: known?.lines ?? []
  };
}

/** The picture as an address, once all of it is there. */
export function pictureOf({ pieces }: Drawing): string | null {
  return pieces.includes(null) ? null : `data:image/jpeg;base64,${pieces.join('')}`;
}

/** The line goes on, or begins. What is more than can be told apart is left out. */
export function withPoints(drawing: Drawing, by: Line['by'], id: string, points: readonly number[]): Drawing {
  const known = drawing.lines.find(line => line.id === id && line.by === by);
  if (!known) {
    if (drawing.lines.length >= MOST_LINES) return drawing;
    return { ...drawing, lines: [...drawing.lines, { id, by, points }] };
  }
  if (known.points.length + points.length > MOST_POINTS_OF_A_LINE) return drawing;
  const longer = { ...known, points: [...known.points, ...points] };
  return { ...drawing, lines: drawing.lines.map(line => (line === known ? longer : line)) };
}

export function withoutLines(drawing: Drawing): Drawing {
  return drawing.lines.length === 0 ? drawing : { ...drawing, lines: [] };
}

/** A JPEG in base64 as pieces of at most `longest` characters. */
export function piecesOf(picture: Omit<Piece, 'index' | 'count'>, longest: number): Piece[] {
  const count = Math.ceil(picture.data.length / longest);
  return Array.from({ length: count }, (_, index) => ({
    ...picture,
    index,
    count,
    data: picture.data.slice(index * longest, (index + 1) * longest)
  }));
}
