import type { RecordingSentences } from './en-recording';

export const recording: RecordingSentences = {
  recording_sign: 'Dieses Gespräch wird aufgezeichnet',
  recording_started: 'Dieses Gespräch wird jetzt aufgezeichnet.',
  recording_stopped: 'Dieses Gespräch wird nicht mehr aufgezeichnet.',
  consent_heading: 'Dieses Gespräch kann aufgezeichnet werden',
  consent_text:
    'Wer Sie berät, kann Bild und Ton dieses Gesprächs aufzeichnen. Solange aufgezeichnet wird, sehen Sie ein Zeichen; Sie können jederzeit bitten, damit aufzuhören.',
  consent_agree: 'Ich stimme zu, dass dieses Gespräch aufgezeichnet werden kann.',
  consent_needed: 'Bitte stimmen Sie dem zuerst zu, dann treten Sie bei.'
};
