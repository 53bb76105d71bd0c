// Who is speaking, from how loud each is: levels and the time in, names out. A cough is nobody's turn, a breath ends none.

/** Loudness of a moment: the root mean square of samples between -1 and 1. */
export interface Level {
  id: string;
  level: number;
}

/** From this loudness on somebody begins to speak… */
export const BEGINS_AT = 0.02;
/** …and goes on as long as it is not below this. */
export const GOES_ON_AT = 0.01;
/** What is shorter is a noise. */
export const BEGINS_AFTER_MS = 150;
/** What is shorter is a breath or a pause between words. */
export const ENDS_AFTER_MS = 1_200;
/** Who speaks at the same time takes the turn only after having been the louder one for so long. */
export const TAKES_TURN_AFTER_MS = 1_500;

interface Voice {
  /** Since when it is loud without a break; null while it is not. */
  loudSince: number | null;
  lastHeard: number;
  speaking: boolean;
  /** Follows the level slowly, so that one loud syllable does not decide. */
  average: number;
}

export interface Speaking {
  voices: Readonly<Record<string, Voice>>;
  /** Who speaks now, in the order of the levels. */
  now: readonly string[];
  /** Whose turn it is, or was last; null before anybody has spoken. */
  turn: string | null;
  /** Who has been louder than the one whose turn it is, and since when. */
  rival: { id: string; since: number } | null;
}

export const NOBODY_SPEAKS: Speaking = { voices: {}, now: [], turn: null, rival: null };

const SLOWNESS = 0.8;

/** The next state; who is not among the levels has left. `at` is milliseconds of a clock that never goes back. */
export function hear(before: Speaking, levels: readonly Level[], at: number): Speaking {
  const voices: Record<string, Voice> = {};
  for (const { id, level } of levels) voices[id] = heard(before.voices[id], level, at);
  const speaking = levels.filter(({ id }) => voices[id]?.speaking).map(({ id }) => id);
  const now = same(speaking, before.now) ? before.now : speaking;
  return { voices, now, ...turnOf(before, voices, now, at) };
}

function heard(voice: Voice | undefined, level: number, at: number): Voice {
  const loud = level >= (voice?.speaking ? GOES_ON_AT : BEGINS_AT);
  const loudSince = loud ? (voice?.loudSince ?? at) : null;
  const lastHeard = loud ? at : (voice?.lastHeard ?? -Infinity);
  const average = voice ? voice.average * SLOWNESS + level * (1 - SLOWNESS) : level;
  const begins = loudSince !== null && at - loudSince >= BEGINS_AFTER_MS;
  const goesOn = (voice?.speaking ?? false) && at - lastHeard < ENDS_AFTER_MS;
  return { loudSince, lastHeard, average, speaking: begins || goesOn };
}

function turnOf(
  { turn, rival }: Speaking,
  voices: Readonly<Record<string, Voice>>,
  now: readonly string[],
  at: number
): Pick<Speaking, 'turn' | 'rival'> {
  const loudest = now.reduce<string | null>(
    (best, id) => (volume(voices, id) > volume(voices, best) ? id : best),
    null
  );
  // In silence the last speaker keeps the turn: a picture that jumps away says nothing new.
  if (loudest === null) return { turn: turn !== null && turn in voices ? turn : null, rival: null };
  if (turn === null || !now.includes(turn)) return { turn: loudest, rival: null };
  if (loudest === turn) return { turn, rival: null };
  if (rival?.id !== loudest) return { turn, rival: { id: loudest, since: at } };
  return at - rival.since >= TAKES_TURN_AFTER_MS ? { turn: loudest, rival: null } : { turn, rival };
}

function volume(voices: Readonly<Record<string, Voice>>, id: string | null): number {
  return id === null ? -1 : (voices[id]?.average ?? -1);
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
