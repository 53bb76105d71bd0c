import { say } from './messages';
import type { Help } from './visual-help';

/** What a screen reader is told of visual help with `name`, or null. The customer's question is a dialog, which is read by itself. */
export function helpAnnouncement(now: Help, before: Help, name: string): string | null {
  if (now.stage !== before.stage) return stageWords(now, name);
  if (now.still !== before.still && now.still === 'kept') return say('visual_still_kept');
  if (now.still !== before.still && now.still === 'failed') return say('visual_still_failed');
  if ((now.drawing === null) !== (before.drawing === null)) {
    return say(now.drawing ? 'visual_is_frozen' : 'visual_is_live');
  }
  return null;
}

function stageWords(now: Help, name: string): string | null {
  switch (now.stage) {
    case 'asked':
      return now.shows ? null : say('visual_asking', { name });
    case 'on':
      return now.shows ? say('visual_on_own') : say('visual_on_peer', { name });
    case 'off':
      return now.ended === 'declined' ? say('visual_declined', { name }) : say('visual_is_over');
  }
}
