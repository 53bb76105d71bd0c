// Looks for access tokens where none may be: in what people are sent, in addresses, in logs.
import assert from 'node:assert/strict';
import { patience } from './browser.mjs';

/** JSON Web Tokens, as access tokens are, and Flex tokens of the sandbox. */
const TOKENS = /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+|\bsandbox\.\w+\.\d{6,}\.[\w-]+/g;
/** The code of an invite, which only its guest may read. */
const CODES = /\/j\/[0-9A-Za-z]{16,}/g;

/** Those in a text, as it is or percent-encoded. */
export function tokensIn(text) {
  const found = text.match(TOKENS) ?? [];
  return text.includes('%') ? [...found, ...(text.replace(/%2e/gi, '.').match(TOKENS) ?? [])] : found;
}

/** Flex itself writes its token into the address of TaskRouter's socket. */
const isOfFlex = url => new URL(url).pathname.startsWith('/twilio/');

async function exchangesOf(demo) {
  const aborting = new AbortController();
  const late = AbortSignal.timeout(patience);
  const signal = AbortSignal.any([aborting.signal, late]);
  const stream = await fetch(`${demo.base}/sandbox/exchanges/events`, { signal });
  let text = '';
  for await (const part of stream.body) {
    text += Buffer.from(part).toString();
    if (text.endsWith('\n\n') && text.includes('data:')) break;
  }
  aborting.abort();
  return text;
}

/** Nothing that the demo has seen, and no address that the browser has asked for, holds a token. The demo logs requests. */
export async function noTokenIsSeen(demo, urls) {
  const { messages } = await (await fetch(`${demo.base}/sandbox/requests`)).json();
  const log = demo.output();
  assert.ok(urls.length > 0 && /"message":"request"/.test(log), 'something was asked');
  for (const message of messages) assert.deepEqual(tokensIn(JSON.stringify(message)), [], 'a message');
  for (const url of urls) if (!isOfFlex(url)) assert.deepEqual(tokensIn(url), [], 'an address');
  assert.deepEqual([...tokensIn(log), ...(log.match(CODES) ?? [])], [], 'the log');
  const exchanges = await exchangesOf(demo);
  const codes = messages.flatMap(({ body }) => body.match(CODES) ?? []).map(match => match.slice('/j/'.length));
  for (const code of codes) assert.ok(!(log + exchanges).includes(code), 'the code of an invite is told');
  assert.deepEqual([...tokensIn(exchanges), ...(exchanges.match(CODES) ?? [])], [], 'the calls to Twilio');
  const said = [log, exchanges, JSON.stringify(messages), ...urls].join('\n');
  for (const [name, value] of Object.entries(await demo.environment()))
    if (/SECRET|TOKEN/.test(name)) assert.ok(!said.includes(value), `${name} is told`);
}
