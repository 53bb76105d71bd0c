import { describe, expect, it } from 'vitest';
import type { CameraControls, HelpMessage, Piece } from './help-messages';
import { ASK_EVERY_MS, type Help, type HelpCommand, type HelpEvent, NO_HELP, stepHelp } from './visual-help';

const AGENT = 'agent:WK1';
const CUSTOMER = 'customer:v1';
const CAMERA: CameraControls = { light: false, zoom: { min: 1, max: 4, step: 0.1, value: 1 } };
const PIECE: Piece = { id: 'p1', index: 0, count: 1, width: 4, height: 3, data: 'abc' };

/** Two machines; what one sends, the other hears at once. `done` is everything else that they command. */
class Two {
  helps = { agent: NO_HELP, customer: NO_HELP };
  done: string[] = [];
  /** While false, nothing gets through. */
  connected = true;

  agent(...events: HelpEvent[]): this {
    events.forEach(event => this.#step('agent', event));
    return this;
  }

  customer(...events: HelpEvent[]): this {
    events.forEach(event => this.#step('customer', event));
    return this;
  }

  #step(side: 'agent' | 'customer', event: HelpEvent): void {
    const { help, commands } = stepHelp(this.helps[side], event);
    this.helps[side] = help;
    for (const command of commands) this.#run(side, command);
  }

  #run(side: 'agent' | 'customer', command: HelpCommand): void {
    if (command.do !== 'send') {
      this.done.push([side, ...Object.values<string | number | boolean>(command)].join(' '));
      return;
    }
    const other = side === 'agent' ? 'customer' : 'agent';
    expect(command.to).toBe(side === 'agent' ? CUSTOMER : AGENT);
    const from = side === 'agent' ? AGENT : CUSTOMER;
    if (this.connected) this.#step(other, { type: 'heard', from, message: command.message });
  }

  get stages(): string {
    return `${this.helps.agent.stage} ${this.helps.customer.stage}`;
  }
}

const asked = (): Two => new Two().agent({ type: 'ask_pressed', peer: CUSTOMER });
const shown = (): Two => asked().customer({ type: 'agree_pressed' }, { type: 'camera_changed', camera: CAMERA });
const frozen = (): Two =>
  shown()
    .agent({ type: 'freeze_pressed' })
    .customer({ type: 'frozen', pieces: [PIECE] });

describe('asking', () => {
  it('is said again until the way there is open', () => {
    const two = new Two();
    two.connected = false;
    two.agent({ type: 'ask_pressed', peer: CUSTOMER }, { type: 'ask_due' });
    expect(two.stages).toBe('asked off');
    const again = `agent ask_later ${ASK_EVERY_MS}`;
    expect(two.done).toEqual([again, again]);
    two.connected = true;
    two.agent({ type: 'ask_due' });
    expect(two.stages).toBe('asked asked');
    expect(two.helps.customer.shows).toBe(true);
  });

  it('is answered with yes by one tap, which the service notes, and which turns the camera', () => {
    const two = asked().customer({ type: 'agree_pressed' });
    expect(two.stages).toBe('on on');
    expect(two.done.slice(1)).toEqual(['customer note help_agreed', 'customer turn_camera environment']);
    expect(two.agent({ type: 'ask_due' }).done).toHaveLength(3);
  });

  it('is answered with no', () => {
    const two = asked().customer({ type: 'decline_pressed' });
    expect(two.stages).toBe('off off');
    expect(two.helps.agent.ended).toBe('declined');
    expect(two.done.at(-1)).toBe('customer note help_declined');
  });

  it('can be taken back', () => {
    const two = asked().agent({ type: 'stop_pressed' });
    expect(two.stages).toBe('off off');
    expect(two.done).toHaveLength(1);
  });

  it('is for agents, and for one at a time', () => {
    const heard = (help: Help, from: string): Help =>
      stepHelp(help, { type: 'heard', from, message: { say: 'ask' } }).help;
    expect(heard(NO_HELP, 'relative:2')).toBe(NO_HELP);
    const help = heard(NO_HELP, AGENT);
    expect(help.stage).toBe('asked');
    expect(heard(help, 'agent:WK2')).toBe(help);
    const agents = asked().helps.agent;
    expect(heard(agents, 'agent:WK2')).toBe(agents);
  });
});

describe('what is shown', () => {
  it('has a lamp and a zoom that both can move', () => {
    const two = shown().agent({ type: 'light_pressed' }, { type: 'zoom_moved', value: 2 });
    two.customer({ type: 'light_pressed' }, { type: 'zoom_moved', value: 3 });
    expect(two.done.slice(3)).toEqual([
      'customer set_light true',
      'customer set_zoom 2',
      'customer set_light true',
      'customer set_zoom 3'
    ]);
    two.customer({ type: 'camera_changed', camera: { light: true, zoom: null } });
    expect(two.helps.agent.camera).toEqual({ light: true, zoom: null });
    expect(two.agent({ type: 'zoom_moved', value: 2 }).done).toHaveLength(7);
  });

  it('is kept as a still, once at a time', () => {
    const two = shown().agent({ type: 'still_pressed' }, { type: 'still_pressed' });
    two.customer({ type: 'still_pressed' });
    expect(two.done.slice(3)).toEqual(['customer take_still']);
    two.customer({ type: 'still_kept', id: 's1' });
    expect([two.helps.agent.still, two.helps.customer.still]).toEqual(['kept', 'kept']);
    expect(two.helps.agent.lastStill).toBe('s1');
    two.customer({ type: 'still_pressed' }, { type: 'still_failed' });
    expect([two.helps.agent.still, two.helps.customer.still]).toEqual(['failed', 'failed']);
  });

  it.each(['agent', 'customer'] as const)('ends when the %s stops, with the face', side => {
    const two = shown()[side]({ type: 'stop_pressed' });
    expect(two.stages).toBe('off off');
    expect(two.done.at(-1)).toBe('customer turn_camera user');
  });

  it('ends when one of them is gone', () => {
    expect(shown().customer({ type: 'peer_gone' }).done.at(-1)).toBe('customer turn_camera user');
    expect(shown().agent({ type: 'peer_gone' }).helps.agent).toEqual({ ...NO_HELP, ended: 'stopped' });
    expect(asked().customer({ type: 'peer_gone' }).helps.customer.stage).toBe('off');
  });
});

describe('a frozen picture', () => {
  it.each(['agent', 'customer'] as const)('comes from who shows, also when the %s wants it', side => {
    const two = shown()[side]({ type: 'freeze_pressed' }, { type: 'freeze_pressed' });
    expect(two.done.slice(3)).toEqual(['customer freeze']);
    two.customer({ type: 'frozen', pieces: [PIECE] });
    expect(two.helps.agent.drawing).toEqual(two.helps.customer.drawing);
    expect(two.helps.agent.drawing?.pieces).toEqual(['abc']);
  });

  it('is drawn on by both, wiped by either, and given up by either', () => {
    const two = frozen();
    two.agent({ type: 'drawn', line: 'l1', points: [0, 0] });
    two.customer({ type: 'drawn', line: 'l2', points: [1, 1] });
    const lines = (side: 'agent' | 'customer'): string =>
      (two.helps[side].drawing?.lines ?? []).map(({ id, by }) => `${id} ${by}`).join();
    expect(lines('agent')).toBe('l1 own,l2 peer');
    expect(lines('customer')).toBe('l1 peer,l2 own');
    two.customer({ type: 'wipe_pressed' });
    expect([lines('agent'), lines('customer')]).toEqual(['', '']);
    two.agent({ type: 'live_pressed' });
    expect([two.helps.agent.drawing, two.helps.customer.drawing]).toEqual([null, null]);
  });

  it('that could not be taken leaves all as it was', () => {
    const two = shown().agent({ type: 'freeze_pressed' }).customer({ type: 'freeze_failed' });
    expect([two.helps.agent.freezing, two.helps.customer.freezing]).toEqual([false, false]);
  });

  it('that comes too late is not shown', () => {
    const two = shown().agent({ type: 'freeze_pressed' }).customer({ type: 'stop_pressed' });
    expect(two.customer({ type: 'frozen', pieces: [PIECE] }).stages).toBe('off off');
    expect(two.helps.agent.drawing).toBeNull();
  });
});

describe('what a stranger says', () => {
  const MESSAGES: HelpMessage[] = [
    { say: 'stop' },
    { say: 'still' },
    { say: 'still_kept', id: 's' },
    { say: 'still_failed' },
    { say: 'freeze' },
    { say: 'live' },
    { say: 'wipe' },
    { say: 'light', on: true },
    { say: 'zoom', value: 2 },
    { say: 'state', stage: 'off', light: null, zoom: null },
    { say: 'piece', ...PIECE, id: 'p2' },
    { say: 'draw', line: 'l', points: [0, 0] }
  ];
  it.each(MESSAGES)('changes nothing: $say', message => {
    for (const help of [NO_HELP, ...Object.values(asked().helps), ...Object.values(frozen().helps)]) {
      for (const from of ['relative:2', 'agent:WK2']) {
        expect(stepHelp(help, { type: 'heard', from, message })).toEqual({ help, commands: [] });
      }
    }
  });

  it('nor does what one side alone may say, from the other', () => {
    const { agent, customer } = frozen().helps;
    const wishes = MESSAGES.filter(({ say }) => ['still', 'freeze', 'light', 'zoom', 'stop'].includes(say));
    for (const message of wishes) {
      expect(stepHelp(agent, { type: 'heard', from: CUSTOMER, message }).commands).toEqual([]);
      expect(stepHelp(agent, { type: 'heard', from: CUSTOMER, message }).help).toEqual(agent);
    }
    const outcomes = MESSAGES.filter(({ say }) => ['still_kept', 'still_failed', 'piece', 'state'].includes(say));
    for (const message of outcomes) {
      expect(stepHelp(customer, { type: 'heard', from: AGENT, message }).help).toEqual(customer);
    }
  });
});
