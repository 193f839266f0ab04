import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { learnRun } from '../../src/engine/history/prediction/learn-run.ts'
import { newPredictor } from '../../src/engine/history/prediction/predictor.ts'
import { savePredictor } from '../../src/engine/history/prediction/saved-predictor.ts'
import { select } from '../../src/runner/commands/select.ts'
import { createRepository } from '../support/frameworks/repository.ts'
import { runCommand } from '../support/run-command.ts'

const FILES = {
  'pytest.ini': '[pytest]\n',
  'shop/__init__.py': '',
  'shop/cart.py': 'def total(items):\n    return sum(items)\n\n\ndef count(items):\n    return len(items)\n',
  'shop/bill.py': 'from shop.cart import total\n\n\ndef bill(items):\n    return total(items)\n',
  'shop/mail.py': 'def send(to):\n    return to\n',
  'tests/test_cart.py': 'from shop.cart import total\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n',
  'tests/test_bill.py': 'from shop.bill import bill\n\n\ndef test_bill():\n    assert bill([1]) == 1\n',
  'tests/test_mail.py': 'from shop.mail import send\n\n\ndef test_send():\n    assert send("a") == "a"\n',
}

let project: ReturnType<typeof createRepository>
let parent: string
beforeAll(() => {
  project = createRepository()
  parent = mkdtempSync(join(tmpdir(), 'select-'))
  project.commit(FILES)
  project.commit({ 'shop/cart.py': FILES['shop/cart.py'].replaceAll('total', 'grand_total') })
})
afterAll(() => {
  project.remove()
  rmSync(parent, { recursive: true, force: true })
})

async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const out = join(parent, 'out.json')
  const all = ['select', '--repo', project.dir, '--base', 'HEAD~1', '--json', out, ...words]
  const ran = await runCommand(select, all, { cwd: parent, env: { ...process.env, SUTURE_URL: undefined, ...env } })
  if (ran.error !== null) throw ran.error
  return { ...ran, result: JSON.parse(readFileSync(out, 'utf8')) }
}

describe('suture select', () => {
  test('without history goes by what the change touches, and says so', async () => {
    const { code, printed, result } = await run([])
    expect(code).toBe(0)
    expect(printed).toContain('no history: neither --report nor SUTURE_URL is given')
    expect(result).toMatchObject({ history: 'none', basis: 'change', changedFiles: ['shop/cart.py'] })
    expect(result.selected.map((test: { testId: string }) => test.testId)).toEqual(['tests/test_cart.py', 'tests/test_bill.py'])
    expect(result.left).toMatchObject([{ testId: 'tests/test_mail.py' }])
    expect(printed).toMatch(/51 %|5\d %/)
    expect(printed).toMatch(/may need an edit:\n +\d\d %\s+tests\/test_cart\.py\n +.*uses in \d places? what the change declares otherwise/)
  })

  test('takes failures from reports, and prints ids for the command that runs tests', async () => {
    const junit = (failed: boolean) =>
      `<testsuites><testsuite name="pytest">${['cart.test_total', 'bill.test_bill', 'mail.test_send']
        .map((name) => {
          const [file, test] = name.split('.')
          const failure = failed && file === 'mail' ? '<failure message="no">no</failure>' : ''
          return `<testcase classname="tests.test_${file}" name="${test}" time="0.5">${failure}</testcase>`
        })
        .join('')}</testsuite></testsuites>`
    for (const index of [1, 2, 3]) writeFileSync(join(parent, `report-${index}.xml`), junit(index > 1))
    const { printed, warned, result } = await run(['--report', 'report-*.xml', '--ids'])
    expect(warned).toContain('history: 3 reports that match report-*.xml')
    expect(printed.split('\n')).toEqual([
      'tests/test_cart.py::test_total',
      'tests/test_mail.py::test_send',
      'tests/test_bill.py::test_bill',
    ])
    expect(result.selected[1]).toMatchObject({ file: 'tests/test_mail.py', basis: 'average', durationMs: 500 })
    expect(result.selected[1].reasons[0].words).toBe('failed in its last run')
  })

  describe('with a server', () => {
    let server: Server
    let answer: { status: number; body: unknown }
    const asked: string[] = []
    beforeAll(async () => {
      server = createServer((request, response) => {
        asked.push(`${request.url} ${request.headers.authorization}`)
        response.writeHead(answer.status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(answer.body))
      })
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    })
    afterAll(() => server.close())
    const env = () => ({ SUTURE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, SUTURE_TOKEN: 'a-token' })

    test('takes what it has learned', async () => {
      const predictor = newPredictor()
      const ended = { testId: 'tests/test_mail.py::test_send', file: 'tests/test_mail.py', failed: true, mixed: false, durationMs: 5 }
      learnRun(predictor, { files: [], testFiles: [], author: null, at: 0 }, [ended])
      answer = { status: 200, body: { predictor: savePredictor(predictor) } }
      const { printed, result } = await run(['--repository', 'octo/shop'], env())
      expect(asked).toEqual(['/api/v1/repositories/octo/shop/predictor Bearer a-token'])
      expect(printed).toContain('history: 1 runs that http://127.0.0.1')
      expect(result).toMatchObject({ history: 'server', selected: [{ testId: 'tests/test_mail.py::test_send' }, {}, {}] })
    })

    test('goes on without it where it refuses, and says why', async () => {
      answer = { status: 401, body: {} }
      const { printed, result } = await run(['--repository', 'octo/shop'], env())
      expect(printed).toMatch(/no history: http:\S+ answered 401: check SUTURE_TOKEN/)
      expect(result.history).toBe('none')
    })
  })
})
