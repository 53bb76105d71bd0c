import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { capabilityOf } from '../../room-core/capability';
import { clientOf } from '../../room-core/client';
import { say } from '../../room-core/messages';
import { judge, type NetworkMeasurements } from '../../room-core/network-check';
import { reportOf } from '../../room-core/network-report';
import { clientHints } from '../client-hints';
import { measureNetwork } from '../network-probes';
import type { RoomSession } from '../session';

/** Tries the network once it is shown, and says in plain words what to expect. */
export function NetworkCheck({ session }: { session: RoomSession }): JSX.Element {
  const [measured, setMeasured] = useState<NetworkMeasurements | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let shown = true;
    setMeasured(null);
    void measureNetwork(session.network).then(found => {
      if (shown) setMeasured(found);
    });
    return () => {
      shown = false;
    };
  }, [round]);
  return (
    <div class="network-check">
      <div role="status">{measured ? <Result measured={measured} /> : <p>{say('network_checking')}</p>}</div>
      {!measured && <div class="progress" aria-hidden="true" />}
      {measured && (
        <div class="network-actions">
          <button type="button" class="button quiet small" onClick={() => setRound(round + 1)}>
            {say('network_again')}
          </button>
          <button type="button" class="button quiet small" onClick={() => save(measured, session)}>
            {say('network_report')}
          </button>
        </div>
      )}
    </div>
  );
}

function Result({ measured }: { measured: NetworkMeasurements }): JSX.Element {
  const { verdict, reasons } = judge(measured);
  return (
    <>
      <p class="verdict" data-verdict={verdict}>
        {say(`network_${verdict}`)}
      </p>
      {reasons.length > 0 && (
        <ul>
          {reasons.map(reason => (
            <li key={reason}>{say(`network_${reason}`)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Gives the report to the person as a file; it is sent nowhere. */
function save(network: NetworkMeasurements, session: RoomSession): void {
  const text = reportOf({
    at: new Date().toISOString(),
    client: clientOf(clientHints(navigator)),
    capability: capabilityOf({
      peerConnection: 'RTCPeerConnection' in window,
      getUserMedia: 'mediaDevices' in navigator,
      secure: isSecureContext
    }),
    media: session.media.state(),
    lists: session.devices.store.state().lists,
    network
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'video-call-check.json';
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
