import { expect, test } from 'vitest'
import { comparedText, inlineText, storedText } from '../../../../src/engine/repair/expected/snapshot-text.ts'

test('a snapshot over several lines is compared without its indentation, and written with it', () => {
  const old = '`\n    "<a>\n      b\n    </a>"\n  `'
  expect(comparedText(old.slice(1, -1))).toBe('"<a>\n  b\n</a>"')
  expect(inlineText('"<a>\n\n  c`${1}\n</a>"', '  expect(x).toMatchInlineSnapshot(', old)).toBe(
    '`\n    "<a>\n\n      c\\`\\${1}\n    </a>"\n  `',
  )
})

test('one line stays one line, and becomes several with the indentation of its statement', () => {
  expect(comparedText('"a"')).toBe('"a"')
  expect(inlineText('"b"', '  expect(x)', '`"a"`')).toBe('`"b"`')
  expect(inlineText('a\nb', '  expect(x)', '`"a"`')).toBe('`\n    a\n    b\n  `')
})

test('a file of snapshots has line breaks around a text of several lines', () => {
  expect(storedText('"a"')).toBe('`"a"`')
  expect(storedText('{\n  "a": 1,\n}')).toBe('`\n{\n  "a": 1,\n}\n`')
})
