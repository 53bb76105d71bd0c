// The systemd unit and the settings that the Debian package brings.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { root, run } from '../flex-video.mjs';

const unit = path.join(root, 'deploy/systemd/flex-video.service');
const debian = name => path.join(root, 'deploy/debian', name);
const mostExposed = 15; // tenths

let folder;
before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'flex-video-unit-'))));
after(() => rm(folder, { recursive: true }));

const security = (file, ...how) =>
  spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', ...how, file], { encoding: 'utf8' });

test('the unit is locked down: systemd-analyze says less than 1.5', async t => {
  const said = security(unit);
  for (const line of said.stdout.split('\n').filter(one => /^[✗→]/.test(one))) t.diagnostic(line);
  assert.match(said.stdout, /Overall exposure level for flex-video\.service: \d/);
  const threshold = `--threshold=${mostExposed - 1}`; // it fails above that
  assert.equal(security(unit, threshold).status, 0, said.stdout);
  const looser = path.join(folder, 'flex-video.service');
  await writeFile(
    looser,
    (await readFile(unit, 'utf8')).replace('SystemCallFilter=@system-service\n', '').replace('PrivateUsers=yes\n', '')
  );
  assert.notEqual(security(looser, threshold).status, 0, 'a looser one is found');
});

test('the unit has no word that systemd does not know', async () => {
  const copy = path.join(folder, 'flex-video.service');
  await writeFile(copy, (await readFile(unit, 'utf8')).replace('/usr/bin/flex-video', '/bin/true'));
  assert.equal(
    execFileSync('systemd-analyze', ['verify', '--man=no', copy], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe']
    }),
    ''
  );
});

/** The lines that an operator would take the mark of a comment from. */
const uncommented = text => text.replace(/^# ?(?=\w+ ?= ?\S)/gm, '').replace(/^#(?=[A-Z_]+=)/gm, '');

test('every line of the settings is one that serve takes', async () => {
  const lines = uncommented(await readFile(debian('flex-video.toml'), 'utf8'));
  const settings = lines.replace('video = "twilio"', 'video = "rooms"'); // as [turn] needs it
  assert.match(settings, /^base_url = /m);
  const config = path.join(folder, 'flex-video.toml');
  await writeFile(config, settings, { mode: 0o640 });
  const variables = uncommented(await readFile(debian('secrets.env'), 'utf8'));
  const secrets = Object.fromEntries(
    [...variables.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value || 'x'.repeat(32)])
  );
  assert.equal(Object.keys(secrets).length, 6);
  const serve = () => run(['serve', '--config', config], { env: secrets });
  assert.match((await serve()).stderr, /no \/usr\/share\/flex-video\/room\/room\.html/, 'that is all it lacks here');
  await writeFile(config, settings + 'no_such = 1\n', { mode: 0o640 });
  assert.equal((await serve()).code, 2);
});

test('as they come, the settings say what is missing', async () => {
  const config = path.join(folder, 'flex-video.toml');
  await copyFile(debian('flex-video.toml'), config);
  execFileSync('chmod', ['0640', config]);
  const { code, stderr } = await run(['serve', '--config', config]);
  assert.equal(code, 2);
  for (const missing of ['base_url', 'account_sid', 'TWILIO_AUTH_TOKEN'])
    assert.match(stderr, new RegExp(missing, 'i'));
});
