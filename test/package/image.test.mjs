// The images of deploy/docker run as they are configured: as nobody, with a health check that tells the truth.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { eventually } from '../e2e/browser.mjs';
import { root } from '../flex-video.mjs';
import { Images } from './images.mjs';

let images;
before(async () => (images = await Images.open()));
after(() => images?.close());

/** Its health check as an engine runs it: whether it is well. */
const isWell = image => {
  const { Test: test, Timeout: nanoseconds } = image.config.Healthcheck;
  const [kind, ...command] = test;
  assert.equal(kind, 'CMD');
  return images.run(image, 'timeout', String(nanoseconds / 1e9), ...command).then(
    () => true,
    () => false
  );
};
const well = image => eventually('it is well', () => isWell(image), Boolean);

test('the service’s image serves', async () => {
  const file = execFileSync(path.join(root, 'script/package'), { encoding: 'utf8' }).trim();
  const image = await images.build('Dockerfile', [file]);
  assert.equal(await isWell(image), false, 'nothing runs yet');
  assert.equal(await images.run(image, 'id', '-u'), '10001');
  assert.match(await images.run(image, 'flex-video', '--version'), /^flex-video \d/);

  const sid = kind => kind + '0'.repeat(32);
  const env = {
    ...{ FLEX_VIDEO_BASE_URL: 'https://video.example.com', FLEX_VIDEO_VIDEO: 'rooms' },
    ...{ TWILIO_ACCOUNT_SID: sid('AC'), TWILIO_API_KEY: sid('SK'), TWILIO_WORKSPACE_SID: sid('WS') },
    ...{ TWILIO_API_SECRET: 'an API secret', TWILIO_AUTH_TOKEN: 'an auth token' }
  };
  const running = images.start(image, { env });
  await well(image);
  assert.equal(await images.run(image, 'curl', '--silent', 'http://127.0.0.1:8080/readyz'), '{"status":"ready"}');
  assert.equal(await images.run(image, 'sh', '-c', 'ls -A /var/lib/flex-video | head -1'), 'flex-video.db');
  await running.stop();
});

test('coturn’s image answers, and takes its configuration from the secret', async () => {
  const image = await images.build('coturn/Dockerfile');
  const file = path.join(images.folder, 'turnserver.conf');
  // Where there is no other address it does not take loopback's by itself.
  const conf = ['use-auth-secret', 'static-auth-secret=a secret of this test', 'realm=turn.example.com', 'no-cli'];
  await writeFile(file, conf.concat('listening-ip=127.0.0.1', 'relay-ip=127.0.0.1').join('\n'));
  assert.equal(await isWell(image), false, 'nothing runs yet');
  const running = images.start(image, { volumes: { [file]: '/run/secrets/turnserver_conf' } });
  await well(image).catch(failed => assert.fail(`${failed.message}\n${running.output()}`));
  assert.match(running.output(), /turn\.example\.com/);
  await running.stop();
});
