import type { RecordingSentences } from './en-recording';

export const recording: RecordingSentences = {
  recording_sign: 'يجري تسجيل هذه المكالمة',
  recording_started: 'يجري الآن تسجيل هذه المكالمة.',
  recording_stopped: 'لم يعد يجري تسجيل هذه المكالمة.',
  consent_heading: 'قد تُسجَّل هذه المكالمة',
  consent_text:
    'قد يسجّل الموظف صورة هذه المكالمة وصوتها. ترى علامة ما دام التسجيل جاريًا، ويمكنك أن تطلب إيقافه في أي وقت.',
  consent_agree: 'أوافق على تسجيل هذه المكالمة.',
  consent_needed: 'يرجى الموافقة على هذا أولًا، ثم الانضمام.'
};
