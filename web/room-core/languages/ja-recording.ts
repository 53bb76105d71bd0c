import type { RecordingSentences } from './en-recording';

export const recording: RecordingSentences = {
  recording_sign: 'この通話は録画されています',
  recording_started: 'この通話の録画が始まりました。',
  recording_stopped: 'この通話の録画は終了しました。',
  consent_heading: 'この通話は録画されることがあります',
  consent_text:
    '担当者がこの通話の映像と音声を録画することがあります。録画中は印が表示されます。録画の停止はいつでもお申し出いただけます。',
  consent_agree: 'この通話が録画されることに同意します。',
  consent_needed: '先に同意してから参加してください。'
};
