// A window in Flex's place: it opens the agent's page, and answers what that page says as the plugin does, with the service's word.

/** Runs in the window. Without a token Flex says nothing. */
function answer({ base, token }) {
  const mark = 'flex-video';
  const requests = { ready: 'join', end: 'end' };
  window.addEventListener('message', async ({ data, source: page }) => {
    if (data.source !== mark || token === null) return;
    const what = requests[data.type];
    const told = { source: mark, session: data.session };
    const asked = await fetch(`${base}/v1/sessions/${data.session}/${what}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` }
    }).catch(() => null);
    if (!asked) return page.postMessage({ ...told, type: 'refused', code: 'unreachable', title: '' }, base);
    const said = await asked.json();
    if (!asked.ok) page.postMessage({ ...told, type: 'refused', code: said.code, title: said.title }, base);
    else if (what === 'join') page.postMessage({ ...told, type: 'join', answer: said }, base);
    else page.postMessage({ ...told, type: 'ended' }, base);
  });
}

/** The agent's page of that session, opened by the page `flex`. */
export async function openAgentPage(flex, { base, session, token = null }) {
  await flex.evaluate(answer, { base, token });
  const opened = flex.waitForEvent('popup');
  await flex.evaluate(url => void window.open(url), `${base}/agent/${session}`);
  return opened;
}
