import { describe, expect, test } from 'vitest'
import { jest } from '../../../../src/engine/frameworks/jest.ts'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { updateSetup } from '../../../../src/engine/repair/strategies/update-setup.ts'
import { reviewCandidate } from '../../../../src/engine/review/review-candidate.ts'
import { failureAnalysis } from '../../../support/failure-analysis.ts'
import { testParsers } from '../../../support/grammars.ts'
import { type Files, repairContext } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

/** What becomes of the test where its failure says this; `null` where nothing does. */
async function added(base: Files, head: Files, path: string, text: string, errorMessage: string): Promise<string | null> {
  const context = await repairContext(base, head, { [path]: text })
  const analysis = failureAnalysis({})
  const found = updateSetup.propose({ ...context, analysis: { ...analysis, failure: { ...analysis.failure, errorMessage } } })
  const edits = found.flatMap((one) => (one.kind === 'edits' ? one.edits : []))
  expect(edits.every(({ effect }) => effect === 'setup')).toBe(true)
  return edits.length === 0 ? null : applyEdits(text, edits)
}

const audit = 'export function track(name: string) {\n  return send(name)\n}\n'
const base: Files = {
  'src/audit.ts': audit,
  'src/shop.ts': "import { track } from './audit'\n\nexport const buy = (id: string) => {\n  track(id)\n  return id\n}\n",
}
const head: Files = {
  'src/audit.ts': `${audit}\nexport async function flush(force = false) {\n  return send(force)\n}\n`,
  'src/shop.ts': base['src/shop.ts']?.replace('{ track }', '{ flush, track }').replace('  return id', '  flush()\n  return id') ?? '',
}
const FACTORY = "import { buy } from '../src/shop'\n\nvi.mock('../src/audit', () => ({ track: vi.fn() }))\n"
const MISSING = '[vitest] No "flush" export is defined on the "../src/audit" mock. Did you forget to return it from "vi.mock"?'

describe('the factory of a mocked module', () => {
  test('gets a function that the product imports now', async () => {
    const now = FACTORY.replace('track: vi.fn()', 'track: vi.fn(), flush: vi.fn()')
    expect(await added(base, head, 'test/a.test.ts', FACTORY, MISSING)).toBe(now)
    const jestFactory = FACTORY.replaceAll('vi.', 'jest.')
    expect(await added(base, head, 'test/a.test.ts', jestFactory, 'TypeError: (0 , _audit.flush) is not a function')).toBe(
      now.replaceAll('vi.', 'jest.'),
    )
  })

  test('keeps its layout', async () => {
    const text = FACTORY.replace('{ track: vi.fn() }', '{\n  track: vi.fn(),\n}')
    expect(await added(base, head, 'test/a.test.ts', text, MISSING)).toBe(
      text.replace('track: vi.fn(),\n', 'track: vi.fn(),\n  flush: vi.fn(),\n'),
    )
  })

  const shop = head['src/shop.ts'] ?? ''
  test.each<[string, Files, string, string]>([
    [
      'that the product misspells',
      { ...head, 'src/shop.ts': shop.replaceAll('flush', 'flsuh') },
      FACTORY,
      MISSING.replace('flush', 'flsuh'),
    ],
    [
      'of which the product uses the result',
      { ...head, 'src/shop.ts': shop.replace('  flush()', '  if (flush()) return null') },
      FACTORY,
      MISSING,
    ],
    ['that the module does not export', { ...head, 'src/audit.ts': audit }, FACTORY, MISSING],
    ['that the real module is spread into it for', head, FACTORY.replace('({ ', '({ ...vi.importActual("../src/audit"), '), MISSING],
    ['of which the failure says nothing', head, FACTORY, 'expected 1 to be 2'],
  ])('gets none %s', async (_, after, text, message) => {
    expect(await added(base, after, 'test/a.test.ts', text, message)).toBeNull()
  })
})

const mailer = 'class Mailer:\n    def send(self, to, text):\n        deliver(to, text)\n'
const python: Files = {
  'pkg/__init__.py': '',
  'pkg/mailer.py': mailer,
  'pkg/orders.py': 'def close(order, mailer):\n    mailer.send(order.mail, "closed")\n',
}
const pythonHead: Files = {
  ...python,
  'pkg/mailer.py': `${mailer}\n    def archive(self, order, *, copies=1, reason=None):\n        store(order, copies)\n`,
  'pkg/orders.py': `${python['pkg/orders.py']}    mailer.archive(order, copies=2)\n`,
}
const FAKE =
  'class FakeMailer:\n    def __init__(self):\n        self.sent = []\n\n    def send(self, to, text):\n        self.sent.append(to)\n\n\ndef test_a():\n    pass\n'
const LACKS = "'FakeMailer' object has no attribute 'archive'"

describe("a test's own class", () => {
  test('gets a method that the product calls now, as the real class takes it', async () => {
    expect(await added(python, pythonHead, 'tests/test_a.py', FAKE, LACKS)).toBe(
      FAKE.replace('append(to)\n', 'append(to)\n\n    def archive(self, order, *, copies=1, reason=None):\n        pass\n'),
    )
  })

  test.each<[string, Files, string]>([
    [
      'that the product misspells',
      { ...pythonHead, 'pkg/orders.py': pythonHead['pkg/orders.py']?.replace('archive', 'archvie') ?? '' },
      FAKE,
    ],
    [
      'whose result the product uses',
      { ...pythonHead, 'pkg/orders.py': pythonHead['pkg/orders.py']?.replace('    mailer.archive', '    return mailer.archive') ?? '' },
      FAKE,
    ],
    ['where it stands for another class', pythonHead, FAKE.replace('append(to)\n', 'append(to)\n\n    def drop(self):\n        pass\n')],
  ])('gets none %s', async (_, after, text) => {
    expect(await added(python, after, 'tests/test_a.py', text, LACKS)).toBeNull()
  })
})

test('the review takes exactly these members for what they are, and nothing else', async () => {
  const path = 'test/a.test.js'
  const sources = await sourcesOf({ ...base, [path]: FACTORY }, { ...head, [path]: FACTORY }, 'jest')
  const at = FACTORY.indexOf(' }))')
  const standing = async (text: string) => {
    const edit = {
      file: path,
      range: { start: at, end: at },
      replacement: `, ${text}`,
      effect: 'setup' as const,
      value: { before: '', after: text },
      causes: [],
    }
    const review = reviewCandidate({ edits: [edit], causes: [] }, { sources, framework: jest, parsers: await testParsers() }, [])
    return review?.review.edits[0]?.standing
  }
  expect(await standing('flush: vi.fn()')).toBe('unexplained')
  expect(await standing('flush: vi.fn(() => true)')).toBe('foreign')
  expect(await standing('flsuh: vi.fn()')).toBe('foreign')
})
