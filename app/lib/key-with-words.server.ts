import { createHash } from "node:crypto";

/**
 * What was sent, by the form it was sent with and what it said. The same words once more are the same, pressed twice or
 * after a step back; other words written into the form that one went back to are another.
 */
export function keyWithWords(formKey: string, words: readonly (string | null)[]): string {
  return createHash("sha256")
    .update(JSON.stringify([formKey, ...words]))
    .digest("base64url");
}
