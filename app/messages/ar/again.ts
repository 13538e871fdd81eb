import type en from "#app/messages/en/again.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {
  title: "تسجيل الدخول من جديد",
  ended: "انتهت جلستك، فلم يُرسل شيء ولم يتغير شيء.",
  kept: "نحتفظ بما كتبته {minutes} دقيقة. يُعرض عليك وحدك بعد تسجيل الدخول، ولا يراه أحد غيرك.",
  lost: "تعذّر الاحتفاظ هنا بما كتبته. ارجع صفحة واحدة في المتصفح وانسخه أولًا، ثم سجّل الدخول.",
  back: {
    title: "سُجل دخولك. لم يُرسل شيء.",
    lead: "هذا ما كنت قد كتبته. انسخه وارجع إلى الصفحة وأرسله من هناك.",
    late: "احتفظنا بما كتبته {minutes} دقيقة ثم انقضى الوقت فحُذف.",
    go: "العودة إلى الصفحة",
  },
  price: "السعر بعملة {currency}",
  fields: {
    subject: "الموضوع",
    note: "ملاحظة",
    body: "النص",
    question: "السؤال",
    reason: "السبب",
    name: "الاسم",
    email: "البريد الإلكتروني",
    phone: "الهاتف",
    title: "العنوان",
    summary: "الملخص",
    description: "الوصف",
    startsAt: "تبدأ",
    accessUrl: "رابط الدورة",
    capacity: "المقاعد",
    payWithinHours: "عدد الساعات المتاحة للدفع",
    offerHours: "عدد ساعات حجز المقعد المعروض",
  },
} satisfies Translated<typeof en>;
