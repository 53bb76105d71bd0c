// What a screen reader is told when something has changed. Each function compares two states and answers one sentence, or null.

import type { Bandwidth } from './bandwidth';
import type { BlurState } from './blur';
import type { Choices } from './choices';
import { isSending, type LocalMediaState } from './local-media';
import { KINDS } from './media-plan';
import type { NetworkState } from './network-state';
import { noticeOf, say, titleOf } from './messages';
import type { SharedScreen, Tile } from './people';
import { TAKES_LONG_FROM } from './rejoin';
import type { RoomState } from './screen';

export function screenAnnouncement(now: RoomState, before: RoomState): string | null {
  const screen = now.screen;
  const old = before.screen;
  switch (screen.name) {
    case 'preview':
      return null;
    case 'joining':
      if (old.name === 'joining') {
        const long = screen.failed === TAKES_LONG_FROM && old.failed < TAKES_LONG_FROM;
        return long ? say('joining_long_text') : null;
      }
      return say(screen.again ? 'joining_again_text' : 'joining_title');
    case 'waiting':
      return old.name === 'waiting' ? null : say('waiting_title');
    case 'call':
      if (old.name !== 'call') return say('in_call');
      if (screen.notice && screen.notice !== old.notice) return noticeOf(screen.notice);
      if (screen.line !== old.line) return say(screen.line === 'down' ? 'line_down' : 'line_up');
      return null;
    default:
      return screen.name === old.name ? null : titleOf(screen.name);
  }
}

/** Arrivals and departures come before switched microphones: one sentence at a time is all that is understood. */
export function tilesAnnouncement(now: readonly Tile[], before: readonly Tile[]): string | null {
  const arrived = now.find(tile => !before.some(old => old.identity === tile.identity));
  if (arrived) return say('joined', { name: spokenName(arrived) });
  const left = before.find(old => !now.some(tile => tile.identity === old.identity));
  if (left) return say('gone', { name: spokenName(left) });
  for (const tile of now) {
    const old = before.find(({ sid }) => sid === tile.sid);
    if (!old) continue;
    const name = spokenName(tile);
    for (const kind of KINDS) {
      // The first track of a kind is part of arriving, not a switch.
      if (old.has[kind] === 'none') continue;
      const on = tile.has[kind] === 'on';
      if (on !== (old.has[kind] === 'on')) return say(`peer_${kind}_${on ? 'on' : 'off'}`, { name });
    }
  }
  return null;
}

export function ownMediaAnnouncement(now: LocalMediaState, before: LocalMediaState): string | null {
  for (const kind of KINDS) {
    if (now.devices[kind].status !== 'live' || before.devices[kind].status !== 'live') continue;
    const sending = isSending(now, kind);
    if (sending !== isSending(before, kind)) return say(`own_${kind}_${sending ? 'on' : 'off'}`);
  }
  return null;
}

export function screensAnnouncement(now: readonly SharedScreen[], before: readonly SharedScreen[]): string | null {
  const name = (screen: SharedScreen): string => screen.name ?? say('guest');
  const shown = now.find(({ sid }) => !before.some(old => old.sid === sid));
  if (shown) return say('peer_share_on', { name: name(shown) });
  const gone = before.find(({ sid }) => !now.some(each => each.sid === sid));
  return gone ? say('peer_share_off', { name: name(gone) }) : null;
}

export function choiceAnnouncement(now: Choices, before: Choices): string | null {
  if (now.bandwidth !== before.bandwidth) return say(`bandwidth_is_${now.bandwidth}`);
  return now.view === before.view ? null : say(`view_is_${now.view}`);
}

export function recordingAnnouncement(now: boolean, before: boolean): string | null {
  return now === before ? null : say(now ? 'recording_started' : 'recording_stopped');
}

export function blurAnnouncement(now: BlurState, before: BlurState): string | null {
  if (now.problem !== null && now.problem !== before.problem) return say(`blur_${now.problem}`);
  if (now.status === 'on' && before.status !== 'on') return say('blur_is_on');
  return now.status === 'off' && before.status === 'on' ? say('blur_is_off') : null;
}

export function networkAnnouncement(now: NetworkState, before: NetworkState, bandwidth: Bandwidth): string | null {
  if (!now.tellsWeak || before.tellsWeak) return null;
  return say(bandwidth === 'audio' ? 'network_weak' : 'network_weak_audio');
}

function spokenName(tile: Tile): string {
  return tile.name ?? say('guest');
}
