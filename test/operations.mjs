// The operations that the running server's own openapi.json declares, each ready to be sent.
import { json, send } from './open-call.mjs';

const verbs = ['get', 'post', 'put', 'patch', 'delete'];

/** What each request's schema is filled with, so that a refusal is for another reason. */
const bodies = {
  StartSessionRequest: call => call.wish,
  RedeemRequest: call => ({ code: call.code }),
  IssueInviteRequest: () => ({ role: 'relative' }),
  RecordingRequest: () => ({ action: 'start' }),
  SupervisionRequest: () => ({ mode: 'whisper' }),
  SendInvitationRequest: () => ({ again: true }),
  PageSignalRequest: () => ({ kind: 'opened' })
};

/** As little of an image as the server looks at. */
const image = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

/** Body and headers for a request that takes these. */
function filled(content = {}, call) {
  const schema = content['application/json']?.schema.$ref.split('/').pop();
  if (schema) return { headers: json, body: JSON.stringify(bodies[schema](call)) };
  return content['image/jpeg'] ? { headers: { 'Content-Type': 'image/jpeg' }, body: image } : { headers: {} };
}

export async function openapi(base) {
  return (await send(base, { path: '/openapi.json' })).json;
}

/**
 * One for each method of each path: `ask(headers, more)` is its request on the call (or on what `more` says: another
 * session, visit), `security` what it needs ('flexToken', 'device' or undefined), `streams` whether it never ends.
 */
export function operations(document, call) {
  return Object.entries(document.paths).flatMap(([pattern, item]) =>
    verbs
      .filter(verb => item[verb])
      .map(verb => {
        const { security, requestBody, responses } = item[verb];
        const body = filled(requestBody?.content, call);
        const ask = (
          headers = {},
          { session = call.session.id, visit = call.visit?.id, invite = '0', still } = {}
        ) => ({
          method: verb.toUpperCase(),
          path: pattern
            .replace('{id}', session)
            .replace('{visit}', visit)
            .replace('{invite}', invite)
            .replace('{still}', still ?? 'none')
            .replace('{code}', call.code),
          headers: { ...body.headers, ...headers },
          body: body.body
        });
        return {
          name: `${verb.toUpperCase()} ${pattern}`,
          verb,
          pattern,
          ask,
          security: security.every(one => Object.keys(one).length > 0) ? Object.keys(security[0] ?? {})[0] : undefined,
          responses,
          streams: Boolean(responses[200]?.content['text/event-stream'])
        };
      })
  );
}
