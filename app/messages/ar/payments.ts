import type en from "#app/messages/en/payments.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {
  status: {
    created: "بدأت",
    redirected: "لدى بوابة الدفع",
    pending: "قيد الانتظار",
    succeeded: "ناجحة",
    failed: "لم تنجح",
    expired: "منتهية المهلة",
    needs_review: "قيد المراجعة",
    partially_refunded: "مستردة جزئيًا",
    refunded: "مستردة",
    voided: "ملغاة",
    disputed: "معترض عليها",
    lost: "خُسر الاعتراض",
  },
  method: {
    card: "بطاقة",
    wallet: "محفظة هاتف",
    kiosk: "منفذ دفع",
    cash: "نقدًا",
    bnpl: "تقسيط",
    of: "{gateway}، {method}",
  },
  facts: {
    amount: "المبلغ",
    refunded: "المبلغ المسترد",
    paidWith: "طريقة الدفع",
    gateway: "بوابة الدفع",
    reference: "مرجع {gateway}",
    furtherReference: "مرجع {gateway} رقم {number, number}",
    number: "رقم الدفعة",
    paid: "تاريخ الدفع",
    begun: "تاريخ البدء",
    inTheirWords: "بعبارة {gateway}",
  },
  support: {
    subject: "الدفعة {id}",
    line: "أو راسلنا على <mail></mail> واذكر رقم الدفعة.",
  },
} satisfies Translated<typeof en>;
