import { declaredPackages } from '../changes/packages/declared-packages.ts'
import { readerOf } from '../changes/packages/manifests/index.ts'
import { importablePaths } from '../changes/resolve/importable-paths.ts'
import { createProject } from '../changes/resolve/project.ts'
import type { Trees } from '../changes/uses/use-site.ts'
import { readConfiguration, readModuleSettings } from '../diagnosis/sources/tree-settings.ts'
import type { TreeTexts } from '../diagnosis/sources/tree-texts.ts'
import type { Framework } from '../frameworks/framework.ts'
import { languageOf, languages } from '../languages/index.ts'
import type { Parsers } from '../languages/parsers.ts'

/** The texts of one tree in one framework's language: all that cures are derived from, and read against. */
export type CureSources = {
  readonly framework: Framework
  readonly parsers: Parsers
  readonly files: ReadonlyMap<string, string>
  readonly trees: Trees
  /** Packages that the manifests name. */
  readonly packages: ReadonlySet<string>
}

/** Reads the head. Files that cannot be parsed as text are left out. */
export async function readCureSources(
  texts: Pick<TreeTexts, 'listFiles' | 'readFile'>,
  framework: Framework,
  parsers: Parsers,
): Promise<CureSources> {
  const tree: TreeTexts = { ...texts, changes: async () => [], intentTexts: async () => [] }
  const listed = await texts.listFiles('head')
  const read = async (paths: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const all = await Promise.all(paths.map(async (path) => [path, await texts.readFile('head', path)] as const))
    return new Map(all.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])))
  }
  const files = await read(listed.filter((path) => languageOf(path)?.name === framework.language))
  const settings = await readModuleSettings(tree, [], languages[framework.language], await readConfiguration(tree))
  const manifests = await read(listed.filter((path) => framework.manifests.test(path) && !readerOf(path).isLock))
  const project = createProject(files, parsers, { paths: importablePaths(files.keys(), files.keys()), settings: settings.head })
  const product = [...files.keys()].filter((path) => !framework.isTestFile(path))
  return { framework, parsers, files, trees: { before: project, after: project, product }, packages: declaredPackages(manifests) }
}
