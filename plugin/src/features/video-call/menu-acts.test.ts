import { describe, expect, it } from 'vitest';
import type { ActOutcome } from './act-handlers';
import type { MenuAct } from './call-menu';
import { MenuActs } from './menu-acts';

const link = 'https://video.example.com/j/code';

function setUp(outcome: ActOutcome = { ok: true, value: { link } }, copies = true) {
  const log: string[] = [];
  const note = (line: string) => void log.push(line);
  const later = (line: string) => {
    note(line);
    return Promise.resolve();
  };
  const acts = new MenuActs({
    calls: {
      ask: (task, act) => {
        note(`ask ${task} ${act.name} ${JSON.stringify(act.asked)}`);
        return Promise.resolve(outcome);
      },
      end: task => later(`end ${task}`),
      open: task => later(`open ${task}`),
      popOut: task => note(`pop out ${task}`),
      showInFlex: task => later(`show ${task}`)
    },
    sound: { on: () => true, change: on => note(`sound ${String(on)}`) },
    copy: text => (copies ? later(`copy ${text}`) : Promise.reject(new Error('no'))),
    notify: code => note(`notify ${code}`),
    confirm: done => note(done)
  });
  return { log, perform: (act: MenuAct) => acts.perform(act, 'WT1') };
}

describe('MenuActs', () => {
  it.each<[MenuAct, string[]]>([
    ['open', ['open WT1']],
    ['show_here', ['show WT1']],
    ['pop_out', ['pop out WT1']],
    ['end', ['end WT1']],
    ['sound', ['sound false']],
    ['resend', ['ask WT1 resend {}', 'FlexVideoDoneResent']],
    ['copy_link', ['ask WT1 link {}', `copy ${link}`, 'FlexVideoDoneCopied']],
    ['invite_relative', ['ask WT1 invite {"role":"relative"}', `copy ${link}`, 'FlexVideoDoneCopied']],
    ['invite_interpreter', ['ask WT1 invite {"role":"interpreter"}', `copy ${link}`, 'FlexVideoDoneCopied']],
    ['record', ['ask WT1 record {"action":"start"}', 'FlexVideoDoneRecording']],
    ['stop_recording', ['ask WT1 record {"action":"stop"}', 'FlexVideoDoneNotRecording']]
  ])('%s', async (act, expected) => {
    const { log, perform } = setUp();
    await perform(act);
    expect(log).toEqual(expected);
  });

  it.each<MenuAct>(['resend', 'copy_link', 'invite_relative', 'record', 'stop_recording'])(
    'says why %s was not done',
    async act => {
      const { log, perform } = setUp({ ok: false, code: 'unreachable' });
      await perform(act);
      expect(log.slice(1)).toEqual(['notify unreachable']);
    }
  );

  it('says when the browser does not copy', async () => {
    const { log, perform } = setUp(undefined, false);
    await perform('copy_link');
    expect(log.at(-1)).toBe('notify copy_refused');
  });
});
