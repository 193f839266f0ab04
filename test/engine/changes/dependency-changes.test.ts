import { describe, expect, test } from 'vitest'
import { dependencyChanges } from '../../../src/engine/changes/dependency-changes.ts'

describe('dependencyChanges', () => {
  test('a bumped package of package.json is named with both versions', () => {
    const before = JSON.stringify({ version: '1.0.0', dependencies: { left: '^1.0.0' } })
    const after = JSON.stringify({ version: '1.0.1', dependencies: { left: '^2.0.0' } })
    expect(dependencyChanges([{ path: 'package.json', before, after }])).toEqual([
      { manifest: 'package.json', name: 'left', before: '"^1.0.0"', after: '"^2.0.0"' },
    ])
  })

  test("a project's own version and scripts are no dependency", () => {
    const before = JSON.stringify({ version: '1.0.0', scripts: { test: 'jest' } })
    const after = JSON.stringify({ version: '1.1.0', scripts: { test: 'jest --ci' } })
    expect(dependencyChanges([{ path: 'package.json', before, after }])).toEqual([])
    expect(dependencyChanges([{ path: 'pyproject.toml', before: 'version = "1.0"\n', after: 'version = "1.1"\n' }])).toEqual([])
  })

  test('pins of requirements and pyproject are read line by line', () => {
    expect(
      dependencyChanges([{ path: 'requirements.txt', before: 'attrs==22.1\n', after: 'attrs==23.1\n' }]).map(({ name }) => name),
    ).toEqual(['attrs'])
    expect(
      dependencyChanges([
        { path: 'pyproject.toml', before: 'dependencies = [\n  "attrs>=22",\n]\n', after: 'dependencies = [\n  "attrs>=23",\n]\n' },
      ]).map(({ name }) => name),
    ).toEqual(['attrs'])
  })

  test('a manifest that cannot be read counts as changed', () => {
    expect(dependencyChanges([{ path: 'package.json', before: '{}', after: '{' }])).toHaveLength(1)
  })
})
