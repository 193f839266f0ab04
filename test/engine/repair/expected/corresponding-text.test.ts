import { expect, test } from 'vitest'
import { correspondingText } from '../../../../src/engine/repair/expected/corresponding-text.ts'
import { plainPattern } from '../../../../src/engine/repair/expected/pattern-text.ts'

const FREE = { isStart: false, isEnd: false }

test.each([
  ['larger than 10 MB', 'a.png: larger than 25 MB!', FREE, 'larger than 25 MB'],
  ['<div class="inv">', '<table class="invoice"><caption>A</caption></table>', { isStart: true, isEnd: false }, '<table class="invoice">'],
  ['total 12.50', 'net 10.00\ntotal 13.50\n', FREE, 'total 13.50'],
  // an end went where the text itself begins or ends
  ["error: unknown command 'x'.", "error: unknown command 'x'", FREE, "error: unknown command 'x'"],
  ["prog: unknown command 'x' was given to it", "unknown command 'x' was given to it", FREE, "unknown command 'x' was given to it"],
  ["unknown command 'x'. See help.", "unknown command 'x', sorry", FREE, null],
  ['unknown command, see the help for more', 'unknown command', FREE, null],
  // nothing stands in its place, or something else
  ['gift wrap 2.50', 'mug 8.00\ntotal 8.00', FREE, null],
  ['a task needs an id', 'id missing', FREE, null],
  ['see a and b', 'see a and c and see a and d', FREE, null],
])('what %j has become', (old, now, anchors, text) => {
  expect(correspondingText(old, now, anchors)).toBe(text)
})

test.each([
  ['^a\\.b \\(c\\)$', 'x.y (z)', '^x\\.y \\(z\\)$'],
  ['must be positive', 'must be 1 or more', 'must be 1 or more'],
  ['costs 1.50', 'costs 2.50', 'costs 2.50'],
  ['1\\.5', 'a+b', 'a\\+b'],
])('a pattern of one text: %s', (pattern, now, written) => {
  expect(plainPattern(pattern, false)?.write(now)).toBe(written)
})

test.each(['a|b', '\\d+', '[ab]', 'a.*b', 'x{2}'])('%s is more than one text', (pattern) => {
  expect(plainPattern(pattern, false)).toBeNull()
})
