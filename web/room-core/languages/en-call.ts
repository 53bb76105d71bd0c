// The sentences of the call screen and of what comes after it.

export const englishCall = {
  tools: 'View',
  view_grid: 'Show everybody alike',
  view_speaker: 'Show who speaks large',
  view_is_grid: 'Everybody is shown alike.',
  view_is_speaker: 'Who speaks is shown large.',
  screen_of: 'Screen of {name}',
  share_start: 'Share your screen',
  share_stop: 'Stop sharing',
  share_start_short: 'Share',
  share_stop_short: 'Stop sharing',
  share_is_on: 'The others see your screen.',
  share_is_off: 'Your screen is no longer shared.',
  peer_share_on: '{name} is showing a screen.',
  peer_share_off: '{name} no longer shows a screen.',
  tile_speaking: 'speaking'
} as const;
