// A window in Flex's place: it opens the agent's page, and answers what that page says as the plugin does, with the service's word.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { screen } from './calls.mjs';

/** Serves an empty page on an origin of its own, beside the service, as Flex is; the service has to know that origin as Flex's. */
export async function startFlex() {
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

/** Runs in the window. Without a token Flex says nothing; `changed`, where there is one, is the test's. */
function answerAsPlugin({ base, session, token }) {
  let page = null;
  const say = message => page?.postMessage({ source: 'flex-video', session, ...message }, base);
  const ask = async (path, method = 'POST', body) => {
    const headers = { Authorization: `Bearer ${token}`, ...(body && { 'Content-Type': 'application/json' }) };
    const wish = { method, headers, body: body && JSON.stringify(body) };
    const answer = await fetch(`${base}/v1/sessions/${session}${path}`, wish).catch(() => null);
    if (!answer) return { ok: false, code: 'unreachable' };
    const said = await answer.json();
    return answer.ok ? { ok: true, value: said } : { ok: false, code: said.code };
  };
  const decide =
    what =>
    ({ visit }) =>
      ask(`/visits/${visit}/${what}`);
  const acts = {
    admit: decide('admit'),
    deny: decide('deny'),
    remove: decide('remove'),
    async invite({ role }) {
      const issued = await ask('/invites', 'POST', { role });
      return issued.ok ? { ok: true, value: { link: issued.value.link, invite: issued.value.invite.id } } : issued;
    },
    revoke: ({ invite }) => ask(`/invites/${invite}`, 'DELETE'),
    record: ({ action }) => ask('/recording', 'POST', { action })
  };
  window.tell = async () => {
    const { ok, value } = await ask('', 'GET');
    const status = ok && window.changed ? await window.changed(value) : value;
    if (status) say({ type: 'status', status });
  };
  const refused = ({ code }) => ({ type: 'refused', code, title: '' });
  const answers = {
    async ready() {
      const joined = await ask('/join');
      say(joined.ok ? { type: 'join', answer: joined.value } : refused(joined));
    },
    async end() {
      const ended = await ask('/end');
      say(ended.ok ? { type: 'ended' } : refused(ended));
    },
    watch: () => window.tell(),
    async ask({ id, act: { name, ...asked } }) {
      say({ type: 'answered', id, ...(await acts[name](asked)) });
      await window.tell();
    }
  };
  window.addEventListener('message', ({ data, source, origin }) => {
    if (token === null || origin !== base || data?.source !== 'flex-video' || data.session !== session) return;
    page = source;
    void answers[data.type](data);
  });
}

/**
 * The agent's page of that session, opened by the page `flex`; `tell` has it told how the session stands. `change` alters what the
 * service says of that before the page hears it, or leaves it unsaid by null.
 */
export async function openAgentPage(flex, { base, session, token = null, change }) {
  if (change) await flex.exposeFunction('changed', change);
  await flex.evaluate(answerAsPlugin, { base, session, token });
  const opened = flex.waitForEvent('popup');
  await flex.evaluate(url => void window.open(url), `${base}/agent/${session}`);
  return { page: await opened, tell: () => flex.evaluate(() => window.tell()) };
}

/** The same in a window of `context`, once Ada's page is in the call. */
export async function enterAsAda(context, { flex, call, session, ...more }) {
  const opener = await context.newPage();
  await opener.goto(flex.origin);
  const token = call.ada.Authorization.slice('Bearer '.length);
  const agent = await openAgentPage(opener, { base: call.serve.base, session: session.id, token, ...more });
  await screen(agent.page, 'call');
  return agent;
}
