// Runs each test twice as it is, once for each mutant that it may notice, and once more as it is. The product holds every mutant behind a switch.
const NONE = -1
const AS_IT_IS = 2
const MOST_TURNS = 100_000
const TIMES_BASE = 20

/** `asked`: `{ id, group }` of each mutant; `write` writes a record. One of these for each test file. */
function createMutants(asked, write) {
  const outcomes = new Map(asked.map(({ id }) => [id, 'survived']))
  // functions that ran while no test did: what they made may last, and is not made again for a mutant
  const outside = new Set()
  // functions of tests that ran otherwise the second time: they use again what the first one kept
  const unsteady = new Set()
  const bases = new Map()
  let lost = null
  let isNeeded = false
  globalThis.__sutureMutant = NONE
  globalThis.__sutureTurns = 0
  globalThis.__sutureMostTurns = Number.POSITIVE_INFINITY
  globalThis.__sutureEntered = outside

  const mutantAt = (time) => asked[time - AS_IT_IS]
  const isAsItIs = (time) => mutantAt(time) === undefined

  /** A time with the mutants off. */
  function ended(base, time, failed, { entered, hits, turns }) {
    if (failed) lost ??= time < AS_IT_IS ? 'the tests do not pass with the mutants off' : 'a mutant left something behind'
    if (time === 0) base.turns = turns
    if (time !== 1 || (areEqual(entered, base.groups) && areEqual(hits, base.hits))) return
    base.isSteady = false
    for (const group of base.groups) unsteady.add(group)
  }

  return {
    /** How often a test runs besides the first time. */
    count: asked.length + AS_IT_IS,
    /** Before the hooks of one time that a test runs; returns whether the test is needed. */
    begin(test, time) {
      const base = bases.get(test) ?? { groups: new Set(), hits: new Set(), turns: 0, isSteady: true }
      bases.set(test, base)
      globalThis.__sutureTurns = 0
      globalThis.__sutureEntered = time === 0 ? base.groups : new Set()
      globalThis.__sutureHit = time === 0 ? base.hits : time === 1 ? new Set() : undefined
      if (time === 0) return true
      globalThis.__sutureMostTurns = Math.max(MOST_TURNS, TIMES_BASE * base.turns)
      if (isAsItIs(time)) return lost === null
      const { id, group } = mutantAt(time)
      isNeeded = lost === null && base.isSteady && base.groups.has(group) && outcomes.get(id) === 'survived'
      if (isNeeded) globalThis.__sutureMutant = Number(id)
      return isNeeded
    },
    /** After the hooks of that time. `failed`: whether the test or a hook did. */
    end(test, time, failed) {
      const [entered, hits, turns] = [globalThis.__sutureEntered, globalThis.__sutureHit, globalThis.__sutureTurns]
      globalThis.__sutureMutant = NONE
      globalThis.__sutureEntered = outside
      globalThis.__sutureHit = undefined
      globalThis.__sutureMostTurns = Number.POSITIVE_INFINITY
      if (isAsItIs(time)) return ended(bases.get(test), time, failed, { entered, hits, turns })
      const { id, group } = mutantAt(time)
      if (failed) outcomes.set(id, 'killed')
      // what an earlier time kept is used again: this one saw nothing of the mutant
      else if (isNeeded && !entered.has(group)) outcomes.set(id, 'not_judged')
    },
    /** What failed after the hooks of that time. */
    late(time) {
      if (isAsItIs(time)) lost ??= 'the tests do not pass with the mutants off'
      else outcomes.set(mutantAt(time).id, 'killed')
    },
    lose(reason) {
      lost ??= reason
    },
    finish() {
      if (bases.size === 0) lost ??= 'no test ran'
      if (lost !== null) return write('mutants_lost', { reason: lost })
      for (const { id, group } of asked) {
        const outcome = outcomes.get(id)
        const isOpen = outside.has(group) || (outcome === 'survived' && unsteady.has(group))
        write('mutant', { id, outcome: isOpen ? 'not_judged' : outcome })
      }
    },
  }
}

function areEqual(one, other) {
  return one.size === other.size && [...one].every((each) => other.has(each))
}

module.exports = { createMutants }
