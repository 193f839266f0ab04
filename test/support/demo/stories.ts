import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pull } from '../github/state.ts'
import type { Broken, WorldRepository } from '../world/repository.ts'
import type { World } from '../world.ts'

/** What is looked at when a story is over. */
export interface End {
  readonly repository: WorldRepository
  readonly broken: Broken
  readonly verdicts: readonly string[]
  readonly repair: Pull | undefined
  readonly runs: number
}

export interface Story {
  readonly title: string
  readonly repository: 'ledger' | 'storefront'
  /** Makes the check fail. */
  readonly breakIt: (repository: WorldRepository) => Promise<Broken>
  /** What a maintainer does once the answer stands. */
  readonly follow?: (repository: WorldRepository, broken: Broken) => Promise<unknown>
  readonly followTitle?: string
  readonly right: string
  /** What is wrong with the answer; '' where it is the right one. */
  readonly judge: (end: End, world: World) => Promise<string>
}

const DEAD_REGISTRY = join(import.meta.dirname, '../../../fixtures/logs/dead-registry.log')
const REASON = 'shares a cache between processes, to be fixed this week'
const are = (verdicts: readonly string[], wanted: string) => verdicts.length > 0 && verdicts.every((verdict) => verdict === wanted)

async function wrongRepair({ repository, broken, repair }: End): Promise<string> {
  if (repair === undefined) return 'there is no pull request'
  if (repair.baseRef !== broken.pull.headRef) return `it goes into ${repair.baseRef}`
  const changed = await repository.state.git('diff', '--name-only', `${broken.sha}..${repair.headRef}`)
  const expected = [...repository.fixture.expected]
  if (changed !== expected.map(([path]) => path).join('\n')) return `it changes ${changed.replaceAll('\n', ', ')}`
  for (const [path, text] of expected)
    if ((await repository.state.git('show', `${repair.headRef}:${path}`)) !== text.trimEnd())
      return `${path} is not as a person would repair it`
  return ''
}

export const stories: readonly Story[] = [
  {
    title: 'A function is renamed. Its callers follow, its tests do not.',
    repository: 'ledger',
    breakIt: (repository) => repository.breakIt(),
    right: 'the tests are out of date: a pull request repairs them',
    judge: async (end) => (are(end.verdicts, 'obsolete_test') ? wrongRepair(end) : `it says ${end.verdicts.join(', ')}`),
  },
  {
    title: 'A comparison is flipped in a refactoring. The tests are right.',
    repository: 'storefront',
    breakIt: (repository) => repository.breakIt(),
    right: 'the product is broken: it is reported, and no test is touched',
    judge: async ({ verdicts, repair }) =>
      repair !== undefined
        ? `pull request #${repair.number} hides the bug`
        : are(verdicts, 'product_regression')
          ? ''
          : `it says ${verdicts.join(', ')}`,
  },
  {
    title: 'Only the documentation changes, and a test fails.',
    repository: 'ledger',
    breakIt: (repository) =>
      repository.breakIt(
        { log: repository.log('flaky') },
        {
          branch: 'rounding-in-words',
          message: 'Say how amounts are rounded',
          files: { 'docs/rounding.md': 'Amounts are rounded half to even.\n' },
        },
      ),
    followTitle: 'The maintainer mutes it',
    follow: (repository, { pull }) => repository.comment(pull.number, `/quarantine T1 reason: ${REASON}`),
    right: 'the test is flaky: it is said, and it can be quarantined',
    judge: async ({ verdicts, repair, repository }, world) => {
      if (repair !== undefined || !are(verdicts, 'flaky')) return `it says ${verdicts.join(', ')}`
      const sql = 'SELECT reason FROM quarantine WHERE repository_id = $1 AND lifted_at IS NULL'
      const rows = await world.watch.rows<{ reason: string }>(sql, [world.github.find(repository.repo).id])
      return rows.length === 1 && rows[0]?.reason === REASON ? '' : 'the quarantine was not given'
    },
  },
  {
    title: 'The package registry is down, so that no test starts.',
    repository: 'storefront',
    breakIt: (repository) =>
      repository.breakIt(
        { log: readFileSync(DEAD_REGISTRY, 'utf8') },
        { branch: 'free-returns', message: 'Mention free returns', files: { 'docs/returns.md': 'Returns are free within 30 days.\n' } },
      ),
    right: 'the machine failed: nothing is run for it',
    judge: async ({ verdicts, runs }) =>
      runs > 0 ? 'a run was started' : are(verdicts, 'infrastructure') ? '' : `it says ${verdicts.join(', ')}`,
  },
]
