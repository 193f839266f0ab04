import { frameworks } from '../../src/engine/frameworks/index.ts'
import type { ProbedFile, ProbedTest } from '../../src/model/runs/test-run.ts'
import { fileRef, type Subject } from '../../src/model/test-ref.ts'

/** What an id of pytest, or of Jest and Vitest, names; a path is a file as a whole. */
export function subjectOf(id: string): Subject {
  const name = id.includes('::') || id.endsWith('.py') ? 'pytest' : 'vitest'
  const subject = frameworks.find((framework) => framework.name === name)?.testRef(id, new Set())
  if (!subject) throw new Error(`${id} names nothing`)
  return subject
}

/** One outcome of the test with this id. */
export function probedTest(id: string, outcome: ProbedTest['outcome'] = 'passed', more: Partial<ProbedTest> = {}): ProbedTest {
  const subject = subjectOf(id)
  if (subject.kind !== 'test') throw new Error(`${id} names no test`)
  return { ...subject, line: 1, outcome, durationMs: 1, failure: null, ...more }
}

/** A file that did not load, where nothing else is said. */
export function probedFile(path: string, more: Partial<ProbedFile> = {}): ProbedFile {
  return { ...fileRef(path), outcome: 'errored', durationMs: 0, failure: null, ...more }
}
