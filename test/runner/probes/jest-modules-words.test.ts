import { afterEach, expect, test } from 'vitest'
import { modulesWords } from '../../../src/runner/probes/jest/modules-words.ts'
import { createRepository, type Files, type Repository } from '../../support/frameworks/repository.ts'

let repository: Repository | undefined
afterEach(() => repository?.remove())

function isStartedWith(files: Files, more: { readonly env?: Record<string, string>; readonly tests?: readonly string[] } = {}): boolean {
  repository = createRepository()
  repository.write(files)
  const { dir } = repository
  return modulesWords({ cwd: dir, root: dir, env: more.env ?? {}, files: more.tests ?? ['src/a.test.js'], script: null }).length > 0
}

const MODULE = { 'package.json': '{ "type": "module" }\n' }

test.each<[string, Files, Parameters<typeof isStartedWith>[1]?]>([
  ['the workflow starts it so', { '.github/workflows/ci.yml': 'run: node --experimental-vm-modules node_modules/.bin/jest\n' }],
  ['npm is told to', { '.npmrc': 'node-options=--experimental-vm-modules\n' }],
  ['the shell is', {}, { env: { NODE_OPTIONS: '--experimental-vm-modules' } }],
  ['files are to be modules', { 'jest.config.mjs': "export default { extensionsToTreatAsEsm: ['.ts'] }\n" }],
  ['a test can be nothing else', {}, { tests: ['src/a.test.mjs'] }],
  ['nothing is transformed', { ...MODULE, 'jest.config.js': 'export default { transform: {} }\n' }],
  ['no Babel would make them CommonJS', MODULE],
])('Node takes modules where %s', (_, files, more) => {
  expect(isStartedWith(files, more)).toBe(true)
})

test.each<[string, Files]>([
  ['nothing asks for it', { 'package.json': '{}\n' }],
  ['Babel makes the modules CommonJS', { ...MODULE, 'babel.config.cjs': 'module.exports = {}\n' }],
  ['a transform of its own does', { ...MODULE, 'jest.config.js': "export default { transform: { '\\\\.js$': '@swc/jest' } }\n" }],
])('and as the project does where %s', (_, files) => {
  expect(isStartedWith(files)).toBe(false)
})
