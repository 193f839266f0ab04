import { parseArgs } from 'node:util'
import { frameworkHome } from '../support/frameworks/install.ts'
import { judgedTwice } from '../support/mutants/judged-twice.ts'
import { SHOPS } from '../support/mutants/shops.ts'
import { type PeerRun, runPeer } from './mutants/peers.ts'

/**
 * `npm run bench:mutants [-- --every N --only NAME --no-single --no-peers]`: the mutants of a small project of each framework, judged in a
 * batch, each in a run of its own, and by the peer (mutmut, StrykerJS) with the same functions and tests. One verdict that differs fails it.
 */
const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    single: { type: 'boolean', default: true },
    peers: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
/** Of the batch against the peer, in mutants a second of the whole command. */
const GOAL = 5

let [compared, differing] = [0, 0]
for (const name of ['pytest', 'vitest', 'jest'] as const) {
  if (!name.startsWith(values.only)) continue
  const home = await frameworkHome(name)
  const shop = { framework: name, home, ...SHOPS[name], every: Number(values.every) }
  const seen = await judgedTwice({ ...shop, isSingle: values.single })
  const judged = seen.mutants.filter(({ batch }) => batch !== 'not_judged')
  const speed = (judged.length / seen.batchMs) * 1000
  line(
    `${name}: ${judged.length} of ${seen.mutants.length} judged in a batch, ${speed.toFixed(1)} a second (${Math.round(seen.batchMs)} ms)${seen.reason === '' ? '' : `; ${seen.reason}`}`,
  )
  if (values.single) {
    const wrong = judged.filter(({ batch, single }) => batch !== single)
    compared += judged.length
    differing += wrong.length
    line(
      `  each alone: ${((seen.mutants.length / seen.singleMs) * 1000).toFixed(1)} a second; verdicts equal ${judged.length - wrong.length} of ${judged.length}`,
    )
    for (const { mutant, batch, single } of wrong)
      line(`  ${mutant.file}:${mutant.line} ${mutant.original} → ${mutant.replacement}: ${batch}, alone ${single}`)
  }
  if (values.peers) line(`  ${peerLine(runPeer(name, SHOPS[name].files), speed)}`)
}
if (values.single) line(`verdicts equal: ${compared - differing} of ${compared}`)
process.exitCode = differing === 0 ? 0 : 1

function peerLine(peer: PeerRun, speed: number): string {
  if ('missing' in peer) return `${peer.name} did not run: ${peer.missing.trim()}`
  const theirs = (peer.mutants / peer.ms) * 1000
  return `${peer.name}: ${peer.mutants} in ${Math.round(peer.ms)} ms, ${theirs.toFixed(1)} a second; the batch is ${(speed / theirs).toFixed(1)} times as fast (goal ${GOAL})`
}

function line(text: string): void {
  process.stdout.write(`${text}\n`)
}
