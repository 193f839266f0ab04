import type { Reason } from '../../../../model/reason.ts'
import type { ProbedFailure } from '../../../../model/runs/test-run.ts'
import type { Verdict } from '../../../../model/verdict.ts'
import type { DiagnosisContext } from '../../rule.ts'

/**
 * What a failure says of the machine, and the host, port, variable, program or package that it is about. `isAskedFor`: the repository
 * names it as something to install, so that it is missing is no fault of the code, though the base may do without it.
 */
export type MachineSign = { readonly what: Reason; readonly subject: string | null; readonly isAskedFor?: boolean }

/** One way in which a machine, network, service or installation fails tests: how its failures look; `name` is the file's. */
export type MachineCause = {
  readonly name: string
  readonly description: string
  readonly verdict: Extract<Verdict, 'infrastructure' | 'environment'>
  /** Null where the failure does not look like it. */
  sign(
    failure: ProbedFailure,
    context: Pick<DiagnosisContext, 'trees' | 'framework' | 'reproduction' | 'read' | 'declaredPackages'>,
  ): MachineSign | null
}

/** The thrown exception and its causes, which pytest and the probes print on separate lines. Without source lines: tests mention errors too. */
export function thrownText({ exception, message, stack }: ProbedFailure): string {
  const causes = stack.split('\n').filter((line) => /^(?:E {3}|\[cause\]: )/.test(line))
  return [`${exception}: ${message}`, ...causes].join('\n').slice(0, 20_000)
}
