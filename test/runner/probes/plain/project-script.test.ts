import { expect, test } from 'vitest'
import { optionsAlone } from '../../../../src/runner/probes/plain/options-alone.ts'
import { namedConfig, projectScript } from '../../../../src/runner/probes/plain/project-script.ts'

const of = (scripts: Readonly<Record<string, string>>, name: 'jest' | 'vitest' = 'jest') => projectScript(JSON.stringify({ scripts }), name)

test.each([
  ['jest', { node: [], words: [], set: {} }],
  ['jest --ci --coverage', { node: [], words: ['--ci', '--coverage'], set: {} }],
  ['NODE_OPTIONS=--experimental-vm-modules npx jest', { node: [], words: [], set: { NODE_OPTIONS: '--experimental-vm-modules' } }],
  [
    'eslint . && cross-env TZ=UTC NODE_OPTIONS="--max-old-space-size=900 --no-warnings" jest --config "unit config.js"',
    { node: [], words: ['--config', 'unit config.js'], set: { TZ: 'UTC', NODE_OPTIONS: '--max-old-space-size=900 --no-warnings' } },
  ],
  ['node --experimental-vm-modules node_modules/jest/bin/jest.js --watch', { node: ['--experimental-vm-modules'], words: [], set: {} }],
  ['jest --shard=$SHARD', { node: [], words: [], set: {} }],
])('%s', (script, expected) => {
  expect(of({ test: script })).toEqual(expected)
})

test('scripts that start other scripts are followed, and others are asked where `test` starts something else', () => {
  expect(of({ test: 'npm run -s test:unit', 'test:unit': 'vitest run --typecheck' }, 'vitest')?.words).toEqual(['--typecheck'])
  expect(of({ test: 'npm run test' })).toBeNull()
  expect(of({ test: 'mocha', 'test:ui': 'jest --ci' })?.words).toEqual(['--ci'])
  expect(projectScript('no manifest', 'jest')).toBeNull()
  expect(projectScript(null, 'jest')).toBeNull()
})

test('options keep their values, selections go', () => {
  expect(optionsAlone(['src', '--config', 'a.js', '-t', 'adds', '--ci=true', 'b.test.js'])).toEqual([
    '--config',
    'a.js',
    '-t',
    'adds',
    '--ci=true',
  ])
})

test('the configuration that a script names', () => {
  expect(namedConfig(['--ci', '--config', 'unit.js'])).toBe('unit.js')
  expect(namedConfig(['--config=unit.js'])).toBe('unit.js')
  expect(namedConfig(['-c', 'unit.js', 'src'])).toBe('unit.js')
  expect(namedConfig(['--ci', 'src'])).toBeNull()
})
