import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type PlainRun, runPytest, runScript } from '../diagnose/run-tests.ts'
import type { LaidCase } from './lay-case.ts'

/** Runs the files of a case that are there, as they lie in its folder; `null` when they do not end. */
export async function runReal({ folder, environment, real }: LaidCase, limitMs?: number): Promise<PlainRun | null> {
  const files = real.run_files.filter((path) => existsSync(join(folder, path)))
  if (files.length === 0) return { passed: new Set(), failed: new Set(), broken: new Set() }
  return real.framework === 'pytest'
    ? runPytest(join(environment, 'bin/python'), folder, { files, limitMs })
    : runScript(real.framework, join(environment, 'node_modules'), folder, { files, limitMs })
}
