import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Drawing } from '../../room-core/drawing';
import { say } from '../../room-core/messages';
import type { AgentChannel } from '../agent-channel';
import { drawnPicture } from '../drawn-picture';
import { Dialog } from './dialog';

/** Who asks the plugin. */
export type Asking = Pick<AgentChannel, 'ask'>;

/** Keeps the picture with what was drawn on it; the agent's alone, since the plugin sends it. */
export function KeepButton({ agent, drawing }: { agent: Asking; drawing: Drawing }): JSX.Element {
  const [outcome, setOutcome] = useState<'kept' | 'failed' | 'keeping' | null>(null);
  const keep = async (): Promise<void> => {
    setOutcome('keeping');
    const image = await drawnPicture(drawing).catch(() => null);
    const kept = image !== null && (await agent.ask('keep', { image })).ok;
    setOutcome(kept ? 'kept' : 'failed');
  };
  return (
    <>
      <button
        type="button"
        class="button quiet"
        data-action="keep_picture"
        disabled={outcome === 'keeping'}
        onClick={() => void keep()}
      >
        {say('visual_keep')}
      </button>
      <span class="board-outcome" role="status">
        {outcome === 'kept' && say('visual_still_kept')}
        {outcome === 'failed' && say('visual_still_failed')}
      </span>
    </>
  );
}

interface Props {
  agent: Asking;
  still: string;
}

/** The still that was kept last, seen and saved by the agent. */
export function SeeStill({ agent, still }: Props): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="banner-action" data-action="see_picture" onClick={() => setOpen(true)}>
        {say('visual_see')}
      </button>
      {open && (
        <Dialog title={say('visual_see')} done={say('close')} onClose={() => setOpen(false)}>
          <Still agent={agent} still={still} />
        </Dialog>
      )}
    </>
  );
}

function Still({ agent, still }: Props): JSX.Element {
  const [address, setAddress] = useState<string | null>(null); // empty when there is none to be had
  useEffect(() => {
    let made: string | null = null;
    let wanted = true;
    void agent.ask('still', { still }).then(outcome => {
      if (!wanted) return;
      if (outcome.ok) made = URL.createObjectURL(outcome.value.image);
      setAddress(made ?? '');
    });
    return () => {
      wanted = false;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [agent, still]);
  if (address === null) return <div class="progress" role="img" aria-label={say('visual_arriving')} />;
  if (address === '') return <p role="alert">{say('visual_see_failed')}</p>;
  return (
    <>
      <img class="kept-picture" src={address} alt={say('visual_kept_picture')} />
      <a class="button quiet" href={address} download={`${still}.jpg`}>
        {say('visual_save')}
      </a>
    </>
  );
}
