import { expect, test } from 'vitest'
import { edited } from '../../../support/expected-values.ts'

const PYTHON = 'def eur(value):\n    return Money.from_decimal(Decimal(str(value)), "EUR")\n\n\n'
const SCRIPT = "const eur = (text) => parse(text + ' EUR')\n\n"

test.each([
  ['eur("2.08")', "Money(minor=208, currency='EUR')", "Money(minor=148, currency='EUR')", 'eur("1.48")'],
  ['eur(2.08)', "Money(minor=208, currency='EUR')", "Money(minor=5, currency='EUR')", 'eur(0.05)'],
  ['eur("-2.08 EUR")', "Money(minor=-208, currency='EUR')", "Money(minor=14800, currency='EUR')", 'eur("148.00 EUR")'],
  ['eur("2.08")', "Money(Decimal('2.08'), 'EUR')", "Money(Decimal('1.5'), 'EUR')", 'eur("1.50")'],
  ['[eur("2.08"), eur("1")]', '[Money(208), Money(100)]', '[Money(148), Money(100)]', '[eur("1.48"), eur("1")]'],
  ['eur("100 EUR")', 'Money(10000)', 'Money(10094)', 'eur("100.94 EUR")'],
  ['eur(4)', 'Money(400)', 'Money(500)', 'eur(5)'],
  ['eur("2.00")', 'Money(200)', 'Money(300)', 'eur("3.00")'],
  // more than one number, another shape, a number that the literal does not spell
  ['eur("2.08")', 'Money(208, 1)', 'Money(148, 2)', 'unedited: not-literal'],
  ['eur("2.08")', "Money(208, 'EUR')", "Money(148, 'USD')", 'unedited: not-literal'],
  ['eur("2.08")', 'Money(416)', 'Money(148)', 'unedited: not-literal'],
  ['eur("2.08", "2.08")', 'Money(208)', 'Money(148)', 'unedited: not-literal'],
  // what is called is not known
  ['usd("2.08")', 'Money(208)', 'Money(148)', 'unedited: not-literal'],
])('%s of %s that is %s', async (written, was, came, now) => {
  expect(await edited('py', written, came, was, PYTHON)).toBe(now)
})

test('in JavaScript', async () => {
  expect(await edited('ts', "eur('2.08')", '{"cents": 148}', '{"cents": 208}', SCRIPT)).toBe("eur('1.48')")
})
