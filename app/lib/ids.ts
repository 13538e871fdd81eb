const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford base 32: no i, l, o, u

/** What each prefix names. Ids sort by the time they were made, to the millisecond. */
export type IdPrefix =
  | "usr"
  | "crs"
  | "pay"
  | "att"
  | "enr"
  | "whk"
  | "exc"
  | "cas"
  | "nte"
  | "rfd"
  | "blk"
  | "mal"
  | "req"
  | "err"
  | "vew"
  | "exp"
  | "wle";

/** Chance is drawn for many ids at once: a draw costs ten times what an id does. */
const drawn = new Uint8Array(4096);
let used = drawn.length;

/** A new id such as `pay_01jd3k…`: 10 characters of time, 16 of chance; `bytes`, 16 or more, are taken instead of chance. */
export function newId(prefix: IdPrefix, now = Date.now(), bytes?: Uint8Array): string {
  let time = "";
  for (let rest = now, i = 0; i < 10; i++) {
    time = alphabet[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  if (used === drawn.length) {
    crypto.getRandomValues(drawn);
    used = 0;
  }
  let chance = "";
  if (bytes) {
    for (const byte of bytes.subarray(0, 16)) chance += alphabet[byte & 31];
    return `${prefix}_${time}${chance}`;
  }
  for (const end = used + 16; used < end; used++) chance += alphabet[drawn[used]! & 31];
  return `${prefix}_${time}${chance}`;
}
