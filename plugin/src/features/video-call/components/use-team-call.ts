import React from 'react';
import type { TeamCalls } from '../team-calls';

/** Has the task's call looked at for as long as this is drawn, and draws it again whenever it changes. */
export function useTeamCall(team: TeamCalls, taskSid: string): void {
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  // A listener of one's own: the same one would be known already.
  React.useEffect(() => team.look(taskSid, () => redraw()), [team, taskSid]);
}
