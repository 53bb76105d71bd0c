// The Helm chart: rendered with Helm's own engine, its values against its schema, its manifests against Kubernetes' schema.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import Ajv from 'ajv';
import { load } from 'js-yaml';
import { root } from '../flex-video.mjs';
import { complaint, onlyThePage } from './environment.mjs';
import { faultsOf } from './manifests.mjs';

const chart = path.join(root, 'deploy/helm/flex-video');
const program = path.join(root, 'build/deploy/render');
const text = file => readFileSync(path.join(chart, file), 'utf8');

/** What an operator has to give. */
const given = {
  baseUrl: 'https://video.example.com',
  twilio: { accountSid: `AC${'0'.repeat(32)}`, apiKey: `SK${'0'.repeat(32)}`, workspaceSid: `WS${'0'.repeat(32)}` },
  trustedProxies: ['10.0.0.0/8'],
  secrets: {
    values: {
      TWILIO_API_SECRET: 'an API secret',
      TWILIO_AUTH_TOKEN: 'an auth token',
      FLEX_VIDEO_DATABASE: 'postgresql://flex_video:password@db/flex_video',
      FLEX_VIDEO_LINK_SECRET: 'a link secret of 32 characters, or more'
    }
  },
  ingress: { host: 'video.example.com', tlsSecret: 'video-tls' }
};

/** The chart's values with these over them, as Helm merges them. */
function merged(values, over) {
  const inner = (below, above) =>
    above && typeof above === 'object' && !Array.isArray(above) ? merged(below ?? {}, above) : above;
  return {
    ...values,
    ...Object.fromEntries(Object.entries(over).map(([key, above]) => [key, inner(values[key], above)]))
  };
}

function render(values, release = 'calls') {
  const { status, stdout, stderr } = spawnSync(program, [chart, release], { input: JSON.stringify(values) });
  if (status !== 0) throw new Error(stderr.toString());
  return Object.fromEntries(JSON.parse(stdout).map(({ template, manifest }) => [template, manifest]));
}

before(() => {
  mkdirSync(path.dirname(program), { recursive: true });
  // Debian's Go packages lie in one folder and have no modules.
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' };
  execFileSync('go', ['build', '-o', program, path.join(root, 'test/deploy/chart/main.go')], { env, stdio: 'inherit' });
});

const accepts = new Ajv().compile(JSON.parse(text('values.schema.json')));
const defaults = load(text('values.yaml'));
const wants = (over = {}) => accepts(merged(merged(defaults, given), over));

test('the values that an operator gives are accepted, and nothing is forgotten in silence', () => {
  assert.ok(wants(), JSON.stringify(accepts.errors));
  assert.ok(!accepts(defaults), 'what has no default has to be given');
  const single = { ...given, video: 'rooms', replicas: 1 };
  assert.ok(accepts(merged(defaults, single)), JSON.stringify(accepts.errors));
  for (const [what, over] of Object.entries({
    'two replicas for rooms of our own': { video: 'rooms' },
    'a base URL without TLS': { baseUrl: 'http://video.example.com' },
    'a base URL with a path': { baseUrl: 'https://video.example.com/calls' },
    'a secret among the settings': { settings: { FLEX_VIDEO_LINK_SECRET: 'x' } },
    'a setting that is none': { settings: { LOBBY: 'always' } },
    'an unknown value': { replicaCount: 2 },
    'no replica': { replicas: 0 },
    'proxies that nobody trusts': { trustedProxies: [] },
    'an API key for an account': { twilio: { accountSid: given.twilio.apiKey } },
    'no link secret': { secrets: { values: { FLEX_VIDEO_LINK_SECRET: '' } } },
    'a link secret that is not read': {
      secrets: { names: ['TWILIO_API_SECRET', 'TWILIO_AUTH_TOKEN', 'FLEX_VIDEO_DATABASE'] }
    }
  }))
    assert.ok(!wants(over), what);
});

test('the values of the README are accepted', () => {
  const readme = readFileSync(path.join(root, 'deploy/README.md'), 'utf8');
  const [, block] = /```yaml\n(# values\.yaml[^]*?)```/.exec(readme);
  const values = load(block.replace(/(AC|SK|WS)…/g, kind => kind.slice(0, 2) + '0'.repeat(32)));
  assert.ok(accepts(merged(defaults, values)), JSON.stringify(accepts.errors));
});

test('what is rendered is what Kubernetes takes', async () => {
  const manifests = render(given);
  assert.deepEqual(Object.keys(manifests).sort(), [
    'configmap.yaml',
    'deployment.yaml',
    'ingress.yaml',
    'poddisruptionbudget.yaml',
    'secret.yaml',
    'service.yaml'
  ]);
  const lean = {
    ...given,
    video: 'rooms',
    replicas: 1,
    secrets: { existing: 'mine' },
    settings: { FLEX_VIDEO_LOBBY: 'always' }
  };
  const fewer = render(lean);
  assert.deepEqual(Object.keys(fewer).sort(), ['configmap.yaml', 'deployment.yaml', 'ingress.yaml', 'service.yaml']);
  assert.deepEqual(await faultsOf([...Object.values(manifests), ...Object.values(fewer)]), []);
  assert.equal(fewer['configmap.yaml'].data.FLEX_VIDEO_LOBBY, 'always');
});

test('a manifest that Kubernetes would not take is found', async () => {
  const broken = change => {
    const { 'deployment.yaml': deployment } = render(given);
    change(deployment.spec.template.spec.containers[0], deployment);
    return faultsOf([deployment]);
  };
  for (const [what, change] of Object.entries({
    'a misspelt field': container => (container.readynessProbe = container.readinessProbe),
    'a text for a number': container => (container.ports[0].containerPort = '8080'),
    'a missing name': container => delete container.name,
    'no such kind': (_, deployment) => (deployment.kind = 'Deploymint')
  }))
    assert.notDeepEqual(await broken(change), [], what);
});

test('the pods are restricted, and read their secrets from files', () => {
  const { 'deployment.yaml': deployment, 'configmap.yaml': config, 'secret.yaml': secret } = render(given);
  assert.equal(deployment.spec.replicas, 2);
  const { spec } = deployment.spec.template;
  const [container] = spec.containers;
  assert.equal(spec.securityContext.runAsNonRoot, true);
  assert.equal(spec.securityContext.seccompProfile.type, 'RuntimeDefault');
  assert.equal(spec.automountServiceAccountToken, false);
  assert.equal(spec.enableServiceLinks, false);
  assert.deepEqual(container.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] }
  });
  assert.equal(container.readinessProbe.httpGet.path, '/readyz');
  assert.equal(container.livenessProbe.httpGet.path, '/healthz');
  const folder = container.volumeMounts.find(({ name }) => name === 'secrets').mountPath;
  for (const [name, value] of Object.entries(secret.stringData)) {
    assert.equal(config.data[`${name}_FILE`], `${folder}/${name}`);
    assert.ok(!JSON.stringify([deployment, config]).includes(value), `${name} is in the Secret alone`);
  }
  assert.equal(spec.volumes.find(({ name }) => name === 'secrets').secret.secretName, secret.metadata.name);
});

test('the service takes the settings that its pods give it', async () => {
  const { 'configmap.yaml': config, 'secret.yaml': secret } = render(given);
  assert.match(await complaint(config.data, secret.stringData), onlyThePage);
  assert.match(
    await complaint({ ...config.data, FLEX_VIDEO_PORT: 'tcp://10.0.0.1:80' }, secret.stringData),
    /^2: .*port/i
  );
});

test('other settings and other secrets are other pods; a label does not change what they are selected by', () => {
  const annotations = over => render(merged(given, over))['deployment.yaml'].spec.template.metadata.annotations;
  const before = annotations({});
  assert.notEqual(
    annotations({ settings: { FLEX_VIDEO_LOBBY: 'always' } })['checksum/config'],
    before['checksum/config']
  );
  const secret = annotations({ secrets: { values: { TWILIO_AUTH_TOKEN: 'another' } } })['checksum/secret'];
  assert.notEqual(secret, before['checksum/secret']);
});

test('replicas and rooms of our own are replaced as each needs it', () => {
  const strategy = over => render(merged(given, over))['deployment.yaml'].spec.strategy;
  assert.deepEqual(strategy({}).rollingUpdate, { maxUnavailable: 0, maxSurge: 1 });
  assert.deepEqual(strategy({ video: 'rooms', replicas: 1 }), { type: 'Recreate' });
  const { spec } = render(given)['poddisruptionbudget.yaml'];
  const { labels } = render(given)['deployment.yaml'].spec.template.metadata;
  for (const [name, value] of Object.entries(spec.selector.matchLabels)) assert.equal(labels[name], value);
});
