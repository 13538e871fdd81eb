/** Makes the compiler prove that a union was handled to the last case; throws if it was not after all. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
