import type { ContractChange } from '../../model/contract-change.ts'
import type { FailureFields } from '../../model/failure/failure-fields.ts'
import { lastPart } from '../changes/uses/use-site.ts'
import { isConstructorName, moduleStem } from '../languages/index.ts'

/** Whether a class (first) inherits from another one (second), as far as the sources show. */
export type Inherits = (name: string, ancestor: string) => boolean

/** Whether a failure names, in so many words, what this change replaced. */
export function explains(change: ContractChange, message: FailureFields, inherits: Inherits = () => false): boolean {
  const parts = change.symbol.split('.')
  // a default export is known by the name that it is declared under, or by its module alone
  const isDefault = message.missingName === 'default' && message.module !== null
  const name = change.symbol === 'default' && !isDefault ? change.before : (parts.at(-1) ?? '')
  const owner = parts.length > 1 ? (parts.at(-2) ?? null) : null
  switch (change.kind) {
    case 'renamed':
    case 'moved':
    case 'removed':
    case 'succeeded':
      return message.missingName === null
        ? isModule(change, message.module)
        : message.missingName === name &&
            sameOwner(owner, message.owner, inherits) &&
            (!isDefault || isHandedOutBy(change.oldFile, message.module))
    case 'parameter_renamed':
    case 'parameter_removed':
    case 'parameter_added':
    case 'parameters_reordered':
    case 'parameter_kind_changed':
    case 'parameters_grouped':
    case 'parameters_ungrouped':
      return callableIs(message, name, owner, inherits) && (message.wrongArity || namesOldParameter(change, message))
    case 'became_async':
      return lastPart(PENDING.exec(message.actual ?? '')?.[1] ?? '') === name
    default:
      return false
  }
}

/** The result of a Python call that was not awaited; a JavaScript promise does not show its origin. */
const PENDING = /^<coroutine object (\S+) at /

/** Owners that mean 'no object': the name looked up on one is not what is missing. */
const NOTHING = /^(?:undefined|null|NoneType)$/

/** JavaScript messages name the variable, not the class: an owner that is not a class name does not count against it. */
function sameOwner(owner: string | null, seen: string | null, inherits: Inherits): boolean {
  if (seen !== null && NOTHING.test(seen)) return false
  return owner === null || seen === null || owner === seen || !/^[A-Z]/.test(seen) || inherits(seen, owner)
}

function callableIs(message: FailureFields, name: string, owner: string | null, inherits: Inherits): boolean {
  const { callable } = message
  if (callable === null) return false
  if (!isConstructorName(callable)) return callable === name && sameOwner(owner, message.owner, inherits)
  return name === callable ? sameOwner(owner, message.owner, inherits) : message.owner === null || message.owner === name
}

function namesOldParameter(change: ContractChange, message: FailureFields): boolean {
  const argument = message.unexpectedArgument
  return argument !== null && change.oldParameters.some((parameter) => parameter.name === argument)
}

/** `a.b` and `../a/b` both name the file `src/a/b.py` or `src/a/b.ts`; also the package whose `index` or `__init__` it is, or that it left. */
function isModule(change: ContractChange, module: string | null): boolean {
  // what was removed may have taken its module along; otherwise the module must have another place
  if (module === null || (change.kind !== 'removed' && change.oldFile === change.file)) return false
  const path = pathOf(module)
  const hasLeft = !/[/\\]/.test(module) && isInside(change.oldFile, path) && !isInside(change.file, path)
  return isSameModule(change.oldFile, path) || hasLeft
}

/** Whether a module exports what a file declares: the file itself, or the folder whose `index` may re-export it. */
function isHandedOutBy(file: string, module: string | null): boolean {
  const path = pathOf(module ?? '').replace(/(?:^|\/)index$/, '')
  return path === '' || isSameModule(file, path) || isInside(file, path)
}

function pathOf(module: string): string {
  return /[/\\]/.test(module) ? module.replace(/^(?:\.{0,2}\/)+/, '').replace(/\.\w+$/, '') : module.replaceAll('.', '/')
}

function isSameModule(file: string, path: string): boolean {
  const stem = moduleStem(file)
  return stem === path || stem.endsWith(`/${path}`) || path.endsWith(`/${stem}`)
}

function isInside(file: string, path: string): boolean {
  return path !== '' && `/${file}`.includes(`/${path}/`)
}
