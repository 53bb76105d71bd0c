import React from 'react';
import type { Call } from '../calls-state';
import type { VideoCalls } from '../video-calls';

/** The call of a task, drawn again whenever it changes. */
export function useCallOf(calls: VideoCalls, taskSid: string | undefined): Call | undefined {
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => calls.subscribe(redraw), [calls]);
  return taskSid === undefined ? undefined : calls.callOf(taskSid);
}
