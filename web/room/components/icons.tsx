import type { JSX } from 'preact';

// Drawn for this page on a grid of 24, in the colour of the text around them.
const PATHS = {
  microphone: ['M12 3a3 3 0 0 0-3 3v5.5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3z', 'M5.5 11.5a6.5 6.5 0 0 0 13 0', 'M12 18v3'],
  microphone_off: [
    'M9 9v2.5a3 3 0 0 0 4.8 2.4M15 11V6a3 3 0 0 0-5.6-1.5',
    'M5.5 11.5a6.5 6.5 0 0 0 10.2 5.3M18.3 13.2c.1-.5.2-1.1.2-1.7',
    'M12 18v3',
    'M4 4l16 16'
  ],
  camera: ['M5 6.5h8a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z', 'M15 10.8 21 7.5v9l-6-3.3z'],
  camera_off: [
    'M9.5 6.5H13a2 2 0 0 1 2 2V12M15 15.7a2 2 0 0 1-2 1.8H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 1.7-2',
    'M15 10.8 21 7.5v9l-4-2.2',
    'M4 4l16 16'
  ],
  language: [
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
    'M3 12h18',
    'M12 3c2.5 2.6 3.8 5.6 3.8 9s-1.3 6.4-3.8 9c-2.5-2.6-3.8-5.6-3.8-9S9.5 5.6 12 3z'
  ],
  leave: ['M14 4H7a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h7', 'M10.5 12H21M17.5 8.5 21 12l-3.5 3.5'],
  end: [
    'M12 8.5c4 0 7.2 1.2 9 3.3.7.8.6 2-.1 2.7l-.9.9c-.5.5-1.3.6-1.9.2l-2-1.2a1.5 1.5 0 0 1-.7-1.3v-1.2a12 12 0 0 0-6.8 0v1.2c0 .5-.3 1-.7 1.3l-2 1.2c-.6.4-1.4.3-1.9-.2l-.9-.9c-.7-.7-.8-1.9-.1-2.7 1.8-2.1 5-3.3 9-3.3z'
  ],
  settings: [
    'M4 7h9M17 7h3M4 17h3M11 17h9',
    'M15 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
    'M9 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4z'
  ],
  network: ['M3.5 9.5a12 12 0 0 1 17 0M6.5 13a8 8 0 0 1 11 0M9.5 16.4a3.8 3.8 0 0 1 5 0', 'M12 19.5h.01'],
  flip: ['M4 10a8 8 0 0 1 14-4l2 2M20 14a8 8 0 0 1-14 4l-2-2', 'M20 4v4h-4M4 20v-4h4'],
  dismiss: ['M6 6l12 12M18 6 6 18'],
  screen: [
    'M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z',
    'M9 20h6M12 14V8.5M9.5 11 12 8.5l2.5 2.5'
  ],
  larger: ['M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5'],
  smaller: ['M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5'],
  floating: ['M4 5h16a1 1 0 0 1 1 1v5M3 11V6a1 1 0 0 1 1-1M3 11v6a1 1 0 0 0 1 1h6', 'M13 13h8v6h-8z'],
  look: ['M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z', 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z'],
  help: ['M3 6.5h18v11H3z', 'M6.5 10h.01M10 10h.01M13.5 10h.01M17 10h.01M8 14h8'],
  grid: ['M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z'],
  speaker: ['M3.5 5h12v14h-12z', 'M18 5h2.5v4H18zM18 10h2.5v4H18zM18 15h2.5v4H18z'],
  people: [
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
    'M2.8 19.5a6.3 6.3 0 0 1 12.4 0',
    'M15.5 4.9a3.5 3.5 0 0 1 0 6.3M17.6 14a6.3 6.3 0 0 1 3.6 5.5'
  ],
  recording: ['M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z', 'M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z'],
  sound: ['M4 9.5h3.5L12 5.5v13l-4.5-4H4z', 'M15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11']
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: the words beside it or the button's label say what it means. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" data-icon={name} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {PATHS[name].map(path => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
