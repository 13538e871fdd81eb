import { hash, verify } from "@node-rs/argon2";

/** argon2id with 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet (the library's algorithm default is id). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/** Never throws for a stored hash it cannot read: that one fits no password. */
export async function passwordFits(stored: string, password: string): Promise<boolean> {
  if (!stored.startsWith("$argon2")) return false;
  return verify(stored, password.normalize("NFKC"));
}
