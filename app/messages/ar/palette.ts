import type en from "#app/messages/en/palette.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {
  title: "البحث والانتقال",
  placeholder: "قسم أو شخص أو دفعة أو دورة…",
  results: "النتائج",
  go: "الانتقال إلى",
  here: "في هذه الصفحة",
  people: "الأشخاص",
  payments: "المدفوعات",
  courses: "الدورات",
  nothing: "لا نتائج عن «{text}».",
  failed: "تعذّر الوصول إلى البحث. الأقسام وإجراءات هذه الصفحة ما زالت متاحة.",
  searching: "جارٍ البحث…",
  sheet: {
    title: "اختصارات لوحة المفاتيح",
    close: "إغلاق",
    singleKeys: "المفاتيح المفردة تعمل فورًا",
    singleKeysWhy: "أوقف هذا إذا كانت المفاتيح تُضغط سهوًا أو عند الإملاء الصوتي.",
  },
  keys: {
    palette: "البحث عن أي شيء أو الانتقال إليه",
    sheet: "عرض هذه الاختصارات",
    search: "البحث في هذه القائمة",
    go: "الانتقال إلى {place}",
    next: "الصف التالي",
    previous: "الصف السابق",
    open: "فتح الصف",
    select: "تحديد الصف",
    approve: "الموافقة على الصف",
    reject: "رفض الصف",
    undo: "تراجع",
  },
} satisfies Translated<typeof en>;
