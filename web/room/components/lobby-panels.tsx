import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { loadSettings } from './device-controls';
import { Icon } from './icons';
import { useChunk } from './use-chunk';

const loadNetworkCheck = (): Promise<typeof import('./network-check')> => import('./network-check');

const PANELS = [
  { name: 'devices', icon: 'settings' },
  { name: 'network', icon: 'network' }
] as const;

/** Before the call: what can be looked into, each under a button, so that the first screen stays the one thing to do. */
export function LobbyPanels({ session }: { session: RoomSession }): JSX.Element {
  const [open, setOpen] = useState<(typeof PANELS)[number]['name'] | null>(null);
  const settings = useChunk(open === 'devices', loadSettings);
  const check = useChunk(open === 'network', loadNetworkCheck);
  return (
    <div class="panels">
      <div class="panel-buttons">
        {PANELS.map(({ name, icon }) => (
          <button
            key={name}
            type="button"
            class="panel-button"
            aria-expanded={open === name}
            onClick={() => setOpen(open === name ? null : name)}
          >
            <Icon name={icon} />
            {say(name)}
          </button>
        ))}
      </div>
      {open === 'devices' && settings && <settings.DeviceSettings session={session} />}
      {open === 'network' && check && <check.NetworkCheck session={session} />}
    </div>
  );
}
