import type { StartedSession } from '../../wire';
import type { Act, ActName, Acts } from './acts';
import type { Outcome, VideoCallApi } from './api';
import { invite } from './invitation';
import type { VideoCallPorts } from './video-calls';

/** What an act gives the page, or the problem code of why it was not done. */
export type ActOutcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly code: string };

type Handlers = { readonly [Name in ActName]: (session: string, asked: Acts[Name]) => Promise<ActOutcome> };
export type ActPorts = Pick<VideoCallPorts, 'api' | 'locale' | 'send'>;

/** The page hears of the new state by its status; of the answer it needs no more than that. */
async function done(asking: Promise<Outcome<unknown>>): Promise<ActOutcome> {
  const outcome = await asking;
  return outcome.ok ? { ok: true, value: null } : outcome;
}

/** Starting again finds the session that is there; it must be, since starting makes another one when it is over. */
async function startAgain({ api, locale }: ActPorts, session: string): Promise<Outcome<StartedSession>> {
  const now = await api.status(session);
  if (!now.ok) return now;
  const { state, conversationSid, taskSid } = now.value.session;
  if (state === 'ended') return { ok: false, code: 'session_ended', title: 'The video call has ended' };
  const tag = locale();
  return api.start({ conversationSid, taskSid, ...(tag === undefined ? {} : { locale: tag }) });
}

async function resend(ports: ActPorts, session: string): Promise<ActOutcome> {
  const started = await startAgain(ports, session);
  if (!started.ok) return started;
  const invited = await invite(ports, started.value, true);
  return invited.ok ? { ok: true, value: null } : invited;
}

const decide = (api: VideoCallApi, what: 'admit' | 'deny' | 'remove') => (session: string, asked: Acts['admit']) =>
  done(api.decide(session, asked.visit, what));

export function actHandlers(ports: ActPorts): Handlers {
  const { api } = ports;
  return {
    admit: decide(api, 'admit'),
    deny: decide(api, 'deny'),
    remove: decide(api, 'remove'),
    record: (session, { action }) => done(api.record(session, action)),
    resend: session => resend(ports, session),
    link: async session => {
      const started = await startAgain(ports, session);
      return started.ok ? { ok: true, value: { link: started.value.customerLink } } : started;
    },
    invite: async (session, { role }) => {
      const issued = await api.invite(session, role);
      return issued.ok ? { ok: true, value: { link: issued.value.link, invite: issued.value.invite.id } } : issued;
    },
    revoke: (session, { invite }) => done(api.revoke(session, invite)),
    keep: (session, { image }) => done(api.keepStill(session, image)),
    still: async (session, { still }) => {
      const found = await api.still(session, still);
      return found.ok ? { ok: true, value: { image: found.value } } : found;
    }
  };
}

/** Does what was asked. Never throws. */
export function perform(handlers: Handlers, session: string, { name, asked }: Act): Promise<ActOutcome> {
  // TypeScript does not see that name and asked belong together.
  const handler = handlers[name] as (session: string, asked: Act['asked']) => Promise<ActOutcome>;
  return handler(session, asked);
}
