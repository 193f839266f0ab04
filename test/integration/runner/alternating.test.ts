import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openWorkspace } from '../../../src/runner/workspace.ts'
import { frameworkHome } from '../../support/frameworks/install.ts'
import { createRepository } from '../../support/frameworks/repository.ts'
import { testRunnerOf } from '../../support/frameworks/test-runner.ts'

const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }

// texts of one size, written within one second of each other: what caches mistake for one another
test.each([
  {
    name: 'pytest',
    product: 'app.py',
    text: 'value = 1\n',
    file: 'test_app.py',
    check: 'import app\ndef test_value(): assert app.value == 1\n',
  },
  {
    name: 'jest',
    product: 'app.js',
    text: 'exports.value = 1\n',
    file: 'app.test.js',
    check: "const { value } = require('./app')\ntest('value', () => { expect(value).toBe(1) })\n",
  },
  {
    name: 'vitest',
    product: 'app.ts',
    text: 'export const value = 1\n',
    file: 'app.test.ts',
    check: "import { expect, test } from 'vitest'\nimport { value } from './app.ts'\ntest('value', () => { expect(value).toBe(1) })\n",
  },
] as const)('$name never takes one text of a file for another', async ({ name, product, text, file, check }) => {
  const project = createRepository()
  const { python, nodeModules } = await frameworkHome(name)
  const outFolder = mkdtempSync(join(tmpdir(), 'suture-out-'))
  project.commit({ '.gitignore': 'node_modules\n', 'package.json': '{}', [product]: text, [file]: check })
  if (nodeModules !== undefined) symlinkSync(nodeModules, join(project.dir, 'node_modules'))
  const workspace = await openWorkspace({ origin: project.dir, base: 'HEAD', head: 'WORKTREE', place: 'copy', env })
  try {
    const runner = testRunnerOf(name, {
      workspace: workspace.root,
      origin: project.dir,
      outFolder,
      env,
      timeoutMs: 60_000,
      ...(python ? { python } : {}),
    })
    const wrong = new Map([[product, text.replace('1', '2')]])
    const seen: (string | undefined)[] = []
    for (const overlay of [new Map(), wrong, new Map(), wrong, new Map(), new Map([[file, check.replace('1', '3')]])]) {
      await workspace.checkOut('head', overlay)
      seen.push((await runner.run({ files: [file], testIds: [] })).tests[0]?.outcome)
    }
    expect(seen).toEqual(['passed', 'failed', 'passed', 'failed', 'passed', 'failed'])
  } finally {
    await workspace.close()
    rmSync(outFolder, { recursive: true })
    project.remove()
  }
})
