import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ModuleKind, ModuleResolutionKind, Project, type SourceFile } from 'ts-morph'
import type { Layout } from '../code-bases.ts'
import type { Random } from '../random.ts'

/** The product of a JavaScript or TypeScript code base as a project of the TypeScript compiler, and what tests and docs say. */
export type CodeBaseProject = {
  readonly folder: string
  readonly project: Project
  readonly product: readonly SourceFile[]
  readonly testText: string
  readonly random: Random
  adaptDocs(old: string, now: string): void
  sayInChangelog(line: string): void
}

export function openCodeBase(folder: string, layout: Layout, random: Random, withTests: boolean): CodeBaseProject {
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    compilerOptions: { allowJs: true, noLib: true, types: [], module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler },
  })
  const isTest = (path: string) => layout.tests.some((entry) => path === entry || path.startsWith(`${entry}/`))
  const product = filesOf(folder, layout.product, /\.[jt]s$/)
    .filter((path) => !isTest(path) && !path.endsWith('.d.ts'))
    .map((path) => project.addSourceFileAtPath(join(folder, path)))
  const tests = filesOf(folder, layout.tests, /\.[jt]s$/)
  if (withTests) for (const path of tests) project.addSourceFileAtPath(join(folder, path))
  const docs = filesOf(folder, layout.docs, /\.(md|rst)$/)
  const rewrite = (path: string, change: (text: string) => string) => {
    const text = readFileSync(join(folder, path), 'utf8')
    if (change(text) !== text) writeFileSync(join(folder, path), change(text))
  }
  return {
    folder,
    project,
    product,
    random,
    testText: tests.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n'),
    adaptDocs: (old, now) => {
      const word = new RegExp(old.length < 5 ? `(?<=\`)${old}(?=[\`(])` : `(?<![\\w/.-])${old}(?![\\w/-])`, 'g')
      for (const path of docs) rewrite(path, (text) => text.replace(word, now))
    },
    sayInChangelog: (line) => {
      const [path] = docs.filter((one) => /^(change|history|news)/i.test(one))
      if (path !== undefined) rewrite(path, (text) => text.replace(/\n\n/, `\n\n- ${line}\n\n`))
    },
  }
}

function filesOf(folder: string, entries: readonly string[], wanted: RegExp): readonly string[] {
  const found = entries
    .flatMap((entry) => globSync(entry, { cwd: folder }))
    .flatMap((path) => (statSync(join(folder, path)).isDirectory() ? globSync(`${path}/**/*`, { cwd: folder }) : [path]))
  return [...new Set(found)].filter((path) => wanted.test(path) && !path.includes('node_modules')).sort()
}
