import type { TestRun } from '../../../model/runs/test-run.ts'
import type { Subject } from '../../../model/test-ref.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'

/** Whether a run shows of a repaired test what it has to: it passes, or, where its whole file was taken away (`gone`), the run knows it no more. */
export function doesStand(run: TestRun, test: Subject, gone: ReadonlySet<string>): boolean {
  return seenIn(run, test).outcome === (gone.has(test.file) ? 'absent' : 'passed')
}
