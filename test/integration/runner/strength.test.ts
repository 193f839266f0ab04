import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSources } from '../../../src/engine/diagnosis/sources/sources.ts'
import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import { createHealingContext } from '../../../src/engine/stages/healing-context.ts'
import { review } from '../../../src/engine/stages/review.ts'
import { proveCandidates } from '../../../src/engine/stages/running/prove-candidates.ts'
import type { Candidate } from '../../../src/model/candidate.ts'
import { hunkCause } from '../../../src/model/cause.ts'
import { createWarmHosts } from '../../../src/runner/warm/warm-hosts.ts'
import { openWorkspace } from '../../../src/runner/workspace.ts'
import { frameworkHome, type PinnedFramework } from '../../support/frameworks/install.ts'
import { createRepository, type Files } from '../../support/frameworks/repository.ts'
import { testRunnerOf } from '../../support/frameworks/test-runner.ts'
import { testParsers } from '../../support/grammars.ts'

const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8' }

type Project = {
  readonly files: Files
  readonly product: string
  readonly testFile: string
  readonly testId: string
  readonly old: string
  readonly more: string
  readonly loose: string
}

const SCRIPT = 'EXPORT function gross(net) {\n  const rate = 0.19\n  if (net > 1000) return net\n  return net * (1 + rate)\n}\n'
const SCRIPT_TESTS = "test('gross', () => {\n  expect(gross(100)).toBe(119.0)\n  expect(gross(2000)).toBe(2000)\n})\n"
const scripts = {
  testFile: 'price.test.js',
  testId: 'price.test.js > gross',
  old: '119.0',
  more: ')\n  expect(gross(2000)).toBe(2000',
  loose: ')\n  expect(gross(2000)).toBeTruthy(',
}

const PROJECTS: Partial<Record<PinnedFramework, Project>> = {
  vitest: {
    ...scripts,
    product: 'price.js',
    files: {
      'package.json': '{ "type": "module", "devDependencies": { "vitest": "*" } }\n',
      'price.js': SCRIPT.replace('EXPORT ', 'export '),
      'price.test.js': `import { expect, test } from 'vitest'\nimport { gross } from './price.js'\n${SCRIPT_TESTS}`,
    },
  },
  jest: {
    ...scripts,
    product: 'price.js',
    files: {
      'package.json': '{ "devDependencies": { "jest": "*" } }\n',
      'price.js': `${SCRIPT.replace('EXPORT ', '')}module.exports = { gross }\n`,
      'price.test.js': `const { gross } = require('./price.js')\n${SCRIPT_TESTS}`,
    },
  },
  pytest: {
    product: 'price.py',
    testFile: 'test_price.py',
    testId: 'test_price.py::test_gross',
    old: '119.0',
    more: '\n    assert gross(2000) == 2000',
    loose: '\n    assert gross(2000)',
    files: {
      'price.py':
        'RATE = 0.19\n\n\ndef gross(net):\n    rate = 0.19\n    if net > 1000:\n        return net\n    return round(net * (1 + rate), 2)\n',
      'test_price.py': 'from price import gross\n\n\ndef test_gross():\n    assert gross(100) == 119.0\n    assert gross(2000) == 2000\n',
    },
  },
}

test.each(Object.entries(PROJECTS))('a repair under %s is as strong as the test was, or is refused', async (name, project) => {
  const { old, more, loose: looser } = project
  const right = await proved(name as PinnedFramework, project, old, old.replace('119', '120'))
  expect(right).toMatchObject({
    'old-holds-without-change': 'passed',
    'fails-without-change': 'passed',
    'strength-maintained': 'passed',
    'coverage-kept': 'passed',
  })
  const loose = await proved(name as PinnedFramework, project, `${old}${more}`, `${old.replace('119', '120')}${looser}`)
  expect(loose['fails-without-change']).toBe('passed')
  expect(loose['strength-maintained']).toBe('failed')
})

async function proved(framework: PinnedFramework, { files, product, testFile, testId }: Project, old: string, replacement: string) {
  const repository = createRepository()
  const home = await frameworkHome(framework)
  repository.commit({ '.gitignore': 'node_modules\n__pycache__\n', ...files })
  if (home.nodeModules !== undefined) symlinkSync(home.nodeModules, join(repository.dir, 'node_modules'))
  repository.commit({ [product]: (files[product] ?? '').replace('rate = 0.19', 'rate = 0.2') })
  const outFolder = mkdtempSync(join(tmpdir(), 'suture-out-'))
  const workspace = await openWorkspace({ origin: repository.dir, base: 'HEAD~1', head: 'HEAD', place: 'copy', env })
  const hosts = createWarmHosts(() => Date.now())
  try {
    const options = { workspace: workspace.root, origin: repository.dir, outFolder, env, timeoutMs: 30_000, hosts }
    const runner = testRunnerOf(framework, { ...options, ...(home.python === undefined ? {} : { python: home.python }) })
    const parsers = await testParsers()
    const target = frameworkNamed(framework)
    if (target === null) throw new Error(framework)
    const sources = await readSources(workspace, target, parsers)
    const packages = { read: async () => ({ outcome: 'not_read', reason: '' }) as const }
    const context = createHealingContext(
      { workspace, clock: { now: () => Date.now() }, parsers, packages },
      { framework: target, runner },
      sources,
    )
    const selection = { files: [testFile], testIds: [testId], fresh: true }
    await workspace.checkOut('head', new Map())
    const first = await runner.run(selection)
    await workspace.checkOut('base', new Map())
    const base = { outcome: 'ran' as const, run: await runner.run(selection) }
    const reproduction = { framework, asked: [], first, reruns: [], again: null, base, causes: [] }
    const [hunk] = sources.hunks
    if (!hunk) throw new Error('nothing changed')
    const cause = hunkCause(hunk, { before: '0.19', after: '0.2' })
    const start = (files[testFile] ?? '').indexOf(old)
    const edit = { file: testFile, range: { start, end: start + old.length }, replacement, value: { before: old, after: replacement } }
    const candidate: Candidate = {
      ...{ id: 'one', testIds: [testId], askedBy: [testId], strategy: 'update_assertion', origin: 'rule', round: 0, confidence: 0.99 },
      causes: [cause],
      edits: [{ ...edit, effect: 'expectation', causes: [cause.id] }],
    }
    const [reviewed] = review([candidate], [], context, new Set())
    if (!reviewed) throw new Error('the edit does not fit')
    const planned = { kind: 'runs' as const, runs: ['alone', 'together', 'cause_undone', 'mutants'] as const }
    const [ran] = await proveCandidates(context, [{ ...reviewed, planned }], reproduction)
    return Object.fromEntries(
      ran?.runs.checks.map((check) => [check.name, check.outcome === 'not_run' ? check.detail : check.outcome]) ?? [],
    )
  } finally {
    await hosts.close()
    await workspace.close()
    rmSync(outFolder, { recursive: true, force: true })
    repository.remove()
  }
}
