// The examples of deploy/nginx and deploy/haproxy: TLS, server-sent events and WebSocket through them, and what they keep back.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { startHaproxy } from '../haproxy.mjs';
import { startNginx } from '../nginx.mjs';
import { json, openCall, until } from '../open-call.mjs';
import { makeCertificate } from '../proxy.mjs';
import { freePort } from '../serve.mjs';

let call, folder, certificate, ca;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flex-video-proxies-'));
  certificate = makeCertificate(folder);
  ca = await readFile(certificate.chain);
  // The certificate has no port in it; each proxy listens on one of its own.
  call = await openCall({ baseUrl: 'https://127.0.0.1', args: ['--trusted-proxies', '127.0.0.1'] });
});
after(async () => {
  await call?.stop();
  await rm(folder, { recursive: true });
});

/** A request over TLS; the answer as soon as its head is there. */
function asked(base, { method = 'GET', path, headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const request = https.request(base + path, { method, headers, ca, agent: false }, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

async function said(answer) {
  let text = '';
  for await (const part of answer) text += part;
  return { status: answer.statusCode, headers: answer.headers, text };
}

for (const [name, start] of Object.entries({ nginx: startNginx, HAProxy: startHaproxy })) {
  describe(name, () => {
    let proxy;
    const ask = async what => said(await asked(proxy.base, what));
    before(async () => {
      const replica = Number(new URL(call.serve.base).port);
      proxy = await start(await freePort(), [replica], certificate);
      await until('the replica is taken', async () => (await ask({ path: '/readyz' })).status === 200);
    });
    after(() => proxy?.stop());

    test('passes requests on over TLS, and says of them whose they are', async () => {
      const path = `/v1/sessions/${name}`;
      const { status, headers } = await ask({ path, headers: { 'X-Forwarded-For': '203.0.113.9' } });
      assert.equal(status, 401);
      assert.ok(headers['strict-transport-security']);
      const find = () =>
        call.serve
          .output()
          .split('\n')
          .find(one => one.includes(path));
      await until('the line of the request', find);
      const line = JSON.parse(find());
      assert.equal(line.from, '127.0.0.1', 'a client can not say who it is');
    });

    test('keeps the metrics to itself', async () => {
      assert.equal((await ask({ path: '/metrics' })).status, 403);
    });

    test('passes a still, and none that is too large for the service', async () => {
      const still = mebibytes => ({
        ...{ method: 'POST', path: '/v1/visits/me/stills', headers: { 'Content-Type': 'image/jpeg' } },
        body: Buffer.alloc(mebibytes * 1024 * 1024)
      });
      assert.equal((await ask(still(8))).status, 401, 'the service has read it, and asks who sends it');
      assert.equal((await ask(still(9))).status, 413);
    });

    test('passes events as they come', async () => {
      const { session, code } = await call.another();
      const stream = await asked(proxy.base, { path: `/v1/sessions/${session.id}/events`, headers: call.ada });
      assert.equal(stream.statusCode, 200);
      let text = '';
      stream.on('data', part => (text += part));
      stream.on('error', () => {}); // it is left below
      await until('the state', () => text.includes('\n\n'));
      const seen = text.length;
      const redeemed = await ask({ method: 'POST', path: '/v1/visits', headers: json, body: JSON.stringify({ code }) });
      assert.equal(redeemed.status, 201);
      await until('the visit', () => text.slice(seen).includes('\n\n'));
      stream.destroy();
    });

    test('passes the rooms’ WebSocket', async () => {
      const socket = new WebSocket(proxy.base.replace('https', 'wss') + '/signaling', { ca });
      await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
      const closed = new Promise(resolve => socket.on('close', resolve));
      socket.send('no message of ours');
      await closed;
    });

    test('writes no link’s code into a log, also when nobody is behind it', async () => {
      const alone = await start(await freePort(), [await freePort()], certificate);
      const codes = ['A'.repeat(52), 'B'.repeat(52)];
      assert.equal((await ask({ path: `/j/${codes[0]}` })).status, 404);
      await ask({ path: '/healthz?behind' });
      const refused = await said(await asked(alone.base, { path: `/j/${codes[1]}` }));
      assert.ok(refused.status >= 502, refused.status);
      await until('the log', async () => (await proxy.log()).includes('/healthz?behind'));
      const log = (await proxy.log()) + (await alone.log());
      await alone.stop();
      for (const code of codes) assert.ok(!log.includes(code));
    });
  });
}
