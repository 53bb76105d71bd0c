// Requests that are not what they seem: heads, framing, addresses and methods, some of them as no HTTP client sends them.
import assert from 'node:assert/strict';
import { METHODS } from 'node:http';
import { after, test } from 'node:test';
import { json, openCall, send, sendRaw } from '../open-call.mjs';
import { openapi, operations } from '../operations.mjs';

const call = await openCall();
Object.assign(call, await call.device(call.code));
after(() => call.stop());
const { serve, ada, refused } = call;

const host = new URL(serve.base).host;
const token = ada.Authorization;
const session = `/v1/sessions/${call.session.id}`;
const lines = (...all) => Buffer.from(all.join('\r\n') + '\r\n\r\n', 'latin1');
const get = (...more) => lines(`GET ${session} HTTP/1.1`, `Host: ${host}`, `Authorization: ${token}`, ...more);
/** The end of the call, which any slip in the framing would let through. */
const end = `POST ${session}/end HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${token}\r\nContent-Length: 0\r\n\r\n`;
const post = (headers, body) =>
  Buffer.concat([
    lines(`POST ${session}/end HTTP/1.1`, `Host: ${host}`, `Authorization: ${token}`, ...headers),
    Buffer.from(body)
  ]);

for (const [what, bytes] of [
  ['two Host headers', get('Host: evil.example')],
  ['the same Host twice', get(`Host: ${host}`)],
  ['no Host', lines(`GET ${session} HTTP/1.1`, `Authorization: ${token}`)],
  ['a folded line', get('X-A: 1', ' 2')],
  [
    'a folded Authorization',
    lines(`GET ${session} HTTP/1.1`, `Host: ${host}`, 'Authorization: Bearer', ` ${token.slice(7)}`)
  ],
  ['a space before the colon', get('X-A : 1')],
  ['a line without a colon', get('X-A')],
  ['a name that is empty', get(': 1')],
  ['a name with a space', get('X A: 1')],
  ['a NUL in a name', get('X\0A: 1')],
  ['a NUL in a value', get('X-A: 1\0')],
  ['a bare CR in a value', get('X-A: 1\r2')],
  ['a space before the first header', lines(`GET ${session} HTTP/1.1`, ` Host: ${host}`, `Host: ${host}`)],
  [
    'Content-Length and Transfer-Encoding',
    post(['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n' + end)
  ],
  [
    'Transfer-Encoding and Content-Length',
    post(['Transfer-Encoding: chunked', 'Content-Length: 5'], '0\r\n\r\n' + end)
  ],
  ['two lengths', post(['Content-Length: 0', `Content-Length: ${end.length}`], end)],
  ['a list of lengths', post([`Content-Length: 0, ${end.length}`], end)],
  ['a length below nothing', post(['Content-Length: -1'], '')],
  ['a length with a sign', post(['Content-Length: +0'], '')],
  ['a length in hexadecimal', post(['Content-Length: 0x0'], '')],
  ['a length past all numbers', post(['Content-Length: 99999999999999999999'], '')],
  ['a length that is no number', post(['Content-Length: ten'], '')],
  ['an empty length', post(['Content-Length:'], '')],
  ['a coding before chunked', post(['Transfer-Encoding: gzip, chunked'], '0\r\n\r\n' + end)],
  ['a coding after chunked', post(['Transfer-Encoding: chunked, identity'], '0\r\n\r\n' + end)],
  ['a coding that is none', post(['Transfer-Encoding: xchunked'], '0\r\n\r\n' + end)],
  ['chunked twice', post(['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], '0\r\n\r\n' + end)],
  ['chunked and another', post(['Transfer-Encoding: chunked', 'Transfer-Encoding: x'], '0\r\n\r\n' + end)],
  [
    'chunked in HTTP/1.0',
    Buffer.from(post(['Transfer-Encoding: chunked'], '0\r\n\r\n').toString().replace('/1.1', '/1.0'))
  ],
  ['a chunk whose size is no number', post(['Transfer-Encoding: chunked'], 'g\r\n')],
  ['a chunk of less than nothing', post(['Transfer-Encoding: chunked'], '-1\r\n')],
  ['a chunk larger than all numbers', post(['Transfer-Encoding: chunked'], 'fffffffffffffffff\r\n')],
  ['a chunk without its end', post(['Transfer-Encoding: chunked'], '1\r\nab\r\n0\r\n\r\n')],
  ['no version', Buffer.from(`GET ${session}\r\n\r\n`)],
  ['HTTP/2', Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
  ['HTTP/1.2', lines(`GET ${session} HTTP/1.2`, `Host: ${host}`)],
  ['a version in small letters', lines(`GET ${session} http/1.1`, `Host: ${host}`)],
  ['two spaces', lines(`GET  ${session} HTTP/1.1`, `Host: ${host}`)],
  ['a space in the address', lines(`GET ${session} x HTTP/1.1`, `Host: ${host}`)],
  ['a tab in the address', lines(`GET ${session}\tx HTTP/1.1`, `Host: ${host}`)],
  ['a NUL in the address', lines(`GET ${session}\0 HTTP/1.1`, `Host: ${host}`)],
  ['a method with a slash', lines(`GE/T ${session} HTTP/1.1`, `Host: ${host}`)],
  ['TLS where none is spoken', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 13, 10, 13, 10])],
  ['nothing but noise', Buffer.from('\x01\x02\x03\x04\r\n\r\n')]
])
  test(`a request with ${what}`, () => refused(400, 'malformed_request', bytes));

for (const [what, bytes] of [
  ['a header of 20,000 characters', get('X-A: ' + 'a'.repeat(20_000))],
  ['5,000 headers', get(...Array.from({ length: 5000 }, (_, i) => `X-${i}: 1`))],
  ['20,000 empty headers', get(...Array(20_000).fill('a:'))],
  ['a name of 20,000 characters', get('X'.repeat(20_000) + ': 1')],
  ['an address of 20,000 characters', lines(`GET /${'a'.repeat(20_000)} HTTP/1.1`, `Host: ${host}`)],
  ['cookies without an end', get('Cookie: ' + 'a=b; '.repeat(5000))],
  ['trailers without an end', post(['Transfer-Encoding: chunked'], '0\r\n' + 'X-A: 1\r\n'.repeat(5000))]
])
  test(`a request with ${what}`, () => refused(431, 'headers_too_large', bytes));

for (const [what, bytes] of [
  ['a declared length over the limit', post(['Content-Length: 65537'], '')],
  ['a declared length of a terabyte', post(['Content-Length: 1099511627776'], '')],
  ['chunks over the limit', post(['Transfer-Encoding: chunked'], ('4000\r\n' + 'x'.repeat(0x4000) + '\r\n').repeat(5))],
  ['one chunk over the limit', post(['Transfer-Encoding: chunked'], '10001\r\n' + 'x'.repeat(0x10001))]
])
  test(`a request with ${what}`, () => refused(413, 'body_too_large', bytes));

for (const path of [
  '//v1/sessions',
  '/v1//sessions',
  '/v1/sessions/',
  '/v1/sessions//join',
  '/V1/sessions',
  '/v1/Sessions',
  '/v1%2fsessions',
  '/v1/sessions%2f',
  '/v1/sessions%00',
  '/v1/sessions.json',
  '/v1/sessions;a=1',
  '/v1/sessions%3fworker=x',
  '/./v1/sessions',
  '/v1/./sessions',
  '/healthz/../v1/sessions',
  '/%2e/v1/sessions',
  '/%2e%2e/v1/sessions',
  '/v1/%2e%2e/v1/sessions',
  '/v1/..%2fv1/sessions',
  '/v1/%73essions%',
  '/v1/%zzsessions',
  '/%',
  '/v1\\sessions',
  `${session}/end/`,
  `${session}/END`,
  `${session}//end`,
  `${session}/visits/x`,
  `/J/${call.code}`,
  `/j/${call.code}/`,
  `/j/${call.code}/x`,
  `/j//${call.code}`,
  `//j/${call.code}`,
  `/j%2f${call.code}`,
  '/j/',
  '/j',
  '/agent/',
  '/supervisor/',
  '/metrics/',
  '/',
  '/index.html',
  '/.env',
  '/flex-video.db',
  '/desk',
  '/sandbox/conversations',
  '/twilio/iam.twilio.com/v1',
  '/assets/',
  '/assets/..',
  '/assets/../room.html',
  '/assets/%2e%2e/room.html',
  '/assets/..%2froom.html',
  '/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
  '/assets/..%5croom.html',
  '/assets//etc/passwd',
  '/assets/%2fetc%2fpasswd',
  '/assets/room.html%00.js',
  '/webhooks/twilio',
  '/webhooks/twilio/voice'
])
  test(`GET ${path.replace(call.code, 'CODE').replace(call.session.id, 'ID')}`, () =>
    refused(404, 'not_found', { path, headers: ada }));

test('addresses that name no path of ours', async () => {
  for (const target of ['v1/sessions', '*', 'http:/v1/sessions', 'ftp://x/v1/sessions', '?/v1/sessions', 'x://y'])
    await refused(
      404,
      'not_found',
      lines(`GET ${target} HTTP/1.1`, `Host: ${host}`, `Authorization: ${token}`, 'Connection: close')
    );
});

const document = await openapi(serve.base);
const byPath = Map.groupBy(operations(document, call), one => one.pattern);
for (const [pattern, declared] of byPath) {
  const { path } = declared[0].ask();
  if ((await call.send({ method: 'TRACE', path })).status === 404) continue; // openapi.test.mjs misses it

  test(`${pattern}: methods that it does not have`, async () => {
    const has = new Set(declared.map(one => one.verb.toUpperCase()));
    if (has.has('GET')) has.add('HEAD');
    if (declared[0].security === 'flexToken' || pattern.startsWith('/get-tokens')) has.add('OPTIONS');
    for (const method of METHODS.filter(one => !has.has(one) && one !== 'CONNECT')) {
      const before = serve.rows();
      const answer = await send(serve.base, { method, path, headers: { ...json, ...ada, ...call.cookie }, body: '{}' });
      assert.equal(answer.status, 405, method);
      assert.deepEqual(new Set(answer.headers.allow.split(', ')), has);
      assert.ok(method === 'HEAD' || answer.json.code === 'method_not_allowed');
      assert.deepEqual(serve.rows(), before);
    }
    await refused(405, 'method_not_allowed', lines(`BREW ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close'));
    await refused(405, 'method_not_allowed', lines(`get ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close'));
    for (const header of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])
      await refused(405, 'method_not_allowed', { method: 'PUT', path, headers: { ...ada, [header]: [...has][0] } });
  });
}

test('headers that would turn a request into another do nothing', async () => {
  const before = serve.rows();
  for (const headers of [
    { 'X-HTTP-Method-Override': 'DELETE' },
    { 'X-Original-URL': `${session}/end`, 'X-HTTP-Method-Override': 'POST' },
    { 'X-Rewrite-URL': `${session}/end` },
    { 'X-Forwarded-Prefix': '/x', 'X-Forwarded-Path': `${session}/end` }
  ]) {
    const answer = await call.send({ path: session, headers: { ...ada, ...headers } });
    assert.equal(answer.status, 200);
    assert.equal(answer.json.session.id, call.session.id);
  }
  assert.deepEqual(serve.rows(), before);
});

test('who is no trusted proxy is not believed about addresses', async () => {
  const said = {
    'X-Forwarded-For': '203.0.113.9',
    'X-Real-IP': '203.0.113.9',
    Forwarded: 'for=203.0.113.9;host=evil.example'
  };
  const more = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https', Host: 'evil.example' };
  const answer = await call.send({
    method: 'POST',
    path: '/v1/sessions',
    headers: { ...json, ...ada, ...said, ...more },
    body: JSON.stringify(call.wish)
  });
  assert.equal(answer.json.customerLink, `${serve.base}/j/${call.code}`, 'the link is where the operator says');
  assert.equal((await call.send({ path: '/metrics', headers: said })).status, 200, 'it is still this machine');
  assert.doesNotMatch(serve.output(), /203\.0\.113\.9|evil\.example/);
});

test('a body is never the next request', async () => {
  const before = serve.rows();
  const smuggled = await sendRaw(
    serve.base,
    Buffer.concat([
      lines(`GET /healthz HTTP/1.1`, `Host: ${host}`, `Content-Length: ${end.length}`),
      Buffer.from(end),
      lines('GET /healthz HTTP/1.1', `Host: ${host}`, 'Connection: close')
    ])
  );
  assert.deepEqual([smuggled.status, smuggled.json], [200, { status: 'ok' }]);
  assert.deepEqual(serve.rows(), before);
});

test('after all of that the server serves, and the call is as it was', async () => {
  const answer = await call.send({ path: session, headers: ada });
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json.session, call.session);
});
