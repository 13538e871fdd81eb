import { clockParts } from "#app/lib/clock-parts.ts";
import type { Locale } from "#app/messages/locales.ts";
import { translatorFor } from "#app/messages/translate.ts";

const months: Record<Locale, readonly string[]> = {
  en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  ar: [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
  ],
};
const comma: Record<Locale, string> = { en: ",", ar: "،" };
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A moment in every form that screens and database rows have it. */
export type Moment = Date | string | number;

/** "3 Dec 2026, 10:02" in `timeZone`. Built from numbers: server and browser know different month names. */
export function formatMoment(at: Moment, timeZone: string, locale: Locale = "en"): string {
  const part = clockParts(new Date(at), timeZone);
  return `${formatDay(at, timeZone, locale)}${comma[locale]} ${part.hour}:${part.minute}`;
}

/** "3 Dec 2026" in `timeZone`. */
export function formatDay(at: Moment, timeZone: string, locale: Locale = "en"): string {
  const part = clockParts(new Date(at), timeZone);
  return `${Number(part.day)} ${months[locale][Number(part.month) - 1]} ${part.year}`;
}

/** "3 Dec" for a calendar day, `2026-12-03`, whatever the zone. */
export function formatCalendarDay(day: string, locale: Locale = "en"): string {
  const [, month, date] = day.split("-");
  return `${Number(date)} ${months[locale][Number(month) - 1]}`;
}

/** The exact instant with its zone: "2026-12-03 10:02:07 Africa/Cairo (UTC+02:00)". */
export function formatInstant(at: Moment, timeZone: string): string {
  const part = clockParts(new Date(at), timeZone);
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second} ${timeZone} (${formatOffset(at, timeZone)})`;
}

/** How far the zone's clocks are from UTC at that moment: "UTC+02:00". */
export function formatOffset(at: Moment, timeZone: string): string {
  const { timeZoneName = "" } = clockParts(new Date(at), timeZone);
  // Browsers differ in how they write no offset at all.
  return timeZoneName === "GMT" ? "UTC+00:00" : timeZoneName.replace("GMT", "UTC");
}

/** Relative up to a day either way ("3 min ago", "in 2 h"), then date and time. */
export function formatAgo(at: Moment, now: number, timeZone: string, locale: Locale = "en"): string {
  const t = translatorFor(locale, "common");
  const past = now - new Date(at).getTime();
  const distance = Math.abs(past);
  if (distance >= day) return formatMoment(at, timeZone, locale);
  if (distance < minute) return past >= 0 ? t("time.justNow") : t("time.inAMoment");
  const [unit, count] =
    distance < hour
      ? (["minutes", Math.floor(distance / minute)] as const)
      : (["hours", Math.floor(distance / hour)] as const);
  if (past > 0) return t(`time.${unit}Ago`, { count });
  return t(unit === "minutes" ? "time.inMinutes" : "time.inHours", { count });
}
