import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { say } from '../../room-core/messages';
import { playTones } from '../speaker-test';

type State = 'idle' | 'playing' | 'played' | 'failed';

/** A button that plays two tones on the chosen speaker, and says what to make of them. */
export function SpeakerTest({ sinkId }: { sinkId: string }): JSX.Element {
  const [state, setState] = useState<State>('idle');
  const play = (): void => {
    setState('playing');
    playTones(sinkId).then(
      () => setState('played'),
      () => setState('failed')
    );
  };
  return (
    <div class="speaker-test">
      <button type="button" class="button quiet small" disabled={state === 'playing'} onClick={play}>
        {say('speaker_test')}
      </button>
      <p role="status">{state === 'idle' ? '' : say(`speaker_${state}`)}</p>
    </div>
  );
}
