// The sentences of visual help: the agent asks to see something, the customer shows it.

export const englishHelp = {
  visual_start: 'Ask to see something',
  visual_title: '{name} asks to see something',
  visual_explained:
    'Your camera turns to the other side. Pictures may be taken; they are kept with this call. You can stop at any time.',
  visual_agree: 'Show it',
  visual_decline: 'Not now',
  visual_asking: 'Waiting for {name} to agree…',
  visual_cancel: 'Cancel',
  visual_declined: '{name} does not want to show anything now.',
  visual_tools: 'Visual help',
  visual_on_own: 'You show what your camera sees.',
  visual_on_peer: '{name} shows you something.',
  visual_light: 'Light',
  visual_zoom: 'Zoom',
  visual_still: 'Take a picture',
  visual_freeze: 'Freeze and draw',
  visual_stop: 'Stop showing',
  visual_still_kept: 'The picture is kept with the call.',
  visual_still_failed: 'The picture could not be taken.',
  visual_board: 'Frozen picture',
  visual_picture: 'The picture you both draw on',
  visual_arriving: 'The picture is on its way',
  visual_wipe: 'Wipe',
  visual_live: 'Back to live',
  visual_is_frozen: 'The picture is frozen. Both of you can draw on it.',
  visual_is_live: 'The picture is live again.',
  visual_is_over: 'Showing is over.',
  visual_keep: 'Keep this picture',
  visual_see: 'See the picture',
  visual_kept_picture: 'Picture that was taken in this call',
  visual_see_failed: 'The picture could not be fetched.',
  visual_save: 'Save to this device'
} as const;

export type HelpSentences = Readonly<Record<keyof typeof englishHelp, string>>;
