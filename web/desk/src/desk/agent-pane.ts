import type { Agent } from './conversations';
import { createTabs } from './tabs';

/** The agents' Flex pages, of which one is shown. A page that was opened once keeps running. */
export interface AgentPane {
  show(identity: string): void;
  /** Whose page is shown. */
  readonly shown: string;
}

const ALLOW =
  'camera; microphone; display-capture; autoplay; fullscreen; speaker-selection; clipboard-read; clipboard-write';

export function createAgentPane(
  parts: { readonly tabs: HTMLElement; readonly panel: HTMLElement; readonly ownTab: HTMLAnchorElement },
  agents: readonly Agent[]
): AgentPane {
  const frames = new Map<string, HTMLIFrameElement>();
  let shown = '';
  const open = (agent: Agent) => {
    const frame = document.createElement('iframe');
    frame.title = `Twilio Flex of ${agent.name}`;
    frame.allow = ALLOW;
    frame.src = `/desk/flex?agent=${encodeURIComponent(agent.identity)}`;
    frames.set(agent.identity, frame);
    parts.panel.append(frame);
  };
  for (const { identity, name } of agents) {
    const tab = document.createElement('button');
    Object.assign(tab, { type: 'button', id: `agent-${identity}`, textContent: name });
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', parts.panel.id);
    tab.dataset['tab'] = identity;
    parts.tabs.append(tab);
  }
  const show = createTabs(parts.tabs, identity => {
    const agent = agents.find(one => one.identity === identity);
    if (agent === undefined) return;
    shown = identity;
    if (!frames.has(identity)) open(agent);
    // hidden, not taken away: a frame that leaves the page ends what runs in it
    for (const [of, frame] of frames) frame.classList.toggle('shown', of === identity);
    for (const [of, frame] of frames) frame.inert = of !== identity;
    parts.panel.setAttribute('aria-labelledby', `agent-${identity}`);
    parts.ownTab.href = `/desk/flex?agent=${encodeURIComponent(identity)}`;
    parts.ownTab.textContent = `Open ${agent.name} in a tab`;
  });
  const first = agents[0];
  if (first) show(first.identity);
  return {
    show,
    get shown() {
      return shown;
    }
  };
}
