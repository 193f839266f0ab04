import type { PinnedFramework } from '../../support/frameworks/install.ts'

/** One framework's small project: 20 source files, 10 files of 6 tests. Texts for a right and for a wrong version have equal sizes. */
export type BenchProject = {
  readonly files: Readonly<Record<string, string>>
  readonly testFile: (index: number) => string
  readonly sourceFile: (index: number) => string
}

const SOURCES = 20
const TEST_FILES = 10
const TESTS = 6

export function benchProject(framework: PinnedFramework): BenchProject {
  const { source, test, sourceFile, testFile, manifest } = LANGUAGES[framework]
  const files: Record<string, string> = { '.gitignore': 'node_modules\n__pycache__\n', ...manifest }
  for (let index = 0; index < SOURCES; index += 1) files[sourceFile(index)] = source(index)
  for (let index = 0; index < TEST_FILES; index += 1) files[testFile(index)] = test(index)
  return { files, testFile, sourceFile }
}

const two = (index: number) => String(index).padStart(2, '0')
const rows = Array.from({ length: TESTS }, (_, row) => row)

const LANGUAGES = {
  pytest: {
    manifest: { 'pyproject.toml': '[tool.pytest.ini_options]\npythonpath = ["src"]\n' },
    sourceFile: (index: number) => `src/shop/part_${two(index)}.py`,
    testFile: (index: number) => `tests/test_part_${two(index)}.py`,
    source: (index: number) =>
      `${index > 0 ? `from shop.part_${two(index - 1)} import scaled as before\n\n` : ''}def scaled(value):\n    return value * 2\n\n\ndef shifted(value):\n    return value + ${index}\n`,
    test: (index: number) =>
      `from shop.part_${two(index)} import scaled, shifted\n\n${rows
        .map(
          (row) =>
            `\ndef test_row_${row}():\n    assert scaled(${row + 1}) == ${2 * (row + 1)}\n    assert shifted(${row}) == ${row + index}\n`,
        )
        .join('')}`,
  },
  jest: {
    manifest: { 'package.json': '{ "name": "shop", "devDependencies": { "jest": "*" } }\n' },
    sourceFile: (index: number) => `src/part-${two(index)}.js`,
    testFile: (index: number) => `test/part-${two(index)}.test.js`,
    source: (index: number) =>
      `${index > 0 ? `exports.before = require('./part-${two(index - 1)}.js').scaled\n` : ''}exports.scaled = (value) => value * 2\nexports.shifted = (value) => value + ${index}\n`,
    test: (index: number) =>
      `const { scaled, shifted } = require('../src/part-${two(index)}.js')\n${rows
        .map(
          (row) =>
            `test('row ${row}', () => {\n  expect(scaled(${row + 1})).toBe(${2 * (row + 1)})\n  expect(shifted(${row})).toBe(${row + index})\n})\n`,
        )
        .join('')}`,
  },
  vitest: {
    manifest: { 'package.json': '{ "name": "shop", "type": "module", "devDependencies": { "vitest": "*" } }\n' },
    sourceFile: (index: number) => `src/part-${two(index)}.ts`,
    testFile: (index: number) => `test/part-${two(index)}.test.ts`,
    source: (index: number) =>
      `${index > 0 ? `export { scaled as before } from './part-${two(index - 1)}.ts'\n` : ''}export const scaled = (value: number): number => value * 2\nexport const shifted = (value: number): number => value + ${index}\n`,
    test: (index: number) =>
      `import { expect, test } from 'vitest'\nimport { scaled, shifted } from '../src/part-${two(index)}.ts'\n${rows
        .map(
          (row) =>
            `test('row ${row}', () => {\n  expect(scaled(${row + 1})).toBe(${2 * (row + 1)})\n  expect(shifted(${row})).toBe(${row + index})\n})\n`,
        )
        .join('')}`,
  },
} as const
