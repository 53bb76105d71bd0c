import { describe, expect, it } from 'vitest';
import { listen, NO_SOUND, NOT_LISTENING, SILENT_AFTER_MS } from './silent-microphone';

type Moment = [at: number, loudness: number, track?: string | null];
const END = SILENT_AFTER_MS;

describe('silent microphone', () => {
  it.each<[string, Moment[], boolean]>([
    [
      'silent for long enough',
      [
        [0, 0],
        [END, 0]
      ],
      true
    ],
    [
      'not long enough yet',
      [
        [0, 0],
        [END - 1, 0]
      ],
      false
    ],
    [
      'the noise of a quiet room',
      [
        [0, 0],
        [END, NO_SOUND * 2]
      ],
      false
    ],
    [
      'less than any room',
      [
        [0, 0],
        [END, NO_SOUND]
      ],
      true
    ],
    [
      'a word in between',
      [
        [0, 0],
        [5_000, 0.1],
        [END, 0]
      ],
      false
    ],
    [
      'silent again after a word',
      [
        [0, 0],
        [5_000, 0.1],
        [5_000 + END, 0]
      ],
      true
    ],
    [
      'muted in between',
      [
        [0, 0],
        [5_000, 0, null],
        [6_000, 0],
        [END, 0]
      ],
      false
    ],
    [
      'another microphone',
      [
        [0, 0],
        [5_000, 0, 'other'],
        [END, 0, 'other']
      ],
      false
    ],
    [
      'heard after the warning',
      [
        [0, 0],
        [END, 0],
        [END + 1, 0.1]
      ],
      false
    ],
    [
      'muted after the warning',
      [
        [0, 0],
        [END, 0],
        [END + 1, 0, null]
      ],
      false
    ],
    [
      'no microphone',
      [
        [0, 0, null],
        [END, 0, null]
      ],
      false
    ]
  ])('%s', (_, moments, silent) => {
    const heard = moments.reduce(
      (hearing, [at, loudness, track = 'one']) => listen(hearing, { track, loudness, at }),
      NOT_LISTENING
    );
    expect(heard.silent).toBe(silent);
  });
});
