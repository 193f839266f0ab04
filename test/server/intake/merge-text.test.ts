import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { mergeText } from '../../../src/server/intake/merge-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'suture-merge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What git makes of it; `null` where it finds a conflict. */
function byGit(ancestor: string, base: string, head: string): string | null {
  for (const [name, text] of Object.entries({ ancestor, base, head })) writeFileSync(join(folder, name), text)
  try {
    return execFileSync('git', ['merge-file', '--stdout', 'base', 'ancestor', 'head'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  } catch {
    return null
  }
}

const TEXT = '# Log\n\n## 2\n- b\n- c\n\n## 1\n- a\n'

test.each([
  ['changes far apart', TEXT.replace('- b', '- B'), TEXT.replace('- a', '- A')],
  ['an insertion before and a deletion behind', TEXT.replace('## 2', '## 3\n- d\n\n## 2'), TEXT.replace('- a\n', '')],
  ['the same change on both sides', TEXT.replace('- b', '- B'), TEXT.replace('- b', '- B')],
  ['the same insertion on both sides', TEXT.replace('- c\n', '- c\n- d\n'), TEXT.replace('- c\n', '- c\n- d\n')],
  ['no change on one side', TEXT, TEXT.replace('- a', '- A')],
  ['a last line without its end', TEXT.replace('- b', '- B'), TEXT.trimEnd()],
  ['the same line, changed in two ways', TEXT.replace('- b', '- B'), TEXT.replace('- b', '- bb')],
  ['lines that touch', TEXT.replace('- b', '- B'), TEXT.replace('- c', '- C')],
  ['two insertions at one place', TEXT.replace('- c\n', '- c\n- d\n'), TEXT.replace('- c\n', '- c\n- e\n')],
  ['a deletion of what the other side changed', TEXT.replace('- b\n- c\n', ''), TEXT.replace('- c', '- C')],
  ['everything replaced by nothing', '', TEXT],
])('%s: as git does', (_what, base, head) => {
  expect(mergeText(TEXT, base, head)).toBe(byGit(TEXT, base, head))
  expect(mergeText(TEXT, head, base)).toBe(byGit(TEXT, head, base))
})

test('texts that differ everywhere are not compared for long', () => {
  const text = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index}\n`).join('')
  expect(mergeText(text('a'), text('b'), text('c'))).toBeNull()
})
