import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { nameOf } from '../../room-core/agent-words';
import { givenLinks } from '../../room-core/invites';
import { say } from '../../room-core/messages';
import type { SessionStatus } from '../../room-core/session-status';
import type { GuestRole } from '../../room-core/wire';
import type { RoomSession } from '../session';
import { CopyLink } from './copy-link';
import { QrCode } from './qr-code';

type Agent = NonNullable<RoomSession['agent']>;

interface Props {
  status: SessionStatus;
  agent: Agent;
  busy: boolean;
}

/** The customer's link once more, and links for others. */
export function CallLinks({ status, agent, busy }: Props): JSX.Element {
  return (
    <>
      <CustomerLink agent={agent} busy={busy} />
      <Invitations status={status} agent={agent} busy={busy} />
    </>
  );
}

function CustomerLink({ agent, busy }: { agent: Agent; busy: boolean }): JSX.Element {
  const id = useId();
  const [link, setLink] = useState<string | null>(null);
  const show = async (): Promise<void> => {
    const outcome = await agent.ask('link', {});
    if (outcome.ok) setLink(outcome.value.link);
  };
  return (
    <section class="desk-part" aria-labelledby={id}>
      <h3 id={id}>{say('link_customer')}</h3>
      <div class="desk-acts">
        <DeskButton name="resend" text={say('link_resend')} busy={busy} onPress={() => void agent.ask('resend', {})} />
        {link === null && <DeskButton name="link" text={say('link_show')} busy={busy} onPress={() => void show()} />}
      </div>
      {link !== null && <Link url={link} label={say('link_customer')} />}
    </section>
  );
}

const ROLES: readonly Exclude<GuestRole, 'customer'>[] = ['relative', 'interpreter'];

function Invitations({ status, agent, busy }: Props): JSX.Element {
  const id = useId();
  const [role, setRole] = useState<(typeof ROLES)[number]>('relative');
  const [made, setMade] = useState<{ link: string; invite: number } | null>(null);
  const given = givenLinks(status);
  const make = async (): Promise<void> => {
    const outcome = await agent.ask('invite', { role });
    if (outcome.ok) setMade(outcome.value);
  };
  const stands = made !== null && given.some(({ invite }) => invite === made.invite);
  return (
    <section class="desk-part" aria-labelledby={id}>
      <h3 id={id}>{say('invite')}</h3>
      <div class="desk-acts">
        <label class="invite-role">
          {say('invite_role')}
          <select
            value={role}
            onChange={event => setRole(ROLES.find(each => each === event.currentTarget.value) ?? role)}
          >
            {ROLES.map(each => (
              <option key={each} value={each}>
                {say(`role_${each}`)}
              </option>
            ))}
          </select>
        </label>
        <DeskButton name="invite" text={say('invite_make')} busy={busy} onPress={() => void make()} />
      </div>
      {stands && <Link key={made.invite} url={made.link} label={say('invite_new')} />}
      {given.length > 0 && (
        <ul class="guests" aria-label={say('invite_given')}>
          {given.map(each => (
            <li key={each.invite} class="guest">
              <span class="guest-name">{nameOf(each)}</span>
              <div class="guest-acts">
                <DeskButton
                  name="revoke"
                  text={say('invite_revoke')}
                  label={say('invite_revoke_name', { name: nameOf(each) })}
                  busy={busy}
                  onPress={() => void agent.ask('revoke', { invite: each.invite })}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Link({ url, label }: { url: string; label: string }): JSX.Element {
  return (
    <div class="desk-link">
      <CopyLink url={url} label={label} copied={say('link_copied')} />
      <QrCode text={url} />
    </div>
  );
}

interface DeskButtonProps {
  name: string;
  text: string;
  label?: string;
  busy: boolean;
  onPress: () => void;
}

/** Stays focusable while something is asked: who pressed it would lose their place. */
function DeskButton({ name, text, label, busy, onPress }: DeskButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="button quiet tiny"
      data-action={name}
      aria-label={label}
      aria-disabled={busy}
      onClick={() => {
        if (!busy) onPress();
      }}
    >
      {text}
    </button>
  );
}
