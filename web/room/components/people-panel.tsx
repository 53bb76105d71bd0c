import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { deskAnnouncement, deskNote } from '../../room-core/agent-words';
import { guestsOf } from '../../room-core/guests';
import { say } from '../../room-core/messages';
import type { SessionStatus } from '../../room-core/session-status';
import type { ChoiceStore } from '../choice-store';
import type { RoomSession } from '../session';
import { CallLinks } from './call-links';
import { Dialog } from './dialog';
import { GuestList } from './guest-list';
import { Icon } from './icons';
import { PEOPLE_TOOL } from './people-tool';
import { RecordingControls } from './recording-controls';
import { useKeptFocus } from './use-kept-focus';
import { useReadable } from './use-readable';
import { useWide } from './use-wide';

type Agent = NonNullable<RoomSession['agent']>;

interface Props {
  agent: Agent;
  status: SessionStatus;
  choices: ChoiceStore;
  onClose: () => void;
}

/** Beside the stage, or over it where there is no room beside. */
export function PeoplePanel(props: Props): JSX.Element {
  const wide = useWide();
  if (wide) {
    return (
      <Beside onClose={props.onClose}>
        <Content {...props} />
      </Beside>
    );
  }
  return (
    <Dialog title={say('people')} done={say('close')} onClose={props.onClose}>
      <div class="people-content">
        <Content {...props} />
      </div>
      <Voice agent={props.agent} />
    </Dialog>
  );
}

function Beside({ onClose, children }: { onClose: () => void; children: ComponentChildren }): JSX.Element {
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useKeptFocus(panel, () => heading.current);
  useLayoutEffect(() => {
    heading.current?.focus();
    return () => {
      // Not from somewhere else in the page, where the agent may have gone meanwhile.
      if (panel.current?.contains(document.activeElement)) document.querySelector<HTMLElement>(PEOPLE_TOOL)?.focus();
    };
  }, []);
  return (
    <aside
      ref={panel}
      class="people-panel people-content"
      aria-labelledby={id}
      onKeyDown={event => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div class="people-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {say('people')}
        </h2>
        <button type="button" class="tool" aria-label={say('close')} title={say('close')} onClick={onClose}>
          <Icon name="dismiss" />
        </button>
      </div>
      {children}
    </aside>
  );
}

function Content({ agent, status, choices }: Props): JSX.Element {
  const desk = useReadable(agent.desk);
  const { chime } = useReadable(choices);
  const { waiting, here, away } = guestsOf(status);
  const note = deskNote(desk);
  const busy = desk.pending.length > 0;
  return (
    <>
      {note !== null && (
        <p class="desk-note" data-weight={desk.problem === null ? 'plain' : 'warning'}>
          {note}
        </p>
      )}
      <GuestList
        heading={say('people_waiting')}
        empty={say('people_nobody_waiting')}
        guests={waiting}
        agent={agent}
        busy={busy}
      />
      <label class="desk-switch">
        <input
          type="checkbox"
          checked={chime}
          onChange={event => choices.dispatch({ chime: event.currentTarget.checked })}
        />
        {say('chime')}
      </label>
      <GuestList
        heading={say('people_here')}
        empty={say('people_nobody_here')}
        guests={here}
        agent={agent}
        busy={busy}
      />
      {away.length > 0 && <GuestList heading={say('people_away')} empty="" guests={away} agent={agent} busy={busy} />}
      {status.recordingAllowed && <RecordingControls status={status} agent={agent} busy={busy} />}
      <CallLinks status={status} agent={agent} busy={busy} />
    </>
  );
}

/** A dialog silences the page behind it, and with that its announcer. */
function Voice({ agent }: { agent: Agent }): JSX.Element {
  const [sentence, setSentence] = useState('');
  useEffect(
    () =>
      agent.desk.subscribe((now, before) => {
        const next = deskAnnouncement(now, before);
        if (next !== null) setSentence(next);
      }),
    [agent]
  );
  return (
    <div class="unseen" role="status">
      {sentence}
    </div>
  );
}
