import { kindsOf } from './kinds-of-change.ts'
import { isBesideBehaviour, sentences, titlesOf, withoutPrefix } from './sentences.ts'

/** Titles that tell how code is written or where it stands: such an edit is meant to do what the code did. */
const OF_FORM =
  /^\W*(?:renam\w+|mov(?:e|es|ed|ing)|inlin\w+|extract\w*|split\w*|shorten\w*|simplif\w+|rewrit\w+|rewrote|unif(?:y|ies|ied)|merg(?:e|es|ed|ing) (?:the )?duplicat\w*|name\b|give\b.+\b(?:an?|its|their) (?:own )?names?\b|turn\b.+\b(?:around|round)\b|comput\w+\b.+\bwithout\b|writ(?:e|es|ing)\b.+\bin one (?:helper|place|function|method)\b|(?:remov\w+|drop\w*|delet\w+|avoid\w*)\s+(?:an? |the |some |all )?(?:needless|unneeded|unnecessary|dead|unused|redundant|superfluous|duplicat\w*|temporary)\b|us(?:e|es|ed|ing)\s+(?:an? |the )(?:plain\w*|short\w*|simpl\w+|shared|common|one) )/i
/** What is said to stay as it is, of the whole: an order, a result, what comes out. */
const AS_BEFORE = /\b(?:(?:order|results?|output|values?|behaviou?r) (?:stays?|remains?|is kept)|(?:just )?as before\b\W*$)/i
/** What comes first tells what was done to the code, not what it does: `take` is called `hold`. */
const NAMING = /^\W*[\w.()]+ is (?:now )?(?:called )?[\w.()]+\W*$/

/** The title that says what became of the code alone, where no other title and no sentence announces another behaviour; else `null`. */
export function toldFormOnly(texts: readonly string[]): string | null {
  const titles = sentences(titlesOf(texts))
  const [first] = titles.filter(isOfForm)
  if (first === undefined || !titles.every((title) => isOfForm(title) || isBesideBehaviour(title))) return null
  const others = sentences(texts).filter((sentence) => !titles.includes(sentence))
  return others.every((sentence) => isOfForm(sentence) || kindsOf(sentence).size === 0 || AS_BEFORE.test(sentence)) ? first : null
}

/** The sentence that says that what comes out stays as it was. */
export function saidToStay(texts: readonly string[]): string | null {
  return sentences(texts).find((sentence) => AS_BEFORE.test(sentence)) ?? null
}

/** Whether a sentence tells only what became of the code. */
export function isOfForm(sentence: string): boolean {
  const bare = withoutPrefix(sentence)
  return OF_FORM.test(bare) || NAMING.test(bare)
}
