import type { FrameworkName } from '../../model/framework-name.ts'
import type { Framework, RepositoryFiles } from './framework.ts'
import { jest } from './jest.ts'
import { pytest } from './pytest.ts'
import { vitest } from './vitest.ts'

/** Every framework that Suture can run. */
export const frameworks: readonly Framework[] = [pytest, jest, vitest]

/** The frameworks that a repository uses; empty when none is recognised. */
export function detectFrameworks(files: RepositoryFiles): readonly Framework[] {
  return frameworks.filter((framework) => framework.detect(files).uses)
}

export function frameworkNamed(name: FrameworkName): Framework | null {
  return frameworks.find((framework) => framework.name === name) ?? null
}
