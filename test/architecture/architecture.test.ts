import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'

type SourceFile = { readonly path: string; readonly text: string; readonly imports: readonly string[] }

const ROOT = join(import.meta.dirname, '..')
const files = sourceFiles('src')

/** Who may import whom: folder → folders below src/ that it may reach. The longest matching folder rules. Tell offenders what to do. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'model/': ['model/'],
  'protocol/': ['model/', 'protocol/'],
  'config/': ['model/', 'config/'],
  'engine/ports.ts': ['model/'],
  'engine/reports/': ['model/', 'config/', 'engine/reports/'],
  'engine/languages/': ['model/', 'config/', 'engine/languages/'],
  'engine/frameworks/': ['model/', 'config/', 'engine/reports/', 'engine/languages/', 'engine/frameworks/'],
  'engine/workflow/': ['model/', 'config/', 'engine/workflow/'],
  'engine/changes/': ['model/', 'config/', 'engine/reports/', 'engine/languages/', 'engine/changes/'],
  'engine/mutation/': ['model/', 'config/', 'engine/languages/', 'engine/mutation/'],
  'engine/diagnosis/': [
    'model/',
    'config/',
    'engine/reports/',
    'engine/languages/',
    'engine/frameworks/',
    'engine/changes/',
    'engine/diagnosis/',
  ],
  'engine/repair/': [
    'model/',
    'config/',
    'engine/reports/',
    'engine/languages/',
    'engine/frameworks/',
    'engine/changes/',
    'engine/diagnosis/',
    'engine/repair/',
  ],
  'engine/review/': [
    'model/',
    'config/',
    'engine/reports/',
    'engine/languages/',
    'engine/frameworks/',
    'engine/changes/',
    'engine/diagnosis/',
    'engine/repair/',
    'engine/review/',
  ],
  'engine/conclusion/': [
    'model/',
    'config/',
    'engine/reports/',
    'engine/languages/',
    'engine/frameworks/',
    'engine/changes/',
    'engine/diagnosis/',
    'engine/repair/',
    'engine/review/',
    'engine/conclusion/',
  ],
  'engine/stages/': ['model/', 'config/', 'engine/'],
  'engine/pipeline.ts': ['model/', 'config/', 'engine/'],
  'sandbox/': ['model/', 'engine/', 'sandbox/'],
  'runner/': ['model/', 'protocol/', 'config/', 'engine/', 'sandbox/', 'runner/'],
  'server/': ['model/', 'protocol/', 'config/', 'engine/', 'server/'],
  'main.ts': ['runner/main.ts', 'server/main.ts'],
}

/** What the trusted side must never touch although its arrow allows the folder: it runs no stage. */
const SERVER_FORBIDDEN = ['engine/pipeline.ts', 'engine/ports.ts', 'engine/stages/']

/** A capability belongs to one folder: package or built-in module → where it may be imported. */
const CAPABILITIES: readonly { readonly what: RegExp; readonly only: readonly string[]; readonly why: string }[] = [
  {
    what: /^node:child_process$/,
    only: ['sandbox/', 'server/history/connection/embedded-postgres.ts'],
    why: 'processes are spawned by sandbox/ alone (the embedded database server starts itself)',
  },
  { what: /^(?:@prisma\/|pg$|embedded-postgres)/, only: ['server/history/'], why: 'the database is reached through server/history/' },
  {
    what: /^(?:probot|@octokit\/|pg-boss|hono|@hono\/)/,
    only: ['server/', 'runner/github/'],
    why: 'GitHub, queue and web belong to the trusted side',
  },
  { what: /^@anthropic-ai\//, only: ['llm/'], why: 'the language model is reached through llm/' },
  { what: /^web-tree-sitter$/, only: ['engine/languages/'], why: 'syntax trees are made in engine/languages/' },
]

/** The checkout is read and written in one place; the rest of the runner sees it through ports. */
const DISK_IN_RUNNER = [
  'runner/workspace',
  'runner/probes/',
  'runner/warm/',
  'runner/commands/',
  'runner/grammars.ts',
  'runner/session/',
  'runner/registries/',
  'runner/report-files.ts',
]

describe('architecture', () => {
  test('imports follow the arrows', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((target) => target.startsWith('src/') && !mayImport(file.path, target))
        .map((target) => `${file.path} must not import ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('every folder of src has a rule', () => {
    expect(files.map(({ path }) => path).filter((path) => ruleOf(path) === undefined)).toEqual([])
  })

  test('a capability is used only where it belongs', () => {
    const wrong = files.flatMap(({ path, imports }) =>
      CAPABILITIES.flatMap(({ what, only, why }) => {
        const used = imports.filter((target) => what.test(target))
        return used.length > 0 && !only.some((folder) => path.startsWith(`src/${folder}`))
          ? [`${path} imports ${used.join(', ')}: ${why}`]
          : []
      }),
    )
    expect(wrong).toEqual([])
  })

  test('the engine is pure', () => {
    const wrong = files
      .filter(({ path }) => path.startsWith('src/engine/'))
      .flatMap(({ path, text, imports }) => [
        ...imports
          .filter((target) => /^node:(?!crypto$|stream|buffer|zlib|util)/.test(target))
          .map((target) => `${path} imports ${target}: take it through a port`),
        ...(text.match(/\bprocess\.\w+|\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)|\bfetch\(/g) ?? []).map(
          (use) => `${path} uses ${use}: take it as a value`,
        ),
      ])
    expect(wrong).toEqual([])
  })

  test('the environment is read in two files', () => {
    const wrong = files.filter(
      ({ path, text }) => /process\.env/.test(text) && path !== 'src/runner/main.ts' && path !== 'src/server/main.ts',
    )
    expect(wrong.map(({ path }) => `${path} reads process.env: take values from main.ts`)).toEqual([])
  })

  test('the runner touches the disk in few places', () => {
    const wrong = files.filter(
      ({ path, imports }) =>
        path.startsWith('src/runner/') &&
        imports.some((target) => target.startsWith('node:fs')) &&
        !DISK_IN_RUNNER.some((place) => path.startsWith(`src/${place}`)),
    )
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  test('no import cycle', () => {
    expect(cycles()).toEqual([])
  })

  test('no source file is longer than 300 lines, nine in ten are under 180', () => {
    const sizes = files.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    expect(sizes.filter(({ lines }) => lines > 300)).toEqual([])
    const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThan(180)
  })

  test('names say what a file is for', () => {
    const vague = /(?:^|[-/])(?:utils?|helpers?|managers?|services?|common|misc)(?:[-./]|$)/
    expect(files.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([])
  })

  test("the README's tree is true", () => {
    const listed = readmeTree()
    expect(listed.filter((path) => !existsSync(join(ROOT, path))).map((path) => `${path} is in the README and not on disk`)).toEqual([])
    const folders = new Set(
      files.map(({ path }) => dirname(path)).flatMap((folder) => (folder.split('/').length <= 3 ? [`${folder}/`] : [])),
    )
    const known = new Set(listed)
    expect(
      [...folders].filter((folder) => folder !== 'src/' && !known.has(folder)).map((folder) => `${folder} is missing in the README's tree`),
    ).toEqual([])
  })
})

function ruleOf(path: string): readonly string[] | undefined {
  const inside = path.slice('src/'.length)
  const [place] = Object.keys(ARROWS)
    .filter((folder) => inside === folder || (folder.endsWith('/') && inside.startsWith(folder)))
    .sort((a, b) => b.length - a.length)
  return place === undefined ? undefined : ARROWS[place]
}

function mayImport(from: string, to: string): boolean {
  const inside = to.slice('src/'.length)
  if (from.startsWith('src/server/') && SERVER_FORBIDDEN.some((place) => inside.startsWith(place))) return false
  return (ruleOf(from) ?? []).some((place) => inside === place || (place.endsWith('/') && inside.startsWith(place)))
}

function sourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('/generated/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8')
      return { path, text, imports: importsOf(path, text) }
    })
}

function importsOf(path: string, text: string): readonly string[] {
  const { module } = parseSync(path, text)
  const targets = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...module.dynamicImports.map((one) => text.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1)),
  ]
  return targets.map((target) => (target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), target)) : target))
}

/** Cycles of runtime imports; a type that points back is erased and harms nobody. */
function cycles(): readonly string[] {
  const graph = new Map(files.map(({ path, text }) => [path, runtimeImports(path, text)]))
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    if (done.has(path)) return
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}

function runtimeImports(path: string, text: string): readonly string[] {
  return parseSync(path, text)
    .module.staticImports.filter(
      (one) => one.moduleRequest.value.startsWith('.') && !(one.entries.length > 0 && one.entries.every((entry) => entry.isType)),
    )
    .map((one) => relative(ROOT, join(ROOT, dirname(path), one.moduleRequest.value)))
}

/** Paths of the fenced tree in the README: two spaces of indentation a level, the name first, a comment after two spaces. */
function readmeTree(): readonly string[] {
  const text = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const block = /<!-- tree -->\n```text\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
  const trail: string[] = []
  return block
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const depth = (line.length - line.trimStart().length) / 2
      trail.length = depth
      trail[depth] = line.trim().split(/\s{2,}/)[0] ?? ''
      return trail.join('')
    })
}
