import { customerOf, gramsOf, type Order, postageOf, priceOf } from "./warehouse.ts";

/** The total that shop.py must come to, worked out without any Python; undefined if it can't be priced. */
export function expectedTotal(order: Order): number | undefined {
  const customer = customerOf(order.customer);
  let net = 0;
  let pieces = 0;
  for (const [sku, quantity] of order.articles) {
    const price = priceOf(sku);
    if (price === undefined) return undefined;
    net += price * quantity;
    pieces += quantity;
  }
  const percent = (rate: number) => Math.floor((net * rate + 50) / 100);
  const discount = Math.max(
    pieces >= 10 ? percent(3) : 0,
    pieces >= 25 ? percent(7) : 0,
    customer.grade === "dealer" ? percent(12) : 0,
  );
  const postage = parcels(order).reduce((sum, grams) => sum + postageOf(customer.region, grams), 0);
  return net - discount + (order.rush ? postage * 2 + 499 : postage);
}

/** The grams of each parcel, heaviest lines first. */
function parcels(order: Order): number[] {
  const limit = order.rush ? 2000 : 5000;
  const loads: number[] = [];
  let load = 0;
  const weights = order.articles.map(([sku, quantity]) => gramsOf(sku) * quantity);
  for (const grams of weights.sort((a, b) => b - a)) {
    if (load > 0 && load + grams > limit) {
      loads.push(load);
      load = 0;
    }
    load += grams;
  }
  if (load > 0) loads.push(load);
  return loads;
}
