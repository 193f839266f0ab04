import { z } from 'zod'

/** One parameter of a callable. `default` is its source text, `null` when it is required. */
export const Parameter = z.object({
  name: z.string(),
  kind: z.enum(['positional_only', 'positional', 'keyword_only', 'rest', 'keyword_rest']),
  default: z.string().nullable(),
  type: z.string().nullable(),
})
export type Parameter = Readonly<z.infer<typeof Parameter>>

/**
 * Parameters that a caller hands over as one value: keys of an object, or fields of a class of the repository. `side` is the tree in which
 * they are grouped. `fields` are bare names; `moves` pairs the single parameter with its field.
 */
export const ParameterGroup = z.object({
  side: z.enum(['before', 'after']),
  /** The parameter that takes the value, and its index in the list. */
  holder: Parameter,
  place: z.number().int().nonnegative(),
  /** The class whose constructor makes the value; `null` for an object literal. */
  type: z.object({ file: z.string(), name: z.string() }).nullable(),
  fields: z.array(Parameter),
  moves: z.array(z.object({ parameter: z.string(), field: z.string() })),
})
export type ParameterGroup = Readonly<z.infer<typeof ParameterGroup>>

/** Kinds that are reported for diagnosis only: their text does not show how to adapt a caller. */
export const InformationalKind = z.enum([
  'became_property',
  'became_method',
  /** `before` and `after` are source texts of the values: constants, enum members, messages. */
  'literal_replaced',
  'exception_replaced',
  'default_changed',
  'decorators_changed',
  /** The shape of what is returned: the number of values, or the keys. */
  'result_changed',
  /** The declared type of a result or a field. */
  'type_changed',
  /** It still works, and says what to use instead: `after`. */
  'deprecated',
  /** A module no longer re-exports what still exists elsewhere: `after`. */
  'reexport_removed',
  /** Paired by similarity alone: reported, but never followed by an edit. */
  'likely_renamed',
  'likely_moved',
  'likely_parameter_renamed',
  'likely_text_renamed',
  /** Gone or at its end, and a note names `after` as its successor, which may mean something else. */
  'likely_succeeded',
])

/** Kinds of change that a source commit can declare in what callers may rely on. */
export const ContractChangeKind = z.enum([
  'renamed',
  'moved',
  'removed',
  'parameter_renamed',
  'parameter_added',
  'parameter_removed',
  'parameters_reordered',
  'parameter_kind_changed',
  /** Several parameters are keys of one object, or fields of one class, now; or the other way round. */
  'parameters_grouped',
  'parameters_ungrouped',
  'became_async',
  'became_sync',
  /** A key of the options object that a callable takes; `before` and `after` are the keys. */
  'option_renamed',
  /** A text that names something (a key of data, a command-line option, an event) became another everywhere; `before` and `after`. */
  'text_renamed',
  /** Gone or at its end, and it did nothing but call `after`. */
  'succeeded',
  ...InformationalKind.options,
])
export type ContractChangeKind = z.infer<typeof ContractChangeKind>

/**
 * A declared change of one product symbol, read from the syntax trees of the two versions.
 * `symbol` is `Class.method` or `function`; `file` and `line` point into the head (the base for `removed`).
 * `before` and `after` are what the reader sees: names, module paths or parameter lists.
 */
export const ContractChange = z.object({
  kind: ContractChangeKind,
  symbol: z.string(),
  file: z.string(),
  line: z.number().int(),
  before: z.string(),
  after: z.string(),
  /** Where the symbol lived in the base, when that differs from `file`. */
  oldFile: z.string(),
  /** The name in the head; equals the last part of `symbol` unless renamed. */
  newSymbol: z.string().nullable(),
  /** Parameter lists for the parameter kinds, empty otherwise. */
  oldParameters: z.array(Parameter),
  newParameters: z.array(Parameter),
  /** Of the parameter kinds: then the fields stand in that side's list in place of their holder, each as `holder.field`. */
  group: ParameterGroup.optional(),
  /** 0 to 1: tree similarity of the two bodies; 1 for identical bodies. */
  similarity: z.number(),
})
export type ContractChange = Readonly<z.infer<typeof ContractChange>>
