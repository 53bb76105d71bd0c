import { channels, customerOf } from './conversations';
import type { Channel, Conversation } from './conversations';
import { createTabs } from './tabs';

/** The customers' phones, one for each conversation that was looked at; the newest of the chosen channel is shown. */
export interface PhonePane {
  readonly channel: Channel;
  /** Whose phone is shown; undefined while nobody has come on the channel. */
  readonly customer: Conversation | undefined;
  select(channel: Channel): void;
  /** Takes in what the sandbox knows now. */
  refresh(conversations: readonly Conversation[]): void;
  /** Whether the message came from one of the phones. */
  owns(source: MessageEventSource | null): boolean;
}

interface Parts {
  readonly tabs: HTMLElement;
  readonly screen: HTMLElement;
  readonly nobody: HTMLElement;
  readonly name: HTMLElement;
  readonly address: HTMLElement;
}

const ALLOW = 'camera; microphone; display-capture; autoplay; fullscreen; speaker-selection; clipboard-write';

function isChannel(name: string): name is Channel {
  return (channels as readonly string[]).includes(name);
}

/** @param onShow told whenever another customer, or none, is shown */
export function createPhonePane(parts: Parts, onShow: () => void): PhonePane {
  const frames = new Map<string, HTMLIFrameElement>();
  let conversations: readonly Conversation[] = [];
  let channel: Channel = 'web';
  const frameOf = ({ sid, customerName }: Conversation) => {
    const known = frames.get(sid);
    if (known) return known;
    const made = document.createElement('iframe');
    made.title = `The phone of ${customerName}`;
    made.allow = ALLOW;
    made.src = `/desk/phone?conversation=${encodeURIComponent(sid)}`;
    frames.set(sid, made);
    parts.screen.append(made);
    return made;
  };
  const show = () => {
    const customer = customerOf(conversations, channel);
    const shown = customer && frameOf(customer);
    for (const frame of frames.values()) {
      frame.classList.toggle('shown', frame === shown);
      frame.inert = frame !== shown;
    }
    parts.nobody.hidden = customer !== undefined;
    parts.name.textContent = customer?.customerName ?? 'Nobody yet';
    parts.address.textContent = customer?.customerAddress?.replace('whatsapp:', '') ?? '';
    onShow();
  };
  const select = createTabs(parts.tabs, name => {
    if (!isChannel(name)) return;
    channel = name;
    parts.screen.dataset['channel'] = name;
    parts.screen.setAttribute('aria-labelledby', `channel-${name}`);
    show();
  });
  return {
    get channel() {
      return channel;
    },
    get customer() {
      return customerOf(conversations, channel);
    },
    select,
    refresh: all => {
      conversations = all;
      show();
    },
    owns: source => [...frames.values()].some(({ contentWindow }) => contentWindow === source)
  };
}
