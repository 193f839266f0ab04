import type { RepositoryFiles } from '../../engine/frameworks/framework.ts'

const MANIFEST =
  /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.(?:cfg|py)|tox\.ini|\.?pytest\.(?:ini|toml)|requirements[^/]*\.(?:txt|in)|requirements\/[^/]*\.(?:txt|in)|Pipfile|(?:jest|vite|vitest)\.(?:config|workspace)\.[^/]+)$/

/** A tree's paths, and the texts of its manifests and configuration files, for detectFrameworks(). */
export async function frameworkFiles(paths: readonly string[], read: (path: string) => Promise<string | null>): Promise<RepositoryFiles> {
  const texts = new Map<string, string | null>()
  for (const path of paths) if (MANIFEST.test(path)) texts.set(path, await read(path))
  return { paths, read: (path) => texts.get(path) ?? null }
}
