import { describe, expect, test } from 'vitest'
import { sourceFiles } from './source-files.ts'

const files = sourceFiles('src')

type Capability = { readonly what: RegExp; readonly only: readonly string[]; readonly advice: string }

/** A capability belongs to one place: package or built-in module → where it may be imported. */
const IMPORTS: readonly Capability[] = [
  {
    what: /^node:child_process$/,
    only: ['sandbox/', 'server/history/connection/embedded-postgres.ts', 'server/processes/own-process.ts'],
    advice:
      'spawn through sandbox/ (the embedded database server starts itself, and what is hostile is read in a process of our own program)',
  },
  { what: /^(?:@prisma\/|pg$|embedded-postgres)/, only: ['server/history/'], advice: 'ask the database through server/history/' },
  {
    what: /^(?:probot|@octokit\/|pg-boss|hono|@hono\/)/,
    only: ['server/', 'runner/github/'],
    advice: 'GitHub, queue and web belong to the trusted side',
  },
  { what: /^@anthropic-ai\//, only: ['llm/'], advice: 'reach the language model through llm/' },
  { what: /^web-tree-sitter$/, only: ['engine/languages/'], advice: 'make syntax trees in engine/languages/' },
  { what: /^yauzl$/, only: ['engine/archives/'], advice: 'open archives through engine/archives/, which has the limits' },
  {
    what: /^(?:node:(?:https?|http2|net|tls|dns|dgram)$|undici)/,
    only: ['server/listen.ts', 'server/history/connection/embedded-postgres.ts'],
    advice: 'nothing else listens or connects: GitHub is reached through server/github/',
  },
]

/** The same for what needs no import. */
const GLOBALS: readonly Capability[] = [
  {
    what: /(?<![.\w])fetch\(|\bnew (?:WebSocket|EventSource|XMLHttpRequest)\b/,
    only: ['server/github/', 'runner/bundle-pin.ts', 'runner/server-api.ts'],
    advice:
      'reach GitHub through server/github/; the runner fetches the bundle whose digest `suture init` writes, and the history of its server',
  },
  {
    what: /\bprocess\.env\b/,
    only: ['runner/main.ts', 'server/main.ts'],
    advice: 'take values of the environment as an argument from main.ts',
  },
]

/** The checkout is read and written in few places; the rest of the runner sees it through ports. */
const DISK_IN_RUNNER = [
  'runner/workspace',
  'runner/start-state/',
  'runner/probes/',
  'runner/warm/',
  'runner/commands/',
  'runner/grammars.ts',
  'runner/session/',
  'runner/registries/',
  'runner/report-files.ts',
]

describe('a capability is used only where it belongs', () => {
  test.each(IMPORTS)('$what', ({ what, only, advice }) => {
    const wrong = files.flatMap(({ path, imports }) =>
      isIn(path, only) ? [] : imports.filter(({ target }) => what.test(target)).map(({ target }) => `${path} imports ${target}`),
    )
    expect(wrong, advice).toEqual([])
  })

  test.each(GLOBALS)('$what', ({ what, only, advice }) => {
    const wrong = files.filter(({ path, text }) => !isIn(path, only) && what.test(text)).map(({ path }) => path)
    expect(wrong, advice).toEqual([])
  })
})

test('the engine is pure', () => {
  const wrong = files
    .filter(({ path }) => path.startsWith('src/engine/'))
    .flatMap(({ path, text, imports }) => [
      ...imports
        .filter(({ target }) => /^node:(?!crypto$|stream|buffer|zlib|util)/.test(target))
        .map(({ target }) => `${path} imports ${target}`),
      ...(text.match(/\bprocess\.\w+|\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)/g) ?? []).map((use) => `${path} uses ${use}`),
    ])
  expect(wrong, 'take it through a port, or as a value').toEqual([])
})

test('the runner touches the disk in few places', () => {
  const wrong = files
    .filter(({ path, imports }) => path.startsWith('src/runner/') && imports.some(({ target }) => target.startsWith('node:fs')))
    .filter(({ path }) => !isIn(path, DISK_IN_RUNNER))
  expect(
    wrong.map(({ path }) => path),
    'the checkout belongs to runner/workspace/: ask for what you need there',
  ).toEqual([])
})

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => path.startsWith(`src/${place}`))
}
