import React from 'react';
import type { FlexHook, HostProps } from '../../../hooks';
import { TeamCall } from '../../components/TeamCall';
import type { Supervision } from '../../supervision';
import type { TeamCalls } from '../../team-calls';
import type { Text } from '../../texts';

interface Wiring {
  readonly team: TeamCalls;
  readonly supervision: Supervision;
  readonly text: Text;
}

/** Flex passes its components' props to added content. */
type PlaceProps = HostProps & Omit<React.ComponentProps<typeof TeamCall>, 'taskSid'>;

const Place: React.FC<PlaceProps> = ({ task, ...wiring }) =>
  task === undefined ? null : <TeamCall {...wiring} taskSid={task.taskSid} />;

/** In the Teams view: each task's card says how far its call has come; the header of the one that is open also leads into it. */
export const teamsView = ({ team, supervision, text }: Wiring): readonly FlexHook[] => [
  {
    kind: 'content',
    host: 'Supervisor.TaskCard',
    content: <Place key="flex-video-team" team={team} text={text} />,
    sortOrder: 10,
    showFor: () => true
  },
  {
    kind: 'content',
    host: 'Supervisor.TaskCanvasHeader',
    content: <Place key="flex-video-team" team={team} text={text} supervision={supervision} />,
    sortOrder: 10,
    showFor: () => true
  }
];
