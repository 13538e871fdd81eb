import type en from "#app/messages/en/exceptions.ts";
import type { Translated } from "#app/messages/translated.ts";

/** كلمات الاستثناءات: أنواعها وحركتها. */
export default {
  title: "الاستثناءات",
  one: "استثناء",
  kinds: {
    paid_not_enrolled: "دفع بلا مقعد",
    enrolled_not_paid: "مقعد بلا دفع",
    two_payments_one_seat: "دفعتان لمقعد واحد",
    payment_mismatch: "مال غير مطابق",
    facts_disagree: "وقائع متعارضة",
    unattributed_money: "مال مجهول الصاحب",
    dead_delivery: "إشعارات متروكة",
    malformed_delivery: "إشعارات غير سليمة",
    bad_signatures: "تواقيع خاطئة",
    status_drift: "حالة تخالف أدلتها",
    count_drift: "فرق في عدد المقاعد",
    ledger_drift: "فرق في دفتر الحسابات",
    audit_altered: "تغيير في سجل التدقيق",
  },
  states: { open: "مفتوح", urgent: "مفتوح وعاجل", resolved: "محلول", ignored: "متجاهَل" },
  moves: {
    opened: "فُتح",
    reopened: "فُتح مجددًا",
    seen: "رُصد مجددًا",
    repair_tried: "جرت محاولة إصلاح ولم تنجح",
    resolved: "حُلّ",
    ignored: "جرى تجاهله",
  },
  moved: {
    opened: "فُتح استثناء: {kind}",
    reopened: "فُتح استثناء مجددًا: {kind}",
    seen: "رُصد استثناء مجددًا: {kind}",
    repair_tried: "جرت محاولة إصلاح: {kind}",
    resolved: "حُلّ استثناء: {kind}",
    ignored: "جرى تجاهل استثناء: {kind}",
  },
  needed: "يحتاج إلى تدخل: {kind}",
  seeChoices: "ما الذي يمكن فعله",
} satisfies Translated<typeof en>;
