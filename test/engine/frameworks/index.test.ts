import { describe, expect, test } from 'vitest'
import type { RepositoryFiles } from '../../../src/engine/frameworks/framework.ts'
import { detectFrameworks, frameworkNamed, frameworks } from '../../../src/engine/frameworks/index.ts'

const files = (texts: Record<string, string>): RepositoryFiles => ({
  paths: Object.keys(texts).sort(),
  read: (path) => texts[path] ?? null,
})
const detected = (texts: Record<string, string>) => detectFrameworks(files(texts)).map(({ name }) => name)

describe('which frameworks a repository uses', () => {
  test.each([
    [{ 'pytest.ini': '' }, ['pytest']],
    [{ 'pyproject.toml': '[tool.pytest.ini_options]\n' }, ['pytest']],
    [{ 'setup.cfg': '[metadata]\n[tool:pytest]\n' }, ['pytest']],
    [{ 'pyproject.toml': '[dependency-groups]\ntest = ["pytest>=8"]\n' }, ['pytest']],
    [{ 'requirements-dev.txt': 'pytest==8.4.2\n' }, ['pytest']],
    [{ 'tests/test_a.py': 'def test(): pass\n' }, ['pytest']],
    [{ 'pyproject.toml': '[project]\nname = "x"\n', 'src/x.py': '' }, []],
    [{ 'package.json': '{ "devDependencies": { "vitest": "4.1.12" } }' }, ['vitest']],
    [{ 'vitest.config.ts': '', 'package.json': '{}' }, ['vitest']],
    [{ 'package.json': '{ "devDependencies": { "jest": "29.7.0" } }' }, ['jest']],
    [{ 'package.json': '{\n  "jest": { "verbose": true }\n}' }, ['jest']],
    [{ 'packages/a/jest.config.cjs': '', 'packages/b/vitest.config.mts': '', 'py/conftest.py': '' }, ['pytest', 'jest', 'vitest']],
    [{ 'package.json': '{ "devDependencies": { "mocha": "11" }, "keywords": ["jest"] }' }, []],
    [{}, []],
  ])('%j', (texts, names) => {
    expect(detected(texts)).toEqual(names)
  })

  test('each says why, and is found by its name', () => {
    for (const framework of frameworks) {
      expect(framework.detect(files({})).why).toContain(framework.name)
      expect(frameworkNamed(framework.name)).toBe(framework)
    }
    expect(frameworkNamed('junit')).toBeNull()
  })
})
