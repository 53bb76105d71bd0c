// What everybody is told of a recording, and what guests agree to before. Another text needs another --consent-version.

export const englishRecording = {
  recording_sign: 'This call is being recorded',
  recording_started: 'This call is being recorded now.',
  recording_stopped: 'This call is no longer being recorded.',
  consent_heading: 'This call may be recorded',
  consent_text:
    'Your agent may record picture and sound of this call. You see a sign as long as it is recorded, and may ask at any time to have it stopped.',
  consent_agree: 'I agree that this call may be recorded.',
  consent_needed: 'Please agree to this first, then join.'
} as const;

export type RecordingSentences = Readonly<Record<keyof typeof englishRecording, string>>;
