import type en from "#app/messages/en/records.ts";
import type { Translated } from "#app/messages/translated.ts";

/** ما يكتبه النظام في الملاحظات والأسباب. */
export default {
  notPaidInTime: "لم يُدفع في الموعد.",
  inHistory: "وُجد في سجل البوابة نفسها.",
  countDiffered: "اختلف العدد عن التسجيلات القائمة.",
  priceChanged: "تغيّر سعر الدورة.",
  begunAnew: "تغيّر سعر الدورة وبدأ الطالب من جديد بالسعر الجديد.",
  firstWentBack: "رُدّت الدفعة الأولى وبقيت دفعة أخرى للطالب نفسه.",
  neverPaid: "انتهت مهلة الدفع ولا تعرف البوابة أي دفعة.",
  cardSaved: "حُفظت بطاقة لدى البوابة.",
  subscription: "الاشتراك {ref}: ‏{what}.",
  courier: "حالة التوصيل للطلب {ref}: ‏{what}.",
  unknownCallback: "إشعار من نوع غير معروف.",
  olderCallback: "إشعار من واجهة iKhokha القديمة للتجارة الإلكترونية.",
  notConfirmed: "يتحدث الإشعار عن مال لا تؤكده البوابة حين سُئلت.",
  nobodysOrder: "لا دفعة لدينا تحمل الطلب {ref}.",
  otherReference: "يذكر الإشعار المرجع {ref}، والطلب عندنا هو {own}.",
  notConfirmedYet: "لم تؤكده البوابة بعد.",
  couldNotConfirm: "لم تستطع البوابة تأكيده: {why}",
  notShownYet: "لم تُظهر البوابة المال المردود بعد.",
  neverEnded: "بدأت معالجته مرة بعد مرة ولم تنتهِ.",
  notSetUp: "{gateway} غير معدّة: ينتظر الإشعار.",
  repairedItself: "صُحّح تلقائيًا.",
  soNoLonger: "زال ما كان خاطئًا.",
  oneLeft: "بقيت للمقعد دفعة واحدة.",
  agreesAgain: "عادت الحالة المحفوظة توافق الأدلة.",
  seatGranted: "مُنح المقعد.",
  seatHeld: "حُجز مقعد، والقرار للمدرسة.",
  movedTo: "أصبحت حالة الدفعة «{status}».",
  noMailServer: "خادم البريد غير معدّ (SMTP_URL).",
  noMailAnswer: "تسلّمها خادم البريد ولم يُجب: ربما أُرسلت، ولا تُرسل مجددًا تلقائيًا.",
  mailGivenUp:
    "تُركت بعد {count, plural, one {محاولة واحدة} two {محاولتين} few {# محاولات} many {# محاولة} other {# محاولة}}: {why}",
} satisfies Translated<typeof en>;
