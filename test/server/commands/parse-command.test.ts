import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../../src/server/commands/parse-command.ts'

const nothing = {
  kind: 'command',
  argument: null,
  tests: [],
  isAll: false,
  reason: null,
  until: null,
  owner: null,
  issue: null,
  anyValue: false,
  isInCode: false,
}

describe('parseCommand', () => {
  it.each(['thanks, merging', '', ' /heal', '/healing', '/heal: now', 'please /heal', '> /heal', '\n/heal', '/label bug', '/HEAL'])(
    'leaves %j to the people',
    (body) => {
      expect(parseCommand(body)).toEqual({ kind: 'none' })
    },
  )

  it('reads a bare name', () => {
    expect(parseCommand('/heal')).toEqual({ ...nothing, name: 'heal' })
  })

  it('reads the first line only', () => {
    expect(parseCommand('/heal\r\n/quarantine list')).toEqual({ ...nothing, name: 'heal' })
  })

  it('reads a test in backticks, whatever it holds', () => {
    const name = 'tests/test_cart.py::TestCart::test_total[a b-reason: none]'
    expect(parseCommand(`/heal \`${name}\``)).toEqual({ ...nothing, name: 'heal', tests: [{ kind: 'name', name }] })
  })

  it('reads a test that holds backticks between double ones', () => {
    expect(parseCommand('/heal `` src/a.test.ts > uses `x` ``')).toMatchObject({ tests: [{ name: 'src/a.test.ts > uses `x`' }] })
  })

  it('reads a short id', () => {
    expect(parseCommand('/unquarantine T12')).toEqual({ ...nothing, name: 'unquarantine', tests: [{ kind: 'short_id', shortId: 'T12' }] })
  })

  it('reads every key in any order', () => {
    expect(parseCommand('/quarantine T1 until: 2026-12-01 any-value reason: the bank: sandbox is down owner: @mona')).toEqual({
      ...nothing,
      name: 'quarantine',
      tests: [{ kind: 'short_id', shortId: 'T1' }],
      until: '2026-12-01',
      reason: 'the bank: sandbox is down',
      owner: 'mona',
      anyValue: true,
    })
  })

  it('reads the words list and accept', () => {
    expect(parseCommand('/quarantine list')).toMatchObject({ name: 'quarantine', argument: 'list' })
    expect(parseCommand('/heal accept T2')).toMatchObject({ name: 'heal', argument: 'accept', tests: [{ shortId: 'T2' }] })
  })

  it.each([
    ['/quarantine test_total', /'test_total' is neither a test in backticks/],
    ['/quarantine `test_total', /not closed/],
    ['/quarantine T1 reason:', /reason: has no value/],
    ['/quarantine T1 until: next week', /more than one word/],
    ['/quarantine T1 reason: a reason: b', /reason: is given twice/],
    ['/quarantine T1 any-value please', /belongs to no key/],
    ['/quarantine T1 because: x', /neither a test/],
    ['/heal T1 reason: x', /takes no further words/],
    ['/unquarantine T0', /neither a test/],
    [`/heal ${'x'.repeat(3_000)}`, /longer than/],
  ])('says what is wrong with %j', (body, problem) => {
    expect(parseCommand(body)).toMatchObject({ kind: 'malformed', problem: expect.stringMatching(problem) })
  })
})
