import { expect, test } from 'vitest'
import { culpritsOf } from '../../../../src/engine/diagnosis/causes/culprits-of.ts'
import { hunksOf } from '../../../../src/engine/diagnosis/causes/hunks.ts'
import { repairContext } from '../../../support/repair.ts'

async function culprits(path: string, before: string, after: string) {
  const { trees } = await repairContext({ [path]: before }, { [path]: after }, {})
  return culpritsOf(hunksOf([{ path, before, after }]), trees).map(({ line, hunk }) => `${line} ${hunk.replaceAll('\n', ' | ')}`)
}

const BILL = 'from .rounding import (\n    half_up as cents,\n    whole,\n)\n\n\ndef bill(net):\n    return cents(net)\n'

test('an import that is all that changed: the place that uses what it brings in', async () => {
  expect(await culprits('shop/bill.py', BILL, BILL.replace('half_up', 'half_even'))).toEqual([
    '8      return cents(net)',
    '2 -    half_up as cents, | +    half_even as cents,',
  ])
  const script = "import { up } from './round'\n\nexport const bill = (net: number) => up(net)\n"
  expect(await culprits('src/bill.ts', script, script.replace('{ up }', '{ down as up }'))).toEqual([
    '3  export const bill = (net: number) => up(net)',
    "1 -import { up } from './round' | +import { down as up } from './round'",
  ])
})

test('an import beside other lines comes last, and one that binds nothing stays', async () => {
  const both = BILL.replace('half_up', 'half_even').replace('cents(net)', 'cents(net * 2)')
  expect(await culprits('shop/bill.py', BILL, both)).toEqual([
    '8 -    return cents(net) | +    return cents(net * 2)',
    '2 -    half_up as cents, | +    half_even as cents,',
  ])
  expect(await culprits('src/a.ts', "import './set-up'\n", "import './other'\n")).toEqual(["1 -import './set-up' | +import './other'"])
})
