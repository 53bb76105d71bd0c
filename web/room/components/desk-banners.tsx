import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { deskNote, nameOf } from '../../room-core/agent-words';
import { type Guest, guestsOf, newlyWaiting } from '../../room-core/guests';
import { say } from '../../room-core/messages';
import type { ChoiceStore } from '../choice-store';
import type { RoomSession } from '../session';
import { playTones } from '../speaker-test';
import { Banner } from './banner';
import { PEOPLE_TOOL } from './people-tool';
import { useKeptFocus } from './use-kept-focus';
import { useReadable } from './use-readable';

type Agent = NonNullable<RoomSession['agent']>;

interface Props {
  session: RoomSession;
  agent: Agent;
  choices: ChoiceStore;
  panelOpen: boolean;
  onShow: () => void;
}

/** So many of those who wait have a line of their own; more would hide the call. */
const LINES = 2;
const KNOCK_HZ = [783.99, 587.33];

/** Over the call: who waits, to be decided at once, and what became of a question. */
export function DeskBanners({ session, agent, choices, panelOpen, onShow }: Props): JSX.Element {
  const desk = useReadable(agent.desk);
  const lines = useRef<HTMLDivElement>(null);
  const { waiting } = desk.status ? guestsOf(desk.status) : { waiting: [] };
  const more = waiting.length - LINES;
  const note = deskNote(desk);
  useKnock(session, agent, choices);
  useKeptFocus(lines, () => document.querySelector<HTMLElement>(PEOPLE_TOOL));
  return (
    <div class="desk-banners" ref={lines}>
      {note !== null && !panelOpen && (
        <Banner
          weight={desk.problem === null ? 'plain' : 'warning'}
          text={note}
          action={say('dismiss')}
          onAction={() => agent.dismiss()}
        />
      )}
      {waiting.slice(0, LINES).map(guest => (
        <WaitingLine key={guest.visit} guest={guest} agent={agent} pending={desk.pending.length > 0} />
      ))}
      {more > 0 && !panelOpen && (
        <Banner text={say('wait_more', { count: more })} action={say('wait_show')} onAction={onShow} />
      )}
    </div>
  );
}

function WaitingLine({ guest, agent, pending }: { guest: Guest; agent: Agent; pending: boolean }): JSX.Element {
  const name = nameOf(guest);
  const decide = (what: 'admit' | 'deny') => (): void => void agent.ask(what, { visit: guest.visit });
  return (
    <div class="banner waiting-line">
      <span>{say('waits', { name })}</span>
      {(['admit', 'deny'] as const).map(what => (
        <button
          key={what}
          type="button"
          class="banner-action"
          data-action={what}
          aria-label={say(`${what}_name`, { name })}
          aria-disabled={pending}
          onClick={pending ? undefined : decide(what)}
        >
          {say(what)}
        </button>
      ))}
    </div>
  );
}

/** Two tones when somebody begins to wait, unless the agent does not want them. */
function useKnock(session: RoomSession, agent: Agent, choices: ChoiceStore): void {
  useEffect(() => {
    const knock = (): void => {
      if (!choices.state().chime) return;
      // A page that nobody has touched may have to stay silent; the banner is there all the same.
      playTones(session.devices.store.state().used.speaker?.id ?? '', KNOCK_HZ).catch(() => undefined);
    };
    // Who waits already when the page hears of it is as new to the agent.
    if (newlyWaiting(agent.desk.state().status, null).length > 0) knock();
    return agent.desk.subscribe((now, before) => {
      if (newlyWaiting(now.status, before.status).length > 0) knock();
    });
  }, [agent]);
}
