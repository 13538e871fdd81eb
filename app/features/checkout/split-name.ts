/**
 * Gateways want a first and a last name. The first word and the rest; one word stands for both
 * (Paymob refuses an empty last name, gateways.md P1). Each at most 50 characters.
 */
export function splitName(name: string): { firstName: string; lastName: string } {
  const words = name.trim().split(/\s+/);
  const firstName = start(words[0] ?? "") || "NA";
  return { firstName, lastName: start(words.slice(1).join(" ")) || firstName };
}

/** Whole characters: half an emoji is no text to a strict reader. */
const start = (text: string) => Array.from(text).slice(0, 50).join("");
