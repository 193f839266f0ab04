import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { RUNGS } from '../../../src/engine/diagnosis/index.ts'
import { FEATURES } from '../../../src/engine/diagnosis/intent/index.ts'
import { TEMPLATES } from '../../../src/engine/reasons/templates.ts'
import { CHECKS } from '../../../src/engine/review/checks/index.ts'
import { REASONS } from '../../../src/model/reason.ts'

const SRC = join(import.meta.dirname, '../../../src')
const paths = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.includes('generated'))
const texts = new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(SRC, path), 'utf8')]))

describe('codes of reasons', () => {
  test('are written in kebab-case', () => {
    expect(Object.keys(REASONS).filter((code) => !/^[a-z]+(?:-[a-z]+)*$/.test(code))).toEqual([])
  })

  test('have a template each', () => {
    expect(Object.keys(TEMPLATES).sort()).toEqual(Object.keys(REASONS).sort())
  })

  test('stand in one file of the catalogue each', () => {
    const all = [...texts]
      .filter(([path]) => path.startsWith('model/reasons/'))
      .flatMap(([, text]) => text.match(/^ {2}'?[a-z-]+'?: z\.strictObject/gm) ?? [])
    expect(all).toHaveLength(Object.keys(REASONS).length)
  })

  test('are made somewhere', () => {
    const made = new Set([...texts.values()].flatMap((text) => [...text.matchAll(/\breason\('([a-z-]+)'/g)].map(([, code]) => code)))
    expect(Object.keys(REASONS).filter((code) => !made.has(code))).toEqual([])
  })
})

test('no code reads a sentence of ours', () => {
  const reading = /\brootCause\??\.\w+\(|\bplainReason\([^)]*\)\.(?:includes|startsWith|endsWith|replace|match|split|slice)\b/
  expect(
    [...texts].filter(([, text]) => reading.test(text)).map(([path]) => `${path} reads a rendered reason: work on its code and parts`),
  ).toEqual([])
})

describe('an id is the name of its file', () => {
  const namesIn = (...folders: readonly string[]) =>
    folders.flatMap((folder) =>
      [...texts].flatMap(([path, text]) => {
        const [, file] = new RegExp(`^${folder}/([a-z-]+)\\.ts$`).exec(path) ?? []
        return file !== undefined && /^export const \w+ = \{\n {2}name: /m.test(text) ? [file] : []
      }),
    )

  test.each([
    ['rungs', RUNGS, namesIn('engine/diagnosis/rungs', 'engine/diagnosis/rungs/machine')],
    [
      'signs of intent',
      FEATURES,
      namesIn(...['said', 'followed', 'shown', 'written'].map((group) => `engine/diagnosis/intent/signs/${group}`)),
    ],
    ['acceptance checks', CHECKS, namesIn('engine/review/checks')],
  ])('of %s', (_, list, files) => {
    expect(files.length).toBeGreaterThan(5)
    expect(list.map(({ name }) => name).sort()).toEqual([...files].sort())
  })
})
