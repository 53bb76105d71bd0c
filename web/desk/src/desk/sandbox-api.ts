import type { Agent, Channel, Conversation } from './conversations';

/** What the desk's buttons ask of the sandbox. A refusal is an Error with its title. */
export interface SandboxApi {
  agents(): Promise<readonly Agent[]>;
  conversations(): Promise<readonly Conversation[]>;
  newTask(agent: string, customerName: string, channelType: Channel): Promise<{ readonly conversationSid: string }>;
  say(conversation: string, body: string): Promise<void>;
  loseNext(conversation: string): Promise<void>;
  dayPasses(conversation: string): Promise<void>;
  transfer(reservation: string, to: string): Promise<void>;
}

interface Problem {
  readonly title?: string;
}

async function ask<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(
    `/sandbox/${path}`,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  );
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error((answer as Problem).title ?? `The sandbox answered ${response.status}.`);
  return answer as T;
}

const phone = (sid: string) => `phone/${encodeURIComponent(sid)}`;

export const sandbox: SandboxApi = {
  agents: async () => (await ask<{ readonly agents: readonly Agent[] }>('agents')).agents,
  conversations: async () =>
    (await ask<{ readonly conversations: readonly Conversation[] }>('conversations')).conversations,
  newTask: (agent, customerName, channelType) => ask('tasks', { agent, customerName, channelType }),
  say: (conversation, body) => ask(`${phone(conversation)}/messages`, { body }),
  loseNext: conversation => ask(`${phone(conversation)}/lose-next`, {}),
  dayPasses: conversation => ask(`${phone(conversation)}/day-passes`, {}),
  transfer: (reservation, to) => ask(`reservations/${encodeURIComponent(reservation)}/transfer`, { to })
};
