import type { RecordingSentences } from './en-recording';

export const recording: RecordingSentences = {
  recording_sign: 'Esta llamada se está grabando',
  recording_started: 'Ahora se está grabando esta llamada.',
  recording_stopped: 'Esta llamada ya no se está grabando.',
  consent_heading: 'Esta llamada puede grabarse',
  consent_text:
    'Su agente puede grabar la imagen y el sonido de esta llamada. Mientras se graba verá una señal, y puede pedir en cualquier momento que se detenga.',
  consent_agree: 'Acepto que esta llamada se grabe.',
  consent_needed: 'Acepte esto primero y después entre.'
};
