import { expect, test } from 'vitest'
import { terminalMarkdown } from './terminal-markdown.ts'

test('shows what a reader sees: no markers, links by their text, folds closed', () => {
  const body =
    '<!-- suture:sticky -->\n[`a.py:1`](http://x/y) and **bold** \\_\n\n<details><summary>More</summary>\n\nhidden\n\n</details>\n\n<sub>end</sub>'
  expect(terminalMarkdown(body)).toEqual(['a.py:1 and bold _', '', '▸ More', '', 'end'])
})

test('keeps the lines of a list item together, and wraps long ones below its text', () => {
  const lines = terminalMarkdown(`- **T1** \`a\`<br>\n  ${'word '.repeat(30)}`)
  expect(lines[0]).toBe('- T1 a')
  expect(lines.slice(1)).toHaveLength(2)
  expect(lines.slice(1).every((line) => line.startsWith('  word'))).toBe(true)
})

test('leaves code alone, and counts the lines of a diff that is shown elsewhere', () => {
  const body = '```sh\ngit fetch  --all\n```\n\n```diff\n-a\n+b\n+c\n```'
  expect(terminalMarkdown(body)).toEqual(['    git fetch  --all', '', '    -a', '    +b', '    +c'])
  expect(terminalMarkdown(body, { isDiffElsewhere: true }).at(-1)).toContain('2 lines, see the files below')
})
