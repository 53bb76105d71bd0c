import type { SessionStatus, SupervisionMode } from '../../wire';
import type { VideoCallApi } from './api';
import type { CallWindow } from './call-window';
import type { VideoCallConfig } from './config';
import { MESSAGE_SOURCE, type PluginMessage } from './page-messages';
import { readDemand, type Sender } from './window-messages';

export interface SupervisionPorts {
  readonly api: Pick<VideoCallApi, 'supervise' | 'changeSupervision'>;
  /** Opens or finds the window of that name; undefined when the browser blocked it. */
  readonly openWindow: (name: string) => CallWindow | undefined;
  readonly startingText: () => string;
  /** Tells the supervisor, worded by problem code. */
  readonly notify: (code: string) => void;
}

/** The roles that the service lets supervise. It checks them again; here they decide what is shown. */
export const supervises = (roles: readonly string[]): boolean =>
  roles.some(role => role === 'supervisor' || role === 'admin');

/**
 * Whether a supervisor can come into the call: it is under way, the account lets them, and nobody else supervises it. The service
 * decides; this is what is shown.
 *
 * @param mine whether this Flex has opened a page for it: then who is there is most likely oneself, and the button leads back
 */
export function offersToJoin({ session, policy }: Pick<SessionStatus, 'session' | 'policy'>, mine: boolean): boolean {
  return session.state === 'live' && (mine || session.supervisor === undefined) && policy.supervisorJoin !== 'off';
}

export const SUPERVISION_MODES: readonly SupervisionMode[] = ['listen', 'whisper', 'barge', 'take_over'];

/** The mode that the supervisor in the call may change; undefined where there is no choice. */
export const changeableMode = (
  { session, policy }: Pick<SessionStatus, 'session' | 'policy'>,
  mine: boolean
): SupervisionMode | undefined =>
  mine && session.state === 'live' && policy.supervisorJoin === 'coach' ? session.supervision : undefined;

/** A supervisor's pages, each in a window of its own, and their way into the calls. */
export class Supervision {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly config: Pick<VideoCallConfig, 'baseUrl' | 'origin'>,
    private readonly ports: SupervisionPorts
  ) {}

  /** Whether this Flex has opened a page for that call. */
  knows(session: string): boolean {
    return this.windows.has(session);
  }

  /** Opens the page of that call, or brings it to the front. Must be called within the click. */
  join(session: string): void {
    const window = this.ports.openWindow(`supervisor-${session}`);
    if (window === undefined) {
      this.ports.notify('popup_blocked');
      return;
    }
    this.windows.set(session, window.target);
    if (!window.blank) {
      window.focus();
      return;
    }
    window.say(this.ports.startingText());
    window.go(`${this.config.baseUrl}/supervisor/${encodeURIComponent(session)}`);
  }

  /** Has the call's supervisor heard and seen by those only. */
  async change(session: string, mode: SupervisionMode): Promise<void> {
    const outcome = await this.ports.api.changeSupervision(session, mode);
    if (!outcome.ok) this.ports.notify(outcome.code);
  }

  /** Answers a message of a supervisor's page; what comes from anybody else is ignored. */
  async receive(data: unknown, sender: Sender<Window>): Promise<void> {
    const demand = readDemand(data, sender, {
      serviceOrigin: this.config.origin,
      hasCall: session => this.knows(session),
      windowOf: session => this.windows.get(session)
    });
    // A supervisor's page asks for nothing but its way in.
    if (demand.act !== 'join') return;
    demand.replyTo.postMessage(await this.answer(demand.session), this.config.origin);
  }

  private async answer(session: string): Promise<PluginMessage> {
    const outcome = await this.ports.api.supervise(session);
    if (outcome.ok) return { source: MESSAGE_SOURCE, type: 'join', session, answer: outcome.value };
    const { code, title } = outcome;
    this.ports.notify(code);
    return { source: MESSAGE_SOURCE, type: 'refused', session, code, title };
  }
}
