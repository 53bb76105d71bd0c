import type { Session, SessionStatus, StartedSession } from '../../wire';
import { isJoinAnswer, isSessionAnswer, isStartedSession } from './answers';
import type { ApiOptions, Outcome, VideoCallApi } from './api';
import { exchange, failure, json } from './exchange';
import { OVER } from './problems';
import type { CallTask } from './video-calls';

export interface FunctionsOptions extends Pick<ApiOptions, 'baseUrl' | 'fetch' | 'token' | 'deadline'> {
  /** The agent's tasks that may have a call. */
  readonly tasks: () => readonly CallTask[];
  /** The task whose call has this session. */
  readonly taskOf: (session: string) => CallTask | undefined;
}

/** The task has no call; the rest of what can go wrong says nothing about it. */
const NONE: readonly string[] = [...OVER, 'task_not_reserved', 'task_not_accepted'];

/** Of what functions that keep nothing can't do; nothing here asks for it. */
const notHad = () => Promise.resolve(failure('not_found', 'Not here'));

/** Functions know no guests and no links, and of the account's rules only what they do not offer. */
const statusOf = (session: Session): SessionStatus => ({
  session,
  visits: [],
  invites: [],
  policy: {
    maxParticipants: 0,
    lobby: 'never',
    longestCallSeconds: 0,
    recordingAllowed: false,
    supervisorJoin: 'off',
    supervisorAnnounced: false
  }
});

/**
 * Speaks to Twilio Functions in the service's place. Each request is a form with the Flex token in it, so that the browser asks for no
 * leave beforehand, which Twilio would give in a way that leaves the Authorization header out.
 */
export function createFunctionsApi(options: FunctionsOptions): VideoCallApi {
  const { baseUrl, token, tasks, taskOf } = options;
  const ask = <T>(name: string, fields: object, isAnswer: (value: unknown) => value is T): Promise<Outcome<T>> => {
    const body = new URLSearchParams({ Token: token() });
    for (const [field, value] of Object.entries(fields)) body.set(field, String(value));
    return exchange(options, `${baseUrl}/${name}`, { method: 'POST', body }, json(isAnswer));
  };
  const find = async ({ taskSid, conversationSid }: CallTask): Promise<Outcome<StartedSession>> =>
    ask('start', { taskSid, conversationSid, onlyExisting: true }, isStartedSession);
  const about = <T>(session: string, then: (task: CallTask) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const task = taskOf(session);
    return task === undefined ? Promise.resolve(failure('session_not_found', 'No call')) : then(task);
  };
  return {
    start: request => ask('start', request, isStartedSession),
    list: async () => {
      const asked = tasks().map(async task => ({ task, answer: await find(task) }));
      const sessions: Session[] = [];
      for (const { task, answer } of await Promise.all(asked)) {
        if (answer.ok) sessions.push({ ...answer.value.session, taskSid: task.taskSid });
        else if (!NONE.includes(answer.code)) return answer;
      }
      return { ok: true, value: { sessions } };
    },
    status: session =>
      about(session, async task => {
        const found = await find(task);
        if (!found.ok) return found;
        // The conversation may have begun another.
        if (found.value.session.id !== session) return failure('session_ended', 'Over');
        return { ok: true, value: statusOf(found.value.session) };
      }),
    join: session =>
      about(session, async ({ taskSid }) => {
        const joined = await ask('join', { taskSid }, isJoinAnswer);
        // There was one, since its page asks.
        return !joined.ok && joined.code === 'session_not_found' ? failure('session_ended', 'Over') : joined;
      }),
    end: session => about(session, ({ taskSid }) => ask('end', { taskSid }, isSessionAnswer)),
    invitation: notHad,
    listAll: notHad,
    supervise: notHad,
    changeSupervision: notHad,
    decide: notHad,
    record: notHad,
    invite: notHad,
    revoke: notHad,
    keepStill: notHad,
    still: notHad
  };
}
