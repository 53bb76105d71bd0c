// The desk: the agents' Flex beside the customers' phones.

import { createCallPanel } from '../calls/call-panel';
import { createAgentPane } from './agent-pane';
import { deskAgents } from './conversations';
import { createCustomerActs } from './customer-acts';
import { button, find, part } from './elements';
import { createPhonePane } from './phone-pane';
import { sandbox } from './sandbox-api';

function showClock(clock: Element): void {
  const show = () => {
    clock.textContent = new Date()
      .toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })
      .replace(/\s?[AP]M$/i, '');
  };
  show();
  setInterval(show, 10_000);
}

async function start(): Promise<void> {
  const agents = deskAgents(await sandbox.agents());
  const flex = createAgentPane(
    { tabs: part('#agents'), panel: part('#flex-panel'), ownTab: find('#own-tab', HTMLAnchorElement) },
    agents
  );
  let fit: () => void = () => undefined;
  const phones = createPhonePane(
    {
      tabs: part('#channels'),
      screen: part('#phone-screen'),
      nobody: part('#nobody'),
      name: part('#customer'),
      address: part('#address')
    },
    () => fit()
  );
  fit = createCustomerActs(
    {
      say: button('#say'),
      come: button('#come'),
      transfer: button('#transfer'),
      device: button('#device'),
      lose: button('#lose'),
      told: part('#told')
    },
    sandbox,
    phones,
    flex,
    agents
  );
  phones.refresh(await sandbox.conversations());
  phones.select('web');
}

showClock(part('#clock'));
createCallPanel({
  panel: part('#calls'),
  toggle: button('#show-calls'),
  list: part('#calls-list'),
  api: find('#calls-api', HTMLSelectElement),
  words: find('#calls-words', HTMLInputElement),
  pause: button('#calls-pause'),
  clear: button('#calls-clear'),
  state: part('#calls-state')
});
start().catch((error: unknown) => {
  part('#told').textContent = error instanceof Error ? error.message : String(error);
});
