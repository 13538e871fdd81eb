/**
 * Paymob's times. Egypt writes Cairo local time without a zone; the other regions write their offset (gateways.md P2).
 * Oman's +04:00 is inferred from the UAE's.
 */
const zones: Record<string, { zone: string; suffix: string }> = {
  SAR: { zone: "Asia/Riyadh", suffix: "+03:00" },
  AED: { zone: "Asia/Dubai", suffix: "+04:00" },
  OMR: { zone: "Asia/Muscat", suffix: "+04:00" },
};

/** `created_at` and `updated_at`, such as `2024-06-13T11:33:44.592000`. */
export function regionTime(instant: Date, currency: string): string {
  const { zone, suffix } = zones[currency] ?? { zone: "Africa/Cairo", suffix: "" };
  const parts = formatterOf(zone).format(instant);
  return `${parts.replace(" ", "T")}.${microseconds(instant)}${suffix}`;
}

// Making a formatter takes longer than everything else about a callback: one for each zone, kept.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "medium",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** `data.created_at` and `response_received_at`: UTC without a zone. */
export function utcTime(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}.${microseconds(instant)}`;
}

function microseconds(instant: Date): string {
  return `${String(instant.getUTCMilliseconds()).padStart(3, "0")}000`;
}
