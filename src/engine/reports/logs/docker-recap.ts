/** A failed docker build prints the end of the failed step once more, between rules: read again, its tests would count twice. */
export function dockerRecap(): (line: string) => boolean {
  let state: 'outside' | 'at rule' | 'inside' = 'outside'
  return (line) => {
    if (line === '------') {
      const wasInside = state === 'inside'
      state = wasInside ? 'outside' : 'at rule'
      return wasInside
    }
    if (state === 'at rule') state = /^ > \[.*\] ?(?:RUN|COPY|ADD|\d)?/.test(line) ? 'inside' : 'outside'
    return state === 'inside'
  }
}
