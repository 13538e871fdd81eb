import type en from "#app/messages/en/office.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {
  office: "المكتب",
  nav: "أقسام المكتب",
  more: "المزيد",
  open: "{count, plural, zero {لا شيء مفتوح} one {واحد مفتوح} two {اثنان مفتوحان} few {# مفتوحة} many {# مفتوحًا} other {# مفتوح}}",
  signedInAs: "الدخول بدور {role}",
  accountOf: "حساب",
  studentsSide: "واجهة الطلاب",
  signOut: "تسجيل الخروج",
  find: "ابحث أو انتقل إلى…",
  dismiss: "إخفاء",
  lacking: "عدد الاستثناءات أو العروض المحفوظة",
  messages: "ما حدث للتو",
  lookingOne: "{name} يتصفح هذا الآن",
  lookingMore:
    "{name} {count, plural, zero {وحده} one {وشخص آخر} two {واثنان آخران} few {و# آخرون} many {و# آخرون} other {و# آخرون}} يتصفحون هذا الآن",
  places: {
    home: "نظرة عامة",
    enrollments: "التسجيلات",
    payments: "المدفوعات",
    refunds: "مبالغ تُرد",
    exceptions: "الاستثناءات",
    users: "الأشخاص",
    cases: "التذاكر",
    courses: "الدورات",
    webhooks: "إشعارات البوابات",
    mails: "البريد",
    audit: "سجل التدقيق",
    performance: "الأداء",
  },
  roles: {
    owner: "مالك",
    admin: "مدير",
    finance: "مسؤول مالي",
    registrar: "مسؤول تسجيل",
    support: "مسؤول دعم",
    auditor: "مدقق",
    student: "طالب",
  },
} satisfies Translated<typeof en>;
