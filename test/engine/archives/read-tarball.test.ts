import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readTarball as readWithin, type TarballLimits } from '../../../src/engine/archives/read-tarball.ts'
import { entry } from './tar.ts'

const MB = 1024 * 1024
const LIMITS = { maxPacked: MB, maxUnpacked: 100 * MB, maxFiles: 100, maxText: MB, maxTexts: MB }
const readTarball = (packed: Uint8Array, wants: (path: string) => boolean, limits: TarballLimits = LIMITS) =>
  readWithin([packed], wants, limits)
const all = () => true
const folder = mkdtempSync(join(tmpdir(), 'suture-tarball-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const LONG = `tests/${'deep/'.repeat(40)}test_long.py`

/** As GitHub makes it: git archive with one folder around everything. */
function archive(): Buffer {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, maxBuffer: 1e9 })
  const write = (path: string, content: string | Buffer, mode = 0o644) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content, { mode })
  }
  write('src/a.py', 'x = 1\n')
  write('run.sh', '#!/bin/sh\n', 0o755)
  write(LONG, 'long = True\n')
  write('ünïcode.py', '# ü\n')
  write('image.png', Buffer.from([1, 0, 2]))
  write('latin.py', Buffer.from([0x23, 0xe9]))
  symlinkSync('src/a.py', join(folder, 'link.py'))
  git('init', '-q')
  git('add', '-A')
  git('-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-qm', 'x')
  return git('archive', '--format=tar.gz', '--prefix=acme-shop-1a2b3c4/', 'HEAD')
}

describe('readTarball', () => {
  const packed = archive()

  it('reads texts, modes, links and long or foreign names', async () => {
    const { files, isComplete } = await readTarball(packed, all)
    expect(isComplete).toBe(true)
    expect(files.get('src/a.py')).toEqual({ mode: '100644', text: 'x = 1\n' })
    expect(files.get('run.sh')).toEqual({ mode: '100755', text: '#!/bin/sh\n' })
    expect(files.get(LONG)?.text).toBe('long = True\n')
    expect(files.get('ünïcode.py')?.text).toBe('# ü\n')
    expect(files.get('link.py')).toEqual({ mode: '120000', text: null })
  })

  it('has no text for what is none', async () => {
    const { files } = await readTarball(packed, all)
    expect(files.get('image.png')).toEqual({ mode: '100644', text: null })
    expect(files.get('latin.py')).toEqual({ mode: '100644', text: null })
  })

  it('keeps the text only of what is wanted', async () => {
    const { files } = await readTarball(packed, (path) => path.startsWith('src/'))
    expect(files.get('src/a.py')?.text).toBe('x = 1\n')
    expect(files.get('run.sh')?.text).toBeNull()
  })

  it.each([
    ['packed size', { maxPacked: 10 }],
    ['unpacked size', { maxUnpacked: 2_000 }],
    ['number of files', { maxFiles: 2 }],
    ['size of all texts', { maxTexts: 8 }],
  ])('says that it is not complete beyond the limit of %s', async (_what, limit) => {
    expect((await readTarball(packed, all, { ...LIMITS, ...limit })).isComplete).toBe(false)
  })

  it('stops a bomb at the limit', async () => {
    const bomb = gzipSync(Buffer.concat([entry('r/a.py', '', 30_000_000), Buffer.alloc(30_000_000)]))
    const { isComplete } = await readTarball(bomb, all, { ...LIMITS, maxUnpacked: 1_000_000 })
    expect(isComplete).toBe(false)
  })

  it('leaves out paths that leave the repository, and what is no file', async () => {
    const hostile = [
      entry('r/../../etc/passwd', 'x'),
      entry('r/.git/config', 'x'),
      entry('r//abs.py', 'x'),
      entry('r/dev', '', 0, '3'),
      entry('r/ok.py', 'x'),
    ]
    const { files } = await readTarball(gzipSync(Buffer.concat([...hostile, Buffer.alloc(1024)])), all)
    expect([...files.keys()]).toEqual(['ok.py'])
  })
})
