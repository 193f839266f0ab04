import { type Check, result } from './check.ts'

const NAME = 'strength-maintained'

export const strengthMaintained = {
  name: NAME,
  description: 'Every small fault of the product that the old test noticed in the old code, the repaired test notices in the new code.',
  needs: 'run',
  examine({ strength }) {
    if (strength.outcome === 'not_run') return result(NAME, null, strength.reason)
    const { noticed, open, lost } = strength
    const [first] = lost
    if (first) {
      const said = `${first.file}:${first.line}: with ${shown(first.original)} as ${shown(first.replacement)} it passes, and the old test did not`
      return result(NAME, false, said)
    }
    if (noticed === 0) return result(NAME, null, 'the old test noticed no fault of the lines that it reached')
    if (open > noticed) return result(NAME, null, `${open} faults could not be judged, and only ${noticed} that the old test noticed`)
    const aside = open > 0 ? `; ${open} more could not be judged` : ''
    return result(NAME, true, `${noticed} faults that the old test noticed are noticed${aside}`)
  },
} satisfies Check

function shown(text: string): string {
  const line = text.split('\n')[0] ?? ''
  return text === '' ? 'nothing' : `\`${line.slice(0, 60)}${line.length < text.length ? '…' : ''}\``
}
