import { nextGuest, nextLine, otherDevice, transferOf } from './conversations';
import type { Agent, Channel } from './conversations';
import type { AgentPane } from './agent-pane';
import type { PhonePane } from './phone-pane';
import type { SandboxApi } from './sandbox-api';

interface Parts {
  readonly say: HTMLButtonElement;
  readonly come: HTMLButtonElement;
  readonly transfer: HTMLButtonElement;
  readonly device: HTMLButtonElement;
  readonly lose: HTMLButtonElement;
  readonly wait: HTMLButtonElement;
  /** Where what came of a click is told; screen readers hear it. */
  readonly told: HTMLElement;
}

const names: Readonly<Record<Channel, string>> = { web: 'webchat', whatsapp: 'WhatsApp', sms: 'SMS' };

/**
 * What the buttons below the phone do. A refusal is told in words, and nothing is lost by it.
 *
 * @returns fits the buttons to who is shown
 */
export function createCustomerActs(
  parts: Parts,
  sandbox: SandboxApi,
  phones: PhonePane,
  flex: AgentPane,
  agents: readonly Agent[]
): () => void {
  const said = new Map<string, number>();
  const tell = (text: string) => (parts.told.textContent = text);
  const refresh = async () => phones.refresh(await sandbox.conversations());

  const say = async () => {
    const { customer, channel } = phones;
    if (customer === undefined) return 'There is no customer on this channel yet.';
    const ordinal = said.get(customer.sid) ?? 0;
    said.set(customer.sid, ordinal + 1);
    await sandbox.say(customer.sid, nextLine(channel, customer.customerName, ordinal));
    return `${customer.customerName} wrote another message.`;
  };
  const come = async () => {
    const { channel } = phones;
    const { name, line } = nextGuest(await sandbox.conversations(), channel);
    const { conversationSid } = await sandbox.newTask(flex.shown, name, channel);
    await sandbox.say(conversationSid, line);
    await refresh();
    const agent = agents.find(({ identity }) => identity === flex.shown);
    return `${name} writes by ${names[channel]}: accept the task in the Flex of ${agent?.name ?? 'the agent'}.`;
  };
  const transfer = async () => {
    await refresh();
    const order = transferOf(phones.customer, agents);
    if ('refusal' in order) return order.refusal;
    await sandbox.transfer(order.reservation, order.to.identity);
    await refresh();
    flex.show(order.to.identity);
    return `The task rings at ${order.to.name}, whose Flex is shown now.`;
  };
  const device = () => {
    const origin = otherDevice(location.origin);
    const { customer } = phones;
    if (customer === undefined) return Promise.resolve('There is no customer on this channel yet.');
    if (origin === undefined)
      return Promise.resolve('Open the link from the phone in another browser: that is a second device.');
    window.open(
      `${origin}/desk/phone?conversation=${encodeURIComponent(customer.sid)}`,
      '_blank',
      'noopener,width=420,height=860'
    );
    return Promise.resolve(`A second phone of ${customer.customerName} opens in a window of its own.`);
  };
  const lose = async () => {
    if (phones.customer === undefined) return 'There is no customer on this channel yet.';
    await sandbox.loseNext(phones.customer.sid);
    return 'The next message to this phone will not arrive. Send one from Flex and see what its receipt says.';
  };

  const wait = async () => {
    if (phones.customer === undefined) return 'There is no customer on this channel yet.';
    await sandbox.dayPasses(phones.customer.sid);
    return phones.channel === 'whatsapp'
      ? 'A day has passed: until the customer writes again, WhatsApp takes nothing but approved templates.'
      : 'A day has passed.';
  };

  const acts: readonly (readonly [HTMLButtonElement, () => Promise<string>])[] = [
    [parts.say, say],
    [parts.come, come],
    [parts.transfer, transfer],
    [parts.device, device],
    [parts.lose, lose],
    [parts.wait, wait]
  ];
  for (const [button, act] of acts)
    button.addEventListener('click', () => {
      if (button.ariaDisabled === 'true') return void tell(button.title);
      act().then(tell, (error: unknown) => tell(error instanceof Error ? error.message : String(error)));
    });

  return () => {
    const nobody = phones.customer === undefined;
    // focusable all the same, so that the reason can be read
    for (const button of [parts.say, parts.transfer, parts.device, parts.wait]) {
      button.ariaDisabled = String(nobody);
      button.title = nobody ? 'There is no customer on this channel yet.' : '';
    }
    const noCarrier = phones.channel === 'web';
    parts.lose.ariaDisabled = String(nobody || noCarrier);
    parts.lose.title = noCarrier ? 'On a webchat no carrier is between, so nothing gets lost.' : parts.say.title;
    parts.come.textContent = nobody ? `Let a customer write by ${names[phones.channel]}` : 'New customer';
  };
}
