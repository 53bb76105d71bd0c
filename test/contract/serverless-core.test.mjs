// The core as WebAssembly makes the same tokens and codes, byte for byte, as natively (libs/serverless runs the same vectors) and as
// npm `twilio` and node:crypto do.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import twilio from 'twilio';
import { root } from '../flex-video.mjs';
import { inviteCode } from '../open-call.mjs';

globalThis.Runtime = {
  getAssets: () => ({ '/core.wasm': { path: path.join(root, 'serverless/assets/core.private.wasm') } })
};
const { ask } = createRequire(import.meta.url)(path.join(root, 'serverless/assets/host.private.js'));
const vectors = JSON.parse(await readFile(path.join(root, 'libs/serverless/src/testing/vectors.json'), 'utf8'));

function asTwilioDoes({ account, apiKey, apiSecret, room, issuedAt, expiresAt }, identity, context) {
  context.mock.timers.enable({ apis: ['Date'], now: issuedAt * 1000 });
  const { AccessToken } = twilio.jwt;
  const token = new AccessToken(account, apiKey, apiSecret, { identity, ttl: expiresAt - issuedAt });
  token.addGrant(new AccessToken.VideoGrant({ room }));
  const written = token.toJwt();
  context.mock.timers.reset();
  return written;
}

test('every vector', context => {
  assert.ok(vectors.length >= 10);
  for (const { wish, expected } of vectors) {
    assert.deepEqual(ask('token_pair', wish), expected);
    // npm `twilio` takes no empty identity
    for (const side of ['agent', 'customer'])
      if (wish[side]) assert.equal(expected[`${side}Token`], asTwilioDoes(wish, wish[side], context), wish[side]);
    const session = Buffer.from(wish.room.slice(2), 'hex').toString('base64url');
    assert.equal(expected.code, inviteCode(wish.linkSecret, { session, expires: wish.expiresAt }));
  }
});

test('what is no wish gets nothing, and the core goes on', () => {
  const [{ wish, expected }] = vectors;
  for (const wrong of [{}, [], { ...wish, account: 'AC' }, { ...wish, room: 7 }, { ...wish, linkSecret: 'short' }])
    assert.deepEqual(ask('token_pair', wrong), {});
  assert.equal(ask('advance', {}).answer.status, 500);
  assert.deepEqual(ask('token_pair', wish), expected);
});

test('a call finds nothing that another has left, since its memory is taken back', () => {
  const seed = Buffer.alloc(32).toString('base64url');
  const call = { function: 'get-tokens', environment: {}, parameters: {}, headers: {}, began: 0, seed, steps: [] };
  const refused = ask('advance', call);
  assert.equal(refused.answer.status, 500);
  assert.match(refused.answer.log, /ACCOUNT_SID/);
  for (const { wish, expected } of [...vectors, ...vectors]) {
    assert.deepEqual(ask('token_pair', { ...wish, padding: 'x'.repeat(100_000) }), expected);
    assert.deepEqual(ask('advance', call), refused);
  }
});
