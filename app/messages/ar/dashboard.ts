/** كلمات الصفحة الرئيسية للمكتب. */
export default {
  title: "نظرة عامة",
  parts: {
    today: "أموال اليوم",
    success: "نسبة النجاح",
    waiting: "تسجيلات بانتظار القرار",
    deliveries: "الإشعارات",
    exceptions: "تحتاج إلى تدخل",
    feed: "يحدث الآن",
    revenue: "الإيرادات",
    payments: "المدفوعات",
    enrollments: "التسجيلات",
  },
  loading: "جارٍ التحميل: {part}",
  today: {
    name: "المحصَّل بعملة {currency}",
    note: "{count, plural, one {دفعة واحدة} two {دفعتان} few {# دفعات} many {# دفعة} other {# دفعة}} اليوم",
    refunded: "رُدّ منها {amount}",
    none: "لم يصل مال اليوم بعد.",
  },
  success: {
    note: "{collected, number} من {reached, number} وصلت إلى البوابة",
    none: "لم تصل أي دفعة إلى بوابة في هذه الأيام.",
    days: "آخر {days, number} أيام",
  },
  waiting: {
    name: "بانتظار قرار",
    oldest: "الأقدم <when></when>",
    none: "لا أحد ينتظر قرارًا.",
  },
  exceptions: {
    none: "لا شيء. كل دفعة ومقعد وقيد متفق.",
    oldest: "الأقدم <when></when>",
  },
  deliveries: {
    failed: "تُعاد محاولتها",
    dead: "متوقفة",
    next: "التالي: سؤال {gateway}",
    noCheck: "لا سؤال مستحق لأي بوابة.",
  },
  upTo: "+1,000",
  range: "الأيام المعروضة",
  days: "{days, plural, one {يوم} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}",
  currency: "العملة",
  day: "اليوم",
  numbers: "عرض الأرقام",
  revenue: {
    caption: "المال المحصَّل يوميًا بعملة {currency}",
    received: "المحصَّل",
    given: "المردود",
    point: "{day}: حُصِّل {amount}",
    pointRefunded: "{day}: حُصِّل {amount}، ورُدّ منه لاحقًا {refunded}",
    total:
      "المحصَّل خلال {days, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}",
    none: "لم يصل مال في هذه الأيام.",
  },
  payments: {
    caption: "المدفوعات التي بدأت يوميًا",
    collected: "مدفوعة",
    others: "غير مدفوعة",
    point: "{day}: دُفعت {collected, number} من {started, number}",
    total: "بدأت {started, number}، ودُفعت {collected, number}",
  },
  enrollments: {
    caption: "التسجيلات يوميًا",
    made: "التسجيلات",
    point:
      "{day}: {made, plural, =0 {لا تسجيلات} one {تسجيل واحد} two {تسجيلان} few {# تسجيلات} many {# تسجيلًا} other {# تسجيل}}",
    total:
      "{made, plural, =0 {لا تسجيلات} one {تسجيل واحد} two {تسجيلان} few {# تسجيلات} many {# تسجيلًا} other {# تسجيل}} خلال {days, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}",
  },
  building: "لا تزال هذه المجاميع تُحسب من المدفوعات، وهي أقل من الحقيقة إلى أن يكتمل ذلك.",
  feed: {
    none: "لم يحدث شيء بعد",
    noneText: "تظهر هنا المدفوعات والمقاعد والإشعارات والاستثناءات حال حدوثها.",
    label: "آخر الأحداث، الأحدث أولًا",
  },
} as const;
