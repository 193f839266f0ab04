import { describe, expect, it } from 'vitest'
import type { CommandFacts } from '../../../src/server/commands/command.ts'
import { COMMANDS, runCommand } from '../../../src/server/commands/index.ts'
import { COMMAND_NAMES, parseCommand } from '../../../src/server/commands/parse-command.ts'

const failing = ['tests/test_cart.py::test_total', 'tests/test_tax.py::test_rate[de]', 'tests/test_tax.py::test_rate[fr]'].map(
  (testId, index) => ({
    shortId: `T${index + 1}`,
    testId,
    framework: 'pytest',
    signatures: [{ version: 1, loose: `loose${index}`, strict: `strict${index}` }],
  }),
)

const here = { state: 'ended', isFork: false, moved: null, isNewer: false } as const

const facts: CommandFacts = {
  commenter: 'mona',
  now: new Date('2026-11-24T12:00:00Z'),
  defaultQuarantineDays: 14,
  failing,
  quarantines: [
    {
      testId: 'tests/test_old.py::test_sleep',
      owner: 'hubot',
      reason: 'the <b>sandbox</b> is down',
      until: '2026-12-01T00:00:00.000Z',
      anyValue: true,
      ...{ issue: '#12', renewals: 1 },
    },
  ],
  markers: [],
  earlierQuarantines: [],
  healing: here,
  answers: failing.map(({ shortId, testId }) => ({ shortId, testId, isOffered: false })),
  ...{ proposals: [], followUp: 'A pull request follows.' },
}

function say(text: string, change: Partial<CommandFacts> = {}) {
  const reading = parseCommand(text)
  if (reading.kind === 'none') throw new Error('no command')
  return runCommand(reading, { ...facts, ...change })
}

it('has a command for every name that is read, and asks write for each', () => {
  expect(COMMANDS.map(({ name }) => name)).toEqual([...COMMAND_NAMES])
  expect(COMMANDS.every(({ needs }) => needs === 'write')).toBe(true)
})

it.each(COMMANDS.flatMap(({ usage }) => usage))('reads its own usage: %s', (usage) => {
  expect(parseCommand(usage.replace('…', 'because')).kind).toBe('command')
})

describe('/heal', () => {
  it('looks at everything again', () => {
    expect(say('/heal')).toMatchObject({ succeeded: true, decisions: [{ kind: 'start_healing', testIds: [] }] })
  })

  it('looks at one test again', () => {
    expect(say('/heal `test_total`').decisions).toEqual([{ kind: 'start_healing', testIds: ['tests/test_cart.py::test_total'] }])
  })

  it.each([
    ['on a fork', { healing: { ...here, state: 'ended', isFork: true } }, /never runs commits of forks/],
    ['while it works', { healing: { ...here, state: 'working', isFork: false } }, /already/],
    ['for an older commit', { healing: { ...here, state: 'outdated', isFork: false } }, /older commit/],
    ['where nothing failed', { healing: null }, /has to fail first/],
  ] as const)('does nothing %s, and says so', (_where, change, reply) => {
    expect(say('/heal', change)).toMatchObject({ succeeded: false, decisions: [], reply: expect.stringMatching(reply) })
  })
})

describe('/quarantine', () => {
  it('takes owner and expiry where they are given', () => {
    const { decisions, reply } = say('/quarantine T1 reason: bank is down until: 2026-12-01 owner: @hubot any-value')
    expect(decisions).toEqual([
      {
        kind: 'give_quarantine',
        test: failing[0],
        owner: 'hubot',
        reason: 'bank is down',
        expiresAt: new Date('2026-12-02T00:00:00Z'),
        anyValue: true,
        ...{ issue: null, renewals: 0 },
      },
    ])
    expect(reply).toContain('Quarantined until 2026-12-01')
  })

  it('falls back to the commenter and two weeks', () => {
    expect(say('/quarantine T1 reason: x').decisions).toMatchObject([
      { owner: 'mona', expiresAt: new Date('2026-12-08T12:00:00Z'), anyValue: false },
    ])
  })

  it.each([
    ['a past day', '2026-11-23', /in the past/],
    ['more than 90 days', '2027-02-23', /more than 90 days/],
    ['no day of the calendar', '2026-02-30', /not a date/],
    ['words', 'tomorrow', /not a date/],
  ])('refuses %s', (_what, until, reply) => {
    expect(say(`/quarantine T1 reason: x until: ${until}`)).toMatchObject({
      succeeded: false,
      decisions: [],
      reply: expect.stringMatching(reply),
    })
  })

  it('takes today and the ninetieth day', () => {
    expect(say('/quarantine T1 reason: x until: 2026-11-24').succeeded).toBe(true)
    expect(say('/quarantine T1 reason: x until: 2027-02-22').succeeded).toBe(true)
  })

  it('keeps the issue, and takes nothing else for one', () => {
    expect(say('/quarantine T1 reason: x issue: #7').decisions).toMatchObject([{ issue: '#7' }])
    expect(say('/quarantine T1 reason: x issue: https://jira.example/browse/A-1').decisions).toMatchObject([
      { issue: 'https://jira.example/browse/A-1' },
    ])
    expect(say('/quarantine T1 reason: x issue: soon')).toMatchObject({ succeeded: false, reply: expect.stringMatching(/is no issue/) })
  })

  describe('of a failure that was quarantined before', () => {
    const day = (text: string) => new Date(`${text}T00:00:00Z`)
    const earlier = (change: Partial<CommandFacts['earlierQuarantines'][number]> = {}) => ({
      earlierQuarantines: [
        {
          ...{
            testId: 'tests/test_cart.py::test_total',
            loose: 'loose0',
            strict: 'strict0',
            anyValue: false,
            renewals: 0,
            isReleased: false,
          },
          ...{ createdAt: day('2026-11-10'), expiresAt: day('2026-11-24') },
          ...change,
        },
      ],
    })

    it('renews it once, and says so', () => {
      const { decisions, reply } = say('/quarantine T1 reason: x', earlier())
      expect(decisions).toMatchObject([{ renewals: 1, expiresAt: new Date('2026-12-08T12:00:00Z') }])
      expect(reply).toMatch(/one renewal/)
    })

    it.each([
      ['while it holds', '2026-12-01'],
      ['after it has ended', '2026-11-20'],
    ])('refuses a second renewal %s', (_when, end) => {
      const { decisions, reply } = say('/quarantine T1 reason: x', earlier({ renewals: 1, expiresAt: day(end) }))
      expect(decisions).toEqual([])
      expect(reply).toMatch(/renewed once already.*Repair the test, or delete it/)
    })

    it('corrects one that holds without moving its end', () => {
      const change = earlier({ renewals: 1, expiresAt: day('2026-12-08') })
      expect(say('/quarantine T1 reason: better words', change).decisions).toMatchObject([{ renewals: 1, expiresAt: day('2026-12-08') }])
      expect(say('/quarantine T1 reason: x until: 2026-11-30', change).decisions).toMatchObject([{ expiresAt: day('2026-12-01') }])
    })

    it.each([
      ['another failure of the test', { strict: 'other' }],
      ['one that was released, since the test passed', { isReleased: true, renewals: 1 }],
      ['another test', { testId: 'tests/test_x.py::test_total' }],
    ])('counts no renewal for %s', (_what, change) => {
      expect(say('/quarantine T1 reason: x', earlier(change)).decisions).toMatchObject([{ renewals: 0 }])
    })
  })

  it('needs a test and a reason', () => {
    expect(say('/quarantine T1').reply).toMatch(/needs a reason/)
    expect(say('/quarantine reason: x').reply).toMatch(/Which test/)
  })

  it('lists several matches and does nothing', () => {
    const { succeeded, decisions, reply } = say('/quarantine `test_rate` reason: x')
    expect({ succeeded, decisions }).toEqual({ succeeded: false, decisions: [] })
    expect(reply).toContain('- T2 `tests/test_tax.py::test_rate[de]`\n- T3 `tests/test_tax.py::test_rate[fr]`')
  })

  it('knows no test that did not fail here', () => {
    expect(say('/quarantine `tests/test_x.py::test_y` reason: x').reply).toBe('No test here is called `tests/test_x.py::test_y`.')
    expect(say('/quarantine T9 reason: x').reply).toContain('no T9')
  })

  it('lists what is quarantined, with the reasons as plain text', () => {
    expect(say('/quarantine list').reply).toContain(
      '- `tests/test_old.py::test_sleep` until 2026-12-01, `hubot`, any value, renewed: the &lt;b&gt;sandbox&lt;/b&gt; is down (#&#8203;12)',
    )
    expect(say('/quarantine list', { quarantines: [] }).reply).toBe('Nothing is quarantined in this repository.')
  })
})

describe('/unquarantine', () => {
  it('ends the quarantine of a test that did not fail here', () => {
    expect(say('/unquarantine `test_sleep`').decisions).toEqual([{ kind: 'lift_quarantine', testId: 'tests/test_old.py::test_sleep' }])
  })

  it('says where nothing is quarantined', () => {
    expect(say('/unquarantine T1').reply).toMatch(/is not quarantined/)
  })
})

describe('a command that cannot be read', () => {
  it('is answered with the problem and the usage', () => {
    const { succeeded, reply } = say('/quarantine test_total <img>')
    expect(succeeded).toBe(false)
    expect(reply).toContain('&lt;img&gt;')
    expect(reply).toContain('    /quarantine list')
  })
})
