import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type NodeFramework = 'jest' | 'vitest'

/** A `package.json` that names the pinned framework, as ES modules for Vitest. `more` replaces or adds members. */
export function manifest(framework: NodeFramework, name: string, more: Readonly<Record<string, unknown>> = {}): string {
  const scripts = { test: framework === 'vitest' ? 'vitest run' : 'jest' }
  const type = framework === 'vitest' ? { type: 'module' } : {}
  const devDependencies = { [framework]: `^${pinned(framework)}` }
  return `${JSON.stringify({ name, version: '1.0.0', private: true, ...type, scripts, devDependencies, ...more }, null, 2)}\n`
}

function pinned(framework: NodeFramework): string {
  const file = join(import.meta.dirname, '../../support/frameworks', framework, 'package.json')
  const { dependencies } = JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Readonly<Record<string, string>> }
  return dependencies[framework] ?? '*'
}
