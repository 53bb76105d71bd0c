import React from 'react';
import { PROGRESS_WORDS } from '../call-progress';
import { offersToJoin, type Supervision } from '../supervision';
import type { TeamCalls } from '../team-calls';
import { spokenIn, type Text } from '../texts';
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
  const progress = team.progressOf(taskSid);
  const status = team.statusOf(taskSid);
  if (progress === undefined || status === undefined) return null;
  const { tone, is } = PROGRESS_WORDS[progress];
  const { session, policy } = status;
  return (
    <span
      {...spokenIn(text)}
      className={supervision === undefined ? 'flex-video-team flex-video-card' : 'flex-video-team'}
    >
      <span className="flex-video-chip" data-progress={progress} data-tone={tone}>
        {text(is)}
      </span>
      {supervision !== undefined && session.supervisor !== undefined && (
        <span className="flex-video-chip" data-supervisor="true">
          {text('FlexVideoWatchedBy', { name: session.supervisor })}
        </span>
      )}
      {supervision !== undefined && offersToJoin(status, supervision.knows(session.id)) && (
        <button
          type="button"
          className="flex-video-join"
          title={text(policy.supervisorAnnounced ? 'FlexVideoJoinTold' : 'FlexVideoJoinUntold')}
          onClick={() => supervision.join(session.id)}
        >
          {text('FlexVideoJoin')}
        </button>
      )}
    </span>
  );
};
