import type { ManifestReader } from './manifest-reader.ts'
import { packageJson } from './package-json.ts'
import { packageLock } from './package-lock.ts'
import { pinnedLines } from './pinned-lines.ts'
import { pipfileLock } from './pipfile-lock.ts'
import { pnpmLock } from './pnpm-lock.ts'
import { pyproject } from './pyproject.ts'
import { requirementsTxt } from './requirements-txt.ts'
import { setupCfg } from './setup-cfg.ts'
import { tomlLock } from './toml-lock.ts'
import { yarnLock } from './yarn-lock.ts'

/** The first whose path matches reads a manifest; a new format is one file and one line here. */
const READERS: readonly ManifestReader[] = [
  packageJson,
  packageLock,
  yarnLock,
  pnpmLock,
  tomlLock,
  pipfileLock,
  requirementsTxt,
  pyproject,
  setupCfg,
]

export function readerOf(path: string): ManifestReader {
  return READERS.find((reader) => reader.path.test(path)) ?? pinnedLines
}
