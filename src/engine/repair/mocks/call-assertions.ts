import { textOf } from '../../languages/syntax.ts'
import type { FailingAssertion } from '../expected/failing-assertions.ts'

/** Which of a mock's calls an assertion is about. `nth`: its first argument says which, from 1. `sequence`: its argument lists several. */
export type AskedCalls = 'any' | 'last' | 'only' | 'nth' | 'sequence'

const ASKED: ReadonlyMap<string, AskedCalls> = new Map([
  ['assert_called_with', 'last'],
  ['assert_awaited_with', 'last'],
  ['assert_called_once_with', 'only'],
  ['assert_awaited_once_with', 'only'],
  ['assert_any_call', 'any'],
  ['assert_any_await', 'any'],
  ['assert_has_calls', 'sequence'],
  ['assert_has_awaits', 'sequence'],
  ['toHaveBeenCalledWith', 'any'],
  ['toBeCalledWith', 'any'],
  ['toHaveBeenLastCalledWith', 'last'],
  ['lastCalledWith', 'last'],
  ['toHaveBeenCalledExactlyOnceWith', 'only'],
  ['toHaveBeenNthCalledWith', 'nth'],
  ['nthCalledWith', 'nth'],
])
/** They say how often, and no number is written. */
const COUNTED =
  /^(?:assert_(?:called|awaited|called_once|awaited_once|not_called|not_awaited)|to(?:HaveBeen|Be)Called(?:Once|Times)?|toHaveBeenCalledOnce)$/
/** What a mock says of its calls, read as a value. */
const READ =
  /\.(?:call_count|await_count|call_args|call_args_list|await_args|await_args_list|mock_calls|callCount|calls|mock\.(?:last)?[cC]alls?)\b/

/** The calls that a matcher asks for; `undefined` where it is about something else, or about their number alone. */
export function askedCalls(matcher: string): AskedCalls | undefined {
  return ASKED.get(matcher)
}

/** Whether an assertion demands something of the calls of a mock. */
export function isAboutCalls({ file, assertion }: FailingAssertion): boolean {
  const { matcher, actual, expected } = assertion
  if (ASKED.has(matcher) || COUNTED.test(matcher)) return true
  return [actual, expected].some((part) => part !== null && READ.test(textOf(file.tree, part)))
}
