import { describe, expect, it } from 'vitest';
import {
  type Drawing,
  MOST_LINES,
  MOST_POINTS_OF_A_LINE,
  pictureOf,
  piecesOf,
  withoutLines,
  withPiece,
  withPoints
} from './drawing';

const PICTURE = { id: 'p1', width: 4, height: 3, data: 'abcdefg' };

function arrived(order: readonly number[]): Drawing | null {
  const pieces = piecesOf(PICTURE, 3);
  return order.reduce<Drawing | null>((drawing, index) => {
    const piece = pieces[index];
    return piece ? withPiece(drawing, piece) : drawing;
  }, null);
}

function blank(): Drawing {
  const drawing = arrived([0, 1, 2]);
  if (!drawing) throw new Error('nothing arrived');
  return drawing;
}

describe('a frozen picture', () => {
  it('is cut into pieces that fit', () => {
    expect(piecesOf(PICTURE, 3).map(({ index, count, data }) => [index, count, data])).toEqual([
      [0, 3, 'abc'],
      [1, 3, 'def'],
      [2, 3, 'g']
    ]);
  });

  it.each([[[0, 1, 2]], [[2, 0, 1]], [[1, 1, 0, 2]]])('is whole once all has come, as %j', order => {
    expect(pictureOf(blank())).toBe('data:image/jpeg;base64,abcdefg');
    expect(arrived(order)).toEqual(blank());
  });

  it('is not there before', () => {
    const drawing = arrived([0, 2]);
    expect(drawing && pictureOf(drawing)).toBeNull();
  });

  it('gives way to the next one, with all that was drawn', () => {
    const drawn = withPoints(blank(), 'own', 'l1', [0, 0]);
    const next = withPiece(drawn, { ...PICTURE, id: 'p2', index: 0, count: 1 });
    expect(next).toMatchObject({ id: 'p2', lines: [] });
  });
});

describe('lines', () => {
  it('grow by what is added, each for the one who draws it', () => {
    let drawing = withPoints(blank(), 'own', 'l1', [0, 0]);
    drawing = withPoints(drawing, 'peer', 'l1', [1, 1]);
    drawing = withPoints(drawing, 'own', 'l1', [0.5, 0.5]);
    expect(drawing.lines).toEqual([
      { id: 'l1', by: 'own', points: [0, 0, 0.5, 0.5] },
      { id: 'l1', by: 'peer', points: [1, 1] }
    ]);
    expect(withoutLines(drawing).lines).toEqual([]);
    expect(withoutLines(blank())).toEqual(blank());
  });

  it('are no more, and no longer, than can be drawn', () => {
    let drawing = blank();
    for (let line = 0; line <= MOST_LINES; line++) drawing = withPoints(drawing, 'peer', `l${line}`, [0, 0]);
    expect(drawing.lines).toHaveLength(MOST_LINES);
    const long = withPoints(blank(), 'peer', 'l', Array<number>(MOST_POINTS_OF_A_LINE).fill(0));
    expect(withPoints(long, 'peer', 'l', [0, 0])).toBe(long);
  });
});
