import { IconButton } from '@twilio/flex-ui';
import React from 'react';
import type { Call } from '../calls-state';
import type { Text } from '../texts';

interface Props {
  readonly call: Call | undefined;
  readonly text: Text;
  /** How far the call has come. */
  readonly chip: React.ReactNode;
  readonly onStart: () => void;
  readonly onOpen: () => void;
  readonly onEnd: () => void;
}

/** Flex lays its header out as one row without gaps. */
const ROW: React.CSSProperties = { display: 'flex', flex: 'none', alignItems: 'center', gap: 8, marginRight: 12 };

/**
 * Start, or Open and End. The titles are also the buttons' accessible names. None is of the primary variant: Flex draws that one
 * white on white while it is hovered or focused.
 */
export const VideoCallButtons: React.FC<Props> = props => (
  <div style={ROW}>
    <div role="status" aria-atomic="true">
      {props.chip}
    </div>
    <Buttons {...props} />
  </div>
);

const Buttons: React.FC<Props> = ({ call, text, onStart, onOpen, onEnd }) => {
  if (call === undefined || call.phase === 'starting') {
    const busy = call !== undefined;
    return (
      <IconButton
        icon="Video"
        variant="secondary"
        title={text(busy ? 'FlexVideoStarting' : 'FlexVideoStart')}
        disabled={busy}
        aria-busy={busy}
        onClick={onStart}
      />
    );
  }
  const ending = call.phase === 'ending';
  return (
    <>
      <IconButton
        icon="VideoBold"
        variant="secondary"
        title={text('FlexVideoOpen')}
        disabled={ending}
        onClick={onOpen}
      />
      <IconButton
        icon="Hangup"
        variant="destructive"
        title={text(ending ? 'FlexVideoEnding' : 'FlexVideoEnd')}
        disabled={ending}
        aria-busy={ending}
        onClick={onEnd}
      />
    </>
  );
};
