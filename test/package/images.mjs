// The images of deploy/docker, built and run by buildah: it takes no engine and no registry. A bare Debian 12 stands in for
// debian:12-slim. What runs has a network of its own, and so the ports that it is configured for. Needs root. The root file system is
// not read-only here, and nobody loses a capability.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../flex-video.mjs';
import { archive, makeArchive } from './debian.mjs';

const execute = promisify(execFile);
const docker = path.join(root, 'deploy/docker');

export class Images {
  #running = [];

  static async open() {
    await makeArchive();
    const images = new Images();
    images.folder = await mkdtemp('/tmp/flex-video-images-');
    images.network = path.basename(images.folder);
    await execute('ip', ['netns', 'add', images.network]);
    await execute('ip', ['-n', images.network, 'link', 'set', 'lo', 'up']);
    const base = await images.buildah('from', 'scratch');
    await images.buildah('add', '--quiet', base, archive, '/');
    await images.buildah('commit', '--quiet', base, 'docker.io/library/debian:12-slim');
    return images;
  }

  get #store() {
    return ['--root', `${this.folder}/root`, '--runroot', `${this.folder}/run`, '--storage-driver', 'vfs'];
  }

  async buildah(...command) {
    return (await execute('buildah', [...this.#store, ...command], { maxBuffer: 2 ** 26 })).stdout.trim();
  }

  /** The words of `ip` that run a command in a container. */
  #inside(container, command, ...options) {
    const run = ['run', '--isolation', 'chroot', ...options, container, '--', ...command];
    return ['netns', 'exec', this.network, 'buildah', ...this.#store, ...run];
  }

  /** Builds the Dockerfile, with these packages in the place of what its first stage makes; a container of it. */
  async build(dockerfile, packages = []) {
    const made = path.join(this.folder, 'stage/source/build/package');
    await mkdir(made, { recursive: true });
    for (const file of packages) await copyFile(file, path.join(made, path.basename(file)));
    const how = ['--isolation', 'chroot', '--pull-never', '--format', 'docker', '--quiet'];
    const stage = ['--build-context', `build=${this.folder}/stage`];
    const image = await this.buildah('bud', ...how, ...stage, '--file', path.join(docker, dockerfile), docker);
    const container = await this.buildah('from', '--pull-never', image);
    const { Docker: about } = JSON.parse(await this.buildah('inspect', container));
    return { container, config: about.config };
  }

  /** Runs a command in it to its end; what it prints. Rejects if it fails. */
  async run({ container }, ...command) {
    return (await execute('ip', this.#inside(container, command))).stdout.trim();
  }

  /** Starts what it is configured to run: what that prints, and how it is ended, which is not as an engine does it. */
  start({ container, config }, { env = {}, volumes = {} } = {}) {
    const given = [
      ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...Object.entries(volumes).flatMap(([from, to]) => ['--volume', `${from}:${to}`])
    ];
    const command = [...config.Entrypoint, ...config.Cmd];
    // In a process group of its own, which is ended as one
    const child = spawn('ip', this.#inside(container, command, ...given), { detached: true });
    const exited = once(child, 'exit');
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (output += text));
    const running = {
      output: () => output,
      stop: async () => {
        if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGTERM');
        await exited;
      }
    };
    this.#running.push(running);
    return running;
  }

  async close() {
    for (const one of this.#running) await one.stop();
    await this.buildah('rm', '--all');
    await execute('ip', ['netns', 'delete', this.network]);
    await rm(this.folder, { recursive: true });
  }
}
