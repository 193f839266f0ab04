import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fixtureNames, layFixture, loadFixture } from './fixture.ts'
import { faultsOf } from './fixture-faults.ts'
import { PinnedFramework } from './frameworks/install.ts'

vi.setConfig({ testTimeout: 30_000 })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fixture-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const git = (...words: readonly string[]) => execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' })

describe('every fixture', () => {
  it.each(fixtureNames())('%s changes what it says', (name) => {
    const fixture = loadFixture(name)
    expect(name.startsWith(`${fixture.framework}-`)).toBe(true)
    expect(fixture.after.size + fixture.deleted.length).toBeGreaterThan(0)
    for (const [path, text] of fixture.after) expect(fixture.before.get(path), path).not.toBe(text)
    for (const path of fixture.deleted) expect(fixture.before.has(path), path).toBe(true)
    for (const id of [...fixture.failing, ...fixture.flaky]) expect(fixture.head.has(id.split(/::| > /)[0] ?? ''), id).toBe(true)
  })

  it.each(fixtureNames())('%s expects edits of tests alone, and only where it is healed or proposed', (name) => {
    expect(faultsOf(loadFixture(name))).toEqual([])
  })

  it.each(fixtureNames())('%s names no machine and no registry', (name) => {
    const fixture = loadFixture(name)
    for (const [path, text] of [...fixture.before, ...fixture.after, ...fixture.expected]) {
      expect(text, path).not.toMatch(/registry\.|pypi\.org|npmjs|\/root\/|\/home\/|\/work\//)
    }
  })
})

describe('the collection', () => {
  it.each(PinnedFramework.options)('holds healed and refused cases of %s', (framework) => {
    const answers = fixtureNames()
      .map(loadFixture)
      .filter((fixture) => fixture.framework === framework)
      .map((fixture) => fixture.answer)
    expect(answers.filter((answer) => answer === 'healed').length).toBeGreaterThanOrEqual(framework === 'pytest' ? 16 : 8)
    expect(answers.filter((answer) => answer === 'refused').length).toBeGreaterThanOrEqual(4)
  })
})

describe('layFixture', () => {
  it('makes a repository of two commits on main with the head checked out', () => {
    const { base, head } = layFixture('pytest-ledger', folder)
    expect(git('rev-list', '--first-parent', 'main').trim().split('\n')).toEqual([head, base])
    expect(git('log', '-1', '--format=%an <%ae> %B').trim()).toMatch(/^Suture <noreply@example.com> Rename parse_amount to parse_money/)
    expect(git('status', '--porcelain')).toBe('')
    const fixture = loadFixture('pytest-ledger')
    expect(git('ls-tree', '-r', '--name-only', head).trim().split('\n').sort()).toEqual([...fixture.head.keys()].sort())
    expect(git('show', `${base}:src/ledger/amounts.py`)).toBe(fixture.before.get('src/ledger/amounts.py'))
    expect(readFileSync(join(folder, 'src/ledger/amounts.py'), 'utf8')).toBe(fixture.after.get('src/ledger/amounts.py'))
  })

  it('gives the same commits every time', () => {
    const first = layFixture('pytest-ledger', join(folder, 'a'))
    expect(layFixture('pytest-ledger', join(folder, 'b'))).toEqual(first)
  })

  it('pads both commits up to a number of source files, the same ones every time', () => {
    const { base } = layFixture('pytest-ledger', join(folder, 'a'), { sourceFiles: 300 })
    expect(layFixture('pytest-ledger', join(folder, 'b'), { sourceFiles: 300 }).base).toBe(base)
    expect(readdirSync(join(folder, 'a/src/padding'))).toHaveLength(300 - readdirSync(join(folder, 'a/src/ledger')).length)
  })

  it('says which fixtures there are when a name is unknown', () => {
    expect(() => layFixture('pytest-nothing', folder)).toThrow("there is no fixture 'pytest-nothing'")
  })
})
