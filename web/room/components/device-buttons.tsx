import type { JSX } from 'preact';
import type { LocalMediaState } from '../../room-core/local-media';
import type { Kind } from '../../room-core/media-plan';
import { type MessageKey, say } from '../../room-core/messages';
import { Icon, type IconName } from './icons';

interface Look {
  name: MessageKey;
  label: MessageKey;
  icon: IconName;
}

const LOOKS: Readonly<Record<Kind, { on: Look; off: Look }>> = {
  audio: {
    on: { name: 'mute', label: 'mute', icon: 'microphone' },
    off: { name: 'unmute', label: 'unmute', icon: 'microphone_off' }
  },
  video: {
    on: { name: 'camera_off', label: 'camera_off_short', icon: 'camera' },
    off: { name: 'camera_on', label: 'camera_on_short', icon: 'camera_off' }
  }
};

interface Props {
  media: LocalMediaState;
  onToggle: (kind: Kind) => void;
}

/** Mute and camera. A missing device has the button that asks for it again. */
export function DeviceButtons({ media, onToggle }: Props): JSX.Element {
  return (
    <>
      {(['audio', 'video'] as const).map(kind => {
        const on = media.wanted[kind] && media.devices[kind].status !== 'missing';
        const look = LOOKS[kind][on ? 'on' : 'off'];
        return (
          <button
            key={kind}
            type="button"
            class="control"
            data-action={kind}
            data-off={!on}
            aria-label={say(look.name)}
            title={say(look.name)}
            onClick={() => onToggle(kind)}
          >
            <Icon name={look.icon} />
            <span class="control-label">{say(look.label)}</span>
          </button>
        );
      })}
    </>
  );
}
