// A real nginx in front of replicas, as an operator would set it up: unprivileged, in a folder of its own.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';

/**
 * Any replica may serve any request, so nothing is sticky. None is left out for a while after it failed: it may be back
 * when the other one goes.
 */
const config = (folder, port, replicas) => `
daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  upstream replicas {
${replicas.map(replica => `    server 127.0.0.1:${replica} max_fails=0;`).join('\n')}
  }
  server {
    listen 127.0.0.1:${port};
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_connect_timeout 1s;
    proxy_next_upstream error timeout;
    location / {
      proxy_pass http://replicas;
    }
    location ~ ^/v1/(sessions/[^/]+|visits/me)/events$ {
      proxy_buffering off;
      proxy_read_timeout 1h;
      proxy_pass http://replicas;
    }
  }
}
`;

/** Resolves when nginx listens on `port`. */
export async function startNginx(port, replicas) {
  const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-nginx-'));
  await writeFile(path.join(folder, 'nginx.conf'), config(folder, port, replicas));
  const child = spawn('/usr/sbin/nginx', ['-e', `${folder}/error.log`, '-p', folder, '-c', `${folder}/nginx.conf`], {
    stdio: 'inherit'
  });
  const exited = new Promise(resolve => child.on('exit', resolve));
  const base = `http://127.0.0.1:${port}`;
  const answers = async () => {
    const answer = await fetch(`${base}/healthz`).catch(() => undefined);
    await answer?.text();
    return answer !== undefined;
  };
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(await readFile(path.join(folder, 'error.log'), 'utf8'));
    await pass(50);
  }
  return {
    base,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true });
    }
  };
}
