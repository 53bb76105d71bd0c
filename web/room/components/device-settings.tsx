import '../styles/settings.css';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Device, DeviceKind } from '../../room-core/device-choice';
import { deviceName } from '../../room-core/device-words';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { BandwidthChoice } from './bandwidth-choice';
import { BlurSwitch } from './blur-switch';
import { Dialog } from './dialog';
import { LevelMeter } from './level-meter';
import { OwnPreview } from './own-preview';
import { PermissionHelp } from './permission-help';
import { SpeakerTest } from './speaker-test';
import { useReadable } from './use-readable';

/** The lists of cameras, microphones and speakers, the microphone's level and a test of the speaker; the same before the call and in it. */
export function DeviceSettings({ session }: { session: RoomSession }): JSX.Element {
  const { devices } = session;
  const { lists, used } = useReadable(devices.store);
  const listOf = (kind: DeviceKind): JSX.Element => (
    <DeviceList
      kind={kind}
      devices={lists[kind]}
      used={used[kind]}
      onChoose={device => void devices.use(kind, device)}
    />
  );
  return (
    <div class="device-settings">
      {listOf('camera')}
      <BlurSwitch session={session} />
      {listOf('microphone')}
      <LevelMeter session={session} />
      {devices.canChooseSpeaker && lists.speaker.length > 0 && listOf('speaker')}
      <SpeakerTest sinkId={used.speaker?.id ?? ''} />
      <BandwidthChoice session={session} />
    </div>
  );
}

interface ListProps {
  kind: DeviceKind;
  devices: readonly Device[];
  used: Device | null;
  onChoose: (device: Device) => void;
}

function DeviceList({ kind, devices, used, onChoose }: ListProps): JSX.Element {
  const id = useId();
  const choose = (chosen: string): void => {
    const device = devices.find(each => each.id === chosen);
    if (device) onChoose(device);
  };
  return (
    <div class="device-list">
      <label for={id}>{say(`device_${kind}`)}</label>
      <select
        id={id}
        disabled={devices.length === 0}
        value={used?.id ?? ''}
        onChange={event => choose(event.currentTarget.value)}
      >
        {used === null && <option value="">{say(devices.length === 0 ? 'device_none' : 'device_system')}</option>}
        {devices.map((device, index) => (
          <option key={device.id} value={device.id}>
            {deviceName(kind, device.label, index + 1)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The lists over the call. */
export function DeviceDialog({ session, onClose }: { session: RoomSession; onClose: () => void }): JSX.Element {
  return (
    <Dialog title={say('devices')} done={say('devices_close')} onClose={onClose}>
      <PermissionHelp session={session} />
      <OwnPreview session={session} />
      <DeviceSettings session={session} />
    </Dialog>
  );
}
