import React from 'react';
import type { SessionStatus } from '../../../wire';
import { PROGRESS_WORDS } from '../call-progress';
import { changeableMode, offersToJoin, type Supervision, SUPERVISION_MODES } from '../supervision';
import type { TeamCalls } from '../team-calls';
import { spokenIn, type Text } from '../texts';
import { useKeptFocus } from './use-kept-focus';
import { useTeamCall } from './use-team-call';

interface Props {
  readonly team: TeamCalls;
  readonly text: Text;
  readonly taskSid: string;
  /** Where there is room for more than the state. */
  readonly supervision?: Supervision;
}

/** How far the call of somebody's task has come, and the way into it. */
export const TeamCall: React.FC<Props> = ({ team, text, taskSid, supervision }) => {
  useTeamCall(team, taskSid);
  const row = React.useRef<HTMLSpanElement>(null);
  const keptFocus = useKeptFocus(row);
  const progress = team.progressOf(taskSid);
  const chip = progress !== undefined && (
    <span className="flex-video-chip" data-progress={progress} data-tone={PROGRESS_WORDS[progress].tone}>
      {text(PROGRESS_WORDS[progress].is)}
    </span>
  );
  if (supervision === undefined)
    return chip ? (
      <span {...spokenIn(text)} className="flex-video-team flex-video-card">
        {chip}
      </span>
    ) : null;
  const status = team.statusOf(taskSid);
  return (
    <span ref={row} tabIndex={-1} {...spokenIn(text)} className="flex-video-team" {...keptFocus}>
      {chip}
      {status && <WayIn status={status} supervision={supervision} text={text} />}
      {status && <Modes status={status} supervision={supervision} text={text} />}
    </span>
  );
};

interface WayInProps {
  readonly status: SessionStatus;
  readonly supervision: Supervision;
  readonly text: Text;
}

/** Who is to hear and see the supervisor. */
const Modes: React.FC<WayInProps> = ({ status, supervision, text }) => {
  const { id } = status.session;
  const now = changeableMode(status, supervision.knows(id));
  if (now === undefined) return null;
  return (
    <>
      {SUPERVISION_MODES.map(mode => (
        <button
          key={mode}
          type="button"
          className="flex-video-join"
          aria-pressed={mode === now}
          onClick={() => void supervision.change(id, mode)}
        >
          {text(`FlexVideoMode_${mode}`)}
        </button>
      ))}
    </>
  );
};

const WayIn: React.FC<WayInProps> = ({ status: { session, policy }, supervision, text }) => (
  <>
    {session.supervisor !== undefined && (
      <span className="flex-video-chip" data-supervisor="true">
        {text('FlexVideoWatchedBy', { name: session.supervisor })}
      </span>
    )}
    {offersToJoin({ session, policy }, supervision.knows(session.id)) && (
      <button
        type="button"
        className="flex-video-join"
        title={text(policy.supervisorAnnounced ? 'FlexVideoJoinTold' : 'FlexVideoJoinUntold')}
        onClick={() => supervision.join(session.id)}
      >
        {text('FlexVideoJoin')}
      </button>
    )}
  </>
);
