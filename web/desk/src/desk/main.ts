// The desk: the agent's Flex beside the customer's phone.

import { readNews } from './phone-news';
import { stepAfter } from './steps';
import type { Step } from './steps';

interface Conversation {
  readonly sid: string;
  readonly customerName: string;
  readonly agent: string;
}

/** The oldest conversation of the agent, which is the one Flex shows first. */
async function findConversation(agent: string): Promise<Conversation | undefined> {
  const response = await fetch('/sandbox/conversations');
  if (!response.ok) throw new Error('The sandbox does not answer.');
  const { conversations } = (await response.json()) as { readonly conversations: readonly Conversation[] };
  return conversations.find(conversation => conversation.agent === agent) ?? conversations[0];
}

function showStep(step: Step): void {
  document.querySelectorAll('#steps > li').forEach((item, index) => {
    item.classList.toggle('done', index < step);
    if (index === step) item.setAttribute('aria-current', 'step');
    else item.removeAttribute('aria-current');
  });
}

function followSteps(phone: HTMLIFrameElement): void {
  showStep(0);
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<unknown>) => {
    const news = origin === location.origin && source === phone.contentWindow ? readNews(data) : undefined;
    if (news !== undefined) showStep(stepAfter(news));
  });
}

function showClock(clock: Element): void {
  const show = () => {
    clock.textContent = new Date()
      .toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })
      .replace(/\s?[AP]M$/i, '');
  };
  show();
  setInterval(show, 10_000);
}

async function start(phone: HTMLIFrameElement, customer: Element): Promise<void> {
  followSteps(phone);
  const conversation = await findConversation('ada');
  if (conversation === undefined) throw new Error('The sandbox has no conversation.');
  customer.textContent = conversation.customerName;
  phone.src = `/desk/phone?conversation=${encodeURIComponent(conversation.sid)}`;
}

const phone = document.querySelector<HTMLIFrameElement>('iframe#phone');
const customer = document.querySelector('#customer');
const clock = document.querySelector('#clock');
if (clock !== null) showClock(clock);
if (phone !== null && customer !== null) {
  start(phone, customer).catch((error: unknown) => {
    customer.textContent = error instanceof Error ? error.message : String(error);
  });
}
