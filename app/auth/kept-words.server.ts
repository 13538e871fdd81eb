import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#app/lib/env.server.ts";

/** What was typed into a form, field by field in the form's order. */
export type KeptWords = Array<[field: string, text: string]>;

/**
 * The fields that words are typed into. Nothing else is kept: no password, no token, no file, and nothing that a page
 * put into its form for itself. A test holds them against the product's forms.
 */
export const keptFields = [
  "subject",
  "note",
  "body",
  "question",
  "reason",
  "name",
  "email",
  "phone",
  "title",
  "summary",
  "description",
  "startsAt",
  "accessUrl",
  "capacity",
  "payWithinHours",
  "offerHours",
] as const;
const price = /^price_[A-Z]{3}$/;

export const keptForMinutes = 15;

/** Together; the longest single text that a form of ours takes is half of it. */
const mostLetters = 40_000;

/** What was typed into this form. Null if it is more than can be kept. */
export function wordsIn(form: FormData): KeptWords | null {
  const typed = [...form].flatMap(([name, text]): KeptWords => {
    const known = (keptFields as readonly string[]).includes(name) || price.test(name);
    return known && typeof text === "string" && text.trim() ? [[name, text]] : [];
  });
  const letters = typed.reduce((sum, [, text]) => sum + text.length, 0);
  return letters > mostLetters ? null : typed;
}

/** These words as text that this server alone can read, for this person alone, and for 15 minutes. */
export function sealWords(words: KeptWords, ownerId: string, now = Date.now()): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(env().SESSION_SECRET[0]!), iv);
  cipher.setAAD(Buffer.from(ownerId));
  const plain = JSON.stringify({ words, until: now + keptForMinutes * 60_000 });
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
}

/** The words if this person's are sealed in it; `late` if they were, and their time is over; null for anyone else. */
export function openWords(sealed: string, viewerId: string, now = Date.now()): KeptWords | "late" | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length <= ivBytes + tagBytes) return null;
  for (const secret of env().SESSION_SECRET) {
    const plain = decrypt(bytes, keyFrom(secret), viewerId);
    if (plain === null) continue;
    const { words, until } = JSON.parse(plain) as { words: KeptWords; until: number };
    return until > now ? words : "late";
  }
  return null;
}

const ivBytes = 12;
const tagBytes = 16;

const keyFrom = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "", "bursar words kept", 32));

function decrypt(bytes: Buffer, key: Buffer, viewerId: string): string | null {
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(viewerId));
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
  } catch {
    // Changed on its way, sealed under another secret, or somebody else's.
    return null;
  }
}
