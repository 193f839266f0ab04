import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startState } from '../../../src/runner/start-state/start-state.ts'

let parent: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'suture-start-'))
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

function home(files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries({ '.profile': '', ...files })) {
    mkdirSync(dirname(join(parent, 'home', path)), { recursive: true })
    writeFileSync(join(parent, 'home', path), text)
  }
  return join(parent, 'home')
}

/** Begins two runs, and gives the home folder of the second. */
function begin(env: Readonly<Record<string, string>>, workspace = join(parent, 'tree')) {
  const outFolder = join(parent, 'out')
  const start = startState({ workspace, origin: workspace, outFolder, env })
  const runs = ['a', 'b'].map((name) => {
    mkdirSync(join(outFolder, name), { recursive: true })
    return start(join(outFolder, name))
  })
  return { set: runs[1] ?? {}, other: runs[0] ?? {}, at: (path: string) => join(runs[1]?.['HOME'] ?? '', path) }
}

const isLink = (path: string) => lstatSync(path).isSymbolicLink()

test('settings and small caches are copies, what is large or no setting is a link to the user’s', () => {
  const large = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`.tool/${index}`, 'x']))
  const own = home({
    '.gitconfig': '[user]',
    '.cache/app/rates': '1',
    '.config/app.ini': '',
    'work/notes.txt': 'mine',
    '.huge': 'x'.repeat(70_000),
    ...large,
  })
  const { at, set } = begin({ HOME: own })
  for (const path of ['.gitconfig', '.cache', '.cache/app', '.cache/app/rates', '.config/app.ini'])
    expect(isLink(at(path)), path).toBe(false)
  for (const path of ['work', '.huge', '.tool']) expect(isLink(at(path)), path).toBe(true)
  expect(readFileSync(at('.tool/69'), 'utf8')).toBe('x')
  writeFileSync(at('.cache/app/rates'), '2')
  expect(readFileSync(join(own, '.cache/app/rates'), 'utf8')).toBe('1')
  expect(existsSync(set['TMPDIR'] ?? '')).toBe(true)
})

test('downloads and compiled parts are shared by all runs, the user’s where there are some', () => {
  const own = home({ '.cache/pip/wheel': 'w' })
  const { at, other } = begin({ HOME: own })
  writeFileSync(at('.cache/matplotlib/fonts.json'), '{}')
  expect(readFileSync(join(other['HOME'] ?? '', '.cache/matplotlib/fonts.json'), 'utf8')).toBe('{}')
  expect(existsSync(join(own, '.cache/matplotlib'))).toBe(false)
  expect(readFileSync(at('.cache/pip/wheel'), 'utf8')).toBe('w')
})

test('a folder of caches that is itself a link stays one, and nothing is made in it', () => {
  mkdirSync(join(parent, 'disk'))
  const own = home({})
  symlinkSync(join(parent, 'disk'), join(own, '.cache'))
  const { at } = begin({ HOME: own })
  expect(isLink(at('.cache'))).toBe(true)
  expect(existsSync(join(parent, 'disk/pip'))).toBe(false)
})

test('the checkout is never copied, and folders that the user names move along', () => {
  const own = home({ '.work/tree/a.py': '1', '.config/x': '' })
  const { at, set } = begin({ HOME: own, XDG_CONFIG_HOME: join(own, '.config'), XDG_DATA_HOME: '/elsewhere' }, join(own, '.work/tree'))
  expect(isLink(at('.work'))).toBe(true)
  expect([set['XDG_CONFIG_HOME'], set['XDG_DATA_HOME']]).toEqual([at('.config'), undefined])
})

test('without a home folder there is an empty one', () => {
  const { at, set } = begin({})
  expect(existsSync(set['HOME'] ?? '')).toBe(true)
  expect(existsSync(at('.profile'))).toBe(false)
})
