/**
 * What people are compared by when someone looks for them: letter case, accents, the ways Arabic is written and digits
 * do not count. The twin of the database's fold_search (db/migrations/0030_people_search.ts); a test holds them together.
 */
export function foldSearch(written: string): string {
  return written
    .normalize("NFKD")
    .toLowerCase()
    .replace(unwritten, "")
    .replace(singles, (letter) => folded.get(letter)!)
    .replace(doubles, (letter) => spelled[letter]!)
    .replace(between, " ")
    .replace(/^ +| +$/g, "");
}

/**
 * A search as it was written, and as names of "servant of" are also written: "عبد الرحمن" is "عبدالرحمن" to others, and
 * "Abdul Rahman" is "Abdulrahman".
 */
export function spellings(search: string): string[] {
  const folded = foldSearch(search);
  const joined = folded
    .replace(/(?<=^| )عبد (?=.)/g, "عبد")
    .replace(/(?<=^| )abd( ?[uea]l)? (?=.)/g, (servant) => servant.replaceAll(" ", ""));
  const apart = folded
    .replace(/(?<=^| )عبد(?=ال..)/g, "عبد ")
    .replace(/(?<=^| )abd([uea]l)(?=[a-z]{3})/g, "abd$1 ");
  return [search, ...[...new Set([joined, apart])].filter((one) => one !== folded)];
}

/**
 * What all ways to write a phone number share: its digits, without the zeros and the country's code before them. Of a
 * number that is being typed the code is known once four digits follow it. The twin of phone_digits (0120_phone_forms).
 */
export function phoneDigits(written: string): string {
  return written
    .replace(/[٠-٩۰-۹]/g, (digit) => folded.get(digit)!)
    .replace(/[^0-9]/g, "")
    .replace(beforeNumber, "");
}

const beforeNumber =
  /^0*((20|27|212|213|216|218|249|961|962|963|964|965|966|967|968|970|971|973|974)(?=[0-9]{4}))?0*/;

/** Accents, tashkeel, tatweel, hamza, marks of direction, apostrophes: written by some and not by others. */
const unwritten =
  /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u0621\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff'\u0060\u2018\u2019\u02bc]/g;
/** Punctuation and space, between words. */
const between =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a pasted tab or line break is between words too
  /[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u060c\u061b\u061f\u066a-\u066d\u06d4\u2000-\u206f\u3000-\u3003]+/g;

const letters = "ىیېےةۃەہھٱکøđłıςħð٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";
const standFor = "ييييهههههاكodliσhd01234567890123456789";
const folded = new Map([...letters].map((letter, index) => [letter, standFor[index]!]));
const singles = new RegExp(`[${letters}]`, "g");
const spelled: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", þ: "th" };
const doubles = /[ßæœþ]/g;
