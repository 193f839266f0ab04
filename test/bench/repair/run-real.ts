import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type PlainRun, runPytest, runScript } from '../diagnose/run-tests.ts'
import type { LaidCase } from './lay-case.ts'

/** Of the changed files below the test folders, those that hold tests. */
const IS_TEST = /(?:^|\/)test_[^/]*\.py$|_test\.py$|[.-](?:test|spec)\.[cm]?[jt]sx?$/

/** Runs the files of a case that are there, else the tests that took their place, as they lie in its folder; `null` when they do not end. */
export async function runReal({ folder, environment, real }: LaidCase, limitMs?: number): Promise<PlainRun | null> {
  const isThere = (path: string) => existsSync(join(folder, path))
  const own = real.run_files.filter(isThere)
  const files = own.length > 0 ? own : real.test_files.filter((path) => isThere(path) && IS_TEST.test(path))
  if (files.length === 0) return { passed: new Set(), failed: new Set(), broken: new Set() }
  return real.framework === 'pytest'
    ? runPytest(join(environment, 'bin/python'), folder, { files, limitMs })
    : runScript(real.framework, join(environment, 'node_modules'), folder, { files, limitMs })
}
