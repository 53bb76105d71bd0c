import type { JSX } from 'preact';
import { say } from '../../room-core/messages';
import { qrCodeOf } from '../qr-code';

/** Dark on light in every theme: not every phone reads it the other way round. */
export function QrCode({ text }: { text: string }): JSX.Element {
  const { size, path } = qrCodeOf(text);
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={say('way_out_qr_code')}>
      <path d={path} />
    </svg>
  );
}
