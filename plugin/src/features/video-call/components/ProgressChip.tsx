import React from 'react';
import { PROGRESS_WORDS } from '../call-progress';
import { spokenIn, type Text } from '../texts';
import type { VideoCalls } from '../video-calls';
import { useCallOf } from './use-call';

interface Props {
  readonly calls: VideoCalls;
  readonly text: Text;
  readonly taskSid: string;
}

/** How far the task's call has come, in a word, and as its tooltip what to do now. */
export const ProgressChip: React.FC<Props> = ({ calls, text, taskSid }) => {
  useCallOf(calls, taskSid);
  const progress = calls.progressOf(taskSid);
  if (progress === undefined) return null;
  const { tone, is, next } = PROGRESS_WORDS[progress];
  return (
    <span {...spokenIn(text)} className="flex-video-chip" data-progress={progress} data-tone={tone} title={text(next)}>
      {text(is)}
    </span>
  );
};
