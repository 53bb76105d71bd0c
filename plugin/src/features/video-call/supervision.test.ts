import { describe, expect, it } from 'vitest';
import type { SessionStatus, SupervisionMode, SupervisorRule } from '../../wire';
import { changeableMode, offersToJoin, Supervision, supervises } from './supervision';
import { joined, origin, refuse, session, status, windowStub } from './video-calls.fixture';

it.each([
  [[], false],
  [['agent'], false],
  [['agent', 'supervisor'], true],
  [['admin'], true],
  [['supervisor-in-training'], false]
])('%j supervises: %s', (roles, is) => {
  expect(supervises(roles)).toBe(is);
});

describe('offersToJoin', () => {
  const with_ = (
    state: 'open' | 'live' | 'ended',
    supervisorJoin: SupervisorRule,
    supervisor?: string
  ): SessionStatus => ({
    ...status,
    session: { ...session, state, ...(supervisor === undefined ? {} : { supervisor }) },
    policy: { ...status.policy, supervisorJoin }
  });
  it.each([
    [with_('live', 'view'), false, true],
    [with_('live', 'full'), false, true],
    [with_('live', 'off'), true, false],
    [with_('open', 'view'), false, false],
    [with_('ended', 'view'), true, false],
    [with_('live', 'view', 'Sue'), false, false],
    [with_('live', 'view', 'Sue'), true, true]
  ])('%#, of a page that was opened here: %s', (now, mine, offered) => {
    expect(offersToJoin(now, mine)).toBe(offered);
  });
});

describe('changeableMode', () => {
  const coached = (supervision?: SupervisionMode, changes: Partial<SessionStatus['session']> = {}) => ({
    session: { ...session, state: 'live' as const, ...(supervision && { supervisor: 'Sue', supervision }), ...changes },
    policy: { ...status.policy, supervisorJoin: 'coach' as const }
  });
  it('is what holds, for who is in the call', () => {
    expect(changeableMode(coached('whisper'), true)).toBe('whisper');
  });
  it.each([
    ['nobody is in it', coached(), true],
    ['it is somebody else', coached('listen'), false],
    ['it is over', coached('listen', { state: 'ended' }), true],
    [
      'the policy lets all watch only',
      { ...coached('listen'), policy: { ...status.policy, supervisorJoin: 'view' as const } },
      true
    ]
  ])('is none where %s', (_, now, mine) => {
    expect(changeableMode(now, mine)).toBeUndefined();
  });
});

function setUp({ code, blank, blocked }: { code?: string; blank?: boolean; blocked?: boolean } = {}) {
  const log: string[] = [];
  const opened = windowStub(log, blank);
  const supervision = new Supervision(
    { baseUrl: origin, origin },
    {
      api: {
        supervise: id => {
          log.push(`supervise ${id}`);
          return Promise.resolve(code === undefined ? { ok: true, value: joined } : refuse(code));
        },
        changeSupervision: (id, mode) => {
          log.push(`change ${id} ${mode}`);
          return Promise.resolve(code === undefined ? { ok: true, value: status } : refuse(code));
        }
      },
      openWindow: name => {
        log.push(`open ${name}`);
        return blocked ? undefined : opened.window;
      },
      startingText: () => 'Starting',
      notify: said => log.push(`notify ${said}`)
    }
  );
  const ready = (from: Partial<{ origin: string; window: Window }> = {}, type = 'ready') =>
    supervision.receive({ source: 'flex-video', type, session: 's1' }, { origin, window: opened.target, ...from });
  return { supervision, log, ready, ...opened };
}

describe('Supervision', () => {
  it('opens the page in a window of its own and lets it in', async () => {
    const { supervision, log, ready, messages } = setUp();
    supervision.join('s1');
    expect(log).toEqual(['open supervisor-s1', 'say Starting', `go ${origin}/supervisor/s1`]);
    expect([supervision.knows('s1'), supervision.knows('s2')]).toEqual([true, false]);
    await ready();
    expect(messages).toEqual([[{ source: 'flex-video', type: 'join', session: 's1', answer: joined }, origin]]);
  });

  it('asks for another mode, and says why not', async () => {
    const { supervision, log } = setUp();
    await supervision.change('s1', 'whisper');
    expect(log).toEqual(['change s1 whisper']);
    const refused = setUp({ code: 'not_your_session' });
    await refused.supervision.change('s1', 'barge');
    expect(refused.log).toEqual(['change s1 barge', 'notify not_your_session']);
  });

  it('brings a page that is there to the front', () => {
    const { supervision, log } = setUp({ blank: false });
    supervision.join('s1');
    expect(log).toEqual(['open supervisor-s1', 'focus']);
  });

  it('says when the browser blocked the window', () => {
    const { supervision, log } = setUp({ blocked: true });
    supervision.join('s1');
    expect(log).toEqual(['open supervisor-s1', 'notify popup_blocked']);
  });

  it('tells the supervisor and the page why not', async () => {
    const { supervision, log, ready, messages } = setUp({ code: 'supervisor_present' });
    supervision.join('s1');
    await ready();
    expect(log.at(-1)).toBe('notify supervisor_present');
    expect(messages).toMatchObject([[{ type: 'refused', code: 'supervisor_present' }, origin]]);
  });

  it('answers nobody else, and nothing else', async () => {
    const { supervision, log, ready, messages } = setUp();
    await ready();
    supervision.join('s1');
    await ready({ origin: 'https://elsewhere.example' });
    await ready({ window: windowStub([]).target });
    for (const type of ['end', 'watch', 'ask', 'ready?']) await ready({}, type);
    expect(log).not.toContain('supervise s1');
    expect(messages).toEqual([]);
  });
});
