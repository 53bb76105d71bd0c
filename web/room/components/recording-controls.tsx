import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { MessageKey } from '../../room-core/messages';
import { say } from '../../room-core/messages';
import type { SessionStatus } from '../../room-core/session-status';
import type { RecordingAction, RecordingState } from '../../room-core/wire';
import type { RoomSession } from '../session';

interface Props {
  status: SessionStatus;
  agent: NonNullable<RoomSession['agent']>;
  busy: boolean;
}

const ACTIONS: Readonly<Record<RecordingState, readonly (readonly [RecordingAction, MessageKey])[]>> = {
  off: [['start', 'record_start']],
  on: [
    ['pause', 'record_pause'],
    ['stop', 'record_stop']
  ],
  paused: [
    ['start', 'record_resume'],
    ['stop', 'record_stop']
  ]
};

/** How the recording stands, and what can be done with it. */
export function RecordingControls({ status, agent, busy }: Props): JSX.Element {
  const id = useId();
  const { recording } = status;
  return (
    <section class="desk-part" aria-labelledby={id} data-recording={recording}>
      <h3 id={id}>{say('recording')}</h3>
      <p class="recording-state">{say(`recording_${recording}`)}</p>
      <div class="desk-acts">
        {ACTIONS[recording].map(([action, key], index) => (
          <button
            // The first stays the same element, so that the focus stays on it when what it does changes.
            key={index}
            type="button"
            class="button quiet tiny"
            data-action={`record-${action}`}
            aria-disabled={busy}
            onClick={() => {
              if (!busy) void agent.ask('record', { action });
            }}
          >
            {say(key)}
          </button>
        ))}
      </div>
    </section>
  );
}
