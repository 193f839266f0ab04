/** The class of what was thrown, without its module: from its own field if there is one, else from the start of the message or stack. */
export function thrownClass(name: string, message: string, stack: string): string {
  return lastWord(name) || headClass(message) || headClass(stack.slice(0, 4000))
}

function lastWord(name: string): string {
  return /^[\w.$]+$/.test(name) ? (name.split(/[.$]/).at(-1) ?? '') : ''
}

/** `java.lang.IllegalStateException: x`, `E   KeyError: 'a'`, `TypeError [ERR_X]: y`: the class alone. */
function headClass(text: string): string {
  const head =
    /^[ \t]{0,40}(?:E {1,9})?(?:Uncaught )?(?:[\w$]{1,100}\.){0,30}([A-Z][\w$]{0,100}?(?:Error|Exception|Failure|Failed|Exit|Interrupt|Warning|TimedOut|Timeout|Invoked|Different|Wanted|Invocations))(?: \[\w+\])?(?::|\s*$|\s\()/m.exec(
      text,
    )
  return head?.[1]?.split('$').at(-1) ?? ''
}
