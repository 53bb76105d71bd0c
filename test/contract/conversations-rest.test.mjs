// Conversations' REST API of the demo, judged by Twilio's own client: what we use of it is answered as that client expects.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import twilio from 'twilio';
import { startDemo } from '../flex-video.mjs';

const demo = await startDemo();
after(() => demo.stop());

/** Takes what goes to a host of Twilio to the demo. */
class DemoClient extends twilio.RequestClient {
  request(options) {
    return super.request({ ...options, uri: options.uri.replace('https://', `${demo.base}/twilio/`) });
  }
}

const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token } = await demo.environment();
const clientWith = secret => twilio(account, secret, { httpClient: new DemoClient() }).conversations.v1;
const conversations = clientWith(token);
const english = `HX${'e'.repeat(32)}`;
const variables = { 1: 'c0de', 2: 'Cleo', 3: 'Ada' };

async function control(what, body) {
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${demo.base}/sandbox/${what}`, post);
  assert.ok(answer.ok, `${what}: ${answer.status}`);
  return answer.json();
}

let sid, talk;
before(async () => {
  const about = { agent: 'ada', customerName: 'Cleo', channelType: 'whatsapp', status: 'accepted' };
  sid = (await control('tasks', about)).conversationSid;
  talk = conversations.conversations(sid);
  for (const body of ['one', 'two', 'three']) await control(`phone/${sid}/messages`, { body });
});

const refused =
  (code, status = 400) =>
  error =>
    error instanceof twilio.RestException && error.code === code && error.status === status;

test('a conversation and who takes part in it, with how they are reached', async () => {
  const found = await talk.fetch();
  assert.equal(found.sid, sid);
  assert.equal(found.state, 'active');
  const [customer, agent] = await talk.participants.list();
  assert.equal(customer.messagingBinding.type, 'whatsapp');
  assert.match(customer.messagingBinding.address, /^whatsapp:\+1\d{10}$/);
  assert.equal(customer.identity, null);
  assert.equal(agent.identity, 'ada');
  assert.equal(agent.messagingBinding, null);
});

test('messages page by page, in either order', async () => {
  const bodies = async options => (await talk.messages.list(options)).map(({ body }) => body);
  assert.deepEqual(await bodies({ order: 'desc', pageSize: 2 }), ['three', 'two', 'one']);
  assert.deepEqual(await bodies({ order: 'desc', pageSize: 1, limit: 2 }), ['three', 'two']);
  assert.deepEqual(await bodies({}), ['one', 'two', 'three']);
  const [newest] = await talk.messages.list({ order: 'desc', limit: 1 });
  assert.match(newest.author, /^whatsapp:\+1\d{10}$/);
  assert.ok(Math.abs(Date.now() - newest.dateCreated) < 60_000, String(newest.dateCreated));
  const page = await talk.messages.page({ order: 'desc', pageSize: 2 });
  assert.equal(page.instances.length, 2);
  assert.deepEqual(
    (await page.nextPage()).instances.map(({ body }) => body),
    ['one']
  );
  assert.equal(await (await page.nextPage()).nextPage(), undefined);
});

test('a free message, and one made of a template, in and outside of WhatsApp’s window', async () => {
  const attributes = JSON.stringify({ flex_video: { session: 's' } });
  const receipt = async ({ sid: message }) => (await talk.messages(message).deliveryReceipts.list())[0];
  const say = () => talk.messages.create({ author: 'ada', body: 'Hello', attributes });
  const send = () =>
    talk.messages.create({
      author: 'ada',
      contentSid: english,
      contentVariables: JSON.stringify(variables),
      attributes
    });
  const free = await say();
  assert.deepEqual([free.author, free.body, free.contentSid, free.attributes], ['ada', 'Hello', null, attributes]);
  assert.equal((await receipt(free)).status, 'sent');

  await control(`phone/${sid}/day-passes`, {});
  const late = await receipt(await say());
  assert.deepEqual([late.status, late.errorCode], ['undelivered', 63016]);
  const template = await send();
  assert.equal(template.contentSid, english);
  assert.equal(template.attributes, attributes);
  assert.match(template.body, /^Hello Cleo, Ada would like .*\/j\/c0de \(no app needed\)$/);
  assert.equal((await receipt(template)).status, 'sent');
  assert.deepEqual((await talk.messages(template.sid).fetch()).body, template.body);

  await control(`phone/${sid}/messages`, { body: 'four' });
  assert.equal((await receipt(await say())).status, 'sent');
});

test('each refusal with Twilio’s code', async () => {
  const create = message => talk.messages.create(message);
  const contentVariables = JSON.stringify(variables);
  await assert.rejects(create({ body: 'x'.repeat(1601) }), refused(50504));
  await assert.rejects(create({ body: 'a', contentVariables }), refused(50528));
  await assert.rejects(create({ contentSid: `HX${'0'.repeat(32)}`, contentVariables }), refused(50526));
  await assert.rejects(create({ contentSid: english, contentVariables: '[]' }), refused(50527));
  await assert.rejects(create({ contentSid: english, contentVariables: '{"1":"c0de"}' }), refused(50527));
  await assert.rejects(conversations.conversations(`CH${'0'.repeat(32)}`).messages.list(), refused(20404, 404));
  await assert.rejects(talk.messages(`IM${'0'.repeat(32)}`).fetch(), refused(20404, 404));
  await assert.rejects(clientWith('guess').conversations(sid).messages.list(), refused(20003, 401));
});
