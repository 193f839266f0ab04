/** The options among the words of a command line, with their values; paths and names that select what runs are left out. */
export function optionsAlone(words: readonly string[]): readonly string[] {
  return words.filter((word, at) => {
    const before = words[at - 1]
    return word.startsWith('-') || (before?.startsWith('-') === true && !before.includes('='))
  })
}
