/** Names shorter than this stand in any text. */
const SHORTEST = 3

/** What a Python script names of one package: what it imports from it, and attributes of anything but other packages. */
export function namesOfProduct(script: string, product: string): readonly string[] {
  const [names, foreign] = [new Set<string>(), new Set<string>()]
  const isProduct = (module: string) => module.split('.').includes(product)
  for (const [, module = '', alias] of script.matchAll(/^\s*import ([\w.]+)(?: as (\w+))?/gm))
    if (!isProduct(module)) foreign.add(alias ?? module)
  for (const [, module = '', list = ''] of script.matchAll(/^\s*from ([\w.]+) import ([\w, ]+)/gm))
    for (const name of list.split(',').map((part) => part.trim().split(' ')[0] ?? '')) (isProduct(module) ? names : foreign).add(name)
  // texts and module paths hold points as well
  const code = script.replace(/^\s*(?:import|from) .*$/gm, '').replace(/#.*$|(["'])(?:\\.|(?!\1).)*\1/gm, '')
  for (const [, owner = '', name = ''] of code.matchAll(/(\w+)?\.([A-Za-z_]\w*)/g)) if (!foreign.has(owner)) names.add(name)
  return [...names].filter((name) => name.length >= SHORTEST)
}
