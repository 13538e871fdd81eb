import { inject } from "vitest";
import type { Product } from "#tests/browser/support/product.ts";

/** The running product of this worker's files: what another worker's files do meanwhile happens elsewhere. */
export function ownProduct(): Product {
  return inject("products")[Number(process.env.VITEST_POOL_ID) - 1]!;
}
