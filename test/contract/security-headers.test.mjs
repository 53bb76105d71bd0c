// The headers that docs/security.md promises, as `flex-video serve` sends them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { binary, cleanEnvironment } from '../flex-video.mjs';

const hex = '0'.repeat(32);
const flex = 'https://flex.twilio.com https://flex.example.com';
let folder;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flex-video-'));
  await mkdir(path.join(folder, 'web/assets'), { recursive: true });
  await writeFile(path.join(folder, 'web/room.html'), '<script id="arrival">__ARRIVAL__</script>');
  await writeFile(path.join(folder, 'web/assets/page.js'), 'export {};');
});
after(() => rm(folder, { recursive: true, force: true }));

/** Calls `use` with the address of a server that believes to be `base`. Twilio is not there. */
async function serving({ base, source }, use) {
  const flags = { '--base-url': base, '--video': source, '--port': '0', '--allowed-origins': flex.replace(' ', ',') };
  const places = { '--data': path.join(folder, 'data'), '--web': path.join(folder, 'web') };
  const child = spawn(binary, ['serve', ...Object.entries({ ...flags, ...places }).flat()], {
    env: cleanEnvironment({
      TWILIO_ACCOUNT_SID: `AC${hex}`,
      TWILIO_API_KEY: `SK${hex}`,
      TWILIO_API_SECRET: 'secret',
      TWILIO_AUTH_TOKEN: 'token',
      TWILIO_WORKSPACE_SID: `WS${hex}`
    }),
    stdio: ['ignore', 'pipe', 'ignore']
  });
  const exited = new Promise(resolve => child.on('exit', resolve));
  try {
    const port = await new Promise((resolve, reject) => {
      let output = '';
      child.stdout.on('data', text => {
        const ready = /on port (\d+)/.exec((output += text));
        if (ready) resolve(ready[1]);
      });
      exited.then(code => reject(new Error(`serve ended early: ${code}`)));
    });
    await use(`http://127.0.0.1:${port}`);
  } finally {
    child.kill('SIGINT');
    await exited;
  }
}

const policy = (signalling, ancestors) =>
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
  "media-src 'self' blob: mediastream:; worker-src 'self' blob:; " +
  `connect-src 'self' ${signalling}; object-src 'none'; base-uri 'none'; form-action 'none'; ` +
  `frame-ancestors ${ancestors}`;
const twilio = 'wss://*.vss.twilio.com wss://sdkgw.us1.twilio.com';
const everywhere = [
  '/j/x',
  '/agent/x',
  '/supervisor/x',
  '/healthz',
  '/v1/visits/me',
  '/openapi.json',
  '/nothing',
  '/assets/page.js'
];

function assertHeaders(answer, expected, about) {
  for (const [name, value] of Object.entries(expected))
    assert.equal(answer.headers.get(name), value, `${about} ${name}`);
}

test('all pages say what they may load and who may frame them', async () => {
  await serving({ base: 'https://video.example.com', source: 'twilio' }, async at => {
    const pages = {
      '/j/x': policy(twilio, "'none'"),
      '/agent/x': policy(twilio, flex),
      '/supervisor/x': policy(twilio, flex)
    };
    for (const [where, content] of Object.entries(pages)) {
      assertHeaders(await fetch(at + where), {
        'content-security-policy': content,
        'permissions-policy': 'camera=(self), microphone=(self), display-capture=(self)',
        'cache-control': 'no-store'
      });
    }
  });
});

test('every answer keeps to its type, passes no address on, and is HTTPS from then on', async () => {
  await serving({ base: 'https://video.example.com', source: 'rooms' }, async at => {
    for (const where of everywhere) {
      assertHeaders(
        await fetch(at + where),
        {
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'strict-transport-security': 'max-age=31536000'
        },
        where
      );
      if (where !== '/assets/page.js') assertHeaders(await fetch(at + where), { 'cache-control': 'no-store' }, where);
    }
    assertHeaders(await fetch(`${at}/j/x`), {
      'content-security-policy': policy('wss://video.example.com', "'none'")
    });
  });
});

test('on loopback there is no HTTPS to insist on', async () => {
  await serving({ base: 'http://127.0.0.1:8080', source: 'twilio' }, async at => {
    for (const where of everywhere)
      assertHeaders(await fetch(at + where), { 'strict-transport-security': null, 'referrer-policy': 'no-referrer' });
  });
});
