import type { DevelopedCodeBase } from '../development/code-base.ts'
import { bugs } from './bugs.ts'
import { contracts } from './contracts.ts'
import { plain } from './plain.ts'
import { removals } from './removals.ts'
import { values } from './values.ts'

const stem = (path: string) => path.replace(/^.*\/|\.ts$/g, '')

export const storefront: DevelopedCodeBase = {
  name: 'storefront',
  fixture: 'vitest-storefront',
  framework: 'vitest',
  changes: [...values, ...contracts, ...removals, ...bugs, ...plain],
  names: [
    ['addToCart', 'addItem', 'putIntoCart'],
    ['quantityOf', 'piecesOf', 'quantityInCart'],
    ['couponDiscount', 'discountOfCoupon', 'couponReduction'],
    ['refuseCoupon', 'couponRefusal', 'whyRefused'],
    ['shippingCost', 'shippingFee', 'postage'],
    ['zoneOf', 'shippingZone', 'zoneFor'],
    ['deliveryDay', 'arrivalDay', 'dayOfArrival'],
    ['unitPrice', 'pricePerPiece', 'priceFor'],
    ['lineTotal', 'totalOfLine', 'lineSum'],
    ['yearsAsCustomer', 'customerYears', 'yearsOfLoyalty'],
    ['percentOf', 'shareOf', 'percentage'],
    ['distribute', 'splitByWeight', 'allot'],
    ['includedVat', 'vatInside', 'taxWithin'],
    ['formatCents', 'formatMoney', 'moneyText'],
    ['parseCents', 'readCents', 'centsFrom'],
    ['OutOfStock', 'SoldOut', 'NotEnoughStock'],
    ['EMPTY_CART', 'NEW_CART', 'NO_ITEMS'],
    ['createProduct', 'makeProduct', 'productFrom'],
    ['inCategory', 'ofCategory', 'byCategory'],
    ['campaignDiscount', 'saleDiscount', 'discountOfCampaigns'],
  ],
  modules: [
    ['src/money/round.ts', 'src/money/rounding.ts'],
    ['src/orders/numbers.ts', 'src/orders/order-number.ts'],
    ['src/pricing/tiers.ts', 'src/pricing/tier-prices.ts'],
    ['src/shipping/zones.ts', 'src/shipping/countries.ts'],
    ['src/catalog/search.ts', 'src/catalog/find-products.ts'],
    ['src/pricing/loyalty.ts', 'src/pricing/loyal-customers.ts'],
  ],
  importsOf(texts, old, now) {
    const pattern = new RegExp(`(from '[^']*/)${stem(old)}'`, 'g')
    return new Map([...texts].map(([path, text]) => [path === old ? now : path, text.replace(pattern, `$1${stem(now)}'`)]))
  },
}
