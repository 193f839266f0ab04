import { expect, test } from 'vitest'
import { climb } from '../../../../../src/engine/diagnosis/index.ts'
import type { DiagnosisContext } from '../../../../../src/engine/diagnosis/rule.ts'
import { machineRule } from '../../../../../src/engine/diagnosis/rungs/machine/machine-rule.ts'
import { serverNotUp } from '../../../../../src/engine/diagnosis/rungs/machine/server-not-up.ts'
import type { Seen } from '../../../../../src/engine/diagnosis/test-evidence.ts'
import { plainReason } from '../../../../../src/engine/reasons/plain-reason.ts'
import { diagnosisCase } from '../../../../support/diagnosis-case.ts'

const rule = machineRule(serverNotUp)
const refused = { exception: 'redis.exceptions.ConnectionError', message: 'Error 111 connecting to localhost:6380. Connection refused.' }
const files = { 'shop/cart.py': 'PORT = 6379\n', 'tests/test_cart.py': 'from shop.cart import PORT\n\ndef test_total():\n    pass\n' }
const movedPort = { ...files, 'shop/cart.py': 'PORT = 6380\n' }
const other = { ...files, 'shop/cart.py': 'PORT = 6379\nNAME = "x"\n' }

async function context(head: typeof files, failure = refused): Promise<DiagnosisContext> {
  return diagnosisCase({
    base: files,
    head,
    testId: 'tests/test_cart.py::test_total',
    failure: { ...failure, expected: null, actual: null },
  })
}

function onBase(
  seen: DiagnosisContext,
  outcome: Seen['outcome'],
  failure: { exception: string; message: string } | null,
): DiagnosisContext {
  const { failing } = seen
  if (!failing?.failure) throw new Error('the test does not fail')
  const base = { outcome, record: { ...failing, failure: failure && { ...failing.failure, ...failure } } }
  return { ...seen, evidence: { ...seen.evidence, base } }
}

test('a base that fails the same way confirms the machine', async () => {
  const { decision, evidence } = rule.examine(onBase(await context(other), 'failed', refused))
  expect(decision).toMatchObject({ verdict: 'infrastructure', confidence: 0.95 })
  expect(evidence).toMatchObject({ rung: rule.name, outcome: 'decisive' })
  expect(plainReason(evidence.reason)).toBe('a service at localhost:6380 is not running, and the base fails the same way')
})

test('a product that asks for another port than before is no broken machine, however much it looks like the machine', async () => {
  const seen = await context(movedPort)
  expect(rule.examine(seen)).toMatchObject({ decision: null, evidence: { reason: { code: 'brought-by-change' } } })
  expect(climb(seen).verdict).toBe('behaviour_changed')
})

test('a base that fails in another way confirms nothing', async () => {
  const { decision } = rule.examine(onBase(await context(other), 'failed', { exception: 'ValueError', message: 'no' }))
  expect(decision).toBeNull()
})

test('without a base, a change that names what could not be reached may be to blame', async () => {
  const { decision, evidence } = rule.examine(onBase(await context(movedPort), 'absent', null))
  expect(decision).toBeNull()
  expect(evidence.reason).toMatchObject({ code: 'named-by-change', parts: { subject: '6380', why: { code: 'title-not-on-base' } } })
})

test('without a base, and with a change that does not name it, the machine is the likely cause', async () => {
  const { decision } = rule.examine(onBase(await context(other), 'absent', null))
  expect(decision).toMatchObject({ verdict: 'infrastructure', confidence: 0.8 })
})

test('a package that the change alone asks for is no matter of the machine', async () => {
  const failure = {
    exception: 'ModuleNotFoundError',
    message: "No module named 'jsno'",
    frames: [{ file: 'shop/cart.py', line: 1, function: '<module>' }],
  }
  const seen = await context({ ...files, 'shop/cart.py': 'import jsno\n' }, failure)
  const diagnosis = climb(seen)
  expect(diagnosis.verdict).toBe('product_regression')
  expect(diagnosis.evidence.find(({ rung }) => rung === 'missing-package')?.reason).toMatchObject({
    code: 'brought-by-change',
    parts: { after: { code: 'missing-package', parts: { package: 'jsno' } } },
  })
  expect(climb(onBase(seen, 'failed', failure))).toMatchObject({ verdict: 'environment', confidence: 0.95 })
})

test('every rung for the machine is asked and stored, also where none speaks', async () => {
  const { evidence } = climb(await context(other, { exception: 'AssertionError', message: 'assert 1 == 2' }))
  const asked = evidence.map(({ rung }) => rung)
  for (const rung of ['disk-full', 'out-of-memory', 'server-not-up', 'network', 'missing-variable']) {
    expect(asked).toContain(rung)
  }
})
