// The sentences of the call screen and of what comes after it.

export const englishCall = {
  tools: 'View',
  view_grid: 'Show everybody alike',
  view_speaker: 'Show who speaks large',
  view_is_grid: 'Everybody is shown alike.',
  view_is_speaker: 'Who speaks is shown large.',
  tile_speaking: 'speaking'
} as const;
