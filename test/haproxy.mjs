// A real HAProxy with deploy/haproxy, but for its port, its certificate, its log and who is behind it.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './flex-video.mjs';
import { listens, replaced } from './proxy.mjs';

/** Resolves when HAProxy listens on `port`, with a `certificate` (the files of one and its key). */
export async function startHaproxy(port, replicas, certificate) {
  const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-haproxy-'));
  const [pem, file] = [path.join(folder, 'pem'), path.join(folder, 'haproxy.cfg')];
  await writeFile(pem, (await readFile(certificate.chain, 'utf8')) + (await readFile(certificate.key, 'utf8')));
  const servers = replicas.map((replica, i) => `server replica-${i} 127.0.0.1:${replica} check inter 2s`);
  const config = replaced(await readFile(path.join(root, 'deploy/haproxy/haproxy.cfg'), 'utf8'), [
    ['log /dev/log local0', 'log stdout format raw local0'],
    [/bind :443 ssl crt \S+/, `bind 127.0.0.1:${port} ssl crt ${pem}`],
    [/server a .*/, servers.join('\n  ')]
  ]);
  await writeFile(file, config);
  const child = spawn('/usr/sbin/haproxy', ['-db', '-f', file]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (output += text));
  const exited = new Promise(resolve => child.on('exit', resolve));
  await listens(port, () => {
    if (child.exitCode !== null) throw new Error(output);
  });
  return {
    base: `https://127.0.0.1:${port}`,
    /** All that it has written so far. */
    log: async () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true });
    }
  };
}
