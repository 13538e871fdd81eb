import type en from "#app/messages/en/webhooks.ts";
import type { Translated } from "#app/messages/translated.ts";

/** إشعارات البوابات: أسماؤها في كل مكان وصفحة الواحد منها. */
export default {
  title: "إشعارات البوابات",
  one: "إشعار",
  of: "إشعار من {gateway}",
  statuses: {
    received: "في الانتظار",
    processing: "قيد المعالجة",
    processed: "عولج",
    failed: "تُعاد محاولته",
    away: "في انتظار البوابة",
    dead: "متروك",
    rejected: "مرفوض",
  },
  meanings: {
    received: "محفوظ، وهو التالي في المعالجة.",
    processing: "تجري معالجته في هذه اللحظة.",
    processed: "فُهم وسُوّي.",
    failed: "تعذّرت تسويته بعد، ويعود تلقائيًا.",
    away: "تعذّر سؤال بوابته. يعود تلقائيًا على فترات تطول، ليوم تقريبًا.",
    dead: "جرت محاولته بقدر ما يُسمح به. يلزم أن ينظر فيه شخص، ولا ينتظره شيء آخر.",
    rejected: "محفوظ للسجل ولا يُقرأ أبدًا.",
  },
  outcomes: {
    applied: "غيّر الدفعة",
    nothing_new: "لم يقل جديدًا",
    mismatch: "غير مطابق",
    unattributed: "لا دفعة له",
    malformed: "لا يمكن أن يكون المقصود",
    unsupported: "لا يُعالَج هنا",
    noted: "دُوّن",
  },
  noOutcome: "لا نتيجة بعد",
  verdicts: { accepted: "موقّع من البوابة", bad_signature: "توقيع خاطئ" },
  verdictReasons: {
    missing: "لم يحمل توقيعًا.",
    wrong: "توقيعه لا يطابق نصه.",
    foreign_account: "يذكر حسابًا ليس حسابنا.",
  },
  kinds: {
    transaction: "معاملة",
    card_token: "بطاقة محفوظة",
    subscription: "اشتراك",
    delivery_status: "حالة توصيل",
    other: "غير ذلك",
    unknown: "لم يُقرأ",
  },
  payment: "الدفعة",
  noPayment: "لا دفعة",
  history: {
    title: "ما آل إليه",
    label: "ما آل إليه، الأحدث أولًا",
    replayed: "أُعيدت معالجته",
    processed: "سُوّي دون تغيير في دفعة",
    dead: "تُرك جانبًا",
    again: "وصل مجددًا وحُسب مرة واحدة",
    received: "استُلم وحُفظ",
    bursar: "النظام",
  },
} satisfies Translated<typeof en>;
