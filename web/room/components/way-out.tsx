import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { clientOf } from '../../room-core/client';
import { inAppBrowserOf } from '../../room-core/in-app-browser';
import { say } from '../../room-core/messages';
import { linkAt, openElsewhere } from '../../room-core/way-out';
import { clientHints } from '../client-hints';
import { CopyLink } from './copy-link';
import { useChunk } from './use-chunk';

const loadQrCode = (): Promise<typeof import('./qr-code')> => import('./qr-code');

/** The same link in another browser, or out of a frame: opened there, copied, or scanned by a phone. */
export function WayOut({ framed }: { framed: boolean }): JSX.Element {
  const url = linkAt(location);
  const inApp = inAppBrowserOf(navigator.userAgent);
  const { system } = clientOf(clientHints(navigator));
  const elsewhere = framed ? url : openElsewhere(url, system, inApp);
  const [scanning, setScanning] = useState(false);
  const code = useChunk(scanning, loadQrCode);
  return (
    <div class="way-out">
      {!framed && <p>{wordsOf(inApp)}</p>}
      {elsewhere !== null && (
        <a class="button primary small" href={elsewhere} {...(framed && { target: '_blank', rel: 'noopener' })}>
          {say('way_out_open')}
        </a>
      )}
      {inApp !== null && !framed && <p>{say(system === 'ios' ? 'way_out_by_hand_ios' : 'way_out_by_hand')}</p>}
      <CopyLink url={url} label={say('way_out_link')} copied={say('way_out_copied')} />
      <button type="button" class="button quiet small" aria-expanded={scanning} onClick={() => setScanning(!scanning)}>
        {say('way_out_scan')}
      </button>
      {scanning && code && <code.QrCode text={url} />}
    </div>
  );
}

function wordsOf(inApp: ReturnType<typeof inAppBrowserOf>): string {
  if (inApp === null) return say('way_out_other');
  return inApp === 'unnamed' ? say('way_out_app') : say('way_out_named_app', { app: inApp });
}
