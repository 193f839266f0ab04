import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WorldRepository } from '../support/world/repository.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let ledger: WorldRepository
let storefront: WorldRepository

beforeAll(async () => {
  world = await startWorld()
  ledger = await world.addRepository('pytest-ledger')
  storefront = await world.addRepository('vitest-storefront')
})
afterAll(() => world.stop())

const own = <T extends { user: string }>(items: readonly T[]): readonly T[] => items.filter(({ user }) => user === 'suture[bot]')
const suture = ({ state }: WorldRepository, sha: string) =>
  state.checkRuns.filter((check) => check.app === 'suture' && check.headSha === sha)

test('a renamed function becomes a pull request that repairs its tests', async () => {
  const { pull, sha } = await ledger.breakIt()
  await world.settled()
  const [repair, ...more] = own(ledger.state.pulls)
  expect(more).toEqual([])
  expect(repair).toMatchObject({ state: 'open', baseRef: pull.headRef, isDraft: false })
  for (const [path, text] of ledger.fixture.expected)
    expect(await ledger.state.git('show', `${repair?.headRef}:${path}`), path).toBe(text.trimEnd())
  const changed = await ledger.state.git('diff', '--name-only', `${sha}..${repair?.headRef}`)
  expect(changed.split('\n').toSorted()).toEqual([...ledger.fixture.expected.keys()].toSorted())
  expect(own(ledger.state.comments)).toMatchObject([{ number: pull.number, body: expect.stringContaining(`#${repair?.number}`) }])
  expect(suture(ledger, sha)).toMatchObject([{ name: 'Suture', status: 'completed', conclusion: 'neutral' }])
})

test('a broken product is reported, and its tests are left alone', async () => {
  const { pull, sha } = await storefront.breakIt()
  await world.settled()
  expect(own(storefront.state.pulls)).toEqual([])
  const [comment, ...more] = own(storefront.state.comments)
  expect(more).toEqual([])
  expect(comment?.number).toBe(pull.number)
  expect(comment?.body).toContain('src/pricing/threshold.ts')
  expect(suture(storefront, sha)).toMatchObject([{ conclusion: 'neutral', output: { title: expect.stringMatching(/2/) } }])
})

test('a test that passes and fails on the same code is called flaky', async () => {
  const files = { 'docs/amounts.md': 'Amounts are rounded half to even.\n' }
  const change = { branch: 'docs-on-rounding', message: 'Say how amounts are rounded', files }
  const { pull, sha } = await ledger.breakIt({ log: ledger.log('flaky') }, change)
  await world.settled()
  const comments = own(ledger.state.comments).filter(({ number }) => number === pull.number)
  expect(comments).toMatchObject([{ body: expect.stringMatching(/flaky/i) }])
  expect(own(ledger.state.pulls).filter(({ baseRef }) => baseRef === pull.headRef)).toEqual([])
  expect(suture(ledger, sha)).toMatchObject([{ conclusion: 'neutral' }])
})

test('a dead registry is a failure of the machine, and nothing is run for it', async () => {
  const before = world.reports.jobs.length
  const log = readFileSync(join(import.meta.dirname, '../../fixtures/logs/dead-registry.log'), 'utf8')
  const change = { branch: 'greeting', message: 'Greet by name', files: { 'README.md': '# storefront\n\nHello.\n' } }
  const { pull, sha } = await storefront.breakIt({ log }, change)
  await world.settled()
  expect(world.reports.jobs).toHaveLength(before)
  const comments = own(storefront.state.comments).filter(({ number }) => number === pull.number)
  expect(comments).toMatchObject([{ body: expect.stringMatching(/infrastructure|machine/i) }])
  expect(suture(storefront, sha)).toMatchObject([{ conclusion: 'neutral' }])
})
