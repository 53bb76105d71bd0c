import type { JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { say } from '../../room-core/messages';

interface Props {
  url: string;
  /** What the link is. */
  label: string;
  /** What is said once it is copied. */
  copied: string;
}

/** The link to see, and a button that copies it; where copying is forbidden it is selected, to be copied by hand. */
export function CopyLink({ url, label, copied }: Props): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const [state, setState] = useState<'idle' | 'copied' | 'selected'>('idle');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(url);
      setState('copied');
    } catch {
      field.current?.focus();
      field.current?.select();
      setState('selected');
    }
  };
  const said = { idle: '', copied, selected: say('way_out_selected') };
  return (
    <div class="copy-link">
      <label class="unseen" for={id}>
        {label}
      </label>
      <input ref={field} id={id} dir="ltr" readOnly value={url} />
      <button type="button" class="button quiet small" onClick={() => void copy()}>
        {say('way_out_copy')}
      </button>
      <p role="status">{said[state]}</p>
    </div>
  );
}
