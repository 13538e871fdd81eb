import { createHash, timingSafeEqual } from "node:crypto";

/** Is `received` this digest in lower-case hex, in full? Takes the same time wherever they differ. */
export function isDigest(digest: Buffer, received: string): boolean {
  if (received.length !== digest.length * 2 || !/^[0-9a-f]+$/.test(received)) return false;
  return timingSafeEqual(digest, Buffer.from(received, "hex"));
}

/** Are two texts equal? Takes the same time wherever they differ, and whatever their lengths. */
export function isSameText(ours: string, received: string): boolean {
  return timingSafeEqual(hash(ours), hash(received));
}

const hash = (text: string) => createHash("sha256").update(text).digest();
