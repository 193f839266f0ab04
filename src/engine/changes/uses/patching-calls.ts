import type { Expression, ExpressionOf } from '../../languages/language.ts'

/** Modules whose functions take the name of what they replace, read or load in quotes. */
const MODULES =
  /^(?:unittest(?:\.mock)?|mock|pytest|_pytest\.monkeypatch|pytest_mock|importlib|pkgutil|vitest|@jest\/globals|jest-mock|node:module)$/
/** What a framework gives to a test or to every file for this. */
const GIVEN = /^(?:mocker|\w+_mocker|monkeypatch|monkeymodule|mp|jest|vi)$/
/** Words of the language itself. */
const BUILT_IN = /^(?:setattr|delattr|getattr|hasattr|require|import)$/

/**
 * Whether a call reads quoted names: it is of a mocking library or of the language itself, whatever the method is called. A method of
 * any other object that only has such a name takes texts.
 */
export function readsQuotedNames({ callee }: ExpressionOf<'call'>): boolean {
  return callee.kind === 'name' ? ofName(callee, true) : callee.kind === 'member' && ofHolder(callee.object)
}

function ofHolder(holder: Expression): boolean {
  if (holder.kind === 'name') return ofName(holder, false)
  if (holder.kind === 'call') return readsQuotedNames(holder)
  if (holder.kind !== 'member') return false
  // `self.monkeypatch.setattr`
  const isReceiver = holder.object.kind === 'name' && holder.object.binding?.kind === 'receiver'
  return isReceiver ? GIVEN.test(holder.name) : ofHolder(holder.object)
}

function ofName({ name, binding }: ExpressionOf<'name'>, isCalled: boolean): boolean {
  switch (binding?.kind) {
    case undefined:
      return isCalled ? BUILT_IN.test(name) : GIVEN.test(name)
    case 'import':
      return MODULES.test(binding.import.specifier)
    case 'parameter':
    case 'local':
      return GIVEN.test(name)
    case 'variable':
      return binding.values.length > 0
        ? binding.values.every((value) => value.kind === 'call' && readsQuotedNames(value))
        : GIVEN.test(name)
    default:
      return false
  }
}
