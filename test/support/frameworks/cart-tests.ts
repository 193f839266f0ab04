/** Tests of a cart for Jest and Vitest: two branches, a failing test, and one whose hook alone reaches the product. */
export const CART_TESTS = [
  "test('dear', () => { expect(total([101])).toBe(50) })",
  "describe('cheap', () => {",
  "  test('right', () => { expect(total([1])).toBe(1) })",
  "  test('wrong', () => { expect(total([1])).toBe(2) })",
  '})',
  "describe('hooks', () => {",
  '  afterEach(() => new Cart().clear())',
  "  test('cleared', () => {})",
  '})',
]
