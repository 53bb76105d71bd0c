import { describe, expect, it } from 'vitest';
import { VIDEO_CALL_STRINGS } from './flex-hooks/strings/VideoCallStrings';
import { PROBLEM_STRINGS, problemString } from './problems';

describe('problemString', () => {
  it.each([
    ['timeout', 'FlexVideoProblemTimeout'],
    ['unreachable', 'FlexVideoProblemUnreachable'],
    ['popup_blocked', 'FlexVideoProblemPopupBlocked'],
    ['message_not_sent', 'FlexVideoProblemMessageNotSent'],
    ['messaging_window_closed', 'FlexVideoProblemWindowClosed'],
    ['flex_token_expired', 'FlexVideoProblemSignInAgain'],
    ['task_not_reserved', 'FlexVideoProblemNotYourTask'],
    ['task_not_accepted', 'FlexVideoProblemTaskNotAccepted'],
    ['conversation_mismatch', 'FlexVideoProblemWrongConversation'],
    ['provider_unavailable', 'FlexVideoProblemUnavailable'],
    ['internal_error', 'FlexVideoProblemFailed'],
    ['a_code_of_a_later_service', 'FlexVideoProblemFailed'],
    ['constructor', 'FlexVideoProblemFailed'],
    ['', 'FlexVideoProblemFailed']
  ])('%s → %s', (code, key) => {
    expect(problemString(code)).toBe(key);
  });

  it('has a sentence for every key, and names each key once', () => {
    expect(new Set(PROBLEM_STRINGS).size).toBe(PROBLEM_STRINGS.length);
    for (const key of PROBLEM_STRINGS) expect(VIDEO_CALL_STRINGS[key]).toMatch(/\w.*\.$/);
  });
});
