import { describe, expect, it } from 'vitest';
import { decodeHelp, encodeHelp, type HelpMessage } from '../room-core/help-messages';
import { type People, type PeopleEvent, reducePeople } from '../room-core/people';
import { createStore } from '../room-core/store';
import { createVisualHelp } from './visual-help';

const AGENT = 'agent:WK1';
const OWN = 'customer:v1';
const present = (identity: string): PeopleEvent => ({
  type: 'present',
  person: { sid: 'PA1', identity, tracks: [], reconnecting: false }
});

/** The customer's side, whose camera is off. */
function setUp() {
  const people = createStore<People, PeopleEvent>([], reducePeople);
  people.dispatch(present(AGENT));
  const done: string[] = [];
  const said: (HelpMessage | undefined)[] = [];
  let hear: (from: string, text: string) => void = () => undefined;
  const help = createVisualHelp({
    people,
    camera: () => null,
    sent: () => null,
    turnCamera: to => Promise.resolve(void done.push(`turn ${to}`)),
    say: text => said.push(decodeHelp(text)?.message),
    listen(told) {
      hear = told;
      return () => (hear = () => undefined);
    },
    ownIdentity: () => OWN,
    keepStill: () => Promise.resolve(void done.push('keep')).then(() => ({ ok: false, code: 'not asked' })),
    note: kind => done.push(kind)
  });
  const agentSays = (message: HelpMessage, to = OWN): void => hear(AGENT, encodeHelp(to, message));
  /** Resolves with the next stage of `still` that is not `taking`. */
  const stillSettled = (): Promise<string> =>
    new Promise(resolve => {
      const stop = help.store.subscribe(({ still }) => {
        if (still === 'taking') return;
        stop();
        resolve(still);
      });
    });
  return { help, people, done, said, agentSays, stillSettled };
}

describe('visual help', () => {
  it('hears what is said to this page, and nothing else', () => {
    const { help, agentSays } = setUp();
    agentSays({ say: 'ask' }, 'customer:v2');
    expect(help.store.state().stage).toBe('off');
    agentSays({ say: 'ask' });
    expect(help.store.state().stage).toBe('asked');
  });

  it('takes no picture that the others do not see: none while the camera is off', async () => {
    const { help, done, said, agentSays, stillSettled } = setUp();
    agentSays({ say: 'ask' });
    help.send({ type: 'agree_pressed' });
    agentSays({ say: 'still' });
    expect(await stillSettled()).toBe('failed');
    expect(said.at(-1)).toEqual({ say: 'still_failed' });
    expect(done).toEqual(['help_agreed', 'turn environment']);
    agentSays({ say: 'freeze' });
    await new Promise<void>(resolve => {
      const stop = help.store.subscribe(({ freezing }) => {
        if (freezing) return;
        stop();
        resolve();
      });
    });
    expect(said.at(-1)).toEqual({ say: 'live' });
  });

  it('ends when the agent is gone, and when the call is', () => {
    const { help, people, done, agentSays } = setUp();
    for (const end of [() => people.dispatch({ type: 'gone', sid: 'PA1' }), () => help.close()]) {
      people.dispatch(present(AGENT));
      agentSays({ say: 'ask' });
      help.send({ type: 'agree_pressed' });
      end();
      expect(help.store.state().stage).toBe('off');
      expect(done.at(-1)).toBe('turn user');
    }
    agentSays({ say: 'ask' });
    expect(help.store.state().stage).toBe('off');
  });
});
