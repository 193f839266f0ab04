import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaleAnswer } from '../../src/protocol/stale-answer.ts'
import type { WorldRepository } from '../support/world/repository.ts'
import { startWorld, type World } from '../support/world.ts'

const SETTINGS = 'STALE_TESTS: true\nSTALE_TESTS_MINUTES: 4\n'
const GREEN = { log: 'all is well', conclusion: 'success' }
const LOOKS = `SELECT l.state, l.reason, l.answer, l.advised FROM stale_look l JOIN repository r USING (repository_id)
WHERE r.full_name = $1 ORDER BY l.created_at`

type Row = { readonly state: string; readonly reason: string | null; readonly answer: StaleAnswer | null; readonly advised: boolean }

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const looks = ({ repo }: WorldRepository) => world.watch.rows<Row>(LOOKS, [repo])

/** A pull request whose change keeps something back, with the tests that it brings. */
async function openGreen(repository: WorldRepository, more: Readonly<Record<string, string>> = {}) {
  const source = repository.fixture.before.get('store/inventory.py') ?? ''
  const kept = source
    .replace('take(self, item, pieces)', 'take(self, item, pieces, keep=0)')
    .replace('if pieces > self.remaining(item)', 'if pieces > self.remaining(item) - keep')
  const pull = await repository.openPull({
    branch: 'keep',
    message: 'Keep some pieces back',
    files: { 'store/inventory.py': kept, ...more },
  })
  await repository.ci(pull, GREEN)
  await world.settled()
  return pull
}

const said = ({ state }: WorldRepository, number: number) =>
  state.comments.filter((one) => one.user === 'suture[bot]' && one.number === number).map(({ body }) => body)

test('a green pull request whose new parameter no test gives is told so in one line, by a real run; a test that gives it resolves that', async () => {
  const shop = await world.addRepository('pytest-renamed-method', { name: 'advice', settings: SETTINGS })
  const pull = await openGreen(shop)
  expect(await looks(shop)).toMatchObject([{ state: 'done', reason: null, advised: true, answer: { declared: 1, checked: 0 } }])
  expect(world.reports.looks).toMatchObject([{ repository: shop.repo, head: pull.headSha, budgetMinutes: 4 }])
  const [body, ...others] = said(shop, pull.number)
  expect(others).toEqual([])
  expect(body).toContain('**Advice.** Everything passes on')
  expect(body).toContain('This change declares 1 thing; no test says anything of it:')
  expect(body).toMatch(
    /^- \[`store\/inventory.py:11`\]\(\S+#L11\): new parameter `Inventory.take: keep`: `tests\/\S+` and 1 more would pass/m,
  )
  expect(body).toContain("Give 'keep' another value than its default, and expect the difference.")
  const tests = `${shop.fixture.before.get('tests/test_inventory.py')}

def test_keeps_pieces_back():
    inventory = Inventory()
    inventory.receive("nut", 3)
    with pytest.raises(LookupError):
        inventory.take("nut", 2, keep=2)
`
  const sha = await shop.push({ branch: 'keep', message: 'Test it', files: { 'tests/test_inventory.py': tests }, from: 'keep' })
  await shop.ci({ ...pull, headSha: sha }, GREEN)
  await world.settled()
  expect(await looks(shop)).toMatchObject([
    { state: 'done' },
    { state: 'done', advised: false, answer: { declared: 1, checked: 1, things: [] } },
  ])
  const now = said(shop, pull.number)
  expect(now).toHaveLength(1)
  expect(now[0]).toContain('**Advice resolved.**')
})

test('nothing is said by a report that does not count, and nothing is asked where nobody wants it', async () => {
  const answer = { declared: 0, checked: 3, things: [], leftOut: [], notLooked: [], machineMs: 1, runnerVersion: '0', protocol: 2 as const }
  world.reports.leaveLook(({ nonce, lookId }) => ({ report: { ...answer, nonce, lookId } }))
  const quiet = await world.addRepository('pytest-renamed-method', { name: 'quiet', settings: 'mode: pr\n' })
  const silent = await openGreen(quiet)
  expect([await looks(quiet), said(quiet, silent.number)]).toEqual([[], []])
  const forged = await world.addRepository('pytest-renamed-method', { name: 'forged', settings: SETTINGS })
  const pull = await openGreen(forged)
  const reason = 'the report was not taken: it names more than the change declares'
  expect(await looks(forged)).toMatchObject([{ state: 'failed', reason, answer: null }])
  expect(said(forged, pull.number)).toEqual([])
})
