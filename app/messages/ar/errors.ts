import type en from "#app/messages/en/errors.ts";
import type { Translated } from "#app/messages/translated.ts";

export default {
  title: {
    notFound: "لا توجد صفحة هنا",
    forbidden: "غير متاحة لهذا الحساب",
    failed: "تعذّر تحميل هذه الصفحة",
  },
} satisfies Translated<typeof en>;
