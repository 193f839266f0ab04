import { execFileSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import type { Callers } from '../../../src/engine/changes/possible/callers.ts'
import type { AuthorTexts } from '../../../src/engine/diagnosis/sources/author-texts.ts'
import { readSources, type Sources } from '../../../src/engine/diagnosis/sources/sources.ts'
import { pytest } from '../../../src/engine/frameworks/pytest.ts'
import { commitMessages } from '../../../src/runner/workspace/commit-messages.ts'
import { openWorkspace } from '../../../src/runner/workspace.ts'
import { compareTrees } from '../../../src/server/intake/compare-trees.ts'
import type { PackedTree } from '../../../src/server/intake/tree.ts'
import { testedTrees, unpackTree } from '../../../src/server/intake/unpack-trees.ts'
import { createRepository } from '../../support/frameworks/repository.ts'
import { testParsers } from '../../support/grammars.ts'

const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }
const WORDS = ['Round half to even', 'As the bank does.']

const project = createRepository()
afterAll(() => project.remove())

const LOG = '# Changes\n\n## 2\n- sums are exact\n- fast\n\n## 1\n- first release\n'
const ancestor = project.commit({
  'CHANGELOG.md': LOG,
  'README.md': 'Amounts.\n',
  'docs/rounding.rst': 'Half up.\n',
  'docs/data/notes.md': 'data\n',
  NEWS: 'old\n',
  'requirements.txt': 'pytest\n',
  'site/page.html': '<p>\n',
  'amounts.py': 'def rounded(x):\n    return int(x + 0.5)\n',
  'tests/test_amounts.py': 'from amounts import rounded\n\n\ndef test_rounded():\n    assert rounded(2.5) == 3\n',
})
project.git('checkout', '--quiet', '-b', 'topic')
const head = project.commit(
  {
    'CHANGELOG.md': LOG.replace('## 2\n', '## 2\n- half to even\n'),
    'docs/rounding.rst': 'Half to even.\n',
    NEWS: null,
    'amounts.py': 'def rounded(x):\n    return round(x)\n',
    'docs/large.md': 'x'.repeat(1_000_001),
    'docs/fits.md': 'y'.repeat(1_000_000),
    'tests/support.py': 'HALF = 2.5\n',
  },
  'Round half to even\n\nAs the bank does.',
)
project.git('checkout', '--quiet', 'main')
const base = project.commit({ 'CHANGELOG.md': LOG.replace('- first', '- very first'), 'README.md': 'All amounts.\n' }, 'Praise the release')

const archive = (commit: string) => [archiveOf(commit)]
const archiveOf = (commit: string) =>
  execFileSync('git', ['archive', '--format=tar.gz', '--prefix=o-r-1a2b3c4/', commit], { cwd: project.dir, maxBuffer: 1e9 })

async function asRunner(from: string, to: string, merge?: readonly [string, string]): Promise<AuthorTexts> {
  const revisions = { base: from, head: to, ...(merge === undefined ? {} : { merge }) }
  const workspace = await openWorkspace({ origin: project.dir, ...revisions, place: 'copy', env, intentTexts: WORDS })
  try {
    return (await readSources(workspace, pytest, await testParsers())).authorTexts
  } finally {
    await workspace.close()
  }
}

type Archives = { readonly head: PackedTree; readonly base: PackedTree; readonly merge: { readonly ancestor: PackedTree } | null }

async function unpackTrees({ head: packed, base: against, merge }: Archives) {
  return testedTrees(await unpackTree(packed), await unpackTree(against), merge && (await unpackTree(merge.ancestor)))
}

async function asServer(packed: Archives, from: string, to: string): Promise<AuthorTexts> {
  const trees = await unpackTrees(packed)
  expect([trees.base.isComplete, trees.tested.isComplete]).toEqual([true, true])
  const intentTexts = [...WORDS, ...(await commitMessages(project.dir, from, to, env))]
  return (await compareTrees({ base: trees.base, head: trees.tested, intentTexts }, pytest, await testParsers())).authorTexts
}

test('the server reads the documents, changes and messages that the runner reads', async () => {
  const found = await asServer({ head: archive(head), base: archive(ancestor), merge: null }, ancestor, head)
  expect(found).toEqual(await asRunner(ancestor, head))
  expect([...found.docs.keys()]).toEqual(['CHANGELOG.md', 'README.md', 'docs/fits.md', 'docs/rounding.rst'])
  expect(found.docChanges.map(({ path }) => path)).toEqual(['CHANGELOG.md', 'NEWS', 'docs/fits.md', 'docs/rounding.rst'])
  expect(found.intentTexts).toEqual([...WORDS, 'Round half to even\n\nAs the bank does.'])
})

test('of a merge that CI tested too, where both sides wrote into one document', async () => {
  const packed = { head: archive(head), base: archive(base), merge: { ancestor: archive(ancestor) } }
  const found = await asServer(packed, base, head)
  expect(found).toEqual(await asRunner(base, head, [base, head]))
  expect(found.docs.get('CHANGELOG.md')).toBe(LOG.replace('## 2\n', '## 2\n- half to even\n').replace('- first', '- very first'))
})

test('the server looks for callers in the texts that the runner looks in', async () => {
  const product = 'def fare_of(zones):\n    return zones * 2\n'
  const notebook = JSON.stringify({ cells: [{ cell_type: 'code', outputs: ['x'.repeat(1_100_000)], source: ['fare_of(1)'] }] })
  const others = {
    'templates/fares.html': '<p>{{ zones|fare_of }}</p>\n',
    'bin/show': '#!/usr/bin/env python3\nfrom fares import fare_of\n\nfare_of(1)\n',
    Procfile: 'show: python -c "import fares; fares.fare_of(1)"\n',
    'web/fares.ts': 'export const fare = (row: Row) => row.fare_of\n',
    'notes/look.ipynb': notebook,
    'data/large.json': `{ "call": "fare_of", "data": "${'x'.repeat(400_000)}" }\n`,
    'README.md': 'Call `fare_of(2)`.\n',
    'pages/huge.vue': `<template>${'x'.repeat(1_000_001)}</template>`,
  }
  const from = project.commit({ 'fares.py': product, ...others }, 'Fares')
  const to = project.commit({ 'fares.py': product.replace('fare_of', 'price_of_trip') }, 'Rename fare_of to price_of_trip')
  const callers = ({ changes, callersOf }: Sources) => changes.filter(({ kind }) => kind === 'renamed').map(callersOf)
  const trees = await unpackTrees({ head: archive(to), base: archive(from), merge: null })
  const found = callers(await compareTrees({ base: trees.base, head: trees.tested, intentTexts: [] }, pytest, await testParsers()))
  const workspace = await openWorkspace({ origin: project.dir, base: from, head: to, place: 'copy', env })
  expect(found).toEqual(callers(await readSources(workspace, pytest, await testParsers())))
  await workspace.close()
  const places = (uses: Callers['possible'] = []) => uses.map(({ file, line }) => `${file}:${line}`)
  expect(places(found[0]?.unmigrated)).toEqual(['bin/show:2', 'bin/show:4'])
  expect(places(found[0]?.possible)).toEqual(['Procfile:1', 'notes/look.ipynb:1', 'templates/fares.html:1', 'web/fares.ts:1'])
  expect(found[0]).toMatchObject({ unread: ['pages/huge.vue'], told: [{ file: 'README.md', line: 1 }] })
})
