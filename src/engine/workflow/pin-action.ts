import { pinOf } from './action-pins.ts'

/** Actions that prepare a machine: known ones, and those whose name says so. */
const PREPARES = /(^|[/-])(setup|set-up|install|cache|toolchain)($|[-/@])/i

/** A `uses` as we write it, and the comment that says which release a commit is. `null`: it does not belong to a set-up. */
export type PinnedAction = { readonly uses: string; readonly comment: string; readonly note: string } | null

/** Pins an action of a set-up by its commit, where its release is known; a cache is restored only. */
export function pinAction(uses: string): PinnedAction {
  if (uses.startsWith('./') || uses.startsWith('docker://')) return { uses, comment: '', note: '' }
  const [path = '', tag = ''] = uses.split('@')
  if (!PREPARES.test(path)) return null
  const name = path.split('/').slice(0, 2).join('/')
  const action = path === 'actions/cache' ? 'actions/cache/restore' : path
  if (/^[0-9a-f]{40}$/.test(tag)) return { uses: `${action}@${tag}`, comment: '', note: '' }
  const pin = pinOf(name, tag)
  if (pin) return { uses: `${action}@${pin.commit}`, comment: pin.release, note: '' }
  return { uses: `${action}@${tag}`, comment: '', note: `${uses} is not pinned by a commit: no release of it is known here.` }
}
