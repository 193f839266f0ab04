// A driver as a process that stays: one JSON line a question on file descriptor 3, one as its answer.
const { realpathSync } = require('node:fs')
const { Socket } = require('node:net')
const { createInterface } = require('node:readline')
const { fileURLToPath } = require('node:url')
const { relative } = require('./records.cjs')

const CHANNEL = 3
// memory that a framework has not given back by then, it never will
const MOST_RUNS = 200
const MOST_HEAP_BYTES = 700_000_000

/**
 * Answers until the other end closes. `run()` does one run and says what it keeps: `{ keep, held, strict, fresh }`, `held` as absolute paths. It is
 * told whether no file of the tree has changed since the run before.
 */
function serve(run) {
  const channel = new Socket({ fd: CHANNEL, readable: true, writable: true })
  let runs = 0
  createInterface({ input: channel }).on('line', async (line) => {
    const { id, isSame } = JSON.parse(line)
    const { keep, held, strict, fresh } = await run(isSame === true)
    runs += 1
    const fits = runs < MOST_RUNS && process.memoryUsage().heapUsed < MOST_HEAP_BYTES
    channel.write(
      `${JSON.stringify({ id, code: 0, keep: keep && fits, held: held.map(inTree).filter((file) => file !== null), strict, fresh })}\n`,
    )
  })
  channel.write('{}\n')
  channel.on('close', () => process.exit(0))
}

const known = new Map()

function inTree(file) {
  if (!known.has(file)) known.set(file, relative(realOf(file)))
  return known.get(file)
}

function realOf(file) {
  try {
    return realpathSync(file.startsWith('file:') ? fileURLToPath(file) : file)
  } catch {
    return file
  }
}

module.exports = { serve, isLasting: process.argv[2] === 'lasting' }
