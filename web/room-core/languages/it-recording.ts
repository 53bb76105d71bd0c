import type { RecordingSentences } from './en-recording';

export const recording: RecordingSentences = {
  recording_sign: 'Questa chiamata viene registrata',
  recording_started: 'Ora questa chiamata viene registrata.',
  recording_stopped: 'Questa chiamata non viene più registrata.',
  consent_heading: 'Questa chiamata può essere registrata',
  consent_text:
    'Il Suo operatore può registrare immagine e suono di questa chiamata. Finché viene registrata vede un segnale, e può chiedere in qualsiasi momento di interrompere.',
  consent_agree: 'Accetto che questa chiamata venga registrata.',
  consent_needed: 'Accetti prima questo, poi partecipi.'
};
