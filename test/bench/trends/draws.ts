/** A standard normal value, by Box and Muller. */
export function drawNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** From 1 upwards; its mean exists, its variance does not. */
export function drawPareto(random: () => number): number {
  return 1.5 * (1 - random()) ** (-1 / 1.5)
}
