// One way to make a token pair, in a process of its own: node bench/token-pairs.cjs <wasm|crypto|twilio> <cold|warm>. Cold prints the
// milliseconds from nothing loaded to the first pair, warm the pairs per CPU second. bench/serverless.mjs compares them.
'use strict';
const began = process.hrtime.bigint();
const [, , way, temperature] = process.argv;
const wish = {
  account: 'AC' + '1'.repeat(32),
  apiKey: 'SK' + '2'.repeat(32),
  apiSecret: 'the secret of the api key',
  linkSecret: 'the secret of the links',
  agent: 'agent:WK' + '3'.repeat(32),
  customer: 'customer:AAAAAAAAAAAAAAAAAAAAAA',
  room: 'RM' + '4'.repeat(32)
};
const LIFE = 4 * 3600;

const ways = {
  /** The module as the functions load it; it makes the link's code as well. */
  wasm() {
    globalThis.Runtime = {
      getAssets: () => ({ '/core.wasm': { path: `${__dirname}/../serverless/assets/core.private.wasm` } })
    };
    const { ask } = require('../serverless/assets/host.private.js');
    return issuedAt => ask('token_pair', { ...wish, issuedAt, expiresAt: issuedAt + LIFE });
  },
  /** What somebody would write by hand. */
  crypto() {
    const { createHmac } = require('node:crypto');
    const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');
    const head = encode({ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' });
    const token = (identity, iat) => {
      const { apiKey: iss, account: sub, room } = wish;
      const grants = { identity, video: { room } };
      const text = `${head}.${encode({ jti: `${iss}-${iat}`, grants, iat, exp: iat + LIFE, iss, sub })}`;
      return `${text}.${createHmac('sha256', wish.apiSecret).update(text).digest('base64url')}`;
    };
    return iat => [token(wish.agent, iat), token(wish.customer, iat)];
  },
  /** As the original design did. */
  twilio() {
    const { AccessToken } = require('twilio').jwt;
    const token = identity => {
      const made = new AccessToken(wish.account, wish.apiKey, wish.apiSecret, { identity, ttl: LIFE });
      made.addGrant(new AccessToken.VideoGrant({ room: wish.room }));
      return made.toJwt();
    };
    return () => [token(wish.agent), token(wish.customer)];
  }
};

const pair = ways[way]();
pair(1_800_000_000);
if (temperature === 'cold') {
  console.log(Number(process.hrtime.bigint() - began) / 1e6);
} else {
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  for (let i = 0; i < 200; i++) pair(1_800_000_000 + i);
  const from = cpu();
  let pairs = 0;
  while (cpu() - from < 1) for (let i = 0; i < 50; i++, pairs++) pair(1_800_000_000 + pairs);
  console.log(pairs / (cpu() - from));
}
