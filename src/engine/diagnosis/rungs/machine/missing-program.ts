import { reason } from '../../../../model/reason.ts'
import { type MachineCause, thrownText } from './machine-sign.ts'

/** A shell, a loader and Node say it in words; Python raises what a missing file raises, from inside `subprocess`. */
export const missingProgram = {
  name: 'missing-program',
  description: 'A program, browser or shared library that the tests start is not installed on this machine.',
  verdict: 'environment',
  sign(failure) {
    const text = thrownText(failure)
    const name =
      /\bspawn (\S+) ENOENT/.exec(text)?.[1] ??
      (failure.frames.at(-1)?.function === '_execute_child' ? /No such file or directory: '([^']+)'/.exec(text)?.[1] : undefined) ??
      /(?<![\w./-])([\w./-]{1,200}): (?:command )?not found$/m.exec(text)?.[1] ??
      /error while loading shared libraries: ([\w.+-]+)/.exec(text)?.[1] ??
      /(?<![\w.+-])([\w.+-]{1,100}\.so[\d.]{0,20}): cannot open shared object file/.exec(text)?.[1] ??
      /(?:Executable doesn't exist at|Could not find|Cannot find) ((?:\S*\/)?(?:[Cc]hrom\w*|[Ff]irefox|[Ww]eb[Kk]it|msedge)\S*)/.exec(
        text,
      )?.[1]
    return name === undefined ? null : { what: reason('missing-program', { program: name }), subject: name }
  },
} satisfies MachineCause
