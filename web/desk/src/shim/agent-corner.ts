import { changeArguments, changeConstruction, mapped } from './change-arguments';

/**
 * Gives each agent a corner of the browser's storage and of its broadcast channels, so that several agents can be signed in to
 * one origin: Flex allows one session per origin and would sign the others out.
 */
export function separateAgent(agent: string): void {
  const prefixed = ([name, ...rest]: readonly unknown[]) => [mapped(name, text => `${agent}:${text}`), ...rest];
  for (const method of ['getItem', 'setItem', 'removeItem']) changeArguments(Storage.prototype, method, prefixed);
  changeConstruction(window, 'BroadcastChannel', prefixed);
}
