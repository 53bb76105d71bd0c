// How well a call goes over a network, from what its media have met: the E-model of ITU-T G.107, on five levels.

/** 5 is the best; 0 is Twilio's for a line that is broken. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5;

/** What the media of one direction have met in some seconds. */
export interface Measured {
  /** Of the packets that were sent, how many have not arrived: 0 to 1. */
  lost: number;
  /** Both null where nobody has measured yet; they then count as none. */
  roundTripMs: number | null;
  jitterMs: number | null;
  /** True when the picture that is sent is held down by the network to what nobody wants to see. */
  starved: boolean;
}

/** G.107, table 2: the rating R of a call by its default values, without delay and loss. */
const BEST_RATING = 93.2;
/** The same, clause 7.5: the most that damaged sound can take away. */
const WORST_IMPAIRMENT = 95;
/** How much random loss a decoder conceals; G.113, appendix I, for concealment as of G.711, which Opus does not fall behind. */
const LOSS_ROBUSTNESS = 25.1;
/** From here on talk becomes difficult; this and the two slopes are R. Cole's and J. Rosenbluth's straight lines for G.107's Idd (2001). */
const DELAY_FELT_MS = 177.3;
const DELAY_SLOPE = 0.024;
const DELAY_FELT_SLOPE = 0.11;
/** One packet of Opus as WebRTC sends it, and a buffer that evens out the jitter. */
const PACKET_MS = 20;
const JITTERS_BUFFERED = 2;

/** The lower ends of G.109's categories of speech quality: best, high, medium, low. What is below them is poor. */
const CATEGORIES: readonly (readonly [number, Level])[] = [
  [90, 5],
  [80, 4],
  [70, 3],
  [60, 2]
];

/** 0 to 93.2. */
export function rating({ lost, roundTripMs, jitterMs }: Omit<Measured, 'starved'>): number {
  const delay = (roundTripMs ?? 0) / 2 + JITTERS_BUFFERED * (jitterMs ?? 0) + PACKET_MS;
  const byDelay = DELAY_SLOPE * delay + DELAY_FELT_SLOPE * Math.max(0, delay - DELAY_FELT_MS);
  const percent = lost * 100;
  const byLoss = (WORST_IMPAIRMENT * percent) / (percent + LOSS_ROBUSTNESS);
  return Math.max(0, BEST_RATING - byDelay - byLoss);
}

export function levelOf(measured: Measured): Level {
  const rated = rating(measured);
  const level = CATEGORIES.find(([least]) => rated >= least)?.[1] ?? 1;
  return measured.starved && level > 2 ? 2 : level;
}

/** The judgement of Twilio's cloud where it gives one, else our own. */
export function levelFrom(judged: number | null, own: Level | null): Level | null {
  return isLevel(judged) ? judged : own;
}

function isLevel(value: number | null): value is Level {
  return value !== null && Number.isInteger(value) && value >= 0 && value <= 5;
}
