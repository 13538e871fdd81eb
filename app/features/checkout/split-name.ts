/**
 * Gateways want a first and a last name. The first word and the rest; one word stands for both
 * (Paymob refuses an empty last name, gateways.md P1). Each at most 50 characters.
 */
export function splitName(name: string): { firstName: string; lastName: string } {
  const words = name.trim().split(/\s+/);
  const firstName = (words[0] ?? "").slice(0, 50) || "NA";
  return { firstName, lastName: words.slice(1).join(" ").slice(0, 50) || firstName };
}
