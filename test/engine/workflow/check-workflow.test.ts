import { describe, expect, test } from 'vitest'
import { checkWorkflow, type NotDispatchable } from '../../../src/engine/workflow/check-workflow.ts'
import { readWorkflow } from '../../../src/engine/workflow/read-workflow.ts'
import { renderWorkflow } from '../../../src/engine/workflow/render-workflow.ts'
import { updatePins } from '../../../src/engine/workflow/update-pins.ts'
import { bundle, PYTEST_CI, VITEST_CI, written } from './workflows.ts'

const facts = { actionsEnabled: true, workflowState: 'active', protocols: [1] }
const { text } = written(PYTEST_CI)
const reading = readWorkflow(text)
if (reading.outcome !== 'read') throw new Error(reading.detail)
const { parts } = reading
const previous = renderWorkflow({ ...parts, template: 2 })
const withoutCures = renderWorkflow({ ...parts, template: 3 })
const swap = (from: string, to: string) => {
  expect(text).toContain(from)
  return text.replaceAll(from, to)
}

describe('a workflow as we wrote it', () => {
  test('may be dispatched, with the matrix values that it takes', () => {
    expect(checkWorkflow(text, facts)).toMatchObject({
      outcome: 'dispatchable',
      protocol: 1,
      bundle,
      matrix: [{ name: 'os' }, { name: 'python-version', values: ['3.11', '3.12', '3.13'] }, { name: 'django' }],
    })
  })

  test.each([
    ['without a matrix', written(VITEST_CI).text],
    ['for an older server', written(PYTEST_CI, { server: 'older' }).text],
    ['with its set-up edited in both jobs', swap('pip install pytest-cov', 'pip install pytest-cov==5.0')],
    ['with another runner in both jobs', swap('runs-on: ${{ inputs.matrix-os }}', 'runs-on: [self-hosted, linux]')],
    ['with its pins renewed', swap(bundle.sha256, 'b'.repeat(64)).replaceAll('0.1.0', '0.2.0')],
    [
      'with another release of an action of ours in its set-up',
      swap(
        '      # <<< set-up',
        `      - name: Fetch data\n        uses: actions/download-artifact@${'d'.repeat(40)} # v1.0.0\n      # <<< set-up`,
      ),
    ],
    ['that GitHub has not seen a state of', text],
    ['of a version without a hunt', previous],
    ['of a version without cures', withoutCures],
  ])('%s too', (_name, other) => {
    expect(checkWorkflow(other, { ...facts, workflowState: null })).toMatchObject({ outcome: 'dispatchable' })
  })
})

test.each([
  ['hunt', previous, { canHunt: false, canCure: false }],
  ['cure', withoutCures, { canHunt: true, canCure: false }],
])('a file of an earlier version heals and does not %s; its update does all', (_name, old, can) => {
  expect(old).not.toContain('try-cures')
  expect(checkWorkflow(old, facts)).toMatchObject({ outcome: 'dispatchable', ...can })
  expect(updatePins(old, bundle, 1)).toEqual({ outcome: 'updated', text })
  expect(checkWorkflow(text, facts)).toMatchObject({ outcome: 'dispatchable', canHunt: true, canCure: true })
})

describe('not dispatchable', () => {
  test.each<[string, string | null, Partial<typeof facts>, NotDispatchable, string]>([
    ['there is no file', null, {}, 'missing', 'suture init'],
    ['Actions are off', text, { actionsEnabled: false }, 'actions_off', 'settings'],
    ['somebody disabled it', text, { workflowState: 'disabled_manually' }, 'disabled', 'disabled_manually'],
    ['its bundle speaks an old protocol', text, { protocols: [2, 3] }, 'too_old', 'suture init --update'],
    ['its template is old', swap('# suture-workflow: 4', '# suture-workflow: 0'), {}, 'too_old', 'suture init'],
    ['its template is newer than the server', swap('# suture-workflow: 4', '# suture-workflow: 9'), {}, 'edited', 'newer'],
    ['a right was added', swap('contents: read', 'contents: write'), {}, 'edited', 'line'],
    [
      'a step was added outside the set-up',
      swap('      - name: Reproduce\n', '      - run: env\n      - name: Reproduce\n'),
      {},
      'edited',
      'line',
    ],
    ['the digest is no longer checked', swap('command -p sha256sum --check --quiet', 'cat'), {}, 'edited', 'line'],
    [
      'an action is no longer pinned',
      text.replace(/actions\/checkout@[0-9a-f]{40} # v[\d.]+/g, 'actions/checkout@main'),
      {},
      'edited',
      'pinned',
    ],
    ['only one job got another set-up', text.replace('pip install pytest-cov', 'pip install x'), {}, 'edited', 'line'],
    ['a marker is gone', text.replace('      # <<< set-up\n', ''), {}, 'edited', 'line'],
    ['all markers are gone', text.replaceAll(/ +# (<<<|>>>) set-up.*\n/g, ''), {}, 'edited', 'marker'],
    [
      'a matrix value was added to the input alone',
      text.replace("          - '3.13'\n", "          - '3.13'\n          - '3.14'\n"),
      {},
      'edited',
      'line',
    ],
    ['the set-up reads a secret', swap('pip install pytest-cov', 'echo ${{ secrets.KEY }}'), {}, 'edited', 'secret'],
    [
      'the machine brings a right',
      swap('    # <<< machine', '    environment: production\n    # <<< machine'),
      {},
      'edited',
      'environment',
    ],
    [
      'the machine brings a job',
      text.replaceAll('    # <<< machine', '    steps: []\n  more:\n    runs-on: ubuntu-latest\n    # <<< machine'),
      {},
      'edited',
      '',
    ],
    ['something else stands there', 'name: Suture\non: push\n', {}, 'edited', 'first line'],
    ['something follows the last line', `${text}  more:\n    runs-on: ubuntu-latest\n`, {}, 'edited', 'line'],
  ])('when %s', (_name, other, some, reason, words) => {
    const check = checkWorkflow(other, { ...facts, ...some })
    expect(check).toMatchObject({ outcome: 'not_dispatchable', reason })
    expect(check.outcome === 'not_dispatchable' && check.detail).toContain(words)
  })
})
