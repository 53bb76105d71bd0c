// Two networks between which nothing is routed, and a host that is on both: Linux network namespaces, so that a call has no way
// but through that host's TURN server. Needs root.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';

const ip = (...args) => execFileSync('ip', args, { stdio: ['ignore', 'pipe', 'inherit'] });

/** The address of the host that both networks reach; it is on none of theirs. */
export const meetingPoint = '10.213.0.1';

export class Networks {
  #names = [];
  constructor() {
    this.host = this.#add('host');
    ip('-n', this.host, 'address', 'add', `${meetingPoint}/32`, 'dev', 'lo');
    this.sides = ['left', 'right'].map((side, i) => this.#connect(this.#add(side), `10.213.${i + 1}`));
  }

  #add(name) {
    const made = `flex-video-${process.pid}-${name}`;
    ip('netns', 'add', made);
    this.#names.push(made);
    ip('-n', made, 'link', 'set', 'lo', 'up');
    return made;
  }

  #connect(side, network) {
    const cable = `to-${network.slice(-1)}`;
    ip('link', 'add', cable, 'netns', this.host, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', side);
    ip('-n', this.host, 'address', 'add', `${network}.1/24`, 'dev', cable);
    ip('-n', this.host, 'link', 'set', cable, 'up');
    ip('-n', side, 'address', 'add', `${network}.2/24`, 'dev', 'eth0');
    ip('-n', side, 'link', 'set', 'eth0', 'up');
    ip('-n', side, 'route', 'add', 'default', 'via', `${network}.1`);
    return side;
  }

  /** A file that runs `program` inside `name`, for who takes a path and no arguments. */
  async launcher(folder, name, program) {
    const file = path.join(folder, `${path.basename(program)}-in-${name}`);
    await writeFile(file, `#!/bin/sh\nexec ip netns exec ${name} ${program} "$@"\n`);
    await chmod(file, 0o755);
    return file;
  }

  remove() {
    for (const name of this.#names) spawnSync('ip', ['netns', 'delete', name]);
  }
}
