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
    liveMeans: "تظهر التغييرات هنا تلقائيًا.",
    behind: "التحديث متوقف",
    behindMeans: "لا يمكن قراءة الجديد الآن. تظهر التغييرات حالما تمكن قراءته.",
    reconnecting: "إعادة الاتصال",
    reconnectingMeans: "تظهر التغييرات بعد عودة الاتصال.",
    offline: "غير متصل",
    offlineMeans: "هذا الجهاز بلا اتصال، وقد يكون ما تراه قديمًا.",
    asOf: "حتى {moment}",
  },
  pagination: { pages: "الصفحات", newer: "الأحدث", older: "الأقدم", previous: "السابق", next: "التالي" },
  filter: { searching: "جارٍ البحث…", search: "بحث", apply: "تطبيق", clear: "مسح", more: "المزيد من التصفية" },
  optional: "(اختياري)",
  identifier: { copy: "نسخ {value}", copied: "تم النسخ" },
  evidence: "الدليل",
  fieldsRefused:
    "{count, plural, one {حقل واحد يحتاج إلى تصحيح} two {حقلان يحتاجان إلى تصحيح} few {# حقول تحتاج إلى تصحيح} many {# حقلًا يحتاج إلى تصحيح} other {# حقل يحتاج إلى تصحيح}}",
  problem: {
    emailMissing: "أدخل بريدك الإلكتروني.",
    emailTooLong: "هذا أطول من أن يكون عنوان بريد إلكتروني.",
    emailOdd: "أدخل بريدًا إلكترونيًا مثل mona@example.com.",
    nameMissing: "أدخل اسمك كما تريد أن يظهر في إيصالك.",
    theirEmailMissing: "أدخل بريده الإلكتروني.",
    theirNameMissing: "أدخل الاسم كما يجب أن يظهر في الإيصالات.",
    nameTooLong: "اختصر الاسم إلى 200 حرف.",
    phoneOdd: "أدخل من 7 أرقام إلى 15 رقمًا، مثل \u2066+20\u00a0100\u00a0123\u00a04567\u2069.",
    passwordMissing: "أدخل كلمة المرور.",
    passwordNotChosen: "اختر كلمة مرور.",
    passwordTooShort: "استخدم 10 أحرف على الأقل. ثلاث كلمات لا رابط بينها تصلح كلمة مرور جيدة.",
    passwordTooLong: "اختصر كلمة المرور إلى 1,000 حرف.",
  },
} satisfies Translated<typeof en>;
