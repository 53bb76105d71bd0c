// A bare Debian 12 of a test's own, with systemd as its process 1: in namespaces for everything but the network, which is the
// host's, so that a browser here reaches a service there. Needs root.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../e2e/browser.mjs';
import { root as checkout } from '../flex-video.mjs';

export const archive = path.join(checkout, 'build/package/debian-12.tar');
const execute = promisify(execFile);

/** Debian's smallest set of packages, systemd, and what installing needs; made once, then kept with the build. */
export async function makeArchive() {
  if (
    await access(archive).then(
      () => true,
      () => false
    )
  )
    return;
  await mkdir(path.dirname(archive), { recursive: true });
  const how = ['--variant=minbase', '--include=systemd,systemd-sysv,ca-certificates', '--quiet'];
  await execute('mmdebstrap', [...how, 'bookworm', `${archive}.new.tar`], { maxBuffer: 2 ** 26 });
  await execute('mv', [`${archive}.new.tar`, archive]);
}

/** Into a control group of its own, and then into the namespaces, of which that group is the root. */
const enter = `
echo $$ > "$2/cgroup.procs"
exec unshare --mount --uts --ipc --pid --cgroup --fork --kill-child sh -c "$3" boot "$1"
`;

/** What the namespaces' first process does before it becomes systemd. */
const boot = `
set -e
mount --make-rprivate /
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount --bind proc/sys proc/sys
mount -o remount,ro,bind proc/sys
mount -t sysfs -o ro sysfs sys
mount -t tmpfs -o mode=755 tmpfs dev
for node in null:3 zero:5 full:7 random:8 urandom:9; do mknod -m 666 "dev/\${node%:*}" c 1 "\${node#*:}"; done
mknod -m 666 dev/tty c 5 0
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
# Not by chroot, in which the kernel makes no user namespaces, and so no PrivateUsers
mkdir host
pivot_root . host
exec chroot . sh -c 'umount -l host && rmdir host && exec /lib/systemd/systemd --system --show-status=no'
`;

export class Debian {
  #init;

  /** Resolves when its systemd has started what it starts. */
  static async boot() {
    await makeArchive();
    const debian = new Debian();
    debian.root = await mkdtemp('/tmp/flex-video-debian-');
    await execute('tar', ['--extract', '--file', archive, '--directory', debian.root, '--exclude=./dev/*']);
    await copyFile('/etc/resolv.conf', debian.path('/etc/resolv.conf'));
    const [, groups] = /^\S+ (\S+) cgroup2 /m.exec(await readFile('/proc/mounts', 'utf8'));
    debian.group = path.join(groups, path.basename(debian.root));
    await mkdir(debian.group);
    debian.unshare = spawn('sh', ['-e', '-c', enter, 'enter', debian.root, debian.group, boot], {
      env: {
        container: 'flex-video',
        PATH: process.env.PATH,
        SYSTEMD_PROC_CMDLINE: 'systemd.unified_cgroup_hierarchy=1'
      },
      stdio: ['ignore', 'inherit', 'inherit']
    });
    debian.exited = once(debian.unshare, 'exit');
    const children = `/proc/${debian.unshare.pid}/task/${debian.unshare.pid}/children`;
    debian.#init = await eventually('process 1', async () => (await readFile(children, 'utf8')).trim(), Boolean);
    const state = () => debian.run('sh', '-c', 'systemctl is-system-running --wait || true');
    await eventually('the boot', state, now => /^(running|degraded)$/.test(now));
    return debian;
  }

  /** A file of it, as a path here. */
  path(inside) {
    return path.join(this.root, inside);
  }

  /** Runs a program in it as its root; what that prints. Rejects if it fails. */
  async run(...command) {
    const into = ['--target', this.#init, '--mount', '--uts', '--ipc', '--pid', '--cgroup', '--root', '--wd=/'];
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };
    const { stdout } = await execute('nsenter', [...into, ...command], { env, maxBuffer: 2 ** 26 });
    return stdout.trim();
  }

  succeeds(...command) {
    return this.run(...command).then(
      () => true,
      () => false
    );
  }

  /** Installs a package file and what it depends on, from Debian. */
  async install(file) {
    const name = `/root/${path.basename(file)}`;
    await copyFile(file, this.path(name));
    await this.run('apt-get', 'update', '-q');
    const how = ['-y', '-q', '--no-install-recommends', '--reinstall', '-o', 'APT::Sandbox::User=root'];
    return this.run('apt-get', 'install', ...how, name);
  }

  write(inside, text) {
    return writeFile(this.path(inside), text); // keeps owner and mode of what is there
  }

  async stop() {
    this.unshare.kill('SIGKILL'); // its process 1, and so everything in it, goes with it
    await this.exited;
    await execute('find', [this.group, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', ';']);
    await rm(this.root, { recursive: true, force: true });
  }
}
