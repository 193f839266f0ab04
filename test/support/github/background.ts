/** Work that goes on after an answer was sent. `idle` waits until there is none, and throws the first fault of any of it. */
export function openBackground() {
  const running = new Set<Promise<void>>()
  const faults: unknown[] = []
  const add = (work: () => Promise<unknown>): void => {
    const one: Promise<void> = Promise.resolve()
      .then(work)
      .then(
        () => {},
        (fault: unknown) => void faults.push(fault),
      )
      .finally(() => running.delete(one))
    running.add(one)
  }
  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running)
    const [fault] = faults.splice(0)
    if (fault !== undefined) throw fault
  }
  return { add, idle }
}

export type Background = ReturnType<typeof openBackground>
