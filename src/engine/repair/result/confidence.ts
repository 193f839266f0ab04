/** Of a shape that the source declares and its callers follow: the values behind it are the same, word for word. */
export const OF_A_DECLARED_RESULT = 0.95
