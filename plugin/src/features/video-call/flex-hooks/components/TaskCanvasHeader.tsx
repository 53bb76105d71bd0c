import { TaskHelper } from '@twilio/flex-ui';
import type { ITask } from '@twilio/flex-ui';
import React from 'react';
import type { FlexHook } from '../../../hooks';
import { menuOf } from '../../call-menu';
import { useCallOf } from '../../components/use-call';
import { VideoCallButtons } from '../../components/VideoCallButtons';
import type { Edition } from '../../config';
import type { MenuActs } from '../../menu-acts';
import type { SoundChoice } from '../../sound-choice';
import type { Text } from '../../texts';
import type { VideoCalls } from '../../video-calls';

interface Wiring {
  readonly edition: Edition;
  readonly calls: VideoCalls;
  readonly acts: MenuActs;
  readonly sound: SoundChoice;
  readonly text: Text;
  readonly offers: (task: ITask) => boolean;
}

interface HeaderProps extends Omit<Wiring, 'offers'> {
  /** Flex passes its header's props to added content. */
  readonly task?: ITask;
}

const VideoCallHeader: React.FC<HeaderProps> = ({ task, calls, edition, acts, sound, text }) => {
  const call = useCallOf(calls, task?.taskSid);
  if (task === undefined) return null;
  const { taskSid } = task;
  return (
    <VideoCallButtons
      call={call}
      progress={calls.progressOf(taskSid)}
      supervisor={calls.newsOf(taskSid).status?.session.supervisor}
      items={menuOf(call, calls.newsOf(taskSid).status, sound.on(), edition)}
      text={text}
      onStart={() => void calls.start({ taskSid, conversationSid: TaskHelper.getTaskConversationSid(task) })}
      onChoose={act => void acts.perform(act, taskSid)}
    />
  );
};

/** Puts the buttons into the task header, between the customer's name and Flex's own buttons. */
export const taskCanvasHeader = ({ offers, ...wiring }: Wiring): FlexHook => ({
  kind: 'content',
  host: 'TaskCanvasHeader',
  content: <VideoCallHeader key="flex-video-call" {...wiring} />,
  sortOrder: 1,
  showFor: offers
});
