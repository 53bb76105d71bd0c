import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { BANDWIDTHS } from '../../room-core/bandwidth';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { useReadable } from './use-readable';

/** How much data the call may use: three ways, and what the chosen one does. */
export function BandwidthChoice({ session }: { session: RoomSession }): JSX.Element {
  const { dataUse, network } = session;
  const { bandwidth } = useReadable(dataUse.choices);
  const id = useId();
  // Who has told where our own room is cannot make the others send less.
  const asSent = network.wsServer !== undefined && bandwidth !== 'auto';
  return (
    <fieldset class="choice" aria-describedby={id}>
      <legend>{say('bandwidth')}</legend>
      <div class="choice-ways">
        {BANDWIDTHS.map(each => (
          <label key={each}>
            <input
              type="radio"
              name="bandwidth"
              value={each}
              checked={each === bandwidth}
              onChange={() => dataUse.choose(each)}
            />
            <span>{say(`bandwidth_${each}`)}</span>
          </label>
        ))}
      </div>
      <p id={id}>
        {say(`bandwidth_${bandwidth}_text`)} {asSent && say('bandwidth_as_sent')}
      </p>
    </fieldset>
  );
}
