import { describe, expect, it } from 'vitest';
import { type Counted, levelsBetween, type Levels } from './media-counts';

/** A stream of which 1000 packets have passed before, and how it has grown in two seconds. */
interface Stream {
  owner?: string;
  connection?: string;
  packets?: number;
  lost?: number;
  bytes?: number;
  roundTripMs?: number;
  heldDown?: boolean;
}

function look({ owner, connection = 'c1', ...grown }: Stream, index: number, later: boolean): Counted {
  const { packets = 100, lost = 0, bytes = 100_000, roundTripMs = 40, heldDown = false } = grown;
  return {
    id: `${index}`,
    connection,
    owner: owner ?? null,
    packets: 1000 + (later ? packets : 0),
    lost: 300 + (later ? lost : 0),
    bytes: 5_000_000 + (later ? bytes : 0),
    roundTripMs: owner === undefined ? roundTripMs : null,
    jitterMs: 2,
    heldDown
  };
}

const levels = (...streams: Stream[]): Levels =>
  levelsBetween(
    streams.map((each, index) => look(each, index, false)),
    streams.map((each, index) => look(each, index, true)),
    2_000
  );

describe('levels between two looks', () => {
  it.each<[string, Stream[], Levels]>([
    ['of nobody', [], { own: null, others: {} }],
    ['of a good call', [{}, { owner: 'ada' }], { own: 5, others: { ada: 5 } }],
    ['count what was lost since the first look alone', [{}, { owner: 'ada', lost: 0 }], { own: 5, others: { ada: 5 } }],
    ['by what does not arrive there', [{ lost: 20 }, { owner: 'ada' }], { own: 1, others: { ada: 5 } }],
    ['by what does not arrive here', [{}, { owner: 'ada', lost: 25 }], { own: 1, others: { ada: 1 } }],
    [
      'of three, when one of them has the bad network',
      [{ lost: 20 }, { owner: 'ada', lost: 25 }, { connection: 'c2' }, { owner: 'ben', connection: 'c2' }],
      { own: 5, others: { ada: 1, ben: 5 } }
    ],
    [
      'of three, when it is one’s own',
      [
        { lost: 20 },
        { owner: 'ada', lost: 25 },
        { connection: 'c2', lost: 20 },
        { owner: 'ben', connection: 'c2', lost: 25 }
      ],
      { own: 1, others: { ada: 1, ben: 1 } }
    ],
    [
      'of two over one connection, as in Twilio’s cloud',
      [{}, { owner: 'ada', lost: 20 }, { owner: 'ben' }],
      { own: 2, others: { ada: 1, ben: 5 } }
    ],
    [
      'with the round trip in both directions',
      [{ roundTripMs: 1000 }, { owner: 'ada' }],
      { own: 1, others: { ada: 1 } }
    ],
    ['of a picture that the network starves', [{ heldDown: true, bytes: 10_000 }], { own: 2, others: {} }],
    ['of a picture that is held down a little', [{ heldDown: true, bytes: 100_000 }], { own: 5, others: {} }],
    [
      'of too few packets',
      [
        { packets: 3, lost: 2 },
        { owner: 'ada', packets: 4 }
      ],
      { own: null, others: { ada: null } }
    ],
    ['when packets came late after all', [{ lost: -5 }], { own: 5, others: {} }]
  ])('%s', (_, streams, expected) => {
    expect(levels(...streams)).toEqual(expected);
  });

  it('say nothing of a stream before it was seen twice, but know whose it is', () => {
    expect(levelsBetween([], [look({ owner: 'ada' }, 1, true)], 2_000)).toEqual({ own: null, others: { ada: null } });
  });
});
