import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname } from 'node:path'
import { HealingResult } from '../../../src/model/result/healing-result.ts'
import { heal } from '../../../src/runner/commands/heal.ts'
import { runCommand } from '../../support/run-command.ts'
import type { CodeBase } from './code-bases.ts'
import { benchPython } from './home.ts'

export type HealQuestion = {
  readonly folder: string
  readonly base: string
  readonly head: string
  readonly tests: readonly string[]
  /** Folders of programs that the tests need, such as that of their Python. */
  readonly path: readonly string[]
  /** More words of the command line. */
  readonly words?: readonly string[]
}

/** `error`: why there is no answer, or not all of it. */
export type HealedRepository = { readonly result: HealingResult | null; readonly error: string | undefined; readonly healMs: number }

const TIMEOUT_SECONDS = '120'

/** Asks `suture heal` about tests of a repository that lies in a folder of its own; files of ours go beside it. */
export async function healRepository({ folder, base, head, tests, path, words = [] }: HealQuestion): Promise<HealedRepository> {
  const parent = dirname(folder)
  const json = `${folder}.result.json`
  const env = { PATH: [...path, process.env['PATH']].join(delimiter), HOME: parent, TMPDIR: tmpdir(), LANG: 'C.UTF-8' }
  const asked = ['--timeout', TIMEOUT_SECONDS, '--json', json, ...words, '--test', ...tests]
  const startedAt = performance.now()
  const { error } = await runCommand(heal, ['heal', '--repo', folder, '--base', base, '--head', head, ...asked], { cwd: parent, env })
  const healMs = Math.round(performance.now() - startedAt)
  const result = existsSync(json) ? HealingResult.parse(JSON.parse(readFileSync(json, 'utf8'))) : null
  return { result, healMs, error: result?.error?.message ?? (error === null ? undefined : String(error)) }
}

/** Tests of repairs that are explained, witnessed and proved, and that only the engine's rule holds back. */
export function heldBack({ result }: HealedRepository): readonly string[] {
  return (result?.repairs ?? []).filter(({ tier, accepted }) => tier === 'B' && !accepted).flatMap(({ testIds }) => testIds)
}

/** The folder of the Python that runs a code base's tests. */
export async function programsOf({ framework }: CodeBase): Promise<readonly string[]> {
  return framework === 'pytest' ? [dirname(await benchPython())] : []
}
