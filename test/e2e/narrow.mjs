// Makes a network of networks.mjs as slow as a bad mobile one: the kernel's token bucket holds packets back, and drops what waits too long.
import { execFileSync } from 'node:child_process';

const tc = (side, ...args) => execFileSync('ip', ['netns', 'exec', side, 'tc', 'qdisc', ...args]);

/** What `side` sends, from now on; `widen` ends that. */
export function narrow(side, { kbit, latencyMs = 200 }) {
  tc(side, 'replace', 'dev', 'eth0', 'root', 'tbf', 'rate', `${kbit}kbit`, 'burst', '3kb', 'latency', `${latencyMs}ms`);
}

export function widen(side) {
  tc(side, 'delete', 'dev', 'eth0', 'root');
}
