import type en from "#app/messages/en/people.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {
  list: {
    title: "الأشخاص",
    caption: "الأشخاص، الأحدث أولًا",
    loading: "جارٍ تحميل الأشخاص",
    arrived:
      "{count, plural, one {شخص جديد} two {شخصان جديدان} few {# أشخاص جدد} many {# شخصًا جديدًا} other {# شخص جديد}}",
    find: "البحث عن الأشخاص",
    search: "البحث في الأشخاص",
    placeholder: "الاسم أو البريد أو الهاتف أو مرجع الدفع أو البوابة",
    anyRole: "كل الأدوار",
    anyCase: "بتذكرة أو بدونها",
    openCase: "له تذكرة مفتوحة",
    anyWaiting: "ينتظر أو لا ينتظر",
    waiting: "ينتظر قرارًا",
    filters: {
      q: "البحث",
      role: "الدور",
      case: "التذاكر",
      waiting: "التسجيلات",
      from: "انضم من يوم",
      to: "انضم حتى يوم",
    },
    columns: {
      name: "الاسم",
      email: "البريد الإلكتروني",
      phone: "الهاتف",
      role: "الدور",
      language: "اللغة",
      id: "المعرّف",
      joined: "تاريخ الانضمام",
    },
    sorts: {
      joined: { up: "الأقدم انضمامًا", down: "الأحدث انضمامًا" },
      name: { up: "الاسم تصاعديًا", down: "الاسم تنازليًا" },
    },
    none: {
      title: "لا أحد يطابق البحث",
      text: "يُعثر على الشخص بأي جزء من اسمه، أو بعنوانه، أو بأحد طرفي رقم هاتفه، أو بمرجع كامل. وتُغتفر الأخطاء الصغيرة.",
      action: "عرض الجميع",
    },
    empty: { title: "لا أحد هنا بعد", text: "كل من يسجّل يظهر هنا." },
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
  seats: {
    requested: "طلب ولم يدفع",
    pending_approval: "دفع وينتظر",
    approved: "موافَق عليه وبانتظار الدفع",
    active: "نشط",
    suspended: "موقوف",
    rejected: "مرفوض",
    revoked: "ملغى",
    lapsed: "لم يُدفع في الوقت",
    withdrawn: "سُحب الطلب",
    transferred: "منقول",
  },
} satisfies Translated<typeof en>;
