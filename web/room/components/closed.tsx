import type { ComponentChildren, JSX } from 'preact';
import { clockText } from '../../room-core/call-time';
import { type Ending, wayOn } from '../../room-core/closing';
import { say, textOf, titleOf } from '../../room-core/messages';
import type { Screen } from '../../room-core/screen';
import type { PageRole } from '../../room-core/wire';
import { Icon } from './icons';
import { type LanguageChoice, LanguageMenu } from './language-menu';
import { loadWayOut } from './media-problem';
import { useChunk } from './use-chunk';

interface Props {
  role: PageRole;
  /** How long the call lasted; null when there was none. */
  lasted: number | null;
  /** What is asked afterwards. */
  children?: ComponentChildren;
  screen: Extract<Screen, { name: Ending }>;
  languages: LanguageChoice;
  onWayOn: () => void;
}

/** Every screen without a call: what has happened, and the way on, if there is one. */
export function Closed({ role, lasted, screen, languages, onWayOn, children }: Props): JSX.Element {
  const framed = screen.name === 'framed';
  const out = useChunk(framed || screen.name === 'unsupported', loadWayOut);
  const way = wayOn(screen.name);
  const calm = screen.name === 'left' || screen.name === 'over';
  const unexplained = screen.name === 'failed' || screen.name === 'lost';
  return (
    <section class="closed">
      <div class="closed-card">
        <div class="closed-sign" data-calm={calm}>
          <Icon name={calm ? 'end' : 'camera_off'} />
        </div>
        <h1 tabIndex={-1}>{titleOf(screen.name)}</h1>
        {lasted !== null && <p>{say('lasted', { time: clockText(lasted) })}</p>}
        <p>{textOf(screen.name, role)}</p>
        {way !== 'none' && (
          <button type="button" class="button primary" data-action={way} onClick={onWayOn}>
            {say(way)}
          </button>
        )}
        {out && <out.WayOut framed={framed} />}
        {children}
        {unexplained && screen.reference && <p class="reference">{say('reference', { code: screen.reference })}</p>}
      </div>
      <LanguageMenu {...languages} />
    </section>
  );
}
