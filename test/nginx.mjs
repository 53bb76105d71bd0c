// A real nginx with deploy/nginx, but for its port, its certificate and who is behind it: unprivileged, in a folder of its own.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './flex-video.mjs';
import { listens, replaced } from './proxy.mjs';

const example = path.join(root, 'deploy/nginx');

/** Workers that are somebody else could not write into the folder. */
const main = folder => `
${process.getuid() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 256; }
http {
  access_log ${folder}/access.log;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  include flex-video.conf;
}
`;

/** Resolves when nginx listens on `port`, with TLS if it has a `certificate` (the files of one and its key). */
export async function startNginx(port, replicas, certificate) {
  const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-nginx-'));
  const servers = replicas.map(replica => `server 127.0.0.1:${replica} max_fails=0;`);
  const site = replaced(await readFile(path.join(example, 'flex-video.conf'), 'utf8'), [
    ['server 127.0.0.1:8080 max_fails=0;', servers.join(' ')],
    ['listen 443 ssl http2;', `listen 127.0.0.1:${port}${certificate ? ' ssl http2' : ''};`],
    [/ssl_certificate .*;/, certificate ? `ssl_certificate ${certificate.chain};` : ''],
    [/ssl_certificate_key .*;/, certificate ? `ssl_certificate_key ${certificate.key};` : '']
  ]);
  await mkdir(path.join(folder, 'snippets'));
  await writeFile(path.join(folder, 'nginx.conf'), main(folder));
  await writeFile(path.join(folder, 'flex-video.conf'), site);
  await writeFile(
    path.join(folder, 'snippets/flex-video-proxy.conf'),
    await readFile(path.join(example, 'flex-video-proxy.conf'))
  );
  const child = spawn('/usr/sbin/nginx', ['-e', `${folder}/error.log`, '-p', folder, '-c', `${folder}/nginx.conf`], {
    stdio: 'inherit'
  });
  const exited = new Promise(resolve => child.on('exit', resolve));
  const log = async () =>
    (await Promise.all(['error.log', 'access.log'].map(name => readFile(path.join(folder, name), 'utf8')))).join('');
  await listens(port, async () => {
    if (child.exitCode !== null) throw new Error(await log());
  });
  return {
    base: `http${certificate ? 's' : ''}://127.0.0.1:${port}`,
    /** All that it has written so far. */
    log,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true });
    }
  };
}
