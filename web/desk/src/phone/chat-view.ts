import { readText } from './message-text';
import type { TextPart } from './message-text';
import type { PhoneMessage, SmsSize } from './phone-events';

/** The messages on the phone. */
export interface ChatView {
  /** @returns whether the message is new: after each reconnection the whole conversation comes again */
  message(message: PhoneMessage): boolean;
  note(text: string): void;
  /** Shows who is typing for a few seconds, or until the next message. */
  typing(name: string): void;
}

const TYPING_FOR = 5_000;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text = ''
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function link(part: Extract<TextPart, { address: string }>, onCall: (address: string) => void): HTMLElement {
  const anchor = element('a', part.kind, part.text);
  anchor.href = part.address;
  if (part.kind === 'call') {
    anchor.addEventListener('click', event => {
      event.preventDefault();
      onCall(part.address);
    });
  } else {
    anchor.target = '_blank';
    anchor.rel = 'noopener noreferrer';
  }
  return anchor;
}

/** What messengers show below a link: here the page's own name stands for the preview. */
function preview(address: string, onCall: (address: string) => void): HTMLElement {
  const card = element('button', 'preview');
  card.type = 'button';
  const words = element('span', 'words');
  words.append(element('strong', '', 'Secure video call'), element('small', '', new URL(address).host));
  card.append(element('span', 'camera'), words);
  card.addEventListener('click', () => onCall(address));
  return card;
}

function segments({ encoding, units, segments: count, room }: SmsSize): HTMLElement {
  return element(
    'small',
    'segments',
    `${count} ${count === 1 ? 'segment' : 'segments'} · ${encoding} · ${units}/${room}`
  );
}

export function createChatView(list: HTMLElement, onCall: (address: string) => void): ChatView {
  const seen = new Set<number>();
  const dots = element('div', 'bubble typing');
  dots.append(element('i', ''), element('i', ''), element('i', ''));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const add = (line: HTMLElement) => {
    list.append(line);
    list.scrollTop = list.scrollHeight;
  };
  const hideDots = () => {
    clearTimeout(timer);
    dots.remove();
  };
  return {
    message: ({ index, name, body, mine, sms }) => {
      if (seen.has(index)) return false;
      seen.add(index);
      if (!mine) hideDots();
      const bubble = element('div', mine ? 'bubble mine' : 'bubble');
      if (!mine) bubble.append(element('small', 'author', name));
      const parts = readText(body, location.origin);
      bubble.append(...parts.map(part => (part.kind === 'text' ? part.text : link(part, onCall))));
      const call = parts.find(part => part.kind === 'call');
      if (call?.kind === 'call') bubble.append(preview(call.address, onCall));
      if (sms) bubble.append(segments(sms));
      add(bubble);
      return true;
    },
    note: text => add(element('p', 'note', text)),
    typing: name => {
      hideDots();
      dots.ariaLabel = `${name} is typing`;
      add(dots);
      timer = setTimeout(hideDots, TYPING_FOR);
    }
  };
}
