// Bodies that are no request: each refused before anything is decided.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { json, openCall } from '../open-call.mjs';

const call = await openCall();
after(() => call.stop());
const { serve, ada, refused, wish } = call;

const start = (body, headers = json) => ({
  method: 'POST',
  path: '/v1/sessions',
  headers: { ...headers, ...ada },
  body
});
const with_ = more => JSON.stringify({ ...wish, ...more });
const text = JSON.stringify(wish);
const bytes = (before, inside, behind) =>
  Buffer.concat([Buffer.from(before), Buffer.from(inside), Buffer.from(behind)]);
const nested = (open, close, depth) => `{"conversationSid":${open.repeat(depth)}1${close.repeat(depth)}}`;

for (const [what, body] of [
  ['nothing', ''],
  ['an empty line', '\r\n'],
  ['null', 'null'],
  ['a list', `[${text}]`],
  ['a text', JSON.stringify(text)],
  ['a number', '1'],
  ['a half', text.slice(0, -1)],
  ['a half text', text.slice(0, 40)],
  ['something behind it', text + 'x'],
  ['a second object', text + text],
  ['a NUL behind it', text + '\0'],
  ['a byte order mark', '\ufeff' + text],
  ['a comment', text.replace('{', '{/**/')],
  ['a comma too many', text.replace('}', ',}')],
  ['single quotes', text.replaceAll('"', "'")],
  ['names without quotes', text.replace('"taskSid"', 'taskSid')],
  ['NaN', `{"taskSid":NaN}`],
  ['a number that is none', `{"taskSid":01}`],
  ['a NUL in a text', text.replace('CH', 'C\0H')],
  ['a line break in a text', text.replace('CH', 'C\nH')],
  ['bytes that are no UTF-8', bytes('{"locale":"', [0xff, 0xfe], '"}')],
  ['overlong UTF-8', bytes('{"locale":"', [0xc0, 0xaf], '"}')],
  ['a surrogate in UTF-8', bytes('{"locale":"', [0xed, 0xa0, 0x80], '"}')],
  ['UTF-8 that breaks off', bytes('{"locale":"', [0xe2, 0x82], '"}')],
  ['half an escaped surrogate', '{"locale":"\\ud800"}'],
  ['an escape that is none', '{"locale":"\\x41"}'],
  ['UTF-16', Buffer.from(text, 'utf16le')],
  ['lists 9 deep', nested('[', ']', 9)],
  ['objects 9 deep', nested('{"a":', '}', 9)],
  ['lists 7,000 deep', '['.repeat(7000)],
  ['objects 2,500 deep', '{"a":'.repeat(2500)],
  ['a name of 300 characters', `{"${'a'.repeat(300)}":1}`],
  ['65 members', JSON.stringify(Object.fromEntries(Array.from({ length: 65 }, (_, i) => ['m' + i, 1])))],
  ['a form', new URLSearchParams(wish).toString()],
  ['XML', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>']
])
  test(`a start with ${what}`, () => refused(400, 'malformed_json', start(body)));

for (const [what, code, field, body] of [
  ['nothing in it', 'missing_field', 'conversationSid', '{}'],
  ['no task', 'missing_field', 'taskSid', JSON.stringify({ conversationSid: wish.conversationSid })],
  ['a worker', 'unknown_field', 'worker', with_({ worker: 'WK' + '1'.repeat(32) })],
  ['an identity', 'unknown_field', 'identity', with_({ identity: 'agent:me' })],
  ['__proto__', 'unknown_field', '__proto__', text.replace('{', '{"__proto__":{"admin":true},')],
  ['a name in other letters', 'unknown_field', 'TaskSid', with_({ TaskSid: wish.taskSid })],
  ['a task given twice', 'invalid_field', 'taskSid', text.replace('}', `,"taskSid":"${wish.taskSid}"}`)],
  ['a task twice, once escaped', 'invalid_field', 'taskSid', text.replace('}', `,"task\\u0053id":"${wish.taskSid}"}`)],
  ['null for a task', 'invalid_field', 'taskSid', with_({ taskSid: null })],
  ['a number for a task', 'invalid_field', 'taskSid', with_({ taskSid: 1 })],
  ['a list for a task', 'invalid_field', 'taskSid', with_({ taskSid: [wish.taskSid] })],
  ['an object for a task', 'invalid_field', 'taskSid', with_({ taskSid: { sid: wish.taskSid } })],
  ['truth for a task', 'invalid_field', 'taskSid', with_({ taskSid: true })],
  ['a task in capitals', 'invalid_field', 'taskSid', with_({ taskSid: wish.taskSid.toUpperCase() })],
  ['a task that is longer', 'invalid_field', 'taskSid', with_({ taskSid: wish.taskSid + '0' })],
  ['a task and a NUL', 'invalid_field', 'taskSid', with_({ taskSid: wish.taskSid + '\0' })],
  ['a task and a line break', 'invalid_field', 'taskSid', with_({ taskSid: wish.taskSid + '\n' })],
  ['a path for a task', 'invalid_field', 'taskSid', with_({ taskSid: '../Workers' })],
  ['a conversation for a task', 'invalid_field', 'taskSid', with_({ taskSid: wish.conversationSid })],
  ['a task for a conversation', 'invalid_field', 'conversationSid', with_({ conversationSid: wish.taskSid })],
  ['a locale of one letter', 'invalid_field', 'locale', with_({ locale: 'e' })],
  ['a locale of 36', 'invalid_field', 'locale', with_({ locale: 'e'.repeat(36) })],
  ['a locale with a path', 'invalid_field', 'locale', with_({ locale: '../../etc' })],
  ['a locale with markup', 'invalid_field', 'locale', with_({ locale: '<b>' })],
  ['no text for a locale', 'invalid_field', 'locale', with_({ locale: null })]
])
  test(`a start with ${what}`, async () => {
    assert.equal((await refused(400, code, start(body))).json.field, field);
  });

for (const [what, name] of [
  ['a line break', 'a\nb'],
  ['a NUL', 'a\0b'],
  ['an escape sequence', '\u001b[31m'],
  ['markup', '<b> </b>'],
  ['65 characters', 'a'.repeat(65)]
])
  test(`an unknown name with ${what} is not repeated`, async () => {
    assert.equal((await refused(400, 'unknown_field', start(with_({ [name]: 1 })))).json.field, undefined);
  });

for (const type of [
  undefined,
  '',
  'text/plain',
  'text/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonx',
  'application/json, text/plain',
  'application/problem+json',
  '; application/json'
])
  test(`a start declared as ${type}`, async () => {
    const headers = type === undefined ? {} : { 'Content-Type': type };
    await refused(415, 'unsupported_media_type', start(text, headers));
  });

for (const [what, body] of [
  ['a kibibyte over what is parsed', with_({ locale: 'x'.repeat(17 * 1024) })],
  ['a byte over what is read', 'x'.repeat(64 * 1024 + 1)],
  ['a megabyte', 'x'.repeat(1024 * 1024)]
])
  test(`a start with ${what}`, () => refused(413, 'body_too_large', start(body)));

const picture = (bytes, headers = { 'Content-Type': 'image/jpeg' }) => ({
  method: 'POST',
  path: `/v1/sessions/${call.session.id}/stills`,
  headers: { ...ada, ...headers },
  body: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(bytes - 3)])
});

test('a picture of more than eight mebibytes, or that is none', async () => {
  await refused(413, 'body_too_large', picture(8 * 1024 * 1024 + 1));
  await refused(415, 'unsupported_media_type', { ...picture(3), body: 'GIF89a' });
  await refused(415, 'unsupported_media_type', picture(3, json));
});

test('a body where none is taken', async () => {
  for (const what of ['join', 'end', 'visits/' + 'A'.repeat(22) + '/admit']) {
    const ask = (body, headers = json) => ({
      ...start(body, headers),
      path: `/v1/sessions/${call.session.id}/${what}`
    });
    assert.equal((await refused(400, 'unknown_field', ask('{"force":true}'))).json.field, 'force');
    await refused(400, 'malformed_json', ask('x'));
    await refused(400, 'malformed_json', ask('[]'));
    await refused(415, 'unsupported_media_type', ask('{}', { 'Content-Type': 'text/plain' }));
    await refused(415, 'unsupported_media_type', ask('a=1', { 'Content-Type': 'application/x-www-form-urlencoded' }));
  }
});

test('a code that is no text', async () => {
  const redeem = body => ({ method: 'POST', path: '/v1/visits', headers: json, body });
  for (const code of [null, 1, true, [call.code], { code: call.code }])
    await refused(400, 'invalid_field', redeem(JSON.stringify({ code })));
  await refused(400, 'missing_field', redeem('{}'));
  await refused(400, 'unknown_field', redeem(JSON.stringify({ code: call.code, device: 'A'.repeat(22) })));
  await refused(400, 'invalid_field', redeem(`{"code":"x","code":"${call.code}"}`));
});

test('after all of that the call is as it was', async () => {
  const again = await call.send(start(text));
  assert.equal(again.status, 200);
  assert.deepEqual(again.json.session, call.session);
  assert.equal(serve.rows().event.length, 1);
});
