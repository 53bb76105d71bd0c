import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { nameOf, plainNameOf, stateOf } from '../../room-core/agent-words';
import type { Guest } from '../../room-core/guests';
import { initialsOf } from '../../room-core/initials';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';

type Agent = NonNullable<RoomSession['agent']>;
type Decision = 'admit' | 'deny' | 'remove';

interface Props {
  heading: string;
  /** What stands there when nobody does. */
  empty: string;
  guests: readonly Guest[];
  agent: Agent;
  busy: boolean;
}

export function GuestList({ heading, empty, guests, agent, busy }: Props): JSX.Element {
  const id = useId();
  return (
    <section class="desk-part" aria-labelledby={id}>
      <h3 id={id}>{heading}</h3>
      {guests.length === 0 ? (
        <p>{empty}</p>
      ) : (
        <ul class="guests">
          {guests.map(guest => (
            <GuestRow key={guest.visit} guest={guest} agent={agent} busy={busy} />
          ))}
        </ul>
      )}
    </section>
  );
}

function decisionsFor(state: Guest['state']): readonly Decision[] {
  switch (state) {
    case 'opened':
    case 'waiting':
      return ['admit', 'deny'];
    case 'denied':
    case 'removed':
      return ['admit'];
    default:
      return ['remove'];
  }
}

function GuestRow({ guest, agent, busy }: { guest: Guest; agent: Agent; busy: boolean }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const name = nameOf(guest);
  const decide = (what: Decision): void => {
    if (busy) return;
    if (what === 'remove' && !asking) setAsking(true);
    else void agent.ask(what, { visit: guest.visit });
  };
  const row = useRef<HTMLLIElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    // The button that was pressed has made way for others: the focus goes to the harmless one, and back.
    if (asking !== wasAsking.current) row.current?.querySelector<HTMLElement>('[data-kept="focus"]')?.focus();
    wasAsking.current = asking;
  }, [asking]);
  return (
    <li class="guest" ref={row} data-state={guest.state}>
      <span class="guest-initials" aria-hidden="true">
        {initialsOf(plainNameOf(guest))}
      </span>
      <div class="guest-words">
        <span class="guest-name">{asking ? say('remove_question', { name }) : name}</span>
        {!asking && <span class="guest-state">{stateOf(guest)}</span>}
      </div>
      <div class="guest-acts">
        {asking && (
          <button type="button" class="button quiet tiny" data-kept="focus" onClick={() => setAsking(false)}>
            {say('cancel')}
          </button>
        )}
        {(asking ? (['remove'] as const) : decisionsFor(guest.state)).map(what => (
          <button
            key={what}
            type="button"
            class={`button tiny ${WEIGHTS[what]}`}
            data-action={what}
            data-kept={asking ? undefined : 'focus'}
            data-sure={asking}
            aria-label={say(`${what}_name`, { name })}
            aria-disabled={busy}
            onClick={() => decide(what)}
          >
            {say(what)}
          </button>
        ))}
      </div>
    </li>
  );
}

const WEIGHTS: Readonly<Record<Decision, string>> = { admit: 'primary', deny: 'quiet', remove: 'quiet' };
