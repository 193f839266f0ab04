import { join } from 'node:path'
import { runPytest, runScript } from '../../diagnose/run-tests.ts'
import type { DevelopedCodeBase } from '../development/code-base.ts'
import type { Checkout } from './checkout.ts'

/** What the framework's own run of everything showed; `red`: ids of failing tests, and paths of files that do not load. */
export type CiRun = { readonly green: ReadonlySet<string>; readonly red: readonly string[] }

/** Runs tests as CI does: a home folder that is new each time. Throws where they do not end. */
export async function ciRun({ framework }: DevelopedCodeBase, { folder, python }: Checkout, files: readonly string[] = []): Promise<CiRun> {
  const ran =
    framework === 'pytest'
      ? await runPytest(python, folder, { files })
      : await runScript(framework, join(folder, 'node_modules'), folder, { files })
  if (ran === null) throw new Error(`the tests of ${folder} did not end`)
  return { green: ran.passed, red: [...ran.failed, ...ran.broken].sort() }
}

export const fileOf = (id: string): string => id.split(/::| > /)[0] ?? id

export function redFiles({ red }: CiRun): readonly string[] {
  return [...new Set(red.map(fileOf))].sort()
}
