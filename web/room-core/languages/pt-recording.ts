import type { RecordingSentences } from './en-recording';

export const recording: RecordingSentences = {
  recording_sign: 'Esta chamada está sendo gravada',
  recording_started: 'Esta chamada está sendo gravada agora.',
  recording_stopped: 'Esta chamada não está mais sendo gravada.',
  consent_heading: 'Esta chamada pode ser gravada',
  consent_text:
    'Seu agente pode gravar a imagem e o som desta chamada. Enquanto ela é gravada, você vê um sinal, e pode pedir a qualquer momento que a gravação pare.',
  consent_agree: 'Aceito que esta chamada seja gravada.',
  consent_needed: 'Aceite isto primeiro e depois entre.'
};
