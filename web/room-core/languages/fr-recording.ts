import type { RecordingSentences } from './en-recording';

export const recording: RecordingSentences = {
  recording_sign: 'Cet appel est enregistré',
  recording_started: 'Cet appel est maintenant enregistré.',
  recording_stopped: 'Cet appel n’est plus enregistré.',
  consent_heading: 'Cet appel peut être enregistré',
  consent_text:
    'Votre conseiller peut enregistrer l’image et le son de cet appel. Tant qu’il est enregistré, vous voyez un signe, et vous pouvez demander à tout moment que cela cesse.',
  consent_agree: 'J’accepte que cet appel soit enregistré.',
  consent_needed: 'Veuillez d’abord accepter ceci, puis rejoindre l’appel.'
};
