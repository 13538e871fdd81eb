const formatters = new Map<string, Intl.DateTimeFormat>();

/** "2026-12-03 10:02:07" in `timeZone`: what spreadsheets read as a moment. Empty for none. */
export function zoneTime(at: Date | null, timeZone: string): string {
  if (!at) return "";
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(at);
}
