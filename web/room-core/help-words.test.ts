import { describe, expect, it } from 'vitest';
import { helpAnnouncement } from './help-words';
import { type Help, NO_HELP } from './visual-help';

const DRAWING = { id: 'p', width: 1, height: 1, pieces: ['a'], lines: [] };
const help = (some: Partial<Help>): Help => ({ ...NO_HELP, ...some });

describe('what is said of visual help', () => {
  it.each<[Partial<Help>, Partial<Help>, string | null]>([
    [{}, {}, null],
    [{ stage: 'asked' }, {}, 'Waiting for Zoë to agree…'],
    [{ stage: 'asked', shows: true }, {}, null],
    [{ stage: 'on' }, { stage: 'asked' }, 'Zoë shows you something.'],
    [{ stage: 'on', shows: true }, { stage: 'asked' }, 'You show what your camera sees.'],
    [{ ended: 'declined' }, { stage: 'asked' }, 'Zoë does not want to show anything now.'],
    [{ ended: 'stopped' }, { stage: 'on' }, 'Showing is over.'],
    [{ stage: 'on', still: 'taking' }, { stage: 'on' }, null],
    [{ stage: 'on', still: 'kept' }, { stage: 'on', still: 'taking' }, 'The picture is kept with the call.'],
    [{ stage: 'on', still: 'failed' }, { stage: 'on', still: 'taking' }, 'The picture could not be taken.'],
    [{ stage: 'on', drawing: DRAWING }, { stage: 'on' }, 'The picture is frozen. Both of you can draw on it.'],
    [{ stage: 'on' }, { stage: 'on', drawing: DRAWING }, 'The picture is live again.']
  ])('%j after %j', (now, before, said) => {
    expect(helpAnnouncement(help(now), help(before), 'Zoë')).toBe(said);
  });
});
