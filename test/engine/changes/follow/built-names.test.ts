import { describe, expect, test } from 'vitest'
import { builtNames } from '../../../../src/engine/changes/follow/built-names.ts'

describe('builtNames', () => {
  test.each([
    ['getattr(Handlers(), f"on_{event}", None)', 'on_start'],
    ["getattr(self, 'on_' + event)", 'on_start'],
    ["getattr(self, 'on_%s' % event)", 'on_start'],
    ["handlers['on' + event]()", 'onStart'],
    ['handlers[`on${event}`]()', 'onStart'],
    ['getattr(self, f"{kind}_total")', 'tax_total'],
  ])('%s may build %s', (text, name) => {
    expect(builtNames('m', `x\n${text}\n`, name).map(({ line }) => line)).toEqual([2])
  })

  test.each([
    ['getattr(self, f"on_{event}")', 'start'],
    ['getattr(self, name)', 'on_start'],
    ['getattr(self, f"{name}")', 'on_start'],
    ['items[`${index}`]', 'total'],
  ])('%s says nothing of %s', (text, name) => {
    expect(builtNames('m', text, name)).toEqual([])
  })
})
