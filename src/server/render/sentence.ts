/** The middle of a sentence, in Markdown, as a whole one. */
export function sentence(text: string): string {
  // a name of the code keeps its case
  const capital = /^[a-z]+(?=[\s,;:.]|$)/.test(text) && !/^\S*[\w)][.(]\w/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
  return /[.!?…]$/.test(capital) || capital === '' ? capital : `${capital}.`
}
