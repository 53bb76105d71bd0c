// The customer's phone: /desk/phone?conversation=<CH sid>.

import { tellDesk } from '../desk/phone-news';
import { createCallView } from './call-view';
import { createChatView } from './chat-view';
import { readText } from './message-text';
import { createPhoneApi } from './phone-api';
import type { PhoneEvent, PhoneMessage } from './phone-events';

/** Milliseconds between two "is typing". */
const TYPING_EVERY = 3_000;

function find<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`);
  return found;
}

const button = (selector: string) => find(selector, HTMLButtonElement);
const part = (selector: string) => find(selector, HTMLElement);

function start(conversation: string): void {
  const api = createPhoneApi(conversation);
  const status = part('#status');
  const call = createCallView(
    {
      screen: part('#call'),
      host: part('#call-page'),
      back: button('#back'),
      banner: part('#banner'),
      returnButton: button('#return'),
      closeButton: button('#close')
    },
    state => {
      part('#chat').inert = state === 'shown';
      if (state !== 'behind') tellDesk(state === 'shown' ? 'call-opened' : 'call-closed');
    }
  );
  const chat = createChatView(part('#messages'), address => call.open(address));

  let newest = -1;
  let read = -1;
  const markRead = () => {
    if (document.hidden || newest <= read) return;
    read = newest;
    api.read(read);
  };
  document.addEventListener('visibilitychange', markRead);

  const onMessage = (message: PhoneMessage) => {
    if (!chat.message(message) || message.mine) return;
    status.textContent = `${message.name} · online`;
    newest = Math.max(newest, message.index);
    markRead();
    if (readText(message.body, location.origin).some(({ kind }) => kind === 'call')) tellDesk('invited');
  };
  const onEvent = (event: PhoneEvent) => {
    if (event.kind === 'message') onMessage(event.message);
    else if (event.kind === 'typing') chat.typing(event.name);
    else chat.note(`${event.name} ${event.kind === 'joined' ? 'joined' : 'left'} the chat`);
  };
  api.listen(onEvent);
  composer(api);
}

function composer(api: ReturnType<typeof createPhoneApi>): void {
  const form = find('#composer', HTMLFormElement);
  const input = find('#text', HTMLInputElement);
  let typedAt = -TYPING_EVERY;
  input.addEventListener('input', () => {
    if (input.value === '' || performance.now() - typedAt < TYPING_EVERY) return;
    typedAt = performance.now();
    api.typing();
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const body = input.value.trim();
    if (body === '') return;
    input.value = '';
    typedAt = -TYPING_EVERY;
    void api.say(body).then(sent => {
      // Give the words back rather than lose them.
      if (!sent && input.value === '') input.value = body;
    });
  });
}

const conversation = new URLSearchParams(location.search).get('conversation');
if (conversation === null) part('#status').textContent = 'No conversation';
else start(conversation);
