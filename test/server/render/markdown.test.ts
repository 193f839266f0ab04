import { describe, expect, it } from 'vitest'
import { asUntrusted } from '../../../src/model/untrusted.ts'
import { codeBlock, codeCell, escapeUntrusted, fitted, folded, inlineCode, table } from '../../../src/server/render/markdown.ts'

describe('escapeUntrusted', () => {
  it.each([
    ['a mention', 'ask @octocat', 'ask @&#8203;octocat'],
    ['a team', '@org/team', '@&#8203;org/team'],
    ['an issue', 'closes #12', 'closes #&#8203;12'],
    ['an issue of another repository', 'fixes o/r#3', 'fixes o/r#&#8203;3'],
    ['the other issue form', 'GH-12', 'GH-&#8203;12'],
    ['a link', '[click](https://evil.example)', '\\[click\\]\\(https:&#8203;//evil.example\\)'],
    ['a bare address', 'https://evil.example', 'https:&#8203;//evil.example'],
    ['a bare host', 'www.evil.example', 'www.&#8203;evil.example'],
    ['HTML', '<img src=x onerror=y>', '&lt;img src=x onerror=y&gt;'],
    ['a comment that hides', '<!-- suture:sticky -->', '&lt;\\!-- suture:sticky --&gt;'],
    ['an entity', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['a fence', '```\nrm -rf', '\\`\\`\\` rm -rf'],
    ['an image', '![x](y)', '\\!\\[x\\]\\(y\\)'],
    ['a heading', '# big', '#&#8203; big'],
    ['a list', '- item', '\\- item'],
    ['a numbered list', '1. item', '1\\. item'],
    ['a table cell', 'a | b', 'a \\| b'],
    ['emphasis', '**loud** _x_ ~~y~~', '\\*\\*loud\\*\\* \\_x\\_ \\~\\~y\\~\\~'],
    ['several lines', 'one\r\n\ntwo', 'one two'],
  ])('takes the force out of %s', (_what, text, expected) => {
    expect(escapeUntrusted(asUntrusted(text))).toBe(expected)
  })

  it('removes characters that cannot be seen', () => {
    expect(escapeUntrusted(asUntrusted('safe\u202Etxet\u200B\u0007\u{E0041}'))).toBe('safetxet')
  })

  it('ends a long text with an ellipsis', () => {
    expect(escapeUntrusted(asUntrusted('x'.repeat(1_000)), 10)).toBe(`${'x'.repeat(9)}…`)
  })
})

describe('inlineCode', () => {
  it('uses a longer fence than any backticks inside', () => {
    expect(inlineCode(asUntrusted('a `b` ``c``'))).toBe('``` a `b` ``c`` ```')
    expect(inlineCode(asUntrusted('plain'))).toBe('`plain`')
  })

  it('keeps to one line', () => {
    expect(inlineCode(asUntrusted('a\n\n# b'))).toBe('`a # b`')
  })

  it('shows that there is nothing', () => {
    expect(inlineCode(asUntrusted('\u200B'))).toBe('`(empty)`')
  })
})

describe('codeBlock', () => {
  it('cannot be closed from inside', () => {
    expect(codeBlock(asUntrusted('a\n```\n<script>'), 'diff')).toBe('````diff\na\n```\n<script>\n````')
  })

  it('says how many lines it left out', () => {
    expect(codeBlock(asUntrusted('1\n2\n3\n4'), '', 2)).toBe('```\n1\n2\n… 2 more lines\n```')
  })
})

describe('table', () => {
  it('has a line of dashes under its headings, and a dash for what is not there', () => {
    expect(table(['', 'expected'], [['T1', null]])).toBe('|  | expected |\n| --- | --- |\n| T1 | – |')
  })

  it.each([
    ['plain', '`plain`'],
    ['a | b', 'a \\| b'],
    ['a \\| @octocat', 'a \\\\\\| @&#8203;octocat'],
  ])('keeps %s inside of its cell', (text, expected) => {
    expect(codeCell(text)).toBe(expected)
  })
})

describe('fitted', () => {
  it('leaves out whole blocks that do not fit, and says so', () => {
    expect(fitted(['a', folded('s', 'b'.repeat(100)), 'c'], 50)).toBe('a\n\nc\n\n*Parts of this do not fit on the page.*')
  })

  it('skips empty blocks', () => {
    expect(fitted(['a', '', 'b'])).toBe('a\n\nb')
  })
})
