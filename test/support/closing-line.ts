import type { Reporter, TestModule } from 'vitest/node'
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: 'passed' | 'interrupted' | 'failed'): void {
    const n = { passed: 0, failed: unhandled.length, skipped: 0 }
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state)
      for (const state of states) n[state === 'pending' ? 'failed' : state] += 1
      if (!module.ok() && !states.includes('failed')) n.failed += 1 // a file that did not load
    }
    if (reason !== 'passed' && n.failed === 0) n.failed = 1 // the set-up threw
    process.on('exit', () => process.stdout.write(`\n${n.passed} passed, ${n.failed} failed, ${n.skipped} skipped\n`))
  }
}
