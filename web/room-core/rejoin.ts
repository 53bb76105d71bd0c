// How often, and after what waits, the page tries to come back into a call whose line was lost.

/** The wait before each try. The first is at once; together they last about a minute, after which the person is asked. */
export const REJOIN_AFTER_MS: readonly number[] = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** From this try on the person is told that it takes longer than usual. */
export const TAKES_LONG_FROM = 3;

/** The wait before the next try, after so many have failed; null when there is none left. */
export function rejoinAfter(failed: number): number | null {
  return REJOIN_AFTER_MS[failed] ?? null;
}
