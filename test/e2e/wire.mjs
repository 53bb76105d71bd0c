// A cable between two network namespaces, and the weather on it. Its ends are VXLAN devices, which pack what is sent on them into
// UDP; a process in a namespace between the two hands that on. Not every kernel has netem.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const ip = (...args) => execFileSync('ip', args, { stdio: ['ignore', 'pipe', 'inherit'] });
const program = fileURLToPath(new URL('wire-process.mjs', import.meta.url));

/** What a device leaves to its network card has to survive the way through a process: whole packets, open checksums with their place. */
const asACard = ['gso_max_segs', '1', 'type', 'vxlan', 'udpcsum', 'remcsumtx', 'remcsumrx'];

export class Wire {
  #process;

  constructor(process) {
    this.#process = process;
  }

  /** Each end: the namespace it is in, the name of its device there, and a network of three numbers for the way to `outside`. */
  static async lay(outside, ends) {
    ends.forEach(({ namespace, device, network }, i) => {
      const [inner, outer] = [`${device}-wire`, `end-${i}`];
      const veth = ['type', 'veth', 'peer', 'name', outer, 'mtu', '1600', 'netns', outside];
      ip('link', 'add', inner, 'netns', namespace, 'mtu', '1600', ...veth);
      for (const [where, name, host] of [
        [outside, outer, 1],
        [namespace, inner, 2]
      ]) {
        ip('-n', where, 'address', 'add', `${network}.${host}/24`, 'dev', name);
        ip('-n', where, 'link', 'set', name, 'up');
      }
      const way = ['id', '1', 'remote', `${network}.1`, 'dstport', '4789', 'nolearning'];
      ip('-n', namespace, 'link', 'add', device, 'mtu', '1500', ...asACard, ...way);
    });
    const child = spawn(
      'ip',
      ['netns', 'exec', outside, process.execPath, program, ...ends.map(({ network }) => network)],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }
    );
    await once(child, 'message');
    return new Wire(child);
  }

  /** Resolves once it is so. */
  async change(weather) {
    await this.#ask(weather);
  }

  /** How many packets the weather has cost up to now, both ways. */
  async dropped() {
    return (await this.#ask(null)).dropped;
  }

  async #ask(weather) {
    this.#process.send(weather);
    const [answer] = await once(this.#process, 'message');
    return answer;
  }

  remove() {
    this.#process.disconnect();
  }
}
