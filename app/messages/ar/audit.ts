import type en from "#app/messages/en/audit.ts";
import type { Translated } from "#app/messages/translated.ts";

/** كلمات سجل التدقيق. */
export default {
  title: "سجل التدقيق",
  lead: "من غيّر ماذا وبأي سند، ومن أخرج البيانات. لا يمكن تعديل شيء هنا.",
  caption: "سجل التدقيق",
  loading: "جارٍ تحميل سجل التدقيق",
  find: "البحث في السجل",
  search: "البحث في سجل التدقيق",
  placeholder: "معرّف ما تغيّر، أو معرّف الفاعل أو بريده، أو رقم القيد",
  arrived:
    "{count, plural, one {قيد جديد} two {قيدان جديدان} few {# قيود جديدة} many {# قيدًا جديدًا} other {# قيد جديد}}",
  was: "كان",
  is: "أصبح",
  gone: "لا شيء",
  anyActor: "كل الفاعلين",
  anyAction: "كل الإجراءات",
  actors: { student: "طالب", staff: "موظف", gateway: "بوابة دفع", system: "النظام نفسه" },
  columns: {
    action: "الإجراء",
    subject: "عن",
    change: "ما الذي تغيّر",
    actor: "الفاعل",
    reason: "السبب",
    request: "الطلب",
    at: "الوقت",
  },
  subjects: {
    payment: "دفعة",
    enrollment: "تسجيل",
    user: "شخص",
    course: "دورة",
    delivery: "إشعار",
    exception: "استثناء",
    view: "عرض محفوظ لقائمة",
    export: "تصدير",
    mail: "رسالة",
    case: "تذكرة",
    bulk_job: "قرار بشأن كثيرين",
    refund_draft: "مسودة استرداد",
    waitlist_entry: "دور في قائمة الانتظار",
  },
  sorts: { at: { down: "الأحدث أولًا", up: "الأقدم أولًا" } },
  filters: { q: "بحث", actor: "الفاعل", action: "الإجراء", from: "من يوم", to: "حتى يوم" },
  none: {
    title: "لا قيد مطابق",
    text: "تُطابق المعرّفات وأرقام القيود كاملة، وعناوين البريد من بدايتها.",
    action: "عرض السجل كله",
  },
  seal: {
    notYet: "تُختم القيود بعد كتابتها بثوانٍ.",
    through: "مختوم حتى القيد {entry}،",
    hash: "الختم",
    asWritten:
      "{count, plural, one {القيد المختوم الوحيد كما كُتب} two {القيدان المختومان كما كُتبا} few {كل القيود المختومة وعددها # كما كُتبت} many {كل القيود المختومة وعددها # كما كُتبت} other {كل القيود المختومة وعددها # كما كُتبت}}، الفحص",
    altered: "بعض القيود ليست كما كُتبت: انظر الاستثناءات. الفحص",
  },
  empty: {
    title: "لم يتغيّر شيء بعد",
    text: "كل تغيير يجريه شخص أو بوابة دفع أو النظام نفسه يُكتب هنا لحظة حدوثه.",
  },
} satisfies Translated<typeof en>;
