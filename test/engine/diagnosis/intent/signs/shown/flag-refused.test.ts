import { expect, test } from 'vitest'
import { climb } from '../../../../../../src/engine/diagnosis/index.ts'
import { diagnosisCase, type SmallCase } from '../../../../../support/diagnosis-case.ts'

const TEST = "from shop.cli import main\n\n\ndef test_dry_run():\n    assert main(['--dry-run', 'x']) == 0\n"
const cli = (flag: string) =>
  `def main(words):\n    parser.add_argument('${flag}', action='store_true')\n    return parser.parse_args(words)\n`
const readme = (flag: string) => ({ 'README.md': `# Shop\n\n\`shop ${flag}\` only tells.\n` })
const SHOP: SmallCase = {
  base: { 'tests/test_shop.py': TEST, 'shop/cli.py': cli('--dry-run'), ...readme('--dry-run') },
  head: { 'tests/test_shop.py': TEST, 'shop/cli.py': cli('--simulate'), ...readme('--simulate') },
  messages: ['Call the option --simulate instead of --dry-run'],
  testId: 'tests/test_shop.py::test_dry_run',
  line: 4,
  failure: {
    exception: 'SystemExit',
    message: '2',
    expected: null,
    actual: null,
    frames: [{ file: 'shop/cli.py', line: 3, function: 'main' }],
  },
}

test.each([
  ['that documents and a message tell', {}, 'obsolete_test'],
  ['that nobody tells', { messages: [], head: { ...SHOP.head, ...readme('--dry-run') } }, 'behaviour_changed'],
  ['where something else fails', { failure: { ...SHOP.failure, exception: 'ValueError', message: 'no' } }, 'behaviour_changed'],
])('a renamed option of the command line %s', async (_, more, verdict) => {
  expect((await climb(await diagnosisCase({ ...SHOP, ...more }))).verdict).toBe(verdict)
})
