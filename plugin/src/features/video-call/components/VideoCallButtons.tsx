import { IconButton } from '@twilio/flex-ui';
import React from 'react';
import type { MenuAct, MenuItem } from '../call-menu';
import { type Progress, PROGRESS_WORDS } from '../call-progress';
import type { Call } from '../calls-state';
import { spokenIn, type Text } from '../texts';
import { CallMenu } from './CallMenu';
import { useKeptFocus } from './use-kept-focus';

interface Props {
  readonly call: Call | undefined;
  readonly progress: Progress | undefined;
  /** The name of a supervisor who is in the call, as far as the agent is told. */
  readonly supervisor: string | undefined;
  readonly items: readonly MenuItem[];
  readonly text: Text;
  readonly onStart: () => void;
  readonly onChoose: (act: MenuAct) => void;
}

/** Flex lays its header out as one row without gaps. */
const ROW: React.CSSProperties = { display: 'flex', flex: 'none', alignItems: 'center', gap: 8, marginRight: 12 };

/**
 * Start, or the call's state with its menu, and End. The titles are also the buttons' accessible names. None is of the primary
 * variant: Flex draws that one white on white while it is hovered or focused.
 */
export const VideoCallButtons: React.FC<Props> = props => {
  const { progress, supervisor, text } = props;
  const watched = supervisor !== undefined && text('FlexVideoWatchedBy', { name: supervisor });
  const row = React.useRef<HTMLDivElement>(null);
  return (
    <div ref={row} {...spokenIn(text)} style={ROW} {...useKeptFocus(row)}>
      <span role="status" className="flex-video-unseen">
        {progress !== undefined && `${text(PROGRESS_WORDS[progress].is)}. ${text(PROGRESS_WORDS[progress].next)}`}
        {watched && ` ${watched}.`}
      </span>
      {watched && (
        <span className="flex-video-chip" data-supervisor="true" aria-hidden="true">
          {watched}
        </span>
      )}
      <Buttons {...props} />
    </div>
  );
};

const Buttons: React.FC<Props> = ({ call, progress, items, text, onStart, onChoose }) => {
  if (call === undefined || call.phase === 'starting') {
    const busy = call !== undefined;
    return (
      <>
        {progress === 'over' && (
          <span className="flex-video-chip" data-progress="over" title={text(PROGRESS_WORDS.over.next)}>
            {text(PROGRESS_WORDS.over.is)}
          </span>
        )}
        <IconButton
          icon="Video"
          variant="secondary"
          title={text(busy ? 'FlexVideoStarting' : 'FlexVideoStart')}
          disabled={busy}
          aria-busy={busy}
          onClick={onStart}
        />
      </>
    );
  }
  const ending = call.phase === 'ending';
  return (
    <>
      {!ending && progress !== undefined && (
        <CallMenu progress={progress} items={items} text={text} onChoose={onChoose} />
      )}
      <IconButton
        icon="Hangup"
        variant="destructive"
        title={text(ending ? 'FlexVideoEnding' : 'FlexVideoEnd')}
        disabled={ending}
        aria-busy={ending}
        onClick={() => onChoose('end')}
      />
    </>
  );
};
