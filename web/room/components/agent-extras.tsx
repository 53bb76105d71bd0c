import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Desk, EMPTY_DESK } from '../../room-core/agent-desk';
import { createStore } from '../../room-core/store';
import type { ChoiceStore } from '../choice-store';
import type { RoomSession } from '../session';
import { useChunk } from './use-chunk';
import { useReadable } from './use-readable';

const loadDesk = (): Promise<typeof import('./agent-desk')> => import('./agent-desk');
const NOBODY = createStore<Desk, never>(EMPTY_DESK, desk => desk);

interface Extras {
  /** Each stands where its name says, or is not there. */
  tool: JSX.Element | null;
  banners: JSX.Element | null;
  panel: JSX.Element | null;
}

/** What the agent has beside the call. Only where a plugin answers: without one, nothing of it could be done. */
export function useAgentExtras(session: RoomSession, choices: ChoiceStore): Extras {
  const { agent } = session;
  const { status } = useReadable(agent?.desk ?? NOBODY);
  const [open, setOpen] = useState(false);
  const desk = useChunk(status !== null, loadDesk);
  if (!agent || !status || !desk) return { tool: null, banners: null, panel: null };
  const show = (): void => setOpen(true);
  const close = (): void => setOpen(false);
  return {
    tool: (
      <>
        <desk.WatchedSign status={status} />
        <desk.PeopleTool status={status} open={open} onToggle={() => setOpen(!open)} />
      </>
    ),
    banners: <desk.DeskBanners session={session} agent={agent} choices={choices} panelOpen={open} onShow={show} />,
    panel: open ? <desk.PeoplePanel agent={agent} status={status} choices={choices} onClose={close} /> : null
  };
}
