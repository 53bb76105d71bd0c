// One HTTP request to a server that may be killed under it.

/** There was no answer: the server is gone. */
export class Gone extends Error {}

/** One HTTP request as a browser's page or the plugin sends it. Throws Gone without a whole answer. */
export async function ask(base, method, path, { token, cookie, body } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (cookie) headers.Cookie = cookie;
  if (body) headers['Content-Type'] = 'application/json';
  let answer, text;
  try {
    answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
    text = await answer.text();
  } catch (cause) {
    throw new Gone(`${method} ${path.split('?')[0].replace(/[\w]{40,}/, '…')}`, { cause });
  }
  const json = /json/.test(answer.headers.get('content-type')) ? JSON.parse(text) : undefined;
  return { status: answer.status, json, text, cookie: answer.headers.get('set-cookie')?.split(';')[0] };
}

export const codeOf = link => new URL(link).pathname.replace('/j/', '');
