import type { Reporter, TestModule } from 'vitest/node'

/** Prints 'N passed, N failed, N skipped' as the last line. Under CI a skipped test, which is one whose tool is missing, has failed. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: 'passed' | 'interrupted' | 'failed'): void {
    const n = { passed: 0, failed: unhandled.length, skipped: 0 }
    const skipped: string[] = []
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      const states = tests.map((test) => test.result().state)
      for (const state of states) n[state === 'pending' ? 'failed' : state] += 1
      if (!module.ok() && !states.includes('failed')) n.failed += 1 // a file that did not load
      for (const test of tests) if (test.result().state === 'skipped') skipped.push(`${module.relativeModuleId}: ${test.fullName}`)
    }
    if (reason !== 'passed' && n.failed === 0) n.failed = 1 // the set-up threw
    if (process.env['CI'] && n.skipped > 0) {
      process.stdout.write(`\nSkipped, which CI does not accept:\n  ${skipped.join('\n  ')}\n`)
      n.failed += n.skipped
      n.skipped = 0
      process.exitCode = 1
    }
    process.on('exit', () => process.stdout.write(`\n${n.passed} passed, ${n.failed} failed, ${n.skipped} skipped\n`))
  }
}
