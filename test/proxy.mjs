// What the tests of proxies share: an example's text with a test's own places, a certificate, and when a port is listened on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';

/** `text` with each part replaced that must be in it once. */
export function replaced(text, parts) {
  return parts.reduce((now, [part, by]) => {
    assert.equal(now.split(part).length, 2, `${part} is in the example once`);
    return now.replace(part, () => by);
  }, text);
}

/** The files of a certificate for 127.0.0.1 and of its key, in `folder`. */
export function makeCertificate(folder) {
  const [chain, key] = [path.join(folder, 'chain.pem'), path.join(folder, 'key.pem')];
  const how = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', ...how, ...names, '-keyout', key, '-out', chain], { stdio: 'pipe' });
  return { chain, key };
}

function takesConnections(port) {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/** Resolves when loopback's `port` takes connections; `check` throws when it never will. */
export async function listens(port, check) {
  while (!(await takesConnections(port))) {
    await check();
    await pass(20);
  }
}
