import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HealingResult } from '../../../src/model/result/healing-result.ts'
import { heal } from '../../../src/runner/commands/heal.ts'
import { layCommits } from '../../support/fixture.ts'
import { provideFramework } from '../../support/heal-fixture.ts'
import { runCommand } from '../../support/run-command.ts'
import type { HealCase, PromiseAnswer, PromiseKind } from './promise-case.ts'

/** A kind whose cases are all asked of `suture heal`; they are made once, when they are first wanted. */
export function healKind(name: string, make: () => readonly HealCase[]): PromiseKind {
  let made: readonly HealCase[] | undefined
  const cases = (): readonly HealCase[] => {
    made ??= make()
    return made
  }
  return {
    name,
    cases,
    ask: async (at) => {
      const one = cases()[at]
      return one ? healCase(one) : { outcome: 'unusable', note: 'there is no such case' }
    },
  }
}

/** Lays the two commits out as a repository and asks `suture heal`: an accepted repair or exit code 0 is 'healed'. */
async function healCase(one: HealCase): Promise<PromiseAnswer> {
  const parent = await mkdtemp(join(tmpdir(), 'suture-promise-'))
  try {
    const folder = join(parent, 'repository')
    const changed = Object.entries(one.after)
    const { base, head } = layCommits(
      {
        name: one.name,
        message: one.message,
        before: new Map(Object.entries(one.before)),
        after: new Map(changed.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]))),
        deleted: changed.filter(([, text]) => text === null).map(([path]) => path),
      },
      folder,
    )
    const { env } = await provideFramework(one.home ?? one.framework, folder)
    const json = join(parent, 'result.json')
    const words = ['heal', '--repo', folder, '--base', base, '--head', head, '--json', json, ...(one.words ?? [])]
    const outcome = await runCommand(heal, words, { cwd: parent, env })
    if (outcome.error) return { outcome: 'unusable', note: String(outcome.error) }
    return answerOf(HealingResult.parse(JSON.parse(await readFile(json, 'utf8'))), outcome.code)
  } finally {
    await rm(parent, { recursive: true, force: true })
  }
}

/** What a healing says, in the words of the promise. Exported for its test. */
export function answerOf(result: HealingResult, code: number | null): PromiseAnswer {
  const said = result.analyses.map(({ failure, verdict, rootCause }) => `${failure.testId}: ${verdict}: ${rootCause}`).join('; ')
  if (result.error) return { outcome: 'unusable', note: `${result.error.code}: ${result.error.message}` }
  if (result.repairs.some(({ accepted }) => accepted) || result.patch !== '')
    return { outcome: 'healed', note: `a repair is offered; ${said}` }
  if (code === 0) return { outcome: 'healed', note: `exit 0 without a repair; ${said}` }
  if (result.totalFailures === 0) return { outcome: 'unusable', note: 'nothing fails after the change, and the exit code is not 0' }
  return { outcome: 'refused', note: said }
}
