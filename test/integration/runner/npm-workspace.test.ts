import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openWorkspace } from '../../../src/runner/workspace.ts'
import { frameworkHome } from '../../support/frameworks/install.ts'
import { createRepository, hashOfFolder } from '../../support/frameworks/repository.ts'
import { testRunnerOf } from '../../support/frameworks/test-runner.ts'

const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }
const made: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const remove of made.splice(0).reverse()) await remove()
})

describe.each([
  { name: 'jest', library: 'exports.value = () => N\n', import: "const { value } = require('@team/library')\n" },
  {
    name: 'vitest',
    library: 'export const value = () => N\n',
    import: "import { expect, test } from 'vitest'\nimport { value } from '@team/library'\n",
  },
] as const)('a package of an npm workspace, tested by $name', ({ name, library, import: imported }) => {
  test('is the one of the tree that is tested', async () => {
    const project = createRepository()
    made.push(project.remove)
    const type = name === 'vitest' ? 'module' : 'commonjs'
    project.commit({
      '.gitignore': 'node_modules\n',
      'package.json': JSON.stringify({ workspaces: ['packages/*'], type, devDependencies: { [name]: '1' } }),
      'packages/library/package.json': JSON.stringify({ name: '@team/library', type, main: 'index.js', exports: './index.js' }),
      'packages/library/index.js': library.replace('N', '1'),
      'packages/app/app.test.js': `${imported}test('value', () => { expect(value()).toBe(1) })\n`,
    })
    project.commit({ 'packages/library/index.js': library.replace('N', '2') })
    const { nodeModules = '' } = await frameworkHome(name)
    mkdirSync(join(project.dir, 'node_modules/@team'), { recursive: true })
    symlinkSync('../../packages/library', join(project.dir, 'node_modules/@team/library'))
    for (const entry of readdirSync(nodeModules)) symlinkSync(join(nodeModules, entry), join(project.dir, 'node_modules', entry))
    const before = hashOfFolder(project.dir)

    const outFolder = mkdtempSync(join(tmpdir(), 'suture-out-'))
    made.push(() => rmSync(outFolder, { recursive: true }))
    const workspace = await openWorkspace({ origin: project.dir, base: 'HEAD~1', head: 'HEAD', place: 'copy', env })
    made.push(() => workspace.close())
    const runner = testRunnerOf(name, { workspace: workspace.root, origin: project.dir, outFolder, env, timeoutMs: 60_000 })
    const seen: unknown[] = []
    for (const tree of ['base', 'head'] as const) {
      await workspace.checkOut(tree, new Map())
      const run = await runner.run({ files: ['packages/app/app.test.js'], testIds: [] })
      expect(run.reason).toBe('')
      expect([run.productFiles, run.outsideFiles]).toEqual([['packages/library/index.js'], []])
      seen.push(run.tests.map(({ id, outcome, failure }) => [id, outcome, failure?.actual?.literal]))
    }
    const testId = 'packages/app/app.test.js > value'
    expect(seen).toEqual([[[testId, 'passed', undefined]], [[testId, 'failed', '2']]])
    expect(hashOfFolder(project.dir)).toBe(before)
  })
})
