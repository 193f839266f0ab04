import { describe, expect, test } from 'vitest'
import { pytest } from '../../../../src/engine/frameworks/pytest.ts'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { updateSetup } from '../../../../src/engine/repair/strategies/update-setup.ts'
import { reviewCandidate } from '../../../../src/engine/review/review-candidate.ts'
import { failureAnalysis } from '../../../support/failure-analysis.ts'
import { testParsers } from '../../../support/grammars.ts'
import { type Files, repairContext } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

const PATH = 'tests/test_a.py'
const UNEXPECTED = "TypeError: FakeMailer.send() got an unexpected keyword argument 'copies'"

/** What becomes of the test where its failure says this; `null` where nothing does. */
async function grown(base: Files, head: Files, text: string, errorMessage = UNEXPECTED, path = PATH): Promise<string | null> {
  const edits = await editsOf(base, head, text, errorMessage, path)
  return edits.length === 0 ? null : applyEdits(text, edits)
}

async function editsOf(base: Files, head: Files, text: string, errorMessage = UNEXPECTED, path = PATH) {
  const context = await repairContext(base, head, { [path]: text })
  const analysis = failureAnalysis({})
  const found = updateSetup.propose({ ...context, analysis: { ...analysis, failure: { ...analysis.failure, errorMessage } } })
  return found.flatMap((one) => (one.kind === 'edits' ? one.edits : []))
}

/** A class of the product with one method of these parameters, and its caller. */
function product(parameters: string, call: string): Files {
  return {
    'pkg/__init__.py': '',
    'pkg/mailer.py': `class Mailer:\n    def send(self, ${parameters}):\n        deliver(to)\n\n    def close(self):\n        hang_up()\n`,
    'pkg/orders.py': `def close(order, mailer):\n    mailer.send(${call})\n`,
  }
}

function fake(list: string, head = 'class FakeMailer:'): string {
  return `${head}\n    def send(${list}):\n        self.sent = to\n\n\ndef test_a():\n    close(1, FakeMailer())\n`
}

const base = product('to', 'order')

describe("a method of a test's own class gets the parameter that the real one gained", () => {
  test.each([
    ['to, copies', 'order, copies=2', 'self, to', 'self, to, copies'],
    ['to, copies=1', 'order, copies=2', 'self, to', 'self, to, copies=1'],
    ['to, copies=1', 'order, 2', 'self, to', 'self, to, copies=1'],
    ['to, copies=LIMIT', 'order, copies=2', 'self, to', 'self, to, copies=None'],
    ['to, *, copies=1', 'order, copies=2', 'self, to', 'self, to, *, copies=1'],
    ['to, *, copies: int, reason: str = "paid"', 'order, copies=2, reason="x"', 'self, to', 'self, to, *, copies, reason="paid"'],
    ['copies, to', '2, order', 'self, to', 'self, copies, to'],
    ['to, copies', 'order, 2', 'self, _recipient', 'self, _recipient, copies'],
    ['to, copies', 'order, 2', '\n        self,\n        to,\n    ', '\n        self,\n        to,\n        copies,\n    '],
    ['to, copies=1, reason=None', 'order, copies=2', 'self, to', 'self, to, copies=1'],
  ])('%s, called with %s', async (parameters, call, list, now) => {
    expect(await grown(base, product(parameters, call), fake(list))).toBe(fake(now))
  })

  test('behind the marks of a list', async () => {
    const [old, head] = [product('to, /, *, urgent=False', 'order'), product('to, /, *, copies=1, urgent=False', 'order, copies=2')]
    expect(await grown(old, head, fake('self, to, /, *, urgent=False'))).toBe(fake('self, to, /, *, copies=1, urgent=False'))
    const positional = product('to, /, copies, *, urgent=False', 'order, 2')
    expect(await grown(old, positional, fake('self, to, /, *, urgent=False'))).toBe(fake('self, to, /, copies, *, urgent=False'))
  })

  test('as the failure says it for arguments by place', async () => {
    const message = 'TypeError: FakeMailer.send() takes 2 positional arguments but 3 were given'
    expect(await grown(base, product('to, copies=1', 'order, 2'), fake('self, to'), message)).toBe(fake('self, to, copies=1'))
  })

  test('where the class inherits from the real one, with members of its own', async () => {
    const own = (list: string) =>
      `from pkg.mailer import Mailer\n\n\n${fake(list, 'class FakeMailer(Mailer):\n    def seen(self):\n        pass\n')}`
    expect(await grown(base, product('to, copies=1', 'order, copies=2'), own('self, to'))).toBe(own('self, to, copies=1'))
  })
})

const head = product('to, copies=1', 'order, copies=2')

describe('nothing', () => {
  test.each<[string, Files, string, string?]>([
    ['that the real one does not take', { ...head, 'pkg/mailer.py': base['pkg/mailer.py'] ?? '' }, fake('self, to')],
    ['that the product misspells', product('to, copies=1', 'order, copeis=2'), fake('self, to')],
    ['that the product does not give', product('to, copies=1', 'order'), fake('self, to')],
    ['that a call gives beside one that is missing', product('to, when, copies=1', 'order, copies=2'), fake('self, to')],
    ['where the real one lost another', product('copies', 'copies=2'), fake('self, to')],
    ['where the fake takes other arguments already', head, fake('self, to, subject')],
    ['where the fake has it', head, fake('self, copies')],
    ['where the fake takes any', head, fake('self, to, **more')],
    [
      'where the fake stands for another class',
      head,
      `${fake('self, to')}`.replace('class FakeMailer:', 'class FakeMailer:\n    def drop(self):\n        pass\n'),
    ],
    ['where the fake inherits from something that nobody can read', head, fake('self, to', 'import lib\n\n\nclass FakeMailer(lib.Base):')],
    ['where no list could hold it', product('to, copies', 'order, 2'), fake('self, to=None')],
    ['that the failure does not speak of', head, fake('self, to'), "TypeError: Clock.now() got an unexpected keyword argument 'zone'"],
    ['for a failure of another kind', head, fake('self, to'), 'AssertionError: nothing to send'],
  ])('%s', async (_, after, text, message) => {
    expect(await grown(base, after, text, message)).toBeNull()
  })

  test('where the language drops what is not taken', async () => {
    const script = (list: string, call: string): Files => ({
      'src/mailer.ts': `export class Mailer {\n  send(${list}) {\n    deliver(to)\n  }\n}\n`,
      'src/orders.ts': `export const close = (mailer) => mailer.send(${call})\n`,
    })
    const text = 'class FakeMailer {\n  send(to) {\n    this.sent = to\n  }\n}\n'
    const message = 'send takes another argument'
    expect(await grown(script('to', '1'), script('to, copies', '1, 2'), text, message, 'test/a.test.ts')).toBeNull()
  })
})

const MAIL = "TypeError: test_a.<locals>.fake_send() got an unexpected keyword argument 'copies'"
const mail = (list: string): string => `def send(${list}):\n    deliver(to)\n`
const users = (call: string): Files => ({
  'pkg/orders.py': `from .mail import send\n\n\ndef close(order):\n    send(${call})\n`,
  'pkg/bills.py': `from pkg import mail\n\n\ndef bill(order):\n    mail.send(${call})\n`,
})
const functions = (list: string, call: string): Files => ({ 'pkg/__init__.py': '', 'pkg/mail.py': mail(list), ...users(call) })
const patched = (words: string, list: string): string =>
  `from unittest.mock import patch\nfrom pkg import mail, orders\n\n\ndef test_a(monkeypatch, mocker):\n    def fake_send(${list}):\n        sent.append(to)\n\n    ${words}\n    orders.close(1)\n`

describe('a function that a test puts in place of one of the product', () => {
  const [old, now] = [functions('to', 'order'), functions('to, *, copies=1', 'order, copies=2')]

  test.each([
    'monkeypatch.setattr(orders, "send", fake_send)',
    'monkeypatch.setattr(mail, "send", fake_send)',
    'monkeypatch.setattr("pkg.orders.send", fake_send)',
    'mocker.patch("pkg.orders.send", side_effect=fake_send)',
    'patch("pkg.orders.send", new=fake_send).start()',
    'monkeypatch.setattr(orders, "send", fake_send)\n    monkeypatch.setattr(mail, "send", fake_send)',
  ])('takes what that one takes now: %s', async (words) => {
    expect(await grown(old, now, patched(words, 'to'), MAIL)).toBe(patched(words, 'to, *, copies=1'))
  })

  test('without a name', async () => {
    const message = "TypeError: test_a.<locals>.<lambda>() got an unexpected keyword argument 'copies'"
    const text = (list: string): string => patched(`monkeypatch.setattr(orders, "send", lambda ${list}: None)`, '')
    expect(await grown(old, now, text('to'), message)).toBe(text('to, *, copies=1'))
  })

  test('of a class, with its receiver or without it', async () => {
    const text = (list: string): string =>
      `from pkg.mailer import Mailer\n\n\ndef fake_send(${list}):\n    pass\n\n\ndef test_a(monkeypatch):\n    monkeypatch.setattr(Mailer, "send", fake_send)\n`
    for (const own of ['self, to', 'to']) expect(await grown(base, head, text(own), MAIL)).toBe(text(`${own}, copies=1`))
  })

  const set = 'monkeypatch.setattr(orders, "send", fake_send)'
  test.each<[string, Files, string]>([
    ['which the product gives what that one does not take', { ...old, ...users('order, copies=2') }, patched(set, 'to')],
    ['which the product gives nothing new', { ...now, ...users('order') }, patched(set, 'to')],
    ['that takes any', now, patched(set, 'to, **more')],
    ['that stands in for another one', now, patched('monkeypatch.setattr(orders, "close", fake_send)', 'to')],
    ['that is handed to something else', now, patched('register(orders, "send", fake_send)', 'to')],
    ['of a name that another one has too', now, `${patched(set, 'to')}\n\ndef fake_send(to):\n    pass\n`],
  ])('is left, if it is one %s', async (_, after, text) => {
    expect(await grown(old, after, text, MAIL)).toBeNull()
  })
})

test('the review derives the same edit from the texts, and takes no other', async () => {
  const text = fake('self, to')
  const edits = await editsOf(base, head, text)
  expect(edits.map(({ effect }) => effect)).toEqual(['setup'])
  const sources = await sourcesOf({ ...base, [PATH]: text }, { ...head, [PATH]: text })
  const parsers = await testParsers()
  const standing = (replacement: string) => {
    const changed = edits.map((edit) => ({ ...edit, replacement, value: { before: '', after: replacement } }))
    return reviewCandidate({ edits: changed, causes: [] }, { sources, framework: pytest, parsers }, [])?.review.edits[0]?.standing
  }
  expect(standing(', copies=1')).toBe('unexplained')
  expect(standing(', copies=2')).toBe('foreign')
  expect(standing(', **more')).toBe('foreign')
})
