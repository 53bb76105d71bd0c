// Our access tokens, judged by Twilio's own library: claim by claim the same as npm `twilio` makes, and accepted by what
// it verifies with.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import twilio from 'twilio';
import jsonwebtoken from 'jsonwebtoken';
import { run } from '../flex-video.mjs';

const account = 'AC' + '1'.repeat(32);
const key = 'SK' + '2'.repeat(32);
const secret = 'top secret of the api key';
const env = { TWILIO_ACCOUNT_SID: account, TWILIO_API_KEY: key, TWILIO_API_SECRET: secret };

/** Repeatable pseudo-random numbers (mulberry32), so that a failure can be seen again. */
function numbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = numbers(20261122);
const pick = list => list[Math.floor(random() * list.length)];
const ranges = [
  [0x20, 0x7e],
  [0x00, 0x1f],
  [0x22, 0x22],
  [0x5c, 0x5c],
  [0x7f, 0xff],
  [0x2028, 0x2029],
  [0x4e00, 0x9fff],
  [0x1f300, 0x1faff]
];

function name() {
  const length = pick([1, 2, 7, 30, 128]);
  let text = '';
  while ([...text].length < length) {
    const [from, to] = pick(ranges);
    text += String.fromCodePoint(from + Math.floor(random() * (to - from + 1)));
  }
  return text;
}

function theirs({ identity, room, ttl, nbf }) {
  const token = new twilio.jwt.AccessToken(account, key, secret, { identity, ttl, nbf });
  token.addGrant(new twilio.jwt.AccessToken.VideoGrant(room ? { room } : {}));
  const jwt = token.toJwt();
  const claims = jsonwebtoken.decode(jwt);
  // Their jti is read off the clock a second time and may lie in the next second.
  return claims.jti === `${key}-${claims.iat}` ? { jwt, claims } : theirs({ identity, room, ttl, nbf });
}

test('1,000 tokens equal those of npm twilio claim by claim, and its library verifies them', async () => {
  const wanted = Array.from({ length: 1000 }, (_, i) => {
    const wish = { identity: name(), room: i % 10 ? name() : undefined, ttl: pick([1, 3600, 14400, 86400]) };
    if (i % 4 === 0) wish.nbf = 1_700_000_000 + i;
    return { wish, ...theirs(wish) };
  });
  const requests = wanted.map(({ wish, claims }) =>
    JSON.stringify({
      identity: wish.identity,
      room: wish.room,
      ttl: wish.ttl,
      issuedAt: claims.iat,
      notBefore: wish.nbf
    })
  );
  const { code, stdout, stderr } = await run(['token', '--stdin'], { input: requests.join('\n') + '\n', env });
  assert.equal(code, 0, stderr);
  const ours = stdout.trimEnd().split('\n');
  assert.equal(ours.length, wanted.length);
  for (const [i, { jwt, claims }] of wanted.entries()) {
    const complete = jsonwebtoken.verify(ours[i], secret, {
      complete: true,
      algorithms: ['HS256'],
      issuer: key,
      subject: account,
      clockTimestamp: claims.iat
    });
    assert.deepEqual(complete.header, { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' });
    assert.deepEqual(complete.payload, claims);
    assert.equal(ours[i], jwt, 'byte for byte');
  }
});

test('one token from the shell', async () => {
  const { code, stdout } = await run(['token', '--identity', 'Zoë "Z"', '--room', 'r 1', '--ttl', '60'], { env });
  assert.equal(code, 0);
  const claims = jsonwebtoken.verify(stdout.trim(), secret);
  assert.equal(claims.exp - claims.iat, 60);
  assert.deepEqual(claims.grants, { identity: 'Zoë "Z"', video: { room: 'r 1' } });
  assert.equal('nbf' in claims, false);
});

test("reads the original design's names for the credentials too", async () => {
  const { code, stdout } = await run(['token', '--identity', 'a', '--data', '/nowhere'], {
    env: { ACCOUNT_SID: account, API_KEY: key, API_SECRET: secret }
  });
  assert.equal(code, 0);
  const [header, payload, signature] = stdout.trim().split('.');
  assert.equal(createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url'), signature);
});

test('refuses without credentials, without an identity, and a life of more than a day, each in words', async () => {
  const missing = await run(['token', '--identity', 'a', '--data', '/nowhere']);
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /TWILIO_ACCOUNT_SID is not set/);
  const nobody = await run(['token'], { env });
  assert.equal(nobody.code, 2);
  const long = await run(['token', '--identity', 'a', '--ttl', '86401'], { env });
  assert.equal(long.code, 2);
  const garbage = await run(['token', '--stdin'], { input: '{"identity":"a"}\nnot json\n', env });
  assert.equal(garbage.code, 1);
  assert.match(garbage.stderr, /line 2/);
  assert.doesNotMatch(missing.stderr + nobody.stderr + long.stderr + garbage.stderr, new RegExp(secret));
});
