import type en from "#app/messages/en/deliveries.ts";
import type { Translated } from "#app/messages/translated.ts";

/** كلمات قائمة إشعارات البوابات. */
export default {
  title: "إشعارات البوابات",
  lead: "كل ما أرسلته بوابات الدفع، وما آل إليه.",
  caption: "الإشعارات",
  loading: "جارٍ تحميل الإشعارات",
  find: "البحث في الإشعارات",
  search: "البحث في الإشعارات",
  placeholder: "معرّف الإشعار أو الدفعة أو المعاملة",
  arrived:
    "{count, plural, one {إشعار جديد} two {إشعاران جديدان} few {# إشعارات جديدة} many {# إشعارًا جديدًا} other {# إشعار جديد}}",
  columns: {
    delivery: "الإشعار",
    status: "الحالة",
    outcome: "النتيجة",
    about: "عن",
    counts: "وصل / محاولات",
    verdict: "التوقيع",
    transaction: "المعاملة",
    id: "معرّف الإشعار",
    processed: "وقت المعالجة",
    received: "وقت الاستلام",
  },
  sorts: { received: { down: "الاستلام: الأحدث أولًا", up: "الاستلام: الأقدم أولًا" } },
  filters: {
    q: "بحث",
    gateway: "البوابة",
    status: "الحالة",
    outcome: "النتيجة",
    verdict: "التوقيع",
    from: "استُلم من",
    to: "استُلم حتى",
  },
  any: {
    gateway: "كل البوابات",
    status: "كل الحالات",
    outcome: "كل النتائج",
    verdict: "كل التواقيع",
  },
  none: {
    title: "لا يوجد إشعار مطابق",
    text: "تُطابق المعاملات ومعرّفات الدفعات كاملة، ومعرّفات الإشعارات من بدايتها.",
    action: "عرض كل الإشعارات",
  },
  empty: {
    title: "لا إشعارات بعد",
    text: "حين ترسل البوابة خبرًا عن دفعة يظهر إشعارها هنا خلال ثانية: هل توقيعه صحيح، وماذا قال، وماذا غيّر.",
  },
} satisfies Translated<typeof en>;
