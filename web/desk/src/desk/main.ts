// The desk: the agents' Flex beside the customers' phones.

import { createCallPanel } from '../calls/call-panel';
import { createAgentPane } from './agent-pane';
import { deskAgents } from './conversations';
import { createCustomerActs } from './customer-acts';
import { button, find, part } from './elements';
import { createPhonePane } from './phone-pane';
import { readNews } from './phone-news';
import { sandbox } from './sandbox-api';
import { createTour } from '../tour/tour-card';

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
      wait: button('#wait'),
      told: part('#told')
    },
    sandbox,
    phones,
    flex,
    agents
  );
  const tour = createTour({
    start: button('#start-tour'),
    card: part('#tour'),
    title: part('#tour-title'),
    text: part('#tour-text'),
    count: part('#tour-count'),
    back: button('#tour-back'),
    next: button('#tour-next'),
    skip: button('#tour-skip')
  });
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<unknown>) => {
    const news = origin === location.origin && phones.owns(source) ? readNews(data) : undefined;
    if (news !== undefined) tour(news);
  });
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
