// The agent's page without the Flex UI: a small page of another origin opens it and answers in the plugin's place, as the plugin does.
// It also may say that calls are recorded, which our own rooms refuse.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from '../open-call.mjs';
import { screen } from './calls.mjs';

/** Serves an empty page; the service has to know its origin as Flex's. */
export async function startOpener() {
  const server = createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end('<title>Flex</title>'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  };
}

/** Runs in the opener: lets the page in, tells what the test says, and asks the test what the page asks. */
function answerAsPlugin([service, session, answer]) {
  const told = { status: null, page: null };
  const say = message => told.page?.postMessage({ source: 'flex-video', session, ...message }, service);
  window.tell = status => {
    told.status = status;
    say({ type: 'status', status });
  };
  window.addEventListener('message', async ({ data, source, origin }) => {
    if (origin !== service || data?.source !== 'flex-video' || data.session !== session) return;
    told.page = source;
    if (data.type === 'ready') say({ type: 'join', answer });
    if (data.type === 'watch' && told.status) say({ type: 'status', status: told.status });
    if (data.type === 'ask') say({ type: 'answered', id: data.id, ...(await window.asked(data.act)) });
  });
  window.openAgentPage = () => window.open(`${service}/agent/${session}`, 'agent', 'popup');
}

/**
 * The agent's page of a call, opened from `flex`. `change` alters what the service says of the session before the page is told; `acts` answers, by name,
 * what the test wants answered otherwise than the service does.
 */
export async function openAgentPage(context, flex, call, session, { change = status => status, acts = {} } = {}) {
  const where = `/v1/sessions/${session.id}`;
  const ask = (path, method = 'GET', body) =>
    call.send({ method, path, headers: { ...call.ada, ...(body && json) }, body: body && JSON.stringify(body) });
  const outcomeOf = (answer, value = null) =>
    answer.status < 300 ? { ok: true, value } : { ok: false, code: answer.json.code };
  const decide =
    what =>
    async ({ visit }) =>
      outcomeOf(await ask(`${where}/visits/${visit}/${what}`, 'POST'));
  const asked = {
    admit: decide('admit'),
    deny: decide('deny'),
    remove: decide('remove'),
    invite: async ({ role }) => {
      const answer = await ask(`${where}/invites`, 'POST', { role });
      return outcomeOf(answer, { link: answer.json.link, invite: answer.json.invite?.id });
    },
    revoke: async ({ invite }) => outcomeOf(await ask(`${where}/invites/${invite}`, 'DELETE')),
    ...acts
  };
  const opener = await context.newPage();
  await opener.goto(flex.origin);
  const tell = async () => opener.evaluate(status => window.tell(status), change((await ask(where)).json));
  await opener.exposeFunction('asked', async ({ name, ...act }) => {
    const outcome = await asked[name](act);
    void tell();
    return outcome;
  });
  const joined = await ask(`${where}/join`, 'POST');
  await opener.evaluate(answerAsPlugin, [call.serve.base, session.id, joined.json]);
  const opened = context.waitForEvent('page');
  await opener.evaluate(() => void window.openAgentPage());
  const page = await opened;
  await screen(page, 'call');
  await tell();
  return { page, tell };
}
