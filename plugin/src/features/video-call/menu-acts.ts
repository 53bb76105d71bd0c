import type { GuestRole, RecordingAction } from '../../wire';
import type { ActOutcome } from './act-handlers';
import type { MenuAct } from './call-menu';
import type { DoneString } from './flex-hooks/notifications/VideoCallNotifications';
import type { SoundChoice } from './sound-choice';
import type { VideoCalls } from './video-calls';

export interface MenuPorts {
  readonly calls: Pick<VideoCalls, 'ask' | 'end' | 'open' | 'popOut' | 'showInFlex'>;
  readonly sound: SoundChoice;
  /** Rejects when the browser does not let it. */
  readonly copy: (text: string) => Promise<void>;
  /** Tells the agent what went wrong, by problem code, or what was done. */
  readonly notify: (code: string) => void;
  readonly confirm: (done: DoneString) => void;
}

/** What a choice in the menu does. Windows are opened before anything is awaited. Never rejects. */
export class MenuActs {
  constructor(private readonly ports: MenuPorts) {}

  async perform(act: MenuAct, task: string): Promise<void> {
    const { calls, sound } = this.ports;
    switch (act) {
      case 'open':
        return calls.open(task);
      case 'show_here':
        return calls.showInFlex(task);
      case 'pop_out': {
        calls.popOut(task);
        return;
      }
      case 'resend': {
        this.say(await calls.ask(task, { name: 'resend', asked: {} }), 'FlexVideoDoneResent');
        return;
      }
      case 'copy_link':
        return this.copyLink(await calls.ask(task, { name: 'link', asked: {} }));
      case 'invite_relative':
        return this.invite(task, 'relative');
      case 'invite_interpreter':
        return this.invite(task, 'interpreter');
      case 'record':
        return this.record(task, 'start');
      case 'stop_recording':
        return this.record(task, 'stop');
      case 'sound': {
        sound.change(!sound.on());
        return;
      }
      case 'end':
        return calls.end(task);
    }
  }

  private async invite(task: string, role: GuestRole): Promise<void> {
    await this.copyLink(await this.ports.calls.ask(task, { name: 'invite', asked: { role } }));
  }

  private async record(task: string, action: RecordingAction): Promise<void> {
    const outcome = await this.ports.calls.ask(task, { name: 'record', asked: { action } });
    this.say(outcome, action === 'start' ? 'FlexVideoDoneRecording' : 'FlexVideoDoneNotRecording');
  }

  private async copyLink(outcome: ActOutcome): Promise<void> {
    if (!outcome.ok) {
      this.ports.notify(outcome.code);
      return;
    }
    try {
      await this.ports.copy((outcome.value as { link: string }).link);
      this.ports.confirm('FlexVideoDoneCopied');
    } catch {
      this.ports.notify('copy_refused');
    }
  }

  private say(outcome: ActOutcome, done: DoneString): void {
    if (outcome.ok) this.ports.confirm(done);
    else this.ports.notify(outcome.code);
  }
}
