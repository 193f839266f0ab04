/** The other side of `startOwnProcess`: answers one question after the other, and ends with the program that asks. */
export function answerQuestions<Question>(answer: (question: Question) => Promise<unknown>): void {
  process.on('message', (question) => {
    answer(question as Question).then(
      (given) => process.send?.(given),
      (error: unknown) => {
        // the asker sees the exit: what is thrown here is a fault of ours, or a memory that is full
        process.exitCode = 1
        process.disconnect?.()
        throw error
      },
    )
  })
  process.on('disconnect', () => process.exit())
}
