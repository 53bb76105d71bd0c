// The sentences of the call screen and of what comes after it.

export const englishCall = {
  tools: 'View',
  view_grid: 'Show everybody alike',
  view_speaker: 'Show who speaks large',
  view_is_grid: 'Everybody is shown alike.',
  view_is_speaker: 'Who speaks is shown large.',
  call_time: 'Time in the call',
  full_screen: 'Full screen',
  floating: 'Picture-in-picture',
  close: 'Close',
  help_title: 'Keyboard shortcuts',
  help_switch: 'Use these shortcuts',
  key_mute: 'Mute or unmute',
  key_camera: 'Camera on or off',
  key_share: 'Share your screen, or stop',
  key_full_screen: 'Full screen',
  key_view: 'Everybody alike, or who speaks large',
  key_help: 'This list',
  joining_long_text: 'This takes longer than usual. We keep trying; is your network there?',
  other_tab_title: 'The call is open in another tab',
  other_tab_text: 'It can only be in one tab at a time. Move it here?',
  other_tab_move: 'Move it here',
  other_tab_stay: 'Leave it there',
  screen_of: 'Screen of {name}',
  share_start: 'Share your screen',
  share_stop: 'Stop sharing',
  share_start_short: 'Share',
  share_stop_short: 'Stop',
  share_is_on: 'The others see your screen.',
  share_is_off: 'Your screen is no longer shared.',
  peer_share_on: '{name} is showing a screen.',
  peer_share_off: '{name} no longer shows a screen.',
  tile_speaking: 'speaking'
} as const;

export type CallSentences = Readonly<Record<keyof typeof englishCall, string>>;
