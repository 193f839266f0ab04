import { join } from 'node:path'
import { runPytest, runScript } from '../../diagnose/run-tests.ts'
import type { DevelopedCodeBase } from '../development/code-base.ts'
import type { Checkout } from './checkout.ts'

/** What the framework's own run of everything showed; `red`: ids of failing tests, and paths of files that do not load. */
export type CiRun = { readonly green: ReadonlySet<string>; readonly red: readonly string[] }

/** These tests keep nothing in their modules: one process for all files takes a quarter of the time, and shows the same. */
const IN_ONE_PROCESS = ['--isolate=false', '--no-file-parallelism', '--pool=threads']

/** Runs everything as CI does, with a home folder that is new each time. Throws where the tests do not end. */
export async function ciRun({ framework }: DevelopedCodeBase, { folder, python }: Checkout): Promise<CiRun> {
  const script = () => runScript('vitest', join(folder, 'node_modules'), folder, { words: IN_ONE_PROCESS })
  const ran = await (framework === 'pytest' ? runPytest(python, folder) : script())
  if (ran === null) throw new Error(`the tests of ${folder} did not end`)
  return { green: ran.passed, red: [...ran.failed, ...ran.broken].sort() }
}

export const fileOf = (id: string): string => id.split(/::| > /)[0] ?? id

export function redFiles({ red }: CiRun): readonly string[] {
  return [...new Set(red.map(fileOf))].sort()
}
