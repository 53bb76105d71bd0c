import type { NetworkMeasurements } from '../room-core/network-check';

const REQUESTS = 6;
const ANSWER_WITHIN_MS = 5_000;
const CONNECT_WITHIN_MS = 8_000;
/** Less than this is over before the line has shown its speed. */
const TELLING_BYTES = 30_000;

export interface Known {
  /** An address of the service that answers at once. */
  answersAt: string;
  /** The signalling address, if the page was told it. */
  wsServer?: string;
  /** The relays and reflectors that the call would use, as far as the page knows them. */
  iceServers?: readonly RTCIceServer[];
}

/** Tries what a call needs. Takes seconds, and never rejects: what failed is in the measurements. */
export async function measureNetwork({ answersAt, wsServer, iceServers = [] }: Known): Promise<NetworkMeasurements> {
  const relays = iceServers.some(({ urls }) => [urls].flat().some(url => /^turns?:/.test(url)));
  const answersMs = await timedAnswers(answersAt);
  const [socketMs, loopbackMs, relayMs] = await Promise.all([
    wsServer === undefined ? undefined : timed(() => socketOpens(wsServer)),
    timed(() => loopback({ iceServers: [...iceServers] })),
    relays ? timed(() => loopback({ iceServers: [...iceServers], iceTransportPolicy: 'relay' })) : undefined
  ]);
  return {
    online: navigator.onLine,
    answersMs,
    ...(socketMs === undefined ? {} : { socketMs }),
    loopbackMs,
    ...(relayMs === undefined ? {} : { relayMs }),
    downlinkKbps: downlinkOf(performance.getEntriesByType('resource') as PerformanceResourceTiming[])
  };
}

/** One after the other, the first of which only opens the connection. */
async function timedAnswers(address: string): Promise<(number | null)[]> {
  const answers: (number | null)[] = [];
  for (let i = 0; i < REQUESTS; i++) answers.push(await timed(() => answered(address)));
  return answers.slice(1);
}

async function answered(address: string): Promise<void> {
  const response = await fetch(address, {
    cache: 'no-store',
    credentials: 'omit',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS)
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  await response.arrayBuffer();
}

/** Milliseconds until it resolved; null if it did not. */
async function timed(work: () => Promise<void>): Promise<number | null> {
  const since = performance.now();
  try {
    await work();
    return Math.round(performance.now() - since);
  } catch {
    return null;
  }
}

function within(ms: number, start: (done: () => void, failed: (why: Error) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too late')), ms);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const failed = (why: Error): void => {
      clearTimeout(timer);
      reject(why);
    };
    start(done, failed);
  });
}

async function socketOpens(address: string): Promise<void> {
  const socket = new WebSocket(address);
  try {
    await within(CONNECT_WITHIN_MS, (done, failed) => {
      socket.onopen = done;
      socket.onerror = () => failed(new Error('no socket'));
    });
  } finally {
    socket.close();
  }
}

/** Two ends in this page that find each other and open a channel. */
async function loopback(configuration: RTCConfiguration): Promise<void> {
  const here = new RTCPeerConnection(configuration);
  const there = new RTCPeerConnection(configuration);
  try {
    const channel = here.createDataChannel('check');
    // The last candidate is null, and some browsers refuse an address they do not understand: the others may do.
    here.onicecandidate = ({ candidate }) => void there.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    there.onicecandidate = ({ candidate }) => void here.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    const opened = within(CONNECT_WITHIN_MS, done => (channel.onopen = done));
    opened.catch(() => undefined);
    await here.setLocalDescription();
    await there.setRemoteDescription(here.localDescription ?? { type: 'offer' });
    await there.setLocalDescription();
    await here.setRemoteDescription(there.localDescription ?? { type: 'answer' });
    await opened;
  } finally {
    here.close();
    there.close();
  }
}

/** From what was loaded already, so that the check itself needs no data. */
export function downlinkOf(
  loaded: readonly Pick<PerformanceResourceTiming, 'transferSize' | 'requestStart' | 'responseEnd'>[]
): number | null {
  const largest = [...loaded].sort((a, b) => b.transferSize - a.transferSize)[0];
  if (!largest || largest.transferSize < TELLING_BYTES || largest.requestStart === 0) return null;
  const ms = Math.max(largest.responseEnd - largest.requestStart, 1);
  return Math.round((largest.transferSize * 8) / ms);
}
