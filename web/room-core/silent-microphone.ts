// Whether a microphone that should be heard gives no sound at all, as one does that is switched off on its cable or is the wrong one.

/** How long nothing at all must be heard. */
export const SILENT_AFTER_MS = 15_000;
/** Below what a working microphone makes of a quiet room, some 80 dB under full scale: who only listens must not be warned. */
export const NO_SOUND = 0.0001;

export interface Hearing {
  /** The microphone listened to; another one starts afresh. */
  track: string | null;
  /** Since when nothing was heard; null while nothing is to be heard. */
  since: number | null;
  silent: boolean;
}

export const NOT_LISTENING: Hearing = { track: null, since: null, silent: false };

/** `at` is milliseconds of a clock that never goes back. `track` is null while muted, or without a microphone. */
export function listen(
  before: Hearing,
  { track, loudness, at }: { track: string | null; loudness: number; at: number }
): Hearing {
  if (track === null) return NOT_LISTENING;
  if (before.track !== track || before.since === null || loudness > NO_SOUND)
    return { track, since: at, silent: false };
  return { ...before, silent: at - before.since >= SILENT_AFTER_MS };
}
