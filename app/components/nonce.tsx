import { createContext, useContext } from "react";

/** Set by the server's renderer alone: the browser hides nonces from scripts, so there it is undefined. */
export const NonceContext = createContext<string | undefined>(undefined);

/** The nonce for `<Scripts nonce>` and the like. */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
