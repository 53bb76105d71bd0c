// Two networks between which nothing is routed, and a host that is on both: Linux network namespaces, so that a call has no way
// but through that host's TURN server. Needs root.
import { spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ip, Wire } from './wire.mjs';

/** The address of the host that both networks reach; it is on none of theirs. */
export const meetingPoint = '10.213.0.1';

export class Networks {
  #names = [];
  #networks = new Map();
  #wires = new Map();
  constructor() {
    this.host = this.#add('host');
    ip('-n', this.host, 'address', 'add', `${meetingPoint}/32`, 'dev', 'lo');
    this.sides = ['left', 'right'].map((side, i) => this.#connect(this.#add(side), i + 1));
  }

  #add(name) {
    const made = `flex-video-${process.pid}-${name}`;
    ip('netns', 'add', made);
    this.#names.push(made);
    // An IPv6 address comes a second after its link, and a browser breaks off what it loads when an address comes.
    ip(
      'netns',
      'exec',
      made,
      'sh',
      '-c',
      'for each in /proc/sys/net/ipv6/conf/*/disable_ipv6; do [ ! -e $each ] || echo 1 > $each; done'
    );
    ip('-n', made, 'link', 'set', 'lo', 'up');
    return made;
  }

  #connect(side, number) {
    const [cable, network] = [`to-${number}`, `10.213.${number}`];
    this.#networks.set(side, { number, cable, network });
    ip('link', 'add', cable, 'netns', this.host, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', side);
    this.#use(side);
    return side;
  }

  #use(side) {
    const { cable, network } = this.#networks.get(side);
    ip('-n', this.host, 'address', 'add', `${network}.1/24`, 'dev', cable);
    ip('-n', this.host, 'link', 'set', cable, 'up');
    ip('-n', side, 'address', 'add', `${network}.2/24`, 'dev', 'eth0');
    this.plug(side);
  }

  /** Takes the cable of `side` out: its browser is told by the system that it has no network any more. */
  unplug(side) {
    ip('-n', side, 'link', 'set', 'eth0', 'down');
  }

  plug(side) {
    ip('-n', side, 'link', 'set', 'eth0', 'up');
    ip('-n', side, 'route', 'add', 'default', 'via', `${this.#networks.get(side).network}.1`);
  }

  /**
   * From now on the cable of `side` loses that share of the packets, delays each by `delayMs`, lets only `bitsPerSecond` through, or
   * is `cut`, each way; what is not named is fair. The first call puts another cable in the place of the present one.
   */
  async weather(side, { loss = 0, delayMs = 0, bitsPerSecond = null, cut = false }) {
    if (!this.#wires.has(side)) this.#wires.set(side, await this.#layWire(side));
    await this.#wires.get(side).change({ loss, delayMs, bitsPerSecond, cut });
  }

  /** How many packets the weather has cost `side` up to now. */
  dropped(side) {
    return this.#wires.get(side).dropped();
  }

  async #layWire(side) {
    const { number, cable } = this.#networks.get(side);
    ip('-n', this.host, 'link', 'delete', cable);
    const outside = this.#add(`wire-${number}`);
    const wire = await Wire.lay(outside, [
      { namespace: side, device: 'eth0', network: `198.18.${number}` },
      { namespace: this.host, device: cable, network: `198.19.${number}` }
    ]);
    this.#use(side);
    return wire;
  }

  /** A file that runs `program` inside `name`, for who takes a path and no arguments. */
  async launcher(folder, name, program) {
    const file = path.join(folder, `${path.basename(program)}-in-${name}`);
    await writeFile(file, `#!/bin/sh\nexec ip netns exec ${name} ${program} "$@"\n`);
    await chmod(file, 0o755);
    return file;
  }

  remove() {
    for (const wire of this.#wires.values()) wire.remove();
    for (const name of this.#names) spawnSync('ip', ['netns', 'delete', name]);
  }
}
