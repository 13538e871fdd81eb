import type en from "#app/messages/en/common.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {
  skipToContent: "الانتقال إلى المحتوى",
  language: { label: "اللغة" },
  theme: { label: "المظهر", light: "فاتح", dark: "داكن", system: "حسب الجهاز" },
  time: {
    justNow: "الآن",
    inAMoment: "بعد لحظات",
    minutesAgo:
      "{count, plural, zero {الآن} one {قبل دقيقة} two {قبل دقيقتين} few {قبل # دقائق} many {قبل # دقيقة} other {قبل # دقيقة}}",
    hoursAgo:
      "{count, plural, zero {الآن} one {قبل ساعة} two {قبل ساعتين} few {قبل # ساعات} many {قبل # ساعة} other {قبل # ساعة}}",
    inMinutes:
      "{count, plural, zero {الآن} one {بعد دقيقة} two {بعد دقيقتين} few {بعد # دقائق} many {بعد # دقيقة} other {بعد # دقيقة}}",
    inHours:
      "{count, plural, zero {الآن} one {بعد ساعة} two {بعد ساعتين} few {بعد # ساعات} many {بعد # ساعة} other {بعد # ساعة}}",
    due: "موعده <when></when>",
  },
  live: {
    live: "مباشر",
    liveMeans: "تظهر التغييرات هنا من تلقاء نفسها.",
    reconnecting: "إعادة الاتصال",
    reconnectingMeans: "تظهر التغييرات بعد عودة الاتصال.",
    offline: "غير متصل",
    offlineMeans: "هذا الجهاز بلا اتصال، وقد يكون ما تراه قديمًا.",
    asOf: "حتى {moment}",
  },
} satisfies Translated<typeof en>;
